//! On paper.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use std::fs;

use crate::driven::{Browser, Share};
use crate::kinds::KINDS;
use crate::oracle;
use crate::pages::{FULL, page, place};

/// What the page that is open says on paper.
fn printed(browser: &Browser, pdftotext: &oracle::Oracle, name: &str) -> String {
    let paper = browser.tell(
        "Page.printToPDF",
        json!({ "paperWidth": 8.27, "paperHeight": 11.69 }),
    );
    let paper = STANDARD.decode(paper["data"].as_str().unwrap()).unwrap();
    let pdf = place(name).with_extension("pdf");
    fs::write(&pdf, paper).unwrap();
    pdftotext.says(
        pdf.parent().unwrap(),
        &["-layout", pdf.to_str().unwrap(), "-"],
    )
}

/// A key without answers is none.
#[test]
fn the_key_of_a_hand_out_has_its_answers_on_paper() {
    let Some(share) = Share::take() else { return };
    let Some(pdftotext) = oracle::find("pdftotext", "poppler-utils") else {
        return;
    };
    let key = place("key");
    let mut asked = FULL.to_vec();
    asked.extend(["--blanks", "--answers", key.to_str().unwrap()]);
    let sheet = page(&asked, "en");
    let browser = share.alone();
    browser.open(&key, "");
    assert!(printed(&browser, &pdftotext, "key").contains("ServerHello"));
    browser.open(&sheet, "");
    let sheet = printed(&browser, &pdftotext, "sheet");
    assert!(
        !sheet.contains("ServerHello") && sheet.contains("frame"),
        "{sheet}"
    );
}

#[test]
fn every_step_is_on_paper_in_one_language() {
    let Some(share) = Share::take() else { return };
    let Some(pdftotext) = oracle::find("pdftotext", "poppler-utils") else {
        return;
    };
    for (n, kind) in [FULL, KINDS[3], KINDS[4]].iter().enumerate() {
        let lang = ["en", "ko"][n % 2];
        let page = page(kind, lang);
        let browser = share.alone();
        browser.open(&page, "");
        let names = browser.ask(
            "return [...document.querySelectorAll('.step h3')].map(name => name.textContent && name.innerText)",
        );
        let whys = browser.ask(
            "return [...document.querySelectorAll('.why')].map(why => { why.open = true; const words = why.innerText; why.open = false; return words })",
        );
        let text = printed(&browser, &pdftotext, &format!("printed-{n}"));
        let close = |text: &str| text.split_whitespace().collect::<String>();
        let paper = close(&text);
        for name in names.as_array().unwrap() {
            let name = close(name.as_str().unwrap());
            assert!(paper.contains(&name), "{kind:?}: {name}");
        }
        for why in whys.as_array().unwrap() {
            // Pages break between lines, so a beginning is enough.
            let why: String = close(why.as_str().unwrap()).chars().take(24).collect();
            assert!(paper.contains(&why), "{kind:?}: {why}");
        }
        let other = ["어둡게", "English"];
        for switch in other.into_iter().chain(["copy hex"]) {
            assert!(!text.contains(switch), "{kind:?}: {switch}");
        }
        let pages = text.matches('\u{c}').count();
        assert!((1..25).contains(&pages), "{kind:?}: {pages} pages");
    }
}
