//! Bytes are copied as hexadecimal digits, exactly.

use fantoccini::key::Key;

use crate::driven::{Browser, Share};
use crate::pages::{FULL, page};

/// What the clipboard holds, as somebody would find out: by putting it somewhere.
fn pasted(browser: &Browser) -> String {
    browser.ask(
        "const area = document.createElement('textarea'); area.id = 'pasted';
         document.querySelector('h1').after(area); area.focus()",
    );
    browser.chord(Key::Control.into(), 'v');
    let text = browser.text("return document.getElementById('pasted').value");
    browser.ask("document.getElementById('pasted').remove()");
    text
}

const OLD: &str = "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))";

#[test]
fn bytes_are_copied_as_digits_and_it_is_said() {
    let Some(share) = Share::take() else { return };
    let page = page(FULL, "en");
    let browser = share.alone();
    // The ClientHello: a whole frame, a field of it, and a value of a step.
    for refused in [false, true] {
        browser.open(&page, "#bytes-7-1-0");
        if refused {
            browser.ask(OLD);
        }
        browser.until("return document.querySelector('#bytes-7-1 .hex + .copy') !== null");
        for (button, bytes) in [
            ("#bytes-7-1 .hex + .copy", "#bytes-7-1 .hex"),
            (
                "#bytes-7-1-0 .copy",
                "#bytes-7-1 .hex a[href=\"#bytes-7-1-0\"]",
            ),
            ("code.bytes + .copy", "code.bytes:has(+ .copy)"),
        ] {
            browser.ask("document.querySelector('.heard').textContent = ''");
            browser.click(button);
            browser.until("return document.querySelector('.heard').innerText === 'copied'");
            assert!(browser.is(&format!(
                "return document.activeElement === document.querySelector('{button}')"
            )));
            let expected = browser.text(&format!(
                "return document.querySelector('{bytes}').textContent"
            ));
            let expected: String = expected.split_whitespace().collect();
            assert!(
                expected.len() >= 2 && hex::decode(&expected).is_ok(),
                "{expected}"
            );
            assert_eq!(pasted(&browser), expected, "{button}");
        }
    }
}
