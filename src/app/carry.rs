//! Which wire carries a run, and what is done where the kernel's cannot be had.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;
use clap::ValueEnum;

use crate::app::refusal::Refusal;
use crate::base::text::Text;
use crate::base::time::Time;
use crate::lab::knobs::{CannotWork, Knobs};
use crate::lab::run::{EPOCH, NotRun, on_held, on_kernel, on_virtual};
use crate::lab::scenario::Scenario;
use crate::lab::wire::kernel;
use crate::lab::wire::kernel::refused::Refused;
use crate::story::deed::Hand;
use crate::story::evidence::Evidence;
use crate::text;

/// Which wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Wire {
    /// The kernel's if the system allows it, else the virtual one
    Auto,
    /// The kernel's
    Kernel,
    /// The virtual one
    Virtual,
}

/// Carries `scenario` with these choices over `wire`. No thread may exist yet: the kernel's wire moves the whole process.
///
/// A seed asks for a run that repeats, which only the virtual wire gives; `auto` then takes it.
///
/// # Errors
/// A [`Refusal`]: the choices cannot work together, or the kernel's wire was asked for and cannot be had.
pub fn carry(scenario: &Scenario, knobs: &Knobs, wire: Wire) -> Result<Evidence> {
    if jumps(wire, knobs) {
        return Ok(virtually(scenario, knobs)?);
    }
    let entered = kernel::enter().map_err(NotRun::from);
    match entered.and_then(|()| on_kernel(scenario, knobs, present())) {
        Ok(evidence) => Ok(evidence),
        Err(NotRun::Planned(why)) => Err(unworkable(&why).into()),
        Err(NotRun::Wire(refused)) => Ok(instead(scenario, knobs, wire, refused)?),
    }
}

/// Whether the virtual wire is what is meant, whose clock jumps over all waiting.
pub fn jumps(wire: Wire, knobs: &Knobs) -> bool {
    match (wire, knobs.seed) {
        (Wire::Virtual, _) | (Wire::Auto, Some(_)) => true,
        (Wire::Auto, None) | (Wire::Kernel, _) => false,
    }
}

/// The present.
pub fn present() -> Time {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    Time::default() + since.unwrap_or_default()
}

/// The run on the virtual wire, where the kernel's cannot be had.
///
/// # Errors
/// A [`Refusal`]: the kernel's wire was asked for, or the choices cannot work together.
pub fn instead(
    scenario: &Scenario,
    knobs: &Knobs,
    wire: Wire,
    refused: Refused,
) -> Result<Evidence, Refusal> {
    if wire == Wire::Kernel {
        return Err(kernel_refused(refused));
    }
    let mut evidence = virtually(scenario, knobs)?;
    let (en, ko) = (&refused.what.en, &refused.what.ko);
    evidence.wire.push(text!(
        en: "The kernel wire cannot be had here: {en}.",
        ko: "여기서는 커널 선로를 쓸 수 없다: {ko}."
    ));
    Ok(evidence)
}

/// Why the kernel's wire cannot be had, for who asked for it.
pub fn kernel_refused(refused: Refused) -> Refusal {
    Refusal::environment(refused.what, refused.hint)
}

fn virtually(scenario: &Scenario, knobs: &Knobs) -> Result<Evidence, Refusal> {
    let start = knobs.seed.map_or_else(present, |_| EPOCH);
    on_virtual(scenario, knobs, start).map_err(|why| unworkable(&why))
}

/// Carries `scenario` over the virtual wire by somebody's hand: up to the frame that waits, or to the end.
///
/// # Errors
/// A [`Refusal`]: the choices cannot work together.
pub fn by_hand(scenario: &Scenario, knobs: &Knobs, hand: &Hand) -> Result<Evidence, Refusal> {
    on_held(scenario, knobs, EPOCH, hand).map_err(|why| unworkable(&why))
}

/// Why the choices cannot work together, and what to try.
pub fn unworkable(why: &CannotWork) -> Refusal {
    let hint = match why {
        CannotWork::SetUp(_) | CannotWork::Certificate(_) => Text::new(
            "leave one of the choices out; not even --force can run this",
            "선택 가운데 하나를 뺀다. --force 로도 실행할 수 없다",
        ),
        CannotWork::Chosen { .. }
        | CannotWork::AboutVersion { .. }
        | CannotWork::SuiteOfOtherVersion { .. }
        | CannotWork::GroupOnlyIn13 { .. }
        | CannotWork::KeyForOtherSuite { .. } => Text::new(
            "leave one of the choices out, or add --force to see it fail",
            "선택 가운데 하나를 빼거나, --force 를 붙여 실패하는 모습을 본다",
        ),
    };
    Refusal::usage(why.reason(), hint)
}
