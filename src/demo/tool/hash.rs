//! The tool `hash`: a message of any length, in parts.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::bits;
use crate::demo::primitive::hash::{Hash, Running, Shape, State};
use crate::demo::show::same;
use crate::demo::tool::told::{Outcome, Telling, Told, result, sized};
use crate::demo::wrong::Wrong;
use crate::story::model::Value;
use crate::text;

/// The most bytes of a hash that gives as many as one wants.
pub const MOST: usize = 1 << 16;

/// A message that was taken in already: whole where it is short, only its length where it is a stream.
#[derive(Clone, Copy, Debug)]
pub enum Message<'b> {
    /// The message itself.
    Whole(&'b [u8]),
    /// So many bytes, gone by.
    Passed(u64),
}

/// How many bytes of hash come out.
///
/// # Errors
/// A length that this hash does not give.
pub fn length(hash: &Hash, asked: Option<usize>) -> Result<usize, Wrong> {
    let own = hash.length;
    match (hash.shape, asked) {
        (_, None) => Ok(own),
        (Shape::Stream, Some(n @ 1..=MOST)) => Ok(n),
        (_, Some(n)) if n == own => Ok(n),
        (Shape::Stream, Some(n)) => Err(Wrong::unfit(
            "--length",
            text!(en: "{n} is out of bounds", ko: "{n} 값은 범위 밖임"),
            text!(en: "a number from 1 to {MOST} goes here", ko: "1에서 {MOST}까지의 수를 받는다"),
        )),
        (Shape::Chain | Shape::CutChain | Shape::Sponge, Some(n)) => {
            let name = hash.name;
            Err(Wrong::unfit(
                "--length",
                text!(en: "{name} gives {own} bytes, not {n}", ko: "{name} 결과는 {own}바이트임. {n}바이트가 아님"),
                Text::new(
                    "leave it out, or take shake128 or shake256, which give any number",
                    "빼거나, 길이를 정할 수 있는 shake128 또는 shake256 을 쓴다",
                ),
            ))
        }
    }
}

/// The hash of what `running` took in.
pub fn run(hash: &Hash, running: Running, message: Message<'_>, length: usize) -> Told {
    let digest = running.finish(length);
    let block = hash.block;
    let telling =
        Telling::new(Text::new("a hash", "해시"), hash.name, hash.standard).saying(text!(
            en: "The message is taken in, {block} bytes at a time, whatever its length.",
            ko: "길이가 얼마든 메시지를 {block}바이트씩 받아들인다.",
        ));
    let mut step =
        result(hash.standard).with(sized(Text::new("hash", "해시"), &digest, Knows::Wire));
    let telling = match message {
        Message::Passed(n) => telling.counted(Text::new("bytes of message", "메시지 바이트 수"), n),
        Message::Whole(message) => {
            if !message.is_empty() {
                let other = again(hash, &bits::last_flipped(message), length);
                let (apart, all) = (bits::apart(&digest, &other), 8 * digest.len());
                step = step.with(Value::new(
                    Text::new("one bit of the message flipped", "메시지의 한 비트를 뒤집으면"),
                    text!(en: "{apart} of {all} bits of the hash change", ko: "해시의 {all}비트 가운데 {apart}비트가 바뀐다"),
                    Knows::Recomputed,
                ));
            }
            step = step.proving(same(
                Text::new("the parts do not matter", "나누어 넣어도 같다"),
                "in_parts",
                "H(m1 | m2 | …) = H(message)",
                &again(hash, message, length),
                &digest,
                Text::new(
                    "taken in small parts the message has the same hash",
                    "조금씩 나누어 넣어도 같은 해시가 나온다",
                ),
            ));
            telling.given(Text::new("message", "메시지"), message, Knows::Wire)
        }
    };
    let promise = match hash.state {
        State::Sound => Text::new(
            "nobody finds a second message with this hash, or two messages with the same one",
            "이 해시를 가진 다른 메시지나, 해시가 같은 두 메시지를 아무도 찾지 못한다",
        ),
        State::Broken => Text::new(
            "nobody knows how to find a second message with this hash",
            "이 해시를 가진 다른 메시지를 찾는 방법은 알려져 있지 않다",
        ),
    };
    let limit = match (hash.state, hash.shape) {
        (State::Broken, _) => Text::new(
            "resist collisions: two messages with the same hash have been made. Never use it for signatures",
            "충돌에 대해서는 아무것도 약속하지 않는다. 해시가 같은 두 메시지가 이미 만들어졌다. 서명에 쓰면 안 된다",
        ),
        (State::Sound, Shape::Chain) => Text::new(
            "say who made it: there is no key. H(key | message) does not help either, since a hash of this kind can be continued; take mac",
            "누가 만들었는지는 말해 주지 않는다. 키가 없기 때문이다. 이런 해시는 이어서 계산할 수 있으므로 H(키 | 메시지) 도 소용없다. mac 을 쓴다",
        ),
        (State::Sound, Shape::CutChain | Shape::Sponge | Shape::Stream) => Text::new(
            "say who made it: there is no key. Take mac for that",
            "누가 만들었는지는 말해 주지 않는다. 키가 없기 때문이다. 그런 목적에는 mac 을 쓴다",
        ),
    };
    telling.told(Outcome::Bytes(vec![digest]), step, promise, limit)
}

/// The hash of `message`, taken in byte by byte where that is soon done.
fn again(hash: &Hash, message: &[u8], length: usize) -> Vec<u8> {
    let mut running = hash.start();
    let part = message.len().div_ceil(1 << 16).max(1);
    for part in message.chunks(part) {
        running.update(part);
    }
    running.finish(length)
}
