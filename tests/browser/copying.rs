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
    // The frame with the ClientHello: the whole, a group, a field; and a value of a step.
    for refused in [false, true] {
        browser.open(&page, "");
        browser.open(&page, "#bytes-7-1-1");
        if refused {
            browser.ask(OLD);
        }
        browser.until("return document.querySelector('#bytes-7-1-1 > button') !== null");
        browser.click(".group:has(#bytes-7-1-1) > .field > summary");
        browser.until("return document.querySelector('#bytes-7-1-0 > button') !== null");
        for (button, bytes) in [
            ("#bytes-7-1 > button", "#bytes-7-1 code"),
            ("#bytes-7-1-0 > button", ".group:has(#bytes-7-1-0) code"),
            ("#bytes-7-1-1 > button", "details:has(> #bytes-7-1-1) code"),
            (".bytes + button", ".bytes:has(+ button)"),
        ] {
            browser.ask("document.querySelector('.heard').textContent = ''");
            browser.click(button);
            browser.until("return document.querySelector('.heard').innerText === 'copied'");
            assert!(browser.is(&format!(
                "return document.activeElement === document.querySelector('{button}')"
            )));
            let all = if bytes.starts_with(".bytes") {
                1
            } else {
                usize::MAX
            };
            let expected = browser.ask(&format!(
                "return [...document.querySelectorAll('{bytes}')].map(part => part.textContent)"
            ));
            let expected = expected.as_array().unwrap().iter().take(all);
            let expected: String = expected.filter_map(|part| part.as_str()).collect();
            let expected: String = expected.split_whitespace().collect();
            assert!(
                hex::decode(&expected).is_ok_and(|bytes| !bytes.is_empty()),
                "{expected}"
            );
            assert_eq!(pasted(&browser), expected, "{button}");
        }
    }
}
