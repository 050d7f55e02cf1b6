//! What a step says in TLS, read from its own bytes: the message, alert or signal, and what of it decides where the ends go next.

use crate::base::exhibit::Exhibit;
use crate::base::reader::Reader;
use crate::dissect::tls::alert;
use crate::dissect::tls::codes::alert::{Alert, AlertLevel};
use crate::dissect::tls::codes::content::ContentType;
use crate::dissect::tls::handshake::message::{Message, message};
use crate::dissect::tls::handshake::setting::Setting;
use crate::story::model::{Cover, Kind, Step};

/// What is said in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    ClientHello {
        early: bool,
    },
    Retry,
    ServerHello {
        chosen: Setting,
        resumes: bool,
    },
    EncryptedExtensions {
        early: bool,
    },
    CertificateRequest,
    Certificate {
        empty: bool,
    },
    CertificateVerify,
    ServerHelloDone,
    EndOfEarlyData,
    KeyUpdate,
    Finished,
    /// A message that leads nowhere: a ticket, a key exchange, one that cannot be read.
    Other,
    ChangeCipherSpec,
    Goodbye,
    /// An alert that ends it.
    Fatal,
    /// An alert that does not.
    Warning,
    Data,
    /// A record that nothing opens; a finished one in TLS 1.2 shows its type.
    Sealed(ContentType),
}

/// What `step` says, if it says anything in TLS, under what was agreed on before.
pub(crate) fn said(step: &Step, agreed: &Setting) -> Option<Said> {
    let Kind::Wire { cover, .. } = step.kind else {
        return None;
    };
    let inner = step.exhibits.last()?;
    if cover == Cover::Sealed {
        return Some(Said::Sealed(ContentType(*inner.bytes.first()?)));
    }
    let named = |name: &str| inner.notes.first().map(|note| note.field.name) == Some(name);
    if named("ChangeCipherSpec") {
        return Some(Said::ChangeCipherSpec);
    }
    if named("Alert") {
        return Some(spoken_alert(inner, agreed));
    }
    if inner
        .notes
        .iter()
        .take(2)
        .any(|note| note.field.name == "msg_type")
    {
        return Some(spoken_message(inner, agreed));
    }
    (cover == Cover::Opened).then_some(Said::Data)
}

fn spoken_alert(shown: &Exhibit, agreed: &Setting) -> Said {
    let Ok((level, description)) = alert::alert(&mut Reader::quiet(&shown.bytes)) else {
        return Said::Warning;
    };
    match description {
        Alert::CLOSE_NOTIFY => Said::Goodbye,
        // From TLS 1.3 on the level means nothing (RFC 8446 §6).
        _ if agreed.is_tls13() || level == AlertLevel::FATAL => Said::Fatal,
        _ => Said::Warning,
    }
}

fn spoken_message(shown: &Exhibit, agreed: &Setting) -> Said {
    let Ok(read) = message(&mut Reader::quiet(&shown.bytes), agreed) else {
        return Said::Other;
    };
    match read.body {
        Message::ClientHello(hello) => Said::ClientHello {
            early: hello.early_data(),
        },
        Message::ServerHello(hello) if hello.retry => Said::Retry,
        Message::ServerHello(hello) => Said::ServerHello {
            chosen: Setting::new(hello.version(), hello.suite),
            resumes: hello.selected_psk().is_some(),
        },
        Message::EncryptedExtensions(answers) => Said::EncryptedExtensions {
            early: answers.early_data(),
        },
        Message::CertificateRequest(_) => Said::CertificateRequest,
        Message::Certificate(shown) => Said::Certificate {
            empty: shown.entries.is_empty(),
        },
        Message::CompressedCertificate(_) => Said::Certificate { empty: false },
        Message::CertificateVerify(_) => Said::CertificateVerify,
        Message::ServerHelloDone => Said::ServerHelloDone,
        Message::EndOfEarlyData => Said::EndOfEarlyData,
        Message::KeyUpdate(_) => Said::KeyUpdate,
        Message::Finished(_) => Said::Finished,
        Message::HelloRequest
        | Message::NewSessionTicket(_)
        | Message::ServerKeyExchange(_)
        | Message::ClientKeyExchange(_)
        | Message::CertificateStatus(_)
        | Message::MessageHash(_)
        | Message::Other(_) => Said::Other,
    }
}
