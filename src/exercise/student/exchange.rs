//! How a line of `work-NN` says what an oracle was asked and what it answered.

use std::fmt;

use crate::exercise::handed::Exchange;
use crate::pki::authority::field::{escaped, plain};
use crate::pki::authority::log::Entry;

/// A question to an oracle, as a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked(pub Exchange);

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Exchange { question, reply } = &self.0;
        let (question, reply) = (hex::encode(question), escaped(reply));
        write!(f, "asked question={question} reply={reply}")
    }
}

impl Entry for Asked {
    fn read(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("asked question=")?;
        let (question, reply) = rest.split_once(" reply=")?;
        Some(Self(Exchange {
            question: hex::decode(question).ok()?,
            reply: plain(reply)?,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for (question, reply) in [(vec![], "ok"), (vec![0, 255], "padding = bad 한\n")] {
            let asked = Asked(Exchange {
                question,
                reply: reply.to_owned(),
            });
            assert_eq!(Asked::read(&asked.to_string()), Some(asked));
        }
        assert_eq!(Asked::read("asked question=0 reply="), None);
    }
}
