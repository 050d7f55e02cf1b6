//! A picture of each kind, made by hand for the tests of this room.

use crate::base::text::Text;
use crate::story::picture::{Bar, Curves, Drawing, Grid, Line, Mix, Picture, Swatch};

/// Three grids that stand beside each other, bars, curves, mixed colours.
pub(in crate::view) fn pictures() -> Vec<Picture> {
    let grid = |title: Text, paint: fn(usize, usize) -> bool| {
        let cells = (0..24 * 24).map(|n| u8::from(paint(n % 24, n / 24)));
        Picture::new(
            title,
            Text::new(
                "The circle is there, or it is not.",
                "원이 보이거나 보이지 않는다.",
            ),
            Drawing::Grid(Grid {
                columns: 24,
                cells: cells.collect(),
                swatches: vec![
                    Swatch::new([250, 250, 240], '.', Text::new("paper", "종이")),
                    Swatch::new([20, 30, 60], '#', Text::new("ink", "잉크")),
                ],
            }),
        )
    };
    let circle = |x: usize, y: usize| {
        let (x, y) = (x.abs_diff(12), y.abs_diff(12));
        x * x + y * y < 90
    };
    let points = |height: fn(f64) -> f64| {
        (0..=60)
            .map(|n| (f64::from(n), height(f64::from(n))))
            .collect()
    };
    vec![
        grid(Text::new("the picture", "그림"), circle),
        grid(Text::new("in blocks", "블록으로"), |x, y| {
            (x / 4 + y / 4) % 2 == 0
        }),
        grid(Text::new("as noise", "잡음으로"), |x, y| {
            (x * 7 + y * 13 + x * y) % 5 < 2
        }),
        Picture::new(
            Text::new("how often each rest occurs", "나머지마다 나온 횟수"),
            Text::new(
                "The small rests come twice as often.",
                "작은 나머지가 두 배 자주 나온다.",
            ),
            Drawing::Bars(
                [("0", 4096), ("1", 4010), ("2", 2051), ("3", 0)]
                    .map(|(label, count)| Bar {
                        label: Text::same(format!("rest {label}")),
                        count,
                    })
                    .into(),
            ),
        ),
        Picture::new(
            Text::new("chance of a collision", "충돌 확률"),
            Text::new("At 23 people it is one half.", "사람이 23명이면 절반이다."),
            Drawing::Curves(Curves {
                across: Text::new("people", "사람"),
                up: Text::new("probability", "확률"),
                lines: vec![
                    Line {
                        label: Text::new("measured", "측정"),
                        points: points(|n| 1.0 - (-n * n / 730.0).exp()),
                    },
                    Line {
                        label: Text::new("naive guess", "소박한 추측"),
                        points: points(|n| n / 365.0),
                    },
                ],
            }),
        ),
        Picture::new(
            Text::new("mixed in two orders", "두 순서로 섞기"),
            Text::new("Both end with the same brown.", "둘 다 같은 갈색에 이른다."),
            Drawing::Mix(
                ["Alice", "Bob"]
                    .map(|name| Mix {
                        label: Text::same(name),
                        parts: vec![
                            Swatch::new([240, 220, 40], 'y', Text::new("yellow", "노랑")),
                            Swatch::new([200, 40, 40], 'r', Text::new("red", "빨강")),
                        ],
                        gives: Swatch::new([140, 90, 40], 'b', Text::new("brown", "갈색")),
                    })
                    .into(),
            ),
        ),
    ]
}
