//! A run on the screen while it goes on: it grows, it is followed until somebody moves, and it ends.

use std::collections::VecDeque;

use tlslab::base::text::Lang;
use tlslab::story::evidence::{Evidence, Progress};
use tlslab::story::tell::tell;
use tlslab::view::tui::input::Input;
use tlslab::view::tui::live::{Live, News, Source};
use tlslab::view::tui::screen::Screen;

use crate::screen::{evidence, look, press, seen};

const SIZE: (u16, u16) = (120, 40);

/// A run that has got as far as these numbers of frames, one after the other.
struct Growing {
    all: Evidence,
    steps: VecDeque<usize>,
}

fn so_far(all: &Evidence, frames: usize) -> Evidence {
    let over = frames >= all.packets.len();
    let mut part = all.clone();
    part.packets.truncate(frames);
    if !over {
        part.endings.clear();
        part.progress = Progress::UnderWay;
    }
    part
}

impl Source for Growing {
    fn news(&mut self) -> News {
        match self.steps.pop_front() {
            None => News::Nothing,
            Some(frames) if frames >= self.all.packets.len() => News::Over(tell(&self.all)),
            Some(frames) => News::More(tell(&so_far(&self.all, frames))),
        }
    }
}

fn with(steps: &[usize], check: impl FnOnce(&mut dyn Screen)) {
    let all = evidence("full");
    let first = tell(&so_far(&all, 3));
    let steps = steps.iter().copied().collect();
    let mut source = Growing { all, steps };
    check(&mut Live::new(first, &mut source, look(Lang::En)));
}

#[test]
fn the_newest_step_is_followed() {
    with(&[4, 5, 99], |live| {
        for (frames, newest) in [(3, "SYN"), (4, "SYN, ACK"), (5, "ACK")] {
            let now = seen(live, SIZE);
            let status = format!("the run goes on: {frames} frames so far");
            assert!(now.contains(&status), "{now}");
            let page = format!("┃│{newest}  ");
            assert!(now.contains(&page), "{page}\n{now}");
            assert!(!now.contains("none was enough"), "{now}");
            assert!(live.patience().is_some());
            live.take(Input::Tick);
        }
        let over = seen(live, SIZE);
        assert!(over.contains("the run is over: "), "{over}");
        assert_eq!(live.patience(), None);
    });
}

#[test]
fn who_moves_away_stays_there() {
    with(&[4, 5, 99], |live| {
        seen(live, SIZE);
        press(live, "k");
        let before = seen(live, SIZE);
        assert!(before.contains("┃│ARP reply  "), "{before}");
        live.take(Input::Tick);
        live.take(Input::Tick);
        let after = seen(live, SIZE);
        assert!(
            after.contains("5 frames so far; go to the last step"),
            "{after}"
        );
        assert!(after.contains("┃│ARP reply  "), "{after}");
    });
}

#[test]
fn it_plays_at_its_own_pace_while_news_are_asked_for_often() {
    with(&[], |live| {
        press(live, "gy");
        let first = seen(live, SIZE);
        live.take(Input::Tick);
        assert_eq!(seen(live, SIZE), first, "a step every 2 s, not every 80 ms");
        for _ in 0..40 {
            live.take(Input::Tick);
        }
        assert_ne!(seen(live, SIZE), first);
    });
}
