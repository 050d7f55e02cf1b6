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

/// Every kind of page in both languages, by day and by night, in a wide and in a narrow window; the small ones with all open.
#[test]
fn axe_core_finds_no_barrier() {
    let Some(share) = Share::take() else { return };
    let Some(axe) = oracle::text("axe_playwright_python/axe.min.js") else {
        return;
    };
    let more: [&[&str]; 2] = [
        &["handshake", "--seed", "1", "--blanks"],
        &["demo", "birthday", "--seed", "1"],
    ];
    for (n, kind) in KINDS.iter().copied().chain(more).enumerate() {
        let page = page(kind, "en");
        let browser = share.alone();
        let small = kind[0] != "handshake";
        for (k, (scheme, lang, width)) in [
            ("light", "lang-en", 1400),
            ("dark", "lang-ko", 390),
            ("light", "lang-ko", 1400),
            ("dark", "lang-en", 390),
        ]
        .into_iter()
        .enumerate()
        {
            // A large page takes its time: one way of four, another one than its neighbour.
            if !small && k != n % 4 {
                continue;
            }
            browser.window(width, 1000);
            browser.prefer(scheme);
            browser.open(&page, "");
            browser.click(&format!("#{lang}"));
            match small {
                true => browser.press("o"),
                // A frame, a message, a proof: of each kind one.
                false => drop(browser.ask(
                    "for (const kind of ['.why', '.exhibit', '.exhibit .group > .field', '.inside', '.shell'])
                         for (let fold = document.querySelector('.step ' + kind); fold; fold = fold.parentElement)
                             if (fold.localName === 'details') fold.open = true",
                )),
            }
            let found = barriers(&browser, &axe);
            assert_eq!(found, [""; 0], "{kind:?} {scheme} {lang} {width}");
        }
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
