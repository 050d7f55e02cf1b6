//! How the reading of a capture ended: whole, damaged, or cut short.

use crate::app::inspect::input::Input;
use crate::app::inspect::reading::Ended;
use crate::app::inspect::stranger::looks_like;
use crate::app::refusal::{Answer, Refusal};
use crate::base::text::Text;
use crate::capture::source::Stop;
use crate::text;

/// How a reading ended, and what was wrong with it, if anything.
pub(super) fn judge(input: &Input, ended: &Ended) -> (Answer, Option<Refusal>) {
    let name = input.name();
    if let Some(packet) = ended.cut_short {
        let refusal = Refusal::input(
            text!(en: "{name}: cut short at packet {packet}, as you asked", ko: "{name}: 요청에 따라 패킷 {packet}에서 멈춤"),
            Text::new(
                "what was found until there is shown; without Ctrl-C the whole is read",
                "거기까지 찾은 것을 보였다. Ctrl-C 를 누르지 않으면 끝까지 읽는다",
            ),
        );
        return (Answer::Stopped, Some(refusal));
    }
    let Some(broken) = &ended.broken else {
        return (Answer::Good, None);
    };
    let refusal = match broken {
        Stop::Damaged {
            packet: 0,
            at: 0,
            what,
        } if what.field == "magic number" => {
            let (what, hint) = looks_like(&input.head(), &name);
            let (en, ko) = (&what.en, &what.ko);
            Refusal::input(text!(en: "{name}: {en}", ko: "{name}: {ko}"), hint)
        }
        Stop::Damaged { .. } | Stop::Unreadable(_) | Stop::Compression { .. } => {
            let said = broken.text();
            let (en, ko) = (&said.en, &said.ko);
            let hint = match ended.closing.packets {
                0 => Text::new(
                    "nothing could be read before it; try to get the file again",
                    "그 앞에서 읽을 수 있는 것이 없었다. 파일을 다시 구해 본다",
                ),
                _ => Text::new(
                    "what stands before the damage is shown; for the rest the file must be had again, whole",
                    "손상된 곳 앞의 내용은 보였다. 나머지를 보려면 온전한 파일을 다시 구해야 한다",
                ),
            };
            Refusal::input(text!(en: "{name}: {en}", ko: "{name}: {ko}"), hint)
        }
    };
    (Answer::Damaged, Some(refusal))
}
