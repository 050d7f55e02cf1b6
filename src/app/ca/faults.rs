//! What the authority refuses, as a refusal of the command.

use crate::app::refusal::Refusal;
use crate::pki::authority::error::Fault;

/// `fault`, said to a person, with its exit code.
pub fn refusal(fault: Fault) -> anyhow::Error {
    let (what, hint) = (fault.says(), fault.hint());
    match fault {
        Fault::Missing(_)
        | Fault::Lost(_)
        | Fault::Unread { .. }
        | Fault::Log { .. }
        | Fault::Story(_)
        | Fault::Open { .. }
        | Fault::Key { .. }
        | Fault::OtherKey(_) => Refusal::input(what, hint),
        Fault::Taken { .. } | Fault::Refused { .. } | Fault::Moment => Refusal::usage(what, hint),
        Fault::Disk { .. } | Fault::NoKey | Fault::Build(_) => Refusal::environment(what, hint),
    }
    .into()
}
