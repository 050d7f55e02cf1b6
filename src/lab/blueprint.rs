//! What a run is to be, as plain data: who offers what, who shows what, who meets whom. Nothing is made yet.

use std::borrow::Cow;

use crate::lab::client::{Ask, Moment};
use crate::lab::meddler::Takes;
use crate::lab::offer::Offer;
use crate::lab::server::PAGE;
use crate::lab::wire::visit::Flip;

/// The name of our server.
pub const SERVER: &str = "server.test";
/// The name of another server, on the same host where it is needed.
pub const OTHER: &str = "other.test";
/// The name in the client's certificate, where it has one.
pub const CLIENT: &str = "client.test";

/// A run before anything of it is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Blueprint {
    /// The client's set-up.
    pub client: Client,
    /// The server's set-up.
    pub server: Server,
    /// The connections, one after the other.
    pub meetings: Vec<Meeting>,
    /// A bit the wire flips.
    pub flip: Option<Flip>,
    /// What somebody on the path takes out of each ClientHello.
    pub takes: Option<Takes>,
}

/// How the client is set up. It trusts the root of our authority.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// What it offers.
    pub offer: Offer,
    /// The certificate it can show.
    pub shows: Option<Credential>,
}

/// How the server is set up.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// What it has.
    pub offer: Offer,
    /// Its certificates; with more than one, the name the client asks for decides.
    pub shows: Vec<Credential>,
    /// Whether it wants a certificate of the client.
    pub insists: Insists,
    /// The page every request gets.
    pub page: Cow<'static, str>,
}

/// Whether a server wants a certificate of the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insists {
    /// It does not ask for one.
    No,
    /// Without one it refuses.
    OnCertificate,
}

/// A certificate to be issued, and how it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The name in it.
    pub name: Cow<'static, str>,
    /// When it is valid.
    pub term: Term,
    /// Who signs it.
    pub signed: Signed,
    /// What is sent with it.
    pub sends: Sends,
}

/// When a certificate is valid, seen from the run's own now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Now.
    Current,
    /// Until yesterday.
    Over,
    /// From tomorrow.
    ToCome,
}

/// Who signs a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    /// The intermediate of the authority the client trusts.
    ByIntermediate,
    /// The intermediate of an authority the client never heard of.
    ByStranger,
    /// Its own key.
    ByItself,
}

/// What is sent of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sends {
    /// The certificate and the intermediate that signed it.
    Chain,
    /// The certificate alone.
    LeafOnly,
}

/// One connection.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// What the client does in it.
    pub caller: Caller,
    /// What the server does in it.
    pub listener: Listener,
}

/// What the client does in a connection.
#[derive(Clone, Debug, PartialEq)]
pub enum Caller {
    /// It speaks TLS.
    OverTls {
        /// The server it wants.
        name: Cow<'static, str>,
        /// The page it wants there.
        path: Cow<'static, str>,
        /// What it asks for.
        asks: Vec<Ask>,
        /// When it first asks.
        moment: Moment,
    },
    /// It speaks HTTP in the clear, to a port where TLS is spoken.
    PlainHttp {
        /// The server it wants.
        name: Cow<'static, str>,
    },
    /// It has no key, and says again what it overheard.
    Repeats {
        /// The server it wants.
        name: Cow<'static, str>,
        /// What it says.
        says: Vec<u8>,
    },
}

/// What the server does in a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listener {
    /// It speaks TLS.
    OverTls {
        /// Bytes of early data it takes.
        early_data: u32,
    },
    /// It accepts the connection and says nothing.
    Silent,
    /// Nobody listens.
    Nobody,
}

impl Credential {
    /// A good certificate for `name`, sent with its chain.
    pub const fn good(name: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            term: Term::Current,
            signed: Signed::ByIntermediate,
            sends: Sends::Chain,
        }
    }
}

impl Caller {
    /// The server it wants.
    pub fn name(&self) -> &str {
        match self {
            Self::OverTls { name, .. } | Self::PlainHttp { name } | Self::Repeats { name, .. } => {
                name
            }
        }
    }
}

impl Blueprint {
    /// Calls `to` whatever is called `from`: in certificates, and where the client asks for it.
    pub fn rename(&mut self, from: &str, to: &str) {
        let shown = self.server.shows.iter_mut().chain(&mut self.client.shows);
        let shown = shown.map(|shown| &mut shown.name);
        let asked = self
            .meetings
            .iter_mut()
            .map(|meeting| match &mut meeting.caller {
                Caller::OverTls { name, .. }
                | Caller::PlainHttp { name }
                | Caller::Repeats { name, .. } => name,
            });
        for name in shown.chain(asked).filter(|name| **name == from) {
            *name = Cow::Owned(to.to_owned());
        }
    }
}

impl Meeting {
    /// The client asks the server called `name` for one page.
    pub fn plain(name: &'static str) -> Self {
        Self {
            caller: Caller::OverTls {
                name: Cow::Borrowed(name),
                path: "/".into(),
                asks: vec![Ask::Last],
                moment: Moment::InTurn,
            },
            listener: Listener::OverTls { early_data: 0 },
        }
    }
}

impl Default for Blueprint {
    /// One connection that works, with what current peers offer.
    fn default() -> Self {
        Self {
            client: Client {
                offer: Offer::default(),
                shows: None,
            },
            server: Server {
                offer: Offer::default(),
                shows: vec![Credential::good(SERVER)],
                insists: Insists::No,
                page: PAGE.into(),
            },
            meetings: vec![Meeting::plain(SERVER)],
            flip: None,
            takes: None,
        }
    }
}
