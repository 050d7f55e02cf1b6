//! Who speaks, and who knows.

use crate::base::text::Text;

/// One end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The end that opens the connection.
    Client,
    /// The end that listens.
    Server,
}

impl Side {
    /// Both, client first.
    pub const BOTH: [Self; 2] = [Self::Client, Self::Server];

    /// The other end.
    pub fn peer(self) -> Self {
        match self {
            Self::Client => Self::Server,
            Self::Server => Self::Client,
        }
    }

    /// The word for it.
    pub fn text(self) -> Text {
        match self {
            Self::Client => Text::new("client", "클라이언트"),
            Self::Server => Text::new("server", "서버"),
        }
    }

    /// The one of two values that belongs to this side.
    pub fn of<T>(self, client: T, server: T) -> T {
        match self {
            Self::Client => client,
            Self::Server => server,
        }
    }
}

/// Who knows a value that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Knows {
    /// It stood on the wire: everyone on the path can read it.
    Wire,
    /// Only the client ever holds it.
    Client,
    /// Only the server ever holds it.
    Server,
    /// Both ends hold it, nobody else.
    Both,
    /// tlslab computed it again from values shown earlier.
    Recomputed,
    /// Nobody said it: tlslab concluded it.
    Inferred,
    /// It stands in the standard: everyone knows it.
    Constant,
    /// Only those who are meant to hold it, where no client and no server are spoken of.
    Secret,
    /// An attacker worked it out from what everyone can see.
    Attacker,
}

impl Knows {
    /// The tag shown beside a value.
    pub fn text(self) -> Text {
        match self {
            Self::Wire => Text::new("on the wire", "선로에 공개"),
            Self::Client => Text::new("client only", "클라이언트만"),
            Self::Server => Text::new("server only", "서버만"),
            Self::Both => Text::new("both ends only", "양 끝만"),
            Self::Recomputed => Text::new("recomputed", "다시 계산"),
            Self::Inferred => Text::new("inferred", "추론한 값"),
            Self::Constant => Text::new("a constant", "상수"),
            Self::Secret => Text::new("secret", "비밀"),
            Self::Attacker => Text::new("worked out by the attacker", "공격자가 알아냄"),
        }
    }
}

impl From<Side> for Knows {
    fn from(side: Side) -> Self {
        side.of(Self::Client, Self::Server)
    }
}
