//! No barrier that axe-core knows (WCAG 2.2 A and AA, and its best practices), and no scrolling sideways on a telephone.

use serde_json::Value;

use crate::driven::{Browser, Share};
use crate::kinds::KINDS;
use crate::oracle;
use crate::pages::{FULL, page};

/// What axe-core finds, a line each.
fn barriers(browser: &Browser, axe: &str) -> Vec<String> {
    browser.ask(axe);
    let found = browser.await_answer(
        "const done = arguments[arguments.length - 1];
         axe.run(document, { resultTypes: ['violations'] }).then(
             found => done(found.violations.flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.html.slice(0, 160)))),
             error => done(['axe: ' + error]))",
    );
    let found = found.as_array().cloned().unwrap_or_default();
    let lines = found.iter().filter_map(Value::as_str);
    lines.map(str::to_owned).take(12).collect()
}

/// Makes a large page a small one of the same shapes: of parts beside each other that are built alike, two stay. axe-core takes its
/// time with each, and finds nothing in the third that was not in the first.
const FEWER: &str = "
    const shapes = new Map();
    const shape = part => shapes.get(part) ?? shapes.set(part,
        part.localName + '.' + part.className + '[' + [...new Set([...part.children].map(shape))].sort().join() + ']').get(part);
    for (const part of [...document.querySelectorAll('.field, .group, .exhibit, .step, .drawn .row, .contents li, .pair, .card, tr')]) {
        let alike = 0;
        const own = shape(part);
        for (let other = part.previousElementSibling; other; other = other.previousElementSibling) alike += shape(other) === own;
        if (alike > 1) part.remove();
    }
    return document.querySelectorAll('*').length";

/// Every kind of page with all open; between them in both languages, by day and by night, in a wide and in a narrow window.
#[test]
fn axe_core_finds_no_barrier() {
    let Some(share) = Share::take() else { return };
    let Some(axe) = oracle::text("axe_playwright_python/axe.min.js") else {
        return;
    };
    let birthday: &[&str] = &["demo", "birthday", "--seed", "1"];
    // A whole handshake has a test of its own.
    let kinds = KINDS.iter().copied().filter(|kind| *kind != FULL);
    for (n, kind) in kinds.chain([birthday]).enumerate() {
        let page = page(kind, "en");
        let browser = share.alone();
        // One look at each: what one is not seen at, its neighbours are.
        let looks = [
            ("light", "lang-en", 1400),
            ("dark", "lang-ko", 390),
            ("dark", "lang-en", 1400),
            ("light", "lang-ko", 390),
        ];
        let (scheme, lang, width) = looks[n % looks.len()];
        browser.window(width, 1000);
        browser.prefer(scheme);
        browser.open(&page, "");
        browser.click(&format!("#{lang}"));
        browser.ask(FEWER);
        browser.press("o");
        let found = barriers(&browser, &axe);
        assert_eq!(found, [""; 0], "{kind:?} {scheme} {lang} {width}");
    }
}

/// A whole handshake, as it opens; and what would be a barrier in it is found.
#[test]
fn axe_core_finds_no_barrier_in_a_whole_page() {
    let Some(share) = Share::take() else { return };
    let Some(axe) = oracle::text("axe_playwright_python/axe.min.js") else {
        return;
    };
    let browser = share.alone();
    browser.open(&page(FULL, "en"), "");
    assert_eq!(barriers(&browser, &axe), [""; 0]);
    browser.ask(FEWER);
    browser.ask("document.querySelector('.step a.number').replaceChildren()");
    browser.ask("document.querySelector('.sentence').style.color = '#ddd'");
    let found = barriers(&browser, &axe).join("\n");
    for rule in ["link-name", "color-contrast"] {
        assert!(found.contains(rule), "{rule}: {found}");
    }
}

/// How far the page goes beyond the window.
const BEYOND: &str =
    "const page = document.documentElement; return page.scrollWidth - page.clientWidth";

#[test]
fn a_telephone_needs_no_scrolling_sideways() {
    let Some(share) = Share::take() else { return };
    for kind in KINDS {
        let page = page(kind, "en");
        let browser = share.alone();
        browser.window(360, 740);
        browser.open(&page, "");
        browser.press("o");
        for _ in ["en", "ko"] {
            assert_eq!(browser.ask(BEYOND), 0, "{kind:?}");
            browser.press("l");
        }
    }
    // The test sees it where something is too wide.
    let browser = share.alone();
    browser.window(360, 740);
    browser.open(&page(FULL, "en"), "");
    browser.ask("document.querySelector('h1').style.width = '500px'");
    assert_ne!(
        browser.ask("return document.documentElement.scrollWidth"),
        360
    );
}
