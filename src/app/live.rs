//! `tlslab handshake --as tui` on the kernel's wire: steps stand on the screen as they happen.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::app::carry::{Wire, instead, kernel_refused, present, unworkable};
use crate::app::output::tell as say;
use crate::base::text::Lang;
use crate::lab::knobs::Knobs;
use crate::lab::live::{Live, Now};
use crate::lab::scenario::Scenario;
use crate::lab::wire::kernel;
use crate::lab::wire::kernel::refused::Refused;
use crate::story::evidence::Evidence;
use crate::story::tell::tell;
use crate::view::look::Look;
use crate::view::tui::live::{Live as Screen, News, Source};
use crate::view::tui::terminal::show;

/// How a run came to its end.
pub enum Watched {
    /// It is over, and nobody has seen it yet.
    Unseen(Evidence),
    /// Somebody saw it to its end, or at least left when it was over.
    Seen(Evidence),
    /// Somebody left before it was over.
    Left,
}

/// What is done with a run that somebody leaves before it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// It is waited for: something is to be saved of it.
    Wanted,
    /// It ends with the process.
    Unwanted,
}

/// So long nobody minds an empty screen; what is over by then is read from its first step on.
const AT_ONCE: Duration = Duration::from_millis(300);

/// A run under way, as the screen asks for it.
struct Following {
    live: Live,
    over: Option<Evidence>,
    refused: Option<Refused>,
}

impl Source for Following {
    fn news(&mut self) -> News {
        if self.over.is_some() {
            return News::Nothing;
        }
        match self.live.now(Duration::ZERO) {
            Now::Same => News::Nothing,
            Now::Further(evidence) => News::More(tell(&evidence)),
            Now::Over(evidence) => {
                let story = tell(&evidence);
                self.over = Some(evidence);
                News::Over(story)
            }
            Now::Refused(refused) => {
                self.refused = Some(refused);
                News::Nothing
            }
        }
    }
}

/// Runs `scenario` on the kernel's wire before somebody's eyes. No thread may exist yet.
///
/// # Errors
/// A [`Refusal`](crate::app::refusal::Refusal): the choices cannot work together, or the wire was asked for and cannot be had; those of the terminal.
pub fn watch(
    scenario: &Scenario,
    knobs: &Knobs,
    wire: Wire,
    rest: Rest,
    look: Look,
) -> Result<Watched> {
    let lang = look.lang;
    if let Err(refused) = kernel::enter() {
        return Ok(Watched::Unseen(instead(scenario, knobs, wire, refused)?));
    }
    let live = Live::begin(scenario, knobs, present()).map_err(|why| unworkable(&why))?;
    let mut run = Following {
        live,
        over: None,
        refused: None,
    };
    let begun = Instant::now();
    let mut first = None;
    while first.is_none() || begun.elapsed() < AT_ONCE {
        match run.live.now(Duration::from_millis(20)) {
            Now::Over(evidence) => return Ok(Watched::Unseen(evidence)),
            Now::Refused(refused) => {
                return Ok(Watched::Unseen(instead(scenario, knobs, wire, refused)?));
            }
            Now::Further(evidence) => first = Some(evidence),
            Now::Same => {}
        }
    }
    let first = first.unwrap_or_default();
    let screen = Screen::new(tell(&first), &mut run, look);
    show(Box::new(screen))?;
    if let Some(refused) = run.refused {
        return Err(kernel_refused(refused).into());
    }
    if let Some(evidence) = run.over {
        return Ok(Watched::Seen(evidence));
    }
    if rest == Rest::Unwanted {
        return Ok(Watched::Left);
    }
    say(match lang {
        Lang::En => "One moment: the run is still going on, and is to be saved.",
        Lang::Ko => "잠시 기다린다. 실행이 아직 끝나지 않았고, 끝나면 저장한다.",
    });
    loop {
        match run.live.now(Duration::from_secs(1)) {
            Now::Over(evidence) => return Ok(Watched::Seen(evidence)),
            Now::Refused(refused) => return Err(kernel_refused(refused).into()),
            Now::Same | Now::Further(_) => {}
        }
    }
}
