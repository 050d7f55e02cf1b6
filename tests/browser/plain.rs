//! Without a script everything is there.

use serde_json::json;

use crate::driven::Share;
use crate::kinds::KINDS;
use crate::pages::page;

#[test]
fn everything_can_be_read_and_opened_without_a_script() {
    let Some(share) = Share::take() else { return };
    for kind in KINDS {
        let page = page(kind, "en");
        let browser = share.alone();
        browser.tell(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        );
        browser.open(&page, "#bytes-1-1-0");
        assert!(
            browser.is("return document.querySelector('.comfort') === null"),
            "no script ran"
        );
        // What the address leads to is opened by the browser itself.
        let hidden =
            "return !(document.querySelector(':target') ?? document.body).checkVisibility()";
        assert!(!browser.is(hidden), "{kind:?}");
        browser.click("#lang-ko");
        let words = browser.text("return document.querySelector('h1').innerText");
        assert!(words.contains(|c| ('가'..='힣').contains(&c)), "{words}");
        browser.click("#light-night");
        assert_eq!(
            browser.text("return getComputedStyle(document.documentElement).colorScheme"),
            "dark"
        );
        // Every fold answers to a click, and what stands in it is seen then.
        let open = "return document.querySelectorAll('details[open]').length";
        let before = browser.ask(open).as_u64().unwrap();
        browser.click("main details:not([open], nav details) > summary");
        assert_eq!(browser.ask(open), before + 1, "{kind:?}");
        let hidden = "
            document.querySelectorAll('details').forEach(fold => fold.open = true);
            const other = '[lang=en], [lang=en] *';
            return [...document.querySelectorAll('main *')]
                .filter(part => !part.matches(other) && !part.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
                .map(part => part.outerHTML.slice(0, 80)).join('\\n')";
        assert_eq!(browser.text(hidden), "", "{kind:?}");
    }
}
