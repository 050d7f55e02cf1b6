//! Opening, languages, light and dark.

use std::fs;

use crate::driven::{Browser, Share};
use crate::kinds::KINDS;
use crate::pages::{FULL, page, place};

/// The words that are shown of an element, whatever stands in it.
fn shown(browser: &Browser, selector: &str) -> String {
    browser.text(&format!(
        "return document.querySelector('{selector}').innerText"
    ))
}

fn korean(words: &str) -> bool {
    words.contains(|c| ('가'..='힣').contains(&c))
}

#[test]
fn every_kind_of_page_opens_without_complaint_and_loads_nothing() {
    let Some(share) = Share::take() else { return };
    for kind in KINDS {
        let page = page(kind, "en");
        let browser = share.alone();
        browser.open(&page, "");
        assert_eq!(browser.complaints(), [""; 0], "{kind:?}");
        let loaded = "return performance.getEntriesByType('resource').map(entry => entry.name).filter(name => !name.startsWith('data:')).join()";
        assert_eq!(browser.text(loaded), "", "{kind:?}");
        assert!(browser.is("return document.querySelector('.comfort button') !== null"));
    }
}

/// The policy is what keeps scripts out, not their absence: changed by one blank, ours does not run either.
#[test]
fn the_script_runs_only_as_it_was_written() {
    let Some(share) = Share::take() else { return };
    let text = fs::read_to_string(page(FULL, "en")).unwrap();
    let page = place("another-script");
    fs::write(&page, text.replace("</script>", " </script>")).unwrap();
    let browser = share.alone();
    browser.open(&page, "");
    assert!(browser.is("return document.querySelector('.comfort') === null"));
    assert!(
        browser
            .complaints()
            .iter()
            .any(|line| line.contains("Content Security Policy"))
    );
}

#[test]
fn the_other_language_is_a_click_or_a_key_away() {
    let Some(share) = Share::take() else { return };
    let page = page(FULL, "en");
    let browser = share.alone();
    browser.open(&page, "");
    assert!(!korean(&shown(&browser, ".columns")));
    browser.click("#lang-ko");
    let main = shown(&browser, ".columns");
    assert!(korean(&main) && !main.contains("What went in"), "{main}");
    assert!(korean(&browser.text("return document.title")));
    assert_eq!(browser.text("return document.documentElement.lang"), "ko");
    browser.press("l");
    assert!(!korean(&shown(&browser, ".columns")));
    // A tab remembers what was chosen in it, for the next page too.
    browser.press("l");
    browser.open(&page, "#step-1");
    assert!(korean(&shown(&browser, ".columns")));
}

/// How light the ground and the ink of the page are, from 0 to 255.
fn colours(browser: &Browser) -> [u64; 2] {
    ["backgroundColor", "color"].map(|which| {
        let script = format!(
            "return getComputedStyle(document.body).{which}.match(/\\d+/g).slice(0, 3).map(Number)"
        );
        let parts = browser.ask(&script);
        let parts = parts.as_array().unwrap().iter();
        parts.map(|part| part.as_u64().unwrap()).sum::<u64>() / 3
    })
}

fn dark([ground, ink]: [u64; 2]) -> bool {
    ground < ink
}

#[test]
fn colours_follow_the_system_and_then_the_switch() {
    let Some(share) = Share::take() else { return };
    let page = page(KINDS[3], "en");
    let browser = share.alone();
    for (scheme, is_dark) in [("light", false), ("dark", true)] {
        browser.prefer(scheme);
        browser.open(&page, "");
        assert_eq!(dark(colours(&browser)), is_dark, "{scheme}");
    }
    browser.click("#light-day");
    assert!(!dark(colours(&browser)));
    browser.press("t");
    assert!(dark(colours(&browser)));
    browser.prefer("light");
    assert!(dark(colours(&browser)), "what was chosen stays chosen");
    browser.open(&page, "");
    assert!(dark(colours(&browser)), "and is remembered");
    browser.press("t");
    assert!(!dark(colours(&browser)), "as the system");
}
