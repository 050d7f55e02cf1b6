//! Pictures beside each other, in every look.

use crate::base::text::Lang;
use crate::story::model::Step;
use crate::story::picture::Picture;
use crate::view::look::{Look, Marks, Paint};
use crate::view::picture::rows;
use crate::view::sample::story;

fn pictures() -> Vec<Picture> {
    let steps = story().steps.into_iter();
    steps.flat_map(|step: Step| step.pictures).collect()
}

fn drawn(pictures: &[Picture], look: &Look, columns: usize) -> String {
    let look = Look {
        width: columns,
        ..look.clone()
    };
    let mut out = Vec::new();
    for row in rows(pictures, &look, columns, 6) {
        assert!(row.width() <= columns, "{columns}: {}", row.text());
        row.write(&look, &mut out).unwrap();
    }
    String::from_utf8(out).unwrap()
}

fn looks() -> Vec<Look> {
    let paints = [Paint::Plain, Paint::Colour];
    let marks = [Marks::Unicode, Marks::Ascii];
    paints
        .into_iter()
        .flat_map(|paint| marks.map(|marks| (paint, marks)))
        .flat_map(|(paint, marks)| [Lang::En, Lang::Ko].map(|lang| (paint, marks, lang)))
        .map(|(paint, marks, lang)| Look {
            paint,
            marks,
            lang,
            ..Look::default()
        })
        .collect()
}

#[test]
fn no_picture_is_wider_than_the_screen() {
    for look in looks() {
        for columns in [40, 60, 80, 100, 140] {
            drawn(&pictures(), &look, columns);
        }
    }
}

#[test]
fn three_grids_stand_beside_each_other_where_there_is_room() {
    let text = drawn(&pictures(), &Look::default(), 80);
    let titles = text.lines().next().unwrap();
    for title in ["the picture", "in blocks", "as noise"] {
        assert!(titles.contains(title), "{text}");
    }
    let narrow = drawn(&pictures(), &Look::default(), 40);
    assert!(!narrow.lines().next().unwrap().contains("in blocks"));
    assert_eq!(
        text.matches("[█] ink").count(),
        1,
        "the legend once: {text}"
    );
    assert_eq!(narrow.matches("[█] ink").count(), 3, "{narrow}");
}

#[test]
fn ascii_and_colour_are_what_they_say() {
    for look in looks() {
        let text = drawn(&pictures(), &look, 80);
        let escapes = text.contains("\x1b[38;2;");
        assert_eq!(escapes, look.paint == Paint::Colour);
        let ascii = text.is_ascii();
        assert_eq!(ascii, look.marks == Marks::Ascii && look.lang == Lang::En);
    }
}

#[test]
fn what_there_is_to_see_is_said_in_words() {
    let all = pictures();
    for lang in [Lang::En, Lang::Ko] {
        let look = Look {
            lang,
            ..Look::default()
        };
        for picture in &all {
            let text = drawn(std::slice::from_ref(picture), &look, 140);
            assert!(text.contains(look.say(&picture.says)), "{text}");
        }
    }
}

#[test]
fn odd_pictures_do_no_harm() {
    use crate::base::text::Text;
    use crate::story::picture::{Curves, Drawing, Grid, Line, Mix, Swatch};
    let grid = |columns, cells: Vec<u8>| {
        Drawing::Grid(Grid {
            columns,
            cells,
            swatches: vec![Swatch::new([0; 3], '\x1b', Text::EMPTY)],
        })
    };
    let curves = |points: Vec<(f64, f64)>| {
        Drawing::Curves(Curves {
            across: Text::EMPTY,
            up: Text::EMPTY,
            lines: vec![Line {
                label: Text::same("x".repeat(200)),
                points,
            }],
        })
    };
    let drawings = [
        grid(0, vec![0, 0, 0]),
        grid(200, vec![0; 40_000]),
        grid(3, vec![0, 7, 0, 9]),
        Drawing::Bars(Vec::new()),
        curves(Vec::new()),
        curves(vec![(0.0, 0.0)]),
        curves(vec![(0.0, f64::MAX), (f64::MAX, 0.0)]),
        Drawing::Mix(Vec::new()),
        Drawing::Mix(vec![Mix {
            label: Text::same("long ".repeat(40)),
            parts: vec![Swatch::new([9; 3], 'x', "word ".repeat(30)); 3],
            gives: Swatch::new([9; 3], 'x', ""),
        }]),
    ];
    for drawing in drawings {
        let picture = Picture::new(Text::same("odd"), Text::same("odd"), drawing);
        for look in looks() {
            for columns in [40, 80] {
                let text = drawn(std::slice::from_ref(&picture), &look, columns);
                assert!(!text.contains("\x1b[2J"));
            }
        }
    }
}
