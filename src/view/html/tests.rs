//! A story whose every string is hostile makes the same page as a tame one: not one element more or less.

use crate::base::text::{Lang, Text};
use crate::story::handout::Handout;
use crate::story::model::{Said, Story, What};
use crate::story::picture::{Drawing, Picture};
use crate::story::quiz::Answer;
use crate::view::html::page::{self, page};
use crate::view::look::Look;
use crate::view::sample::story;

const HOSTILE: &str = "</title></style></p><script>alert(1)</script><img src=x onerror='alert(2)'>\" onload=\"alert(3)";

/// Puts `with` behind every string of the story that can come from outside, and behind those that cannot.
fn poisoned(mut story: Story, with: &str) -> Story {
    let text = |text: &mut Text| {
        if !text.is_empty() {
            text.en = format!("{}{with}", text.en).into();
            text.ko = format!("{}{with}", text.ko).into();
        }
    };
    text(&mut story.title);
    story.preface.iter_mut().for_each(text);
    for host in &mut story.hosts {
        host.name.push_str(with);
        host.address.push_str(with);
    }
    for step in &mut story.steps {
        text(&mut step.chapter);
        text(&mut step.name);
        text(&mut step.sentence);
        step.why.iter_mut().for_each(text);
        for value in &mut step.values {
            text(&mut value.name);
            if let What::Words(words) = &mut value.what {
                text(words);
            }
        }
        for exhibit in &mut step.exhibits {
            text(&mut exhibit.title);
            // The last field is a name, as text.
            let end = exhibit.bytes.len();
            for (place, byte) in exhibit.bytes[end - 15..].iter_mut().zip(with.bytes()) {
                *place = byte;
            }
        }
        for proof in &mut step.proofs {
            text(&mut proof.claim);
            text(&mut proof.says);
            proof.formula.push_str(with);
            for given in &mut proof.inputs {
                text(&mut given.seen);
                text(&mut given.value.name);
            }
        }
        step.pictures
            .iter_mut()
            .for_each(|picture| poison(picture, &text));
    }
    if let Some(cause) = &mut story.cause {
        for words in [
            &mut cause.sentence,
            &mut cause.client,
            &mut cause.server,
            &mut cause.alert,
            &mut cause.outsider,
            &mut cause.repair,
        ] {
            text(words);
        }
        cause.said[0] = Said::Error(with.to_owned());
    }
    for line in &mut story.summary {
        text(&mut line.label);
        text(&mut line.text);
    }
    story
        .costs
        .iter_mut()
        .for_each(|cost| text(&mut cost.label));
    for question in &mut story.quiz {
        text(&mut question.asks);
        text(&mut question.because);
        match &mut question.answer {
            Answer::Word(word) => word.push_str(with),
            Answer::Choice { options, .. } => options.iter_mut().for_each(text),
        }
    }
    story
}

fn poison(picture: &mut Picture, text: &impl Fn(&mut Text)) {
    text(&mut picture.title);
    text(&mut picture.says);
    match &mut picture.drawing {
        Drawing::Grid(grid) => grid
            .swatches
            .iter_mut()
            .for_each(|swatch| text(&mut swatch.word)),
        Drawing::Bars(bars) => bars.iter_mut().for_each(|bar| text(&mut bar.label)),
        Drawing::Curves(curves) => {
            text(&mut curves.across);
            text(&mut curves.up);
            curves
                .lines
                .iter_mut()
                .for_each(|line| text(&mut line.label));
        }
        Drawing::Mix(mixes) => {
            for mix in mixes {
                text(&mut mix.label);
                let parts = mix.parts.iter_mut().chain([&mut mix.gives]);
                parts.for_each(|swatch| text(&mut swatch.word));
            }
        }
    }
}

fn look(lang: Lang, next: &str) -> Look {
    Look {
        lang,
        next: vec![next.to_owned()],
        ..Look::default()
    }
}

/// The tags of a page in order, without what their attributes say.
fn tags(page: &str) -> Vec<&str> {
    let pieces = page.split('<').skip(1);
    pieces
        .map(|piece| piece.split([' ', '>']).next().unwrap())
        .collect()
}

/// The names of all attributes, in order.
fn attributes(page: &str) -> Vec<&str> {
    let inside = page
        .split('<')
        .skip(1)
        .filter_map(|tag| tag.split('>').next());
    inside
        .flat_map(|tag| tag.split('"').step_by(2))
        .filter_map(|piece| piece.trim().strip_suffix('='))
        .map(|piece| piece.rsplit(' ').next().unwrap())
        .collect()
}

#[test]
fn hostile_text_adds_nothing_to_the_page() {
    for lang in [Lang::En, Lang::Ko] {
        let tame = page(
            &poisoned(story(), "tame and quite long"),
            &look(lang, "tame"),
        );
        let hostile = page(&poisoned(story(), HOSTILE), &look(lang, HOSTILE));
        assert_eq!(tags(&tame), tags(&hostile));
        assert_eq!(attributes(&tame), attributes(&hostile));
        assert!(hostile.matches("<script").count() == 1 && !hostile.contains("<img src=x"));
        let escaped = hostile.matches("&lt;script&gt;alert(1)").count();
        assert!(escaped > 100, "{escaped}");
        assert!(!hostile.contains(['\x1b', '\x07', '\u{202e}']));
    }
}

#[test]
fn the_tags_are_seen() {
    assert_eq!(tags("<p a=\"b\"><br/></p>"), ["p", "br/", "/p"]);
    assert_eq!(attributes("<p a=\"b c=\" d=\"e\">f=</p>"), ["a", "d"]);
}

#[test]
fn pictures_are_there_with_their_words() {
    let page = page(&story(), &Look::default());
    assert_eq!(page.matches("src=\"data:image/png;base64,").count(), 3);
    for part in ["class=\"bars\"", "class=\"curves\"", "class=\"mixes\""] {
        assert_eq!(page.matches(part).count(), 1, "{part}");
    }
    for words in ["At 23 people it is one half.", "둘 다 같은 갈색에 이른다."] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn every_byte_of_an_exhibit_is_there_once() {
    let page = page(&story(), &Look::default());
    let exhibit = page.split("class=\"exhibit\"").nth(1).unwrap();
    let exhibit = exhibit.split("class=\"exhibit\"").next().unwrap();
    let runs = exhibit.split("</b><code>").skip(1);
    let digits: String = runs.map(|run| run.split('<').next().unwrap()).collect();
    let digits: String = digits.chars().filter(|c| !c.is_whitespace()).collect();
    let story = story();
    assert_eq!(digits, hex::encode(&story.steps[1].exhibits[0].bytes));
}

#[test]
fn a_long_story_is_listed_and_its_chapters_folded() {
    let mut long = story();
    let step = long.steps[0].clone();
    long.steps.resize(9_000, step);
    let page = page(&long, &Look::default());
    assert!(page.contains("listed, not drawn") && !page.contains("class=\"drawn\""));
    let nav = page
        .split("</nav>")
        .next()
        .unwrap()
        .split("<nav")
        .nth(1)
        .unwrap();
    assert!(nav.len() < 400_000, "{}", nav.len());
    assert!(nav.contains("more") && nav.contains("href=\"#step-1\""));
    assert!(page.contains("id=\"step-9000\""));
}

#[test]
fn a_hand_out_has_a_blank_for_every_answer() {
    let story = story();
    let handout = Handout::of(&story);
    let page = page::handout(&story, &handout, &Look::default());
    let key = page::key(&story, &handout, &Look::default());
    assert!(!handout.blanks.is_empty());
    for blank in &handout.blanks {
        let number = blank.number;
        let place = format!("<span class=\"blank\"><b>{number}</b>");
        assert_eq!(page.matches(&place).count(), 1, "{blank:?}");
        assert!(key.contains(&format!("<th scope=\"row\">{number}</th>")));
    }
    for veil in &handout.veils {
        assert!(!page.contains(&format!(">{}<", veil.words)), "{veil:?}");
    }
}

/// How much lighter one of two colours is than the other (WCAG 2.2, relative luminance).
fn contrast(one: &str, other: &str) -> f64 {
    let light = |colour: &str| {
        let parts = hex::decode(colour).unwrap();
        let linear = |part: u8| match f64::from(part) / 255.0 {
            part if part <= 0.04045 => part / 12.92,
            part => ((part + 0.055) / 1.055).powf(2.4),
        };
        0.2126 * linear(parts[0]) + 0.7152 * linear(parts[1]) + 0.0722 * linear(parts[2])
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_ink_can_be_read_by_day_and_by_night() {
    let style = include_str!("style.css");
    let colours = |name: &str| {
        let (_, rest) = style
            .split_once(&format!("--{name}: light-dark(#"))
            .unwrap();
        let (day, night) = rest.split_once(", #").unwrap();
        [day, night].map(|colour| colour[..6].to_owned())
    };
    let text = [
        "ink", "faint", "client", "server", "name", "good", "bad", "maybe",
    ];
    let pairs = text
        .into_iter()
        .flat_map(|ink| [(ink, "ground"), (ink, "panel")]);
    let hex = ["run", "other", "mark"].map(|ground| ("ink", ground));
    for (ink, ground) in pairs.chain(hex) {
        for (one, other) in colours(ink).iter().zip(colours(ground)) {
            assert!(contrast(one, &other) >= 4.5, "{ink} on {ground}");
        }
    }
}
