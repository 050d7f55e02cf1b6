//! Keys, links and folds.

use fantoccini::key::Key;

use crate::driven::{Browser, Share};
use crate::pages::{FULL, page};

fn address(browser: &Browser) -> String {
    browser.text("return location.hash")
}

const SEEN: &str = "const box = document.querySelector(location.hash).getBoundingClientRect();
    return box.top >= -1 && box.top < innerHeight";

#[test]
fn a_link_leads_into_what_is_folded() {
    let Some(share) = Share::take() else { return };
    let page = page(FULL, "en");
    let browser = share.alone();
    // A field, an exhibit, and a step that is folded.
    for id in ["bytes-7-1-20", "bytes-9-1", "step-12"] {
        browser.open(&page, "");
        browser.open(&page, &format!("#{id}"));
        let open = format!(
            "for (let part = document.getElementById('{id}'); part; part = part.parentElement)
                 if (part.localName === 'details' && !part.open) return false;
             return document.getElementById('{id}').checkVisibility()"
        );
        browser.until(&open);
        browser.until(SEEN);
        let marked = format!("return document.querySelector(':target').id === '{id}'");
        assert!(browser.is(&marked), "{id}");
    }
    // What nobody is called leads nowhere, and breaks nothing.
    browser.open(&page, "#nobody");
    browser.open(&page, "#%E0%A4%A");
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn keys_walk_through_the_steps() {
    let Some(share) = Share::take() else { return };
    let page = page(FULL, "en");
    let browser = share.alone();
    browser.open(&page, "");
    let right: char = Key::Right.into();
    let left: char = Key::Left.into();
    let steps = browser.ask("return document.querySelectorAll('.step').length");
    let steps = steps.as_u64().unwrap();
    for n in 1..=steps + 1 {
        browser.press(&match n % 2 {
            0 => right.to_string(),
            _ => "j".to_owned(),
        });
        assert_eq!(address(&browser), format!("#step-{}", n.min(steps)));
        assert!(browser.is(SEEN), "{n}");
    }
    browser.press(&format!("k{left}k"));
    assert_eq!(address(&browser), format!("#step-{}", steps - 3));
    let place = "return document.activeElement.closest('.step').id === location.hash.slice(1)";
    assert!(browser.is(place), "the reader's place goes along");
    // Keys with another meaning keep it, and all can be turned off.
    browser.chord(Key::Control.into(), 'k');
    assert_eq!(address(&browser), format!("#step-{}", steps - 3));
    browser.press("?");
    assert!(browser.is("return document.querySelector('dialog').open"));
    browser.click("dialog input");
    browser.press(&char::from(Key::Escape).to_string());
    assert!(!browser.is("return document.querySelector('dialog').open"));
    browser.press("k");
    assert_eq!(address(&browser), format!("#step-{}", steps - 3));
}

const CLOSED: &str = "return document.querySelectorAll('main details:not(.answer, [open])').length";

#[test]
fn everything_opens_and_closes_but_answers() {
    let Some(share) = Share::take() else { return };
    let page = page(&["demo", "ecb", "--seed", "1"], "en");
    let browser = share.alone();
    browser.open(&page, "");
    let folded = browser.ask(CLOSED);
    assert_ne!(folded, 0);
    browser.click(".comfort button:nth-of-type(1)");
    assert_eq!(browser.ask(CLOSED), 0);
    assert!(browser.is("return document.querySelector('.answer[open]') === null"));
    browser.click(".comfort button:nth-of-type(2)");
    assert_eq!(browser.ask(CLOSED), folded);
    browser.press("o");
    assert_eq!(browser.ask(CLOSED), 0);
    browser.press("o");
    assert_eq!(browser.ask(CLOSED), folded);
}

#[test]
fn the_address_follows_what_is_opened() {
    let Some(share) = Share::take() else { return };
    let page = page(FULL, "en");
    let browser = share.alone();
    browser.open(&page, "");
    browser.click("#bytes-7-1 > summary");
    assert_eq!(address(&browser), "#bytes-7-1");
    browser.click("#bytes-7-1 .field:nth-of-type(2) > summary");
    let field = address(&browser);
    browser.open(&page, "");
    browser.open(&page, &field);
    browser.until(SEEN);
    browser.click("nav a[href=\"#step-9\"]");
    assert_eq!(address(&browser), "#step-9");
    browser.until(SEEN);
}

/// Tab after tab reaches everything that can be used, once, in the order in which it stands, and shows where it is.
#[test]
fn tab_reaches_everything_in_order() {
    let Some(share) = Share::take() else { return };
    let page = page(&["cert", "gallery", "leaf-expired"], "en");
    let browser = share.alone();
    browser.open(&page, "");
    browser.ask(
        "window.stops = [...document.querySelectorAll('a[href], button, summary, input:checked')]
             .filter(stop => stop.checkVisibility({ contentVisibilityAuto: true }) && !stop.closest('dialog'));
         window.met = [];
         window.unseen = 0;
         addEventListener('focusin', event => {
             met.push(event.target);
             const style = getComputedStyle(event.target);
             if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) window.unseen += 1;
         })",
    );
    let stops = browser.ask("return stops.length").as_u64().unwrap();
    assert!(stops > 30, "{stops}");
    let tab: char = Key::Tab.into();
    browser.press(&tab.to_string().repeat(usize::try_from(stops).unwrap()));
    assert_eq!(
        browser.text("return stops.filter((stop, n) => stop !== met[n]).map(stop => stop.outerHTML).join('\\n')"),
        ""
    );
    assert_eq!(browser.ask("return unseen"), 0);
}
