//! A certificate signing request (PKCS #10, RFC 2986): a wish. Its signature shows that whoever asks has the key; everything
//! else in it is what they would like, and is taken up, or dropped with a reason.

use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::cri_attributes::ParsedCriAttribute;
use x509_parser::extensions::{KeyUsage, ParsedExtension, X509Extension};
use x509_parser::prelude::FromDer;

use crate::base::field::printable;
use crate::base::text::Text;
use crate::dissect::x509::oid;
use crate::keys::signature;
use crate::pki::authority::admission::{self, MOST_NAMES};
use crate::pki::authority::contents;
use crate::pki::authority::error::{Fault, Result};
use crate::pki::authority::event::Settings;
use crate::pki::authority::issuing::PublicKey;
use crate::pki::authority::purpose::Purpose;
use crate::pki::names::Name;
use crate::text;

/// What is left of a request after policy.
#[derive(Clone, Debug)]
pub struct Request {
    /// The names it may have.
    pub names: Vec<Name>,
    /// The purposes it asks for and may have.
    pub purposes: Vec<Purpose>,
    /// Its key, which it has shown to hold.
    pub key: PublicKey,
    /// What was not taken up.
    pub dropped: Vec<Dropped>,
}

/// Something that was asked for and is not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// What.
    pub what: String,
    /// Why not.
    pub why: Text,
}

/// Reads a request in DER and judges it.
///
/// # Errors
/// If it is none, if its signature does not hold, if its key is of no kind that is certified here.
pub fn read(der: &[u8], settings: &Settings) -> Result<Request> {
    let none = || Fault::Unread {
        what: Text::new(
            "this is no certificate signing request (PKCS #10)",
            "인증서 서명 요청(PKCS #10)이 아니다",
        ),
        hint: Text::new(
            "make one: openssl req -new -key KEY.pem -subj / -addext subjectAltName=DNS:www.lab.test",
            "이렇게 만든다: openssl req -new -key 키.pem -subj / -addext subjectAltName=DNS:www.lab.test",
        ),
    };
    let (rest, request) = X509CertificationRequest::from_der(der).map_err(|_| none())?;
    if !rest.is_empty() {
        return Err(none());
    }
    let info = &request.certification_request_info;
    let key = contents::key(&info.subject_pki).ok_or_else(weak)?;
    possessed(&request)?;
    let mut desk = Desk {
        settings,
        names: Vec::new(),
        purposes: Vec::new(),
        dropped: Vec::new(),
    };
    for attribute in info.attributes() {
        match attribute.parsed_attribute() {
            ParsedCriAttribute::ExtensionRequest(wanted) => {
                wanted
                    .extensions
                    .iter()
                    .for_each(|extension| desk.extension(extension));
            }
            ParsedCriAttribute::ChallengePassword(_) => desk.drop(
                "challengePassword",
                Text::new(
                    "a password to revoke with; here whoever holds the folder revokes",
                    "폐기할 때 쓸 암호이다. 여기서는 폴더를 가진 사람이 폐기한다",
                ),
            ),
            ParsedCriAttribute::UnsupportedAttribute => {
                let dotted = attribute.oid.to_id_string();
                desk.drop(oid::name(&dotted), UNKNOWN);
            }
        }
    }
    desk.subject(&request);
    Ok(Request {
        names: desk.names,
        purposes: desk.purposes,
        key,
        dropped: desk.dropped,
    })
}

fn weak() -> Fault {
    Fault::refused(
        Text::new(
            "the key in the request is of no kind that is certified here, or too short",
            "요청에 든 키가 여기서 인증하지 않는 종류이거나 너무 짧다",
        ),
        Text::new(
            "kinds: ECDSA on P-256 or P-384, Ed25519, RSA of 2048 bits or more; RSA of 1024 bits can be factored by those who want to",
            "쓸 수 있는 종류: P-256이나 P-384의 ECDSA, Ed25519, 2048비트 이상의 RSA. 1024비트 RSA는 마음먹으면 소인수분해할 수 있다",
        ),
    )
}

/// That whoever asks has the private key: else anyone could have a certificate for another's key and pass off its signatures
/// as their own.
fn possessed(request: &X509CertificationRequest<'_>) -> Result<()> {
    let info = &request.certification_request_info;
    let algorithm = request.signature_algorithm.algorithm.to_id_string();
    let checked = signature::certificate(
        &algorithm,
        info.subject_pki.raw,
        info.raw,
        &request.signature_value.data,
    );
    checked.map_err(|_| {
        Fault::refused(
            Text::new(
                "the signature of the request does not hold: whoever made it does not have the key, or it was changed on the way",
                "요청의 서명이 맞지 않는다. 만든 사람에게 키가 없거나, 오는 길에 바뀌었다",
            ),
            Text::new(
                "have it made and sent anew; `openssl req -in FILE -verify -noout` says the same",
                "새로 만들어 보내 달라고 한다. `openssl req -in 파일 -verify -noout` 로도 확인할 수 있다",
            ),
        )
    })
}

const UNKNOWN: Text = Text::new(
    "no rule here says what it would mean to sign it",
    "서명하면 무엇을 뜻하게 되는지 정한 규칙이 없다",
);

/// Where the wishes are sorted.
struct Desk<'s> {
    settings: &'s Settings,
    names: Vec<Name>,
    purposes: Vec<Purpose>,
    dropped: Vec<Dropped>,
}

impl Desk<'_> {
    fn drop(&mut self, what: impl AsRef<str>, why: Text) {
        self.dropped.push(Dropped {
            what: printable(what.as_ref().as_bytes()),
            why,
        });
    }

    fn extension(&mut self, extension: &X509Extension<'_>) {
        let dotted = extension.oid.to_id_string();
        let called = oid::name(&dotted).to_owned();
        match extension.parsed_extension() {
            ParsedExtension::SubjectAlternativeName(wanted) => {
                for general in &wanted.general_names {
                    match contents::name(general) {
                        Ok(name) => self.name(name),
                        Err(fault) => self.drop(&fault.text, fault.why.says()),
                    }
                }
            }
            ParsedExtension::ExtendedKeyUsage(wanted) => {
                for purpose in contents::purposes(wanted) {
                    self.purpose(purpose);
                }
            }
            ParsedExtension::KeyUsage(usage) => self.usage(usage),
            ParsedExtension::BasicConstraints(wanted) if !wanted.ca => {}
            ParsedExtension::BasicConstraints(_) => self.drop(
                "basicConstraints CA:TRUE",
                Text::new(
                    "it would become an authority itself, and could vouch for whatever this one can",
                    "스스로 인증 기관이 되어, 이 기관이 보증할 수 있는 것을 모두 보증하게 된다",
                ),
            ),
            // The authority computes it from the key, which gives the same or better.
            ParsedExtension::SubjectKeyIdentifier(_) => {}
            ParsedExtension::ParseError { .. } => self.drop(
                called,
                Text::new("it cannot be read", "읽을 수 없다"),
            ),
            _ => self.drop(called, UNKNOWN),
        }
    }

    fn name(&mut self, name: Name) {
        if self.names.contains(&name) {
            return;
        }
        if self.names.len() >= MOST_NAMES {
            let why = text!(en: "a certificate has at most {MOST_NAMES} names here", ko: "여기서 한 인증서의 이름은 최대 {MOST_NAMES}개이다");
            return self.drop(name.to_string(), why);
        }
        match admission::one(&name, self.settings) {
            Ok(()) => self.names.push(name),
            Err((why, _)) => self.drop(name.to_string(), why),
        }
    }

    fn purpose(&mut self, purpose: Purpose) {
        let known = [
            Purpose::server(),
            Purpose::client(),
            Purpose::mail(),
            Purpose::code(),
        ];
        let name = purpose.name();
        if known.contains(&purpose) {
            if !self.purposes.contains(&purpose) {
                self.purposes.push(purpose);
            }
        } else if name == "OCSPSigning" {
            self.drop(
                name,
                Text::new(
                    "it could then say of any certificate of this authority that it was not revoked",
                    "이 기관의 어떤 인증서든 폐기되지 않았다고 말할 수 있게 된다",
                ),
            );
        } else {
            self.drop(
                oid::name(&name),
                Text::new(
                    "only the authority gives this purpose: --eku",
                    "이 쓰임은 인증 기관만 정한다: --eku",
                ),
            );
        }
    }

    /// What the key may do follows from its kind and its purposes; only what would make it an authority is worth a word.
    fn usage(&mut self, usage: &KeyUsage) {
        let signs = Text::new(
            "only an authority signs certificates and lists",
            "인증서와 목록에는 인증 기관만 서명한다",
        );
        for (asked, name) in [
            (usage.key_cert_sign(), "keyCertSign"),
            (usage.crl_sign(), "cRLSign"),
        ] {
            if asked {
                self.drop(name, signs.clone());
            }
        }
    }

    /// The subject: a common name that is a name is taken as one; the rest nobody here has checked.
    fn subject(&mut self, request: &X509CertificationRequest<'_>) {
        let subject = &request.certification_request_info.subject;
        let parts = subject.iter_rdn().flat_map(|rdn| rdn.iter());
        let parts: Vec<(String, Option<String>)> = parts
            .map(|part| {
                let value = part.as_str().ok().map(str::to_owned);
                (part.attr_type().to_id_string(), value)
            })
            .collect();
        for (dotted, value) in parts {
            let called = oid::name(&dotted);
            let said = value.clone().unwrap_or_default();
            let what = format!("{called}={said}");
            if dotted != COMMON_NAME {
                self.drop(
                    what,
                    Text::new(
                        "nobody here has checked it, and a certificate says only what its issuer vouches for",
                        "여기서 확인하지 않은 내용이다. 인증서에는 발급자가 보증하는 것만 적는다",
                    ),
                );
                continue;
            }
            match Name::read(&said) {
                Ok(name) if self.names.contains(&name) => {}
                Ok(name) => self.name(name),
                Err(fault) => self.drop(what, fault.why.says()),
            }
        }
    }
}

const COMMON_NAME: &str = "2.5.4.3";
