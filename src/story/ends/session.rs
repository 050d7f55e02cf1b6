//! A TLS conversation as its two ends live it: what one says moves its own state, what the other hears moves the other's.

use crate::base::side::Side;
use crate::dissect::tls::codes::content::ContentType;
use crate::dissect::tls::handshake::setting::Setting;
use crate::story::ends::said::Said;
use crate::story::ends::tls::{Guard, Tls};

/// Both ends of a conversation, and what they agreed on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Session {
    pub(crate) halves: [Half; 2],
    pub(crate) agreed: Setting,
    /// Whether a pre-shared key stands for the certificate.
    resumes: bool,
    /// Whether the server took early data.
    early: bool,
    /// Whether the server asked for a certificate.
    asked: bool,
    /// Whether the ends hold different secrets: nothing that is protected opens at the other end.
    pub(crate) parted: bool,
}

/// One end.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Half {
    pub(crate) state: Tls,
    /// What it sends under.
    pub(crate) sends: Guard,
    /// What it expects to hear under.
    pub(crate) reads: Guard,
    /// Whether the other's Finished came.
    heard_finished: bool,
    said_finished: bool,
    /// Whether something stayed shut here that this end said or heard: it may be further than its state says.
    pub(crate) dark: bool,
}

/// Whether what is said reaches the other end in a form it can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    Yes,
    No,
}

impl Session {
    /// `from` says `what`.
    pub(crate) fn said(&mut self, from: Side, what: Said, heard: Heard) {
        if let Said::Sealed(kind) = what {
            return self.sealed(from, kind);
        }
        if let Said::ServerHello { chosen, resumes } = what {
            (self.agreed, self.resumes) = (chosen, resumes);
        }
        match what {
            Said::EncryptedExtensions { early } => self.early = early,
            Said::CertificateRequest if from == Side::Server => self.asked = true,
            _ => {}
        }
        self.says(from, what);
        if heard == Heard::Yes {
            self.hears(from.peer(), what);
        }
    }

    fn tls13(&self) -> bool {
        self.agreed.is_tls13()
    }

    /// Whether a version before TLS 1.3 was agreed on: there alone ChangeCipherSpec means something.
    fn is_old(&self) -> bool {
        self.agreed.version.is_some() && !self.tls13()
    }

    fn half(&mut self, side: Side) -> &mut Half {
        let [client, server] = &mut self.halves;
        side.of(client, server)
    }

    /// A record that stays shut here. Before TLS 1.3 the first one of the handshake is a Finished; after it nobody knows.
    fn sealed(&mut self, from: Side, kind: ContentType) {
        let tls13 = self.tls13();
        let half = self.half(from);
        let changed = half.sends == Guard::Session && !half.said_finished;
        if !tls13 && changed && kind == ContentType::HANDSHAKE {
            self.says(from, Said::Finished);
            return self.hears(from.peer(), Said::Finished);
        }
        let over = self.halves.iter().all(|half| half.state == Tls::Connected);
        if tls13 || !(over && kind == ContentType::APPLICATION_DATA) {
            self.halves.iter_mut().for_each(|half| half.dark = true);
        }
    }

    /// A record of `from` that was changed on the way and opens nowhere: what it was is not known here.
    pub(crate) fn spoiled(&mut self, from: Side) {
        self.half(from).dark = true;
    }

    /// What saying it does to the one who says it.
    fn says(&mut self, side: Side, what: Said) {
        let (tls13, asked, early) = (self.tls13(), self.asked, self.early);
        let old = self.is_old();
        let half = self.half(side);
        match (side, what) {
            (Side::Client, Said::ClientHello { early }) => {
                let again = half.state == Tls::Connected;
                if again || half.state == Tls::Start {
                    (half.heard_finished, half.said_finished) = (false, false);
                    half.state = Tls::WaitSh;
                }
                if early {
                    half.sends = Guard::Early;
                }
            }
            (Side::Server, Said::Retry) => half.state = Tls::Start,
            (Side::Server, Said::ServerHello { .. }) => {
                half.said_finished = false;
                half.state = match tls13 {
                    true => Tls::Negotiated,
                    false => Tls::ServerFlight,
                };
                if tls13 {
                    half.sends = Guard::Handshake;
                }
            }
            (Side::Server, Said::ServerHelloDone) => half.state = Tls::ClientFlight,
            (Side::Client, Said::EndOfEarlyData) => half.sends = Guard::Handshake,
            (_, Said::ChangeCipherSpec) if old => {
                half.sends = Guard::Session;
            }
            (_, Said::Finished) => half.finishes(side, tls13, (asked, early)),
            (_, Said::KeyUpdate) => half.sends = half.sends.renewed(),
            // A Finished that nobody could read must have been before it.
            (Side::Client, Said::Data) if tls13 && half.state == Tls::WaitFinished => {
                half.finishes(side, tls13, (asked, early));
                half.dark = false;
            }
            (_, Said::Goodbye) => {
                half.state = match half.state {
                    Tls::Connected => Tls::SaidGoodbye,
                    Tls::HeardGoodbye => Tls::Over,
                    Tls::Failed => Tls::Failed,
                    _ => Tls::Over,
                }
            }
            (_, Said::Fatal) => *half = half.ended(),
            _ => {}
        }
    }

    /// What hearing it does to the one who hears it.
    fn hears(&mut self, side: Side, what: Said) {
        let (tls13, resumes, asked, early) = (self.tls13(), self.resumes, self.asked, self.early);
        let old = self.is_old();
        let half = self.half(side);
        half.state = match (side, half.state, what) {
            (Side::Server, Tls::Start | Tls::Connected, Said::ClientHello { .. }) => {
                (half.heard_finished, half.said_finished) = (false, false);
                Tls::RecvdCh
            }
            (Side::Client, Tls::WaitSh, Said::Retry) => {
                half.sends = Guard::Clear;
                Tls::Start
            }
            (Side::Client, Tls::WaitSh, Said::ServerHello { .. }) if tls13 => {
                half.reads = Guard::Handshake;
                Tls::WaitEe
            }
            (Side::Client, Tls::WaitSh, Said::ServerHello { .. }) => Tls::ServerFlight,
            (Side::Client, Tls::WaitEe, Said::EncryptedExtensions { .. }) => match resumes {
                true => Tls::WaitFinished,
                false => Tls::WaitCertCr,
            },
            (Side::Client, Tls::WaitCertCr, Said::CertificateRequest) => Tls::WaitCert,
            (Side::Client, Tls::WaitCertCr | Tls::WaitCert, Said::Certificate { .. }) => {
                Tls::WaitCv
            }
            (Side::Server, Tls::WaitCert, Said::Certificate { empty: true }) => Tls::WaitFinished,
            (Side::Server, Tls::WaitCert, Said::Certificate { .. }) => Tls::WaitCv,
            (_, Tls::WaitCv, Said::CertificateVerify) => Tls::WaitFinished,
            (Side::Server, Tls::WaitEoed, Said::EndOfEarlyData) => {
                half.reads = Guard::Handshake;
                after_flight(asked)
            }
            (Side::Client, Tls::ServerFlight, Said::ServerHelloDone) => Tls::ClientFlight,
            (Side::Client, Tls::WaitFinished, Said::Finished) => {
                // Its own Finished takes it further; with early data EndOfEarlyData changes the keys first.
                if !early {
                    half.sends = Guard::Handshake;
                }
                Tls::WaitFinished
            }
            (Side::Server, Tls::WaitFinished, Said::Finished) => {
                half.reads = Guard::Application(0);
                Tls::Connected
            }
            // Before TLS 1.3: in a resumed session the server's Finished comes first.
            (Side::Client, Tls::ServerFlight, Said::Finished) => Tls::ClientFlight,
            (Side::Client, Tls::LastFlight, Said::Finished) => Tls::Connected,
            (Side::Server, Tls::ClientFlight, Said::Finished) => match half.said_finished {
                true => Tls::Connected,
                false => Tls::LastFlight,
            },
            (_, Tls::Connected, Said::Goodbye) => Tls::HeardGoodbye,
            (_, Tls::Failed, _) => Tls::Failed,
            (_, _, Said::Goodbye) => Tls::Over,
            (_, state, _) => state,
        };
        match what {
            _ if half.state == Tls::Failed => {}
            Said::ChangeCipherSpec if old => {
                half.reads = Guard::Session;
            }
            Said::Finished => half.heard_finished = true,
            Said::KeyUpdate => half.reads = half.reads.renewed(),
            Said::Fatal => *half = half.ended(),
            _ => {}
        }
    }
}

impl Half {
    /// It sends its Finished; the server's leads on by whether it `asked` for a certificate and took `early` data.
    fn finishes(&mut self, side: Side, tls13: bool, (asked, early): (bool, bool)) {
        self.said_finished = true;
        self.state = match (side, tls13, self.state) {
            (Side::Client, true, Tls::WaitFinished) if self.heard_finished => {
                (self.sends, self.reads) = (Guard::Application(0), Guard::Application(0));
                Tls::Connected
            }
            (Side::Server, true, Tls::Negotiated) => {
                self.sends = Guard::Application(0);
                match early {
                    true => {
                        self.reads = Guard::Early;
                        Tls::WaitEoed
                    }
                    false => {
                        self.reads = Guard::Handshake;
                        after_flight(asked)
                    }
                }
            }
            (Side::Client, false, Tls::ClientFlight) => match self.heard_finished {
                true => Tls::Connected,
                false => Tls::LastFlight,
            },
            (Side::Server, false, Tls::ServerFlight) => Tls::ClientFlight,
            (Side::Server, false, Tls::LastFlight) => Tls::Connected,
            (_, _, state) => state,
        };
    }

    fn ended(self) -> Self {
        Self {
            state: Tls::Failed,
            sends: Guard::Nothing,
            reads: Guard::Nothing,
            ..self
        }
    }
}

/// WAIT_FLIGHT2 takes no message: whether a certificate was asked for decides at once.
fn after_flight(asked: bool) -> Tls {
    match asked {
        true => Tls::WaitCert,
        false => Tls::WaitFinished,
    }
}

impl Guard {
    fn renewed(self) -> Self {
        match self {
            Self::Application(n) => Self::Application(n.saturating_add(1)),
            Self::Clear | Self::Early | Self::Handshake | Self::Session | Self::Nothing => self,
        }
    }
}
