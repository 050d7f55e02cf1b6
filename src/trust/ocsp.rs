//! An OCSP response (RFC 6960 §4.2), read once.

use std::ops::Range;

use crate::base::text::Doc;
use crate::dissect::x509::tag;
use crate::trust::certificate::Certificate;
use crate::trust::der::{Element, Problem, Walk, Wrong};
use crate::trust::distinguished::Name;
use crate::trust::moment::Moment;
use crate::trust::reasons::revocation;
use crate::trust::remark::Remark;

/// An OCSP response.
#[derive(Clone, Debug)]
pub enum Ocsp<'d> {
    /// The responder gave an error: its code (RFC 6960 §4.2.1), and where it stands.
    Refused(u64, Range<usize>),
    /// It gave an answer.
    Basic(Box<Basic<'d>>),
}

/// A BasicOCSPResponse.
#[derive(Clone, Debug)]
pub struct Basic<'d> {
    /// What is signed.
    pub tbs: Element<'d>,
    /// Who answers.
    pub responder: Responder<'d>,
    /// The answers, one a certificate.
    pub answers: Vec<Answer<'d>>,
    /// The object identifier of the signature algorithm.
    pub algorithm: String,
    /// The signature.
    pub signature: Element<'d>,
    /// Certificates that come along, one of which may be the responder's.
    pub certificates: Vec<Element<'d>>,
}

/// Who answers.
#[derive(Clone, Debug)]
pub enum Responder<'d> {
    /// Whoever bears this name.
    Name(Name<'d>),
    /// Whoever has the key with this SHA-1 hash.
    Key(&'d [u8]),
}

/// The answer about one certificate.
#[derive(Clone, Debug)]
pub struct Answer<'d> {
    /// Where it stands.
    pub at: Range<usize>,
    /// The object identifier of the hash in the two next fields.
    pub hash: String,
    /// The hash of the issuer's name.
    pub name_hash: &'d [u8],
    /// The hash of the issuer's key.
    pub key_hash: &'d [u8],
    /// The serial number, as the content of its INTEGER.
    pub serial: &'d [u8],
    /// What is said of it.
    pub status: Status,
    /// Where that stands.
    pub status_at: Range<usize>,
    /// Since when this is known, and where that stands.
    pub this_update: (Moment, Range<usize>),
    /// Until when there will be another.
    pub next_update: Option<(Moment, Range<usize>)>,
}

/// What is said of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not revoked.
    Good,
    /// Revoked since then, for the reason of this code.
    Revoked(Moment, Option<u64>),
    /// The responder does not know it.
    Unknown,
}

impl<'d> Ocsp<'d> {
    /// Reads an OCSP response.
    ///
    /// # Errors
    /// It is not one, or not DER.
    pub fn read(der: &'d [u8]) -> Result<Self, Remark> {
        Self::parts(der).map_err(|wrong| Remark {
            reason: &revocation::OCSP_MALFORMED,
            says: wrong.text(),
            at: wrong.at,
        })
    }

    fn parts(der: &'d [u8]) -> Result<Self, Wrong> {
        let mut outside = Walk::over(der);
        let whole = outside.take(tag::SEQUENCE)?;
        outside.done()?;
        let mut walk = whole.walk();
        let status = walk.take(tag::ENUMERATED)?;
        let code = status.number()?;
        if code != 0 {
            return Ok(Self::Refused(code, status.at()));
        }
        let mut bytes = walk
            .take(tag::context_of(0))?
            .walk()
            .take(tag::SEQUENCE)?
            .walk();
        let kind = bytes.take(tag::OID)?;
        if kind.dotted()? != "1.3.6.1.5.5.7.48.1.1" {
            let rule = "only a BasicOCSPResponse can be read";
            let rule = Doc::new(rule, "BasicOCSPResponse만 읽을 수 있다");
            return Err(kind.wrong(Problem::Rule(rule)));
        }
        let mut inner = bytes.take(tag::OCTET_STRING)?.walk();
        let basic = inner.take(tag::SEQUENCE)?;
        inner.done()?;
        Ok(Self::Basic(Box::new(Basic::read(basic)?)))
    }
}

impl<'d> Basic<'d> {
    fn read(element: Element<'d>) -> Result<Self, Wrong> {
        let mut walk = element.walk();
        let tbs = walk.take(tag::SEQUENCE)?;
        let algorithm = walk.take(tag::SEQUENCE)?;
        let algorithm = algorithm.walk().take(tag::OID)?.dotted()?;
        let signature = walk.take(tag::BIT_STRING)?;
        signature.whole_bits()?;
        let mut certificates = Vec::new();
        if let Some(wrapper) = walk.maybe(tag::context_of(0))? {
            let mut list = wrapper.walk().take(tag::SEQUENCE)?.walk();
            while !list.is_done() && certificates.len() < MOST {
                certificates.push(list.take(tag::SEQUENCE)?);
            }
        }
        let mut data = tbs.walk();
        data.maybe(tag::context_of(0))?;
        let responder = data.next()?;
        let responder = match responder.tag {
            0xa1 => Responder::Name(Name::read(responder.walk().take(tag::SEQUENCE)?)?),
            0xa2 => Responder::Key(responder.walk().take(tag::OCTET_STRING)?.content()),
            _ => {
                let rule = "a responder is named by name or key";
                let rule = Doc::new(rule, "응답 서버는 이름이나 키로 가리킨다");
                return Err(responder.wrong(Problem::Rule(rule)));
            }
        };
        Moment::read(&data.take(tag::GENERALIZED_TIME)?)?;
        let mut list = data.take(tag::SEQUENCE)?.walk();
        let mut answers = Vec::new();
        while !list.is_done() {
            answers.push(Answer::read(list.take(tag::SEQUENCE)?)?);
        }
        Ok(Self {
            tbs,
            responder,
            answers,
            algorithm,
            signature,
            certificates,
        })
    }

    /// The certificates that come along, as far as they can be read.
    pub fn delegates(&self) -> Vec<Certificate<'d>> {
        let read = |element: &Element<'d>| Certificate::read(element.raw()).ok();
        self.certificates.iter().filter_map(read).collect()
    }
}

impl<'d> Answer<'d> {
    fn read(element: Element<'d>) -> Result<Self, Wrong> {
        let mut walk = element.walk();
        let mut id = walk.take(tag::SEQUENCE)?.walk();
        let hash = id.take(tag::SEQUENCE)?.walk().take(tag::OID)?.dotted()?;
        let name_hash = id.take(tag::OCTET_STRING)?.content();
        let key_hash = id.take(tag::OCTET_STRING)?.content();
        let serial = id.take(tag::INTEGER)?.content();
        id.done()?;
        let said = walk.next()?;
        let status = match said.tag {
            0x80 => Status::Good,
            0xa1 => {
                let mut revoked = said.walk();
                let date = Moment::read(&revoked.take(tag::GENERALIZED_TIME)?)?;
                let reason = match revoked.maybe(tag::context_of(0))? {
                    Some(reason) => Some(reason.walk().take(tag::ENUMERATED)?.number()?),
                    None => None,
                };
                Status::Revoked(date, reason)
            }
            0x82 => Status::Unknown,
            _ => {
                let rule = Doc::new("there is no such status", "그런 상태는 없다");
                return Err(said.wrong(Problem::Rule(rule)));
            }
        };
        let time = |element: Element<'_>| Ok((Moment::read(&element)?, element.at()));
        let this_update = time(walk.take(tag::GENERALIZED_TIME)?)?;
        let next_update = match walk.maybe(tag::context_of(0))? {
            Some(next) => Some(time(next.walk().take(tag::GENERALIZED_TIME)?)?),
            None => None,
        };
        Ok(Self {
            at: element.at(),
            hash,
            name_hash,
            key_hash,
            serial,
            status,
            status_at: said.at(),
            this_update,
            next_update,
        })
    }
}

/// Certificates in a response that are looked at.
const MOST: usize = 16;
