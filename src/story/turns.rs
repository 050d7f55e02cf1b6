//! Round trips: which steps count as somebody speaking and being heard.

use crate::story::model::{Kind, Step, Weight};

/// Whether at `step` one end speaks to the other and is heard. Whose card has an address is asked before there is a connection, and a
/// folded step, an acknowledgement alone, answers nobody's question.
pub fn asks(step: &Step) -> bool {
    match &step.kind {
        Kind::Wire { fate, .. } => {
            fate.arrives() && step.rfc != "RFC 826" && step.weight == Weight::Main
        }
        Kind::Computation { .. } | Kind::Remark | Kind::Desk => false,
    }
}
