//! What an extension says, and what a reader of one is.

use crate::base::field::Field;
use crate::base::field::Show;
use crate::base::reader::Malformed;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::base::text::Doc;
use crate::dissect::tls::codes::extension::ExtensionType;
use crate::dissect::tls::codes::extension::ROWS;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::scheme::Scheme;
use crate::dissect::tls::codes::version::Version;

/// The message an extension stands in, on which its form depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// ClientHello.
    ClientHello,
    /// ServerHello.
    ServerHello,
    /// HelloRetryRequest.
    HelloRetryRequest,
    /// EncryptedExtensions.
    EncryptedExtensions,
    /// An entry of Certificate.
    Certificate,
    /// CertificateRequest.
    CertificateRequest,
    /// NewSessionTicket.
    NewSessionTicket,
}

/// What an extension says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact<'a> {
    /// Nothing beyond being there.
    Present,
    /// Something that is read into fields but wanted by nobody as a value: the body.
    Opaque(&'a [u8]),
    /// Its body does not have the shape its RFC gives.
    Malformed(Malformed),
    /// server_name in a ClientHello: the host name, ASCII.
    ServerName(&'a [u8]),
    /// supported_groups, the favourite first.
    Groups(Vec<Group>),
    /// signature_algorithms, signature_algorithms_cert or delegated_credentials, the favourite first.
    Schemes(Vec<Scheme>),
    /// supported_versions in a ClientHello, the favourite first.
    Versions(Vec<Version>),
    /// supported_versions in a ServerHello: the version chosen.
    Version(Version),
    /// key_share: one pair in a ServerHello, any number in a ClientHello.
    KeyShares(Vec<(Group, &'a [u8])>),
    /// key_share in a HelloRetryRequest: the group wanted.
    RetryGroup(Group),
    /// application_layer_protocol_negotiation or application_settings: protocol names, the favourite first.
    Protocols(Vec<&'a [u8]>),
    /// cookie.
    Cookie(&'a [u8]),
    /// pre_shared_key in a ClientHello.
    OfferedPsks(OfferedPsks<'a>),
    /// pre_shared_key in a ServerHello: the index of the identity chosen, from 0.
    SelectedPsk(u16),
    /// psk_key_exchange_modes: 0 is psk_ke, 1 is psk_dhe_ke.
    PskModes(Vec<u8>),
    /// early_data in a NewSessionTicket: how many bytes of early data the server will take.
    MaxEarlyData(u32),
    /// certificate_authorities: each a DER-encoded Name.
    Authorities(Vec<&'a [u8]>),
    /// session_ticket: the ticket, empty where the client has none yet.
    SessionTicket(&'a [u8]),
    /// record_size_limit, in bytes.
    RecordSizeLimit(u16),
    /// compress_certificate: algorithms of RFC 8879 (1 zlib, 2 brotli, 3 zstd).
    CertificateCompressions(Vec<u16>),
    /// status_request in a Certificate entry: the DER-encoded OCSPResponse.
    OcspResponse(&'a [u8]),
    /// signed_certificate_timestamp: each a serialized SCT.
    Timestamps(Vec<&'a [u8]>),
    /// encrypted_client_hello: the outer form holds a config identifier and the payload.
    EncryptedHello(&'a [u8]),
}

/// pre_shared_key as a client offers it (RFC 8446 §4.2.11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedPsks<'a> {
    /// Each key's identity, usually a ticket, and its obfuscated age in milliseconds modulo 2^32.
    pub identities: Vec<(&'a [u8], u32)>,
    /// A MAC for each identity, in the same order, 32 to 255 bytes.
    pub binders: Vec<&'a [u8]>,
    /// Bytes of the binders list with its length in front: without these last bytes the ClientHello is the one the
    /// binders are computed over.
    pub binders_length: usize,
}

/// Reads the body of an extension, all of it.
pub type Read = for<'a> fn(&mut Reader<'a, '_>, Place) -> Result<Fact<'a>>;

/// An extension that is known here.
#[derive(Debug)]
pub struct Entry {
    /// Its number.
    pub kind: ExtensionType,
    /// The group its parts stand in; name and meaning are those of the registry.
    pub field: Field,
    /// Reads its body.
    pub read: Read,
}

impl Entry {
    /// The extension `kind`, defined in `rfc`.
    pub const fn new(kind: ExtensionType, rfc: &'static str, read: Read) -> Self {
        let mut rows = ROWS;
        let (mut name, mut doc) = ("extension", Doc::EMPTY);
        while let [row, rest @ ..] = rows {
            if row.value == kind.0 as u64 {
                (name, doc) = (row.name, row.doc);
            }
            rows = rest;
        }
        let show = Show::Group;
        let field = Field {
            name,
            show,
            rfc,
            doc,
        };
        Self { kind, field, read }
    }
}

/// A body that must be empty: being there is all it says.
pub fn present<'a>(_: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    Ok(Fact::Present)
}

/// A body that is kept as it is.
pub fn opaque<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    if r.left() == 0 {
        return Ok(Fact::Present);
    }
    Ok(Fact::Opaque(r.rest(&OPAQUE)?))
}

static OPAQUE: Field = Field::hex(
    "opaque data",
    "RFC 8446 §4.2",
    "The content of an extension that is not taken apart here.",
    "여기서 더 풀지 않는 확장의 내용이다.",
);
