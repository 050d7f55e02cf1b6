//! The extensions that are taken apart here.

use crate::dissect::tls::codes::extension::ExtensionType;
use crate::dissect::tls::extension::alpn;
use crate::dissect::tls::extension::certificates;
use crate::dissect::tls::extension::compression;
use crate::dissect::tls::extension::credentials;
use crate::dissect::tls::extension::early_data;
use crate::dissect::tls::extension::ech;
use crate::dissect::tls::extension::fact::Entry;
use crate::dissect::tls::extension::fact::opaque;
use crate::dissect::tls::extension::fact::present;
use crate::dissect::tls::extension::groups;
use crate::dissect::tls::extension::key_share;
use crate::dissect::tls::extension::limits;
use crate::dissect::tls::extension::oid_filters;
use crate::dissect::tls::extension::pre_shared_key;
use crate::dissect::tls::extension::quic;
use crate::dissect::tls::extension::rare;
use crate::dissect::tls::extension::retry;
use crate::dissect::tls::extension::schemes;
use crate::dissect::tls::extension::server_name;
use crate::dissect::tls::extension::settings;
use crate::dissect::tls::extension::srtp;
use crate::dissect::tls::extension::status;
use crate::dissect::tls::extension::tickets;
use crate::dissect::tls::extension::timestamps;
use crate::dissect::tls::extension::versions;

/// The entry of `kind`, if it is known here.
pub fn entry(kind: ExtensionType) -> Option<&'static Entry> {
    let at = EXTENSIONS
        .binary_search_by_key(&kind, |entry| entry.kind)
        .ok()?;
    EXTENSIONS.get(at)
}

/// Every extension that is known here, in ascending order of its number.
#[rustfmt::skip] // one row a line
pub static EXTENSIONS: &[Entry] = &[
    Entry::new(ExtensionType::SERVER_NAME, "RFC 6066 §3", server_name::read),
    Entry::new(ExtensionType::MAX_FRAGMENT_LENGTH, "RFC 6066 §4", limits::fragment),
    Entry::new(ExtensionType(3), "RFC 6066 §6", opaque),
    Entry::new(ExtensionType(4), "RFC 6066 §7", present),
    Entry::new(ExtensionType::STATUS_REQUEST, "RFC 6066 §8", status::read),
    Entry::new(ExtensionType::SUPPORTED_GROUPS, "RFC 8446 §4.2.7", groups::read),
    Entry::new(ExtensionType::EC_POINT_FORMATS, "RFC 8422 §5.1.2", groups::formats),
    Entry::new(ExtensionType(12), "RFC 5054 §2.8.1", rare::srp),
    Entry::new(ExtensionType::SIGNATURE_ALGORITHMS, "RFC 8446 §4.2.3", schemes::read),
    Entry::new(ExtensionType::USE_SRTP, "RFC 5764 §4.1", srtp::srtp),
    Entry::new(ExtensionType::HEARTBEAT, "RFC 6520 §2", limits::heartbeat),
    Entry::new(ExtensionType::ALPN, "RFC 7301 §3.1", alpn::read),
    Entry::new(ExtensionType::STATUS_REQUEST_V2, "RFC 6961 §2.2", status::read_v2),
    Entry::new(ExtensionType::SIGNED_CERTIFICATE_TIMESTAMP, "RFC 6962 §3.3.1", timestamps::read),
    Entry::new(ExtensionType::CLIENT_CERTIFICATE_TYPE, "RFC 7250 §3", certificates::kinds),
    Entry::new(ExtensionType::SERVER_CERTIFICATE_TYPE, "RFC 7250 §3", certificates::kinds),
    Entry::new(ExtensionType::PADDING, "RFC 7685 §3", limits::padding),
    Entry::new(ExtensionType::ENCRYPT_THEN_MAC, "RFC 7366 §2", present),
    Entry::new(ExtensionType::EXTENDED_MASTER_SECRET, "RFC 7627 §5.1", present),
    Entry::new(ExtensionType::TOKEN_BINDING, "RFC 8472 §2", settings::token_binding),
    Entry::new(ExtensionType::COMPRESS_CERTIFICATE, "RFC 8879 §3", compression::read),
    Entry::new(ExtensionType::RECORD_SIZE_LIMIT, "RFC 8449 §4", limits::record),
    Entry::new(ExtensionType::DELEGATED_CREDENTIALS, "RFC 9345 §4.1.1", credentials::read),
    Entry::new(ExtensionType::SESSION_TICKET, "RFC 5077 §3.2", tickets::session),
    Entry::new(ExtensionType::KEY_SHARE_DRAFT, "draft-ietf-tls-tls13-22 §4.2.7", key_share::read),
    Entry::new(ExtensionType::PRE_SHARED_KEY, "RFC 8446 §4.2.11", pre_shared_key::read),
    Entry::new(ExtensionType::EARLY_DATA, "RFC 8446 §4.2.10", early_data::read),
    Entry::new(ExtensionType::SUPPORTED_VERSIONS, "RFC 8446 §4.2.1", versions::read),
    Entry::new(ExtensionType::COOKIE, "RFC 8446 §4.2.2", retry::cookie),
    Entry::new(ExtensionType::PSK_KEY_EXCHANGE_MODES, "RFC 8446 §4.2.9", pre_shared_key::modes),
    Entry::new(ExtensionType(46), "draft-ietf-tls-tls13-20 §4.2.8", early_data::read),
    Entry::new(ExtensionType::CERTIFICATE_AUTHORITIES, "RFC 8446 §4.2.4", certificates::authorities),
    Entry::new(ExtensionType::OID_FILTERS, "RFC 8446 §4.2.5", oid_filters::read),
    Entry::new(ExtensionType::POST_HANDSHAKE_AUTH, "RFC 8446 §4.2.6", present),
    Entry::new(ExtensionType::SIGNATURE_ALGORITHMS_CERT, "RFC 8446 §4.2.3", schemes::read),
    Entry::new(ExtensionType::KEY_SHARE, "RFC 8446 §4.2.8", key_share::read),
    Entry::new(ExtensionType(54), "RFC 9146 §3", rare::connection_id),
    Entry::new(ExtensionType::QUIC_TRANSPORT_PARAMETERS, "RFC 9001 §8.2", quic::read),
    Entry::new(ExtensionType::TICKET_REQUEST, "RFC 9149 §3", tickets::request),
    Entry::new(ExtensionType(61), "RFC 9853 §3", present),
    Entry::new(ExtensionType(62), "draft-ietf-tls-tlsflags §2", rare::flags),
    Entry::new(ExtensionType::NEXT_PROTOCOL_NEGOTIATION, "draft-agl-tls-nextprotoneg-04 §3", alpn::next_protocol),
    Entry::new(ExtensionType::APPLICATION_SETTINGS_OLD, "draft-vvv-tls-alps §4", alpn::settings),
    Entry::new(ExtensionType::APPLICATION_SETTINGS, "draft-vvv-tls-alps §4", alpn::settings),
    Entry::new(ExtensionType::CHANNEL_ID, "draft-balfanz-tls-channelid §3", present),
    Entry::new(ExtensionType(51764), "draft-ietf-tls-trust-anchor-ids §4", opaque),
    Entry::new(ExtensionType(64768), "RFC 9849 §5.1", rare::outer_extensions),
    Entry::new(ExtensionType::ENCRYPTED_CLIENT_HELLO, "RFC 9849 §5", ech::read),
    Entry::new(ExtensionType::RENEGOTIATION_INFO, "RFC 5746 §3.2", retry::renegotiation),
    Entry::new(ExtensionType(65445), "draft-ietf-quic-tls-27 §8.2", quic::read),
    Entry::new(ExtensionType(65486), "draft-ietf-tls-esni-02 §4", opaque),
];
