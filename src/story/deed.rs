//! What a person who holds the wire does to its frames, and how that is written: `4 drop`, `9 flip 97.3`.
//!
//! On the virtual wire a run is the same to the byte each time, so the deeds are all there is to a held wire: where one stands is the
//! run with these deeds, and to take one back is to leave it out.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;
use std::time::Duration;

use crate::base::text::Text;
use crate::text;

/// What is done to one frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It goes on as it was sent.
    Deliver,
    /// It goes no further.
    Drop,
    /// It arrives, and a copy right behind it.
    Duplicate,
    /// It is held back for so long, and then goes on; what is sent meanwhile overtakes it.
    Delay(Duration),
    /// One bit of it is changed.
    Flip(Bit),
}

/// A bit of a frame to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bit {
    /// Which byte of the frame, from 0.
    pub at: usize,
    /// Which bit of that byte, 0 the lowest.
    pub bit: u8,
    /// What becomes of the checksums over it.
    pub checksum: Checksum,
}

/// What becomes of the checksums when a bit is changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Checksum {
    /// They are computed anew, as an attacker does: the receiver's TCP sees nothing.
    #[default]
    Repaired,
    /// They stay, as with noise on the line: the receiver's TCP throws the frame away.
    Left,
}

/// All that is done to the frames of a run, by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hand {
    /// What is done; a frame that is not named goes on as it was sent.
    pub deeds: BTreeMap<u32, Deed>,
    /// From which frame on each with TCP waits for a deed.
    pub holds: Holds,
}

/// From which frame on the wire is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holds {
    /// It is not held.
    #[default]
    Never,
    /// From this one on.
    From(u32),
}

impl Hand {
    /// The hand that does this and holds nothing.
    pub fn of(orders: &[Order]) -> Self {
        let deeds = orders.iter().map(|order| (order.frame, order.deed));
        Self {
            deeds: deeds.collect(),
            holds: Holds::Never,
        }
    }

    /// What is done to frame `number`; none: it waits.
    pub fn deed(&self, number: u32) -> Option<Deed> {
        match (self.deeds.get(&number), self.holds) {
            (Some(deed), _) => Some(*deed),
            (None, Holds::From(first)) if number >= first => None,
            (None, Holds::From(_) | Holds::Never) => Some(Deed::Deliver),
        }
    }
}

impl Deed {
    /// Whether the frame goes on untouched and at once.
    pub fn is_nothing(self) -> bool {
        self == Self::Deliver
    }

    /// What was done, in a sentence to the person who did it; empty for nothing.
    pub fn told(self) -> Text {
        match self {
            Self::Deliver => Text::EMPTY,
            Self::Drop => Text::new("You dropped this frame.", "이 프레임을 직접 버렸다."),
            Self::Duplicate => Text::new(
                "You let this frame arrive twice.",
                "이 프레임을 직접 두 번 보냈다.",
            ),
            Self::Delay(time) => {
                let ms = time.as_millis();
                text!(en: "You held this frame back for {ms} ms.", ko: "이 프레임을 직접 {ms} ms 동안 붙잡아 두었다.")
            }
            Self::Flip(Bit { at, bit, checksum }) => match checksum {
                Checksum::Repaired => {
                    text!(en: "You flipped bit {bit} of byte {at} of this frame and computed its checksums anew.", ko: "이 프레임에서 직접 비트 하나를 뒤집고(바이트 {at}, 비트 {bit}) 체크섬을 다시 계산해 넣었다.")
                }
                Checksum::Left => {
                    text!(en: "You flipped bit {bit} of byte {at} of this frame and left its checksums as they were.", ko: "이 프레임에서 직접 비트 하나를 뒤집고(바이트 {at}, 비트 {bit}) 체크섬은 그대로 두었다.")
                }
            },
        }
    }
}

impl Display for Deed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Deliver => f.write_str("deliver"),
            Self::Drop => f.write_str("drop"),
            Self::Duplicate => f.write_str("twice"),
            Self::Delay(time) => write!(f, "wait {}", time.as_millis()),
            Self::Flip(Bit { at, bit, checksum }) => match checksum {
                Checksum::Repaired => write!(f, "flip {at}.{bit}"),
                Checksum::Left => write!(f, "flip {at}.{bit} noise"),
            },
        }
    }
}

/// A frame's number and what is done to it, as on the command line: `4 drop`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The frame.
    pub frame: u32,
    /// What is done to it.
    pub deed: Deed,
}

impl Display for Order {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.frame, self.deed)
    }
}

/// Longest a frame can be held back, in milliseconds: by then every end has lost its patience.
pub const LONGEST_WAIT: u64 = 1_000_000;

/// That what was written is no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoOrder;

impl FromStr for Order {
    type Err = NoOrder;

    fn from_str(said: &str) -> Result<Self, NoOrder> {
        let words: Vec<&str> = said.split_whitespace().collect();
        let (frame, words) = words.split_first().ok_or(NoOrder)?;
        let frame = frame.parse().map_err(|_| NoOrder)?;
        let deed = match words {
            ["deliver"] => Deed::Deliver,
            ["drop"] => Deed::Drop,
            ["twice"] => Deed::Duplicate,
            ["wait", ms] => {
                let ms = ms.parse().ok().filter(|ms| *ms <= LONGEST_WAIT);
                Deed::Delay(Duration::from_millis(ms.ok_or(NoOrder)?))
            }
            ["flip", place] => Deed::Flip(bit(place, Checksum::Repaired)?),
            ["flip", place, "noise"] => Deed::Flip(bit(place, Checksum::Left)?),
            _ => return Err(NoOrder),
        };
        match frame {
            0 => Err(NoOrder),
            frame => Ok(Self { frame, deed }),
        }
    }
}

fn bit(place: &str, checksum: Checksum) -> Result<Bit, NoOrder> {
    let (at, bit) = place.split_once('.').ok_or(NoOrder)?;
    let at = at.parse().map_err(|_| NoOrder)?;
    let bit = bit.parse().ok().filter(|bit| *bit < 8).ok_or(NoOrder)?;
    Ok(Bit { at, bit, checksum })
}
