//! Chromium, driven through chromedriver (<https://www.w3.org/TR/webdriver2/>): two for all tests that run at a time.

use std::io::{BufRead, BufReader};
use std::ops::Deref;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use url::{ParseError, Url};

use crate::oracle::{self, Oracle};

/// A browser with one tab.
pub(crate) struct Browser {
    runtime: Runtime,
    client: Client,
    driver: Child,
    _home: TempDir,
}

/// The browsers that tests share as long as one of them needs them.
static SHARED: Mutex<Weak<Pool>> = Mutex::new(Weak::new());

struct Pool {
    chromium: Oracle,
    chromedriver: Oracle,
    /// Each is started when the ones before it are in use.
    browsers: [Mutex<Option<Browser>>; 2],
}

/// A share in the browsers.
pub(crate) struct Share(Arc<Pool>);

/// A browser that nobody else uses meanwhile.
pub(crate) struct Alone<'p>(MutexGuard<'p, Option<Browser>>);

impl Deref for Alone<'_> {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        self.0.as_ref().unwrap()
    }
}

impl Share {
    /// Without Debian's Chromium and its driver there is none, and the test is skipped aloud.
    pub(crate) fn take() -> Option<Self> {
        let chromium = oracle::find("chromium", "chromium")?;
        let chromedriver = oracle::find("chromedriver", "chromium-driver")?;
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        let pool = shared.upgrade().unwrap_or_else(|| {
            let pool = Arc::new(Pool {
                chromium,
                chromedriver,
                browsers: Default::default(),
            });
            *shared = Arc::downgrade(&pool);
            pool
        });
        Some(Self(pool))
    }

    /// A browser for this test alone, with a tab that nobody has used.
    pub(crate) fn alone(&self) -> Alone<'_> {
        let mut browser = loop {
            let free = self.0.browsers.iter().find_map(|one| match one.try_lock() {
                Ok(browser) => Some(browser),
                // A test that failed in it leaves it as good as any other.
                Err(TryLockError::Poisoned(browser)) => Some(browser.into_inner()),
                Err(TryLockError::WouldBlock) => None,
            });
            match free {
                Some(browser) => break browser,
                None => thread::sleep(Duration::from_millis(10)),
            }
        };
        browser
            .get_or_insert_with(|| Browser::start(&self.0.chromium, &self.0.chromedriver))
            .fresh_tab();
        Alone(browser)
    }
}

impl Browser {
    fn start(chromium: &Oracle, chromedriver: &Oracle) -> Self {
        let home = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let mut driver = chromedriver
            .command(home.path(), &["--port=0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = said
            .find_map(|line| {
                let line = line.unwrap();
                let (_, port) = line.split_once("successfully on port ")?;
                Some(port.trim_end_matches('.').to_owned())
            })
            .unwrap();
        // Its pipe is never full and never closed.
        thread::spawn(move || said.for_each(drop));
        let profile = format!("--user-data-dir={}", home.path().join("profile").display());
        let mut arguments = vec!["--headless", "--no-sandbox", "--disable-gpu", &profile];
        arguments.extend(["--no-first-run", "--disable-sync", "--disable-extensions"]);
        arguments.extend(["--disable-background-networking"]);
        arguments.extend(["--disable-component-update"]);
        let wanted = json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "args": arguments, "binary": chromium.path },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": 300_000 },
        });
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let client = runtime.block_on(
            ClientBuilder::new(HttpConnector::new())
                .capabilities(wanted.as_object().unwrap().clone())
                .connect(&format!("http://127.0.0.1:{port}")),
        );
        Self {
            runtime,
            client: client.unwrap(),
            driver,
            _home: home,
        }
    }

    /// What a page remembers, it remembers for its tab; so does the browser how the tab is to pretend to be.
    fn fresh_tab(&self) {
        self.runtime.block_on(async {
            let tab = self.client.new_window(true).await.unwrap();
            self.client.close_window().await.unwrap();
            self.client.switch_to_window(tab.handle).await.unwrap();
        });
        self.window(1400, 1000);
        self.complaints();
    }

    /// A command of the driver's own.
    fn post(&self, place: &'static str, body: Value) -> Value {
        let command = Post { place, body };
        self.runtime
            .block_on(self.client.issue_cmd(command))
            .unwrap()
    }

    /// A command of the Chrome DevTools Protocol.
    pub(crate) fn tell(&self, command: &str, parameters: Value) -> Value {
        self.post(
            "goog/cdp/execute",
            json!({ "cmd": command, "params": parameters }),
        )
    }

    /// Opens the page in that file; `more` follows its address.
    pub(crate) fn open(&self, page: &Path, more: &str) {
        let address = format!("file://{}{more}", page.display());
        self.runtime.block_on(self.client.goto(&address)).unwrap();
    }

    /// What `script` returns.
    pub(crate) fn ask(&self, script: &str) -> Value {
        self.runtime
            .block_on(self.client.execute(script, Vec::new()))
            .unwrap()
    }

    /// What `script` gives to its last argument.
    pub(crate) fn await_answer(&self, script: &str) -> Value {
        self.runtime
            .block_on(self.client.execute_async(script, Vec::new()))
            .unwrap()
    }

    /// Whether what `script` returns is true.
    pub(crate) fn is(&self, script: &str) -> bool {
        self.ask(script) == Value::Bool(true)
    }

    /// What `script` returns, as text.
    pub(crate) fn text(&self, script: &str) -> String {
        self.ask(script).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until `script` returns true.
    pub(crate) fn until(&self, script: &str) {
        let begun = Instant::now();
        while !self.is(script) {
            assert!(begun.elapsed() < Duration::from_secs(10), "never: {script}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Clicks on the first element that `selector` finds.
    pub(crate) fn click(&self, selector: &str) {
        self.runtime
            .block_on(async {
                let element = self.client.find(Locator::Css(selector)).await?;
                element.click().await
            })
            .unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// Presses keys one after the other.
    pub(crate) fn press(&self, keys: &str) {
        let actions = keys
            .chars()
            .fold(KeyActions::new("keys".into()), |actions, key| {
                actions
                    .then(KeyAction::Down { value: key })
                    .then(KeyAction::Up { value: key })
            });
        self.runtime
            .block_on(self.client.perform_actions(actions))
            .unwrap();
    }

    /// Holds the first key while the second is pressed.
    pub(crate) fn chord(&self, held: char, key: char) {
        let actions = KeyActions::new("keys".into())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: held });
        self.runtime
            .block_on(self.client.perform_actions(actions))
            .unwrap();
    }

    /// Gives the window this size.
    pub(crate) fn window(&self, width: u32, height: u32) {
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        );
    }

    /// Makes the system one that prefers `light` or `dark`.
    pub(crate) fn prefer(&self, scheme: &str) {
        self.tell(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
        );
    }

    /// What the browser has complained about since it was last asked.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let log = self.post("se/log", json!({ "type": "browser" }));
        let lines = log.as_array().into_iter().flatten();
        lines.map(|line| line["message"].to_string()).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let closed = self.runtime.block_on(self.client.clone().close());
        drop(closed);
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}

/// A command that the standard does not know.
#[derive(Debug)]
struct Post {
    place: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/{}", self.place))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
