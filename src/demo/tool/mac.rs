//! The tool `mac`: the tag of a message of any length, and checking one.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::bits;
use crate::demo::primitive::mac::{Mac, Running};
use crate::demo::sizes::Sizes;
use crate::demo::tool::hash::Message;
use crate::demo::tool::told::{Outcome, Telling, Told, result, sized};
use crate::demo::wrong::Wrong;
use crate::story::model::Value;
use crate::text;

/// The fewest bytes of a tag that is cut short (RFC 2104 §5 wants half of it, and 10 at least).
const FEWEST: usize = 4;

/// What is wanted of the tag.
#[derive(Clone, Copy, Debug)]
pub enum Wanted<'b> {
    /// So many bytes of it; none: all.
    Tag(Option<usize>),
    /// Whether this is it, or its beginning.
    Check(&'b [u8]),
}

/// Checks what is wanted before a long message is read.
///
/// # Errors
/// A tag that is shorter than 4 bytes or longer than this code makes.
pub fn possible(mac: &Mac, wanted: Wanted<'_>) -> Result<(), Wrong> {
    let need = Sizes::Between(FEWEST, mac.length);
    let (input, have) = match wanted {
        Wanted::Tag(None) => return Ok(()),
        Wanted::Tag(Some(n)) => ("--length", n),
        Wanted::Check(tag) => ("--tag", tag.len()),
    };
    match need.fits(have) {
        true => Ok(()),
        false if matches!(wanted, Wanted::Tag(_)) => {
            let most = mac.length;
            Err(Wrong::unfit(
                input,
                text!(en: "{have} is out of bounds", ko: "{have} 값은 범위 밖임"),
                text!(en: "a number from {FEWEST} to {most} goes here", ko: "{FEWEST}에서 {most}까지의 수를 받는다"),
            ))
        }
        false => Err(Wrong::Size { input, have, need }),
    }
}

/// The tag of what `running` took in, or whether it is the one that was given.
///
/// # Errors
/// Those of [`possible`]; a key of another size.
pub fn run(
    mac: &Mac,
    key: &[u8],
    running: Running,
    message: Message<'_>,
    wanted: Wanted<'_>,
) -> Result<Told, Wrong> {
    possible(mac, wanted)?;
    let whole = running.finish();
    let telling = Telling::new(Text::new("a tag", "태그"), mac.name, mac.standard)
        .saying(Text::new(
            "Key and message are mixed so that only who has the key can make, or check, the tag.",
            "키를 가진 사람만 태그를 만들고 검사할 수 있도록 키와 메시지를 섞는다.",
        ))
        .given(Text::new("key", "키"), key, Knows::Secret);
    let telling = match message {
        Message::Whole(message) => {
            telling.given(Text::new("message", "메시지"), message, Knows::Wire)
        }
        Message::Passed(n) => telling.counted(Text::new("bytes of message", "메시지 바이트 수"), n),
    };
    let mut step = result(mac.standard);
    if let Message::Whole(message @ [_, ..]) = message {
        let other = mac.tag(key, &bits::last_flipped(message))?;
        let (apart, all) = (bits::apart(&whole, &other), 8 * whole.len());
        step = step.with(Value::new(
            Text::new("one bit of the message flipped", "메시지의 한 비트를 뒤집으면"),
            text!(en: "{apart} of {all} bits of the tag change", ko: "태그의 {all}비트 가운데 {apart}비트가 바뀐다"),
            Knows::Recomputed,
        ));
    }
    let (outcome, step) = match wanted {
        Wanted::Tag(length) => {
            let tag = whole.get(..length.unwrap_or(whole.len())).unwrap_or(&whole);
            let step = step.with(sized(Text::new("tag", "태그"), tag, Knows::Wire));
            (Outcome::Bytes(vec![tag.to_vec()]), step)
        }
        Wanted::Check(tag) => {
            // Every byte is looked at, wherever the first difference is.
            let apart = bits::apart(&whole, tag);
            let telling = step.with(sized(
                Text::new("tag given", "주어진 태그"),
                tag,
                Knows::Wire,
            ));
            match apart {
                0 => (
                    Outcome::Yes("valid"),
                    telling.saying(Text::new(
                        "The tag is right: the message is as the owner of the key made it.",
                        "태그가 맞다. 메시지는 키를 가진 사람이 만든 그대로이다.",
                    )),
                ),
                _ => (
                    Outcome::Refused(Text::new(
                        "the tag is not right: another key, another message, or a changed tag",
                        "태그가 맞지 않음. 키나 메시지가 다르거나 태그가 바뀌었다",
                    )),
                    telling.saying(Text::new(
                        "The tag is not right: another key, another message, or a changed tag.",
                        "태그가 맞지 않는다. 키나 메시지가 다르거나 태그가 바뀌었다.",
                    )),
                ),
            }
        }
    };
    Ok(telling.told(
        outcome,
        step,
        Text::new(
            "whoever lacks the key makes no tag that is right, for any message",
            "키가 없으면 어떤 메시지에 대해서도 맞는 태그를 만들지 못한다",
        ),
        Text::new(
            "hide the message; notice one sent twice; convince a third person, since whoever can check can also make",
            "메시지를 숨기지 않고, 두 번 보낸 것을 알아채지 못하며, 제삼자를 설득하지 못한다. 검사할 수 있는 사람은 만들 수도 있기 때문이다",
        ),
    ))
}
