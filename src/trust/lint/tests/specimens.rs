//! For each rule a certificate that breaks it: a right one, and what is spoilt.

use crate::trust::lint::tests::draft::{
    COUNTRY, Draft, curve_key, element, name, oid, point, rsa_key, sequence, url, way,
};

/// What the specimen is made from.
#[derive(Clone, Copy)]
pub(super) enum Base {
    Server,
    Authority,
}
use Base::{Authority, Server};

type Spoil = fn(&mut Draft);

const EKU: &str = "2.5.29.37";
const USAGE: &str = "2.5.29.15";
const BASIC: &str = "2.5.29.19";
const FENCE: &str = "2.5.29.30";
const POLICIES: &str = "2.5.29.32";
const SERVER_AUTH: &str = "1.3.6.1.5.5.7.3.1";
const ACCESS: &str = "1.3.6.1.5.5.7.1.1";
const POINTS: &str = "2.5.29.31";
const SKI: &str = "2.5.29.14";
const AKI: &str = "2.5.29.35";
const CN: &str = "2.5.4.3";

fn subject(draft: &mut Draft, more: &[(&str, u8, &str)]) {
    let own = [(CN, 0x0c, "www.tlslab.dev")];
    draft.subject = name(&[&own, more].concat());
}

/// A root that fences in the host names and addresses given.
fn fence(draft: &mut Draft, subtrees: &[Vec<u8>]) {
    let subtrees: Vec<_> = subtrees
        .iter()
        .map(|one| sequence(std::slice::from_ref(one)))
        .collect();
    draft.add_critical(FENCE, sequence(&[element(0xa0, &subtrees.concat())]));
}

fn modulus(bits: usize) -> Vec<u8> {
    let mut digits = vec![0xff; bits.div_ceil(8)];
    digits[0] >>= (8 - bits % 8) % 8;
    // With this tail, no prime below 752 divides the moduli of 1024, 2048 and 2047 bits.
    let end = digits.len() - 2;
    for tail in (1..=u16::MAX).step_by(2) {
        digits[end..].copy_from_slice(&tail.to_be_bytes());
        let rest = |by: u32| {
            digits
                .iter()
                .fold(0, |rest, digit| (rest << 8 | u32::from(*digit)) % by)
        };
        if (2..752).all(|by| rest(by) != 0) {
            break;
        }
    }
    digits
}

fn rsa(draft: &mut Draft, modulus: &[u8], exponent: &[u8]) {
    draft.key = rsa_key(modulus, exponent);
    draft.without(SKI);
}

/// Code, what it is made from, what is done to it.
#[rustfmt::skip]
pub(super) static SPECIMENS: &[(&str, Base, Spoil)] = &[
    ("lint.der-length", Server, |d| d.serial = [vec![2, 0x81, 16], vec![0x5a; 16]].concat()),
    ("lint.der-integer", Server, |d| d.serial = element(2, &[&[0], &[0x5a; 16][..]].concat())),
    ("lint.der-boolean", Authority, |d| { d.put(BASIC, sequence(&[vec![1, 1, 1]])); }),
    ("lint.der-default", Server, |d| { d.add(BASIC, sequence(&[vec![1, 1, 0]])); }),
    ("lint.der-bits", Server, |d| { d.put(USAGE, vec![3, 2, 5, 0x80]); }),
    ("lint.der-set", Server, |d| {
        let [cn, country] = [(CN, 0x0c, "www.tlslab.dev"), COUNTRY].map(|(path, tag, text)| sequence(&[oid(path), element(tag, text.as_bytes())]));
        d.subject = sequence(&[element(0x31, &[cn, country].concat())]);
    }),
    ("lint.der-oid", Server, |d| { d.put(EKU, sequence(&[oid(SERVER_AUTH), element(6, &[0x2b, 0x80, 6])])); }),
    ("der.trailing", Server, |d| d.trailing = vec![0; 3]),
    ("der.version", Server, |d| d.version = element(0xa0, &[2, 1, 1])),
    ("lint.serial", Server, |d| d.serial = element(2, &[0x5a; 21])),
    ("lint.serial", Server, |d| d.serial = element(2, &[0xa5; 16])),
    ("lint.serial", Server, |d| d.serial = element(2, &[0])),
    ("lint.serial-entropy", Server, |d| d.serial = element(2, &[7])),
    ("sig.alg-mismatch", Server, |d| d.outer = sequence(&[oid("1.2.840.10045.4.3.3")])),
    ("lint.unique-id", Server, |d| d.unique = element(0x82, &[0, 1])),
    ("lint.extensions-empty", Server, |d| d.extensions.clear()),
    ("ext.duplicate", Server, |d| { let again = d.extra(EKU).clone(); d.extensions.push(again); }),
    ("ext.unknown-critical", Server, |d| { d.add_critical("1.2.3.4", vec![5, 0]); }),
    ("lint.precertificate", Server, |d| { d.add_critical("1.3.6.1.4.1.11129.2.4.3", vec![5, 0]); }),
    ("lint.netscape", Server, |d| { d.add("2.16.840.1.113730.1.1", vec![3, 2, 6, 0x40]); }),
    ("lint.must-staple", Server, |d| { d.add("1.3.6.1.5.5.7.1.24", sequence(&[vec![2, 1, 5]])); }),
    ("lint.no-sct", Server, |d| { d.without("1.3.6.1.4.1.11129.2.4.2"); }),
    ("lint.size", Server, |d| { d.add("1.2.3.4", element(4, &vec![1; 20_000])); }),
    ("der.time", Server, |d| d.not_after = b"2609302359Z".to_vec()),
    ("der.time", Server, |d| { d.time_tags = [0x17, 0x18]; d.not_after = b"20260930235959Z".to_vec(); }),
    ("time.inverted", Server, |d| d.not_after = b"260301000000Z".to_vec()),
    ("lint.validity", Server, |d| d.not_after = b"270401000000Z".to_vec()),
    ("lint.no-expiry", Server, |d| { d.time_tags = [0x17, 0x18]; d.not_after = b"99991231235959Z".to_vec(); }),
    ("lint.outlives-issuer", Server, |d| d.not_after = b"360101000000Z".to_vec()),
    ("chain.empty-issuer", Server, |d| d.issuer = name(&[])),
    ("chain.empty-subject", Authority, |d| d.subject = name(&[])),
    ("name.san-not-critical", Server, |d| d.subject = name(&[])),
    ("lint.name-length", Server, |d| subject(d, &[("2.5.4.10", 0x0c, &"o".repeat(65))])),
    ("lint.string-type", Server, |d| subject(d, &[("2.5.4.10", 0x14, "tlslab")])),
    ("lint.printable-string", Server, |d| subject(d, &[("2.5.4.10", 0x13, "tls & lab")])),
    ("lint.country", Server, |d| subject(d, &[("2.5.4.6", 0x13, "kr")])),
    ("lint.name-blank", Server, |d| subject(d, &[("2.5.4.10", 0x0c, "-")])),
    ("lint.subject-mail", Server, |d| subject(d, &[("1.2.840.113549.1.9.1", 0x16, "a@tlslab.dev")])),
    ("lint.unit", Server, |d| subject(d, &[("2.5.4.11", 0x0c, "lab")])),
    ("lint.name-set", Server, |d| {
        let [country, cn] = [COUNTRY, (CN, 0x0c, "www.tlslab.dev")].map(|(path, tag, text)| sequence(&[oid(path), element(tag, text.as_bytes())]));
        d.subject = sequence(&[element(0x31, &[country, cn].concat())]);
    }),
    ("lint.name-twice", Server, |d| subject(d, &[(CN, 0x0c, "tlslab.dev")])),
    ("name.common-name", Server, |d| d.subject = name(&[(CN, 0x0c, "other.tlslab.dev")])),
    ("name.no-san", Server, |d| { d.without("2.5.29.17"); }),
    ("lint.san-empty", Server, |d| { d.subject = name(&[COUNTRY]); d.names(&[]); }),
    ("name.san-critical", Server, |d| { d.critical("2.5.29.17"); }),
    ("lint.san-twice", Server, |d| { d.host(b"WWW.tlslab.dev"); }),
    ("name.ip-as-dns", Server, |d| { d.host(b"192.0.32.8"); }),
    ("lint.san-kind", Server, |d| { d.names(&[(0x82, b"www.tlslab.dev"), (0x81, b"a@tlslab.dev")]); }),
    ("lint.san-address-size", Server, |d| { d.names(&[(0x82, b"www.tlslab.dev"), (0x87, b"10.0.0.1")]); }),
    ("lint.san-private-address", Server, |d| { d.names(&[(0x82, b"www.tlslab.dev"), (0x87, &[10, 0, 0, 1])]); }),
    ("lint.san-mailbox", Server, |d| { d.names(&[(0x82, b"www.tlslab.dev"), (0x81, b"Kim <a@tlslab.dev>")]); }),
    ("lint.san-uri", Server, |d| { d.names(&[(0x82, b"www.tlslab.dev"), (0x86, b"/relative")]); }),
    ("name.embedded-nul", Server, |d| { d.host(b"tlslab.dev\0.evil.dev"); }),
    ("lint.host-unicode", Server, |d| { d.host("한글.tlslab.dev".as_bytes()); }),
    ("lint.host-a-label", Server, |d| { d.host(b"xn--999999999.tlslab.dev"); }),
    ("lint.host-underscore", Server, |d| { d.host(b"a_b.tlslab.dev"); }),
    ("lint.host-wildcard", Server, |d| { d.host(b"f*.tlslab.dev"); }),
    ("name.wildcard-broad", Server, |d| { d.host(b"*.dev"); }),
    ("lint.host-trailing-dot", Server, |d| { d.host(b"tlslab.dev."); }),
    ("lint.host-label", Server, |d| { d.host(b"-a.tlslab.dev"); }),
    ("lint.host-label", Server, |d| { d.host(b"a..tlslab.dev"); }),
    ("lint.host-internal", Server, |d| { d.host(b"server.test"); }),
    ("lint.host-internal", Server, |d| { d.host(b"server"); }),
    ("key.too-small", Server, |d| rsa(d, &modulus(1024), &[1, 0, 1])),
    ("key.odd-size", Server, |d| rsa(d, &modulus(2047 + 2), &[1, 0, 1])),
    ("key.exponent", Server, |d| rsa(d, &modulus(2048), &[3])),
    ("lint.rsa-factor", Server, |d| { let mut n = modulus(2048); n[255] = 0xf1; n[254] = 0; while n.iter().fold(0, |r, b| (r << 8 | u32::from(*b)) % 3) != 0 { n[200] -= 1; } rsa(d, &n, &[1, 0, 1]); }),
    ("key.curve", Server, |d| { d.key = curve_key("1.3.132.0.10", 4); }),
    ("key.explicit-curve", Server, |d| {
        let algorithm = sequence(&[oid("1.2.840.10045.2.1"), sequence(&[vec![2, 1, 1]])]);
        d.key = sequence(&[algorithm, element(3, &[vec![0, 4], vec![7; 64]].concat())]);
    }),
    ("key.kind", Server, |d| {
        d.key = sequence(&[sequence(&[oid("1.2.840.10040.4.1")]), element(3, &[0, 2, 1, 5])]);
        d.without(SKI);
    }),
    ("lint.key-not-on-web", Server, |d| {
        d.key = sequence(&[sequence(&[oid("1.3.101.112")]), element(3, &[vec![0], vec![7; 32]].concat())]);
        d.without(SKI);
    }),
    ("lint.key-parameters", Server, |d| {
        let inside = sequence(&[element(2, &[&[0], &modulus(2048)[..]].concat()), vec![2, 3, 1, 0, 1]]);
        d.key = sequence(&[sequence(&[oid("1.2.840.113549.1.1.1")]), element(3, &[vec![0], inside].concat())]);
        d.without(SKI);
    }),
    ("lint.compressed-point", Server, |d| { d.key = curve_key("1.2.840.10045.3.1.7", 2); d.without(SKI); }),
    ("sig.weak-hash", Server, |d| { d.inner = sequence(&[oid("1.2.840.10045.4.1")]); d.outer = d.inner.clone(); }),
    ("lint.signature-parameters", Server, |d| { d.inner = sequence(&[oid("1.2.840.10045.4.3.2"), vec![5, 0]]); d.outer = d.inner.clone(); }),
    ("lint.curve-hash", Server, |d| { d.inner = sequence(&[oid("1.2.840.10045.4.3.4")]); d.outer = d.inner.clone(); }),
    ("ca.not-critical", Authority, |d| d.extra(BASIC).critical.clear()),
    ("lint.path-length", Server, |d| { d.add(BASIC, sequence(&[vec![2, 1, 0]])); }),
    ("lint.path-length", Authority, |d| { d.put(BASIC, sequence(&[vec![1, 1, 0xff], vec![2, 1, 0xff]])); }),
    ("ca.pathlen-without-cert-sign", Authority, |d| { d.put(BASIC, sequence(&[vec![1, 1, 0xff], vec![2, 1, 0]])); d.put(USAGE, vec![3, 2, 1, 2]); }),
    ("nc.in-leaf", Server, |d| fence(d, &[element(0x82, b"test")])),
    ("nc.not-critical", Authority, |d| { fence(d, &[element(0x82, b"test")]); d.extra(FENCE).critical.clear(); }),
    ("nc.empty", Authority, |d| { d.add_critical(FENCE, sequence(&[])); }),
    ("lint.name-constraints-bounds", Authority, |d| {
        let subtree = sequence(&[element(0x82, b"test"), vec![0x81, 1, 5]]);
        d.add_critical(FENCE, sequence(&[element(0xa0, &subtree)]));
    }),
    ("lint.name-constraints-address", Authority, |d| fence(d, &[element(0x87, &[10, 0, 0, 0, 255, 0, 255, 0])])),
    ("lint.name-constraints-dot", Authority, |d| fence(d, &[element(0x82, b".test")])),
    ("lint.policy-limit-critical", Authority, |d| { d.add("2.5.29.36", sequence(&[vec![0x80, 1, 0]])); }),
    ("lint.policy-limit-leaf", Server, |d| { d.add_critical("2.5.29.54", vec![2, 1, 0]); }),
    ("lint.ca-key-usage-missing", Authority, |d| { d.without(USAGE); }),
    ("ca.no-cert-sign", Authority, |d| { d.put(USAGE, vec![3, 2, 1, 2]); }),
    ("usage.leaf-cert-sign", Server, |d| { d.put(USAGE, vec![3, 2, 2, 0x84]); }),
    ("lint.key-usage-critical", Server, |d| d.extra(USAGE).critical.clear()),
    ("lint.key-usage-empty", Server, |d| { d.put(USAGE, vec![3, 1, 0]); }),
    ("lint.key-usage-unfit", Server, |d| { d.put(USAGE, vec![3, 2, 5, 0xa0]); }),
    ("lint.key-usage-only", Server, |d| { d.put(USAGE, vec![3, 2, 0, 0x81]); }),
    ("lint.server-cannot-sign", Server, |d| { d.put(USAGE, vec![3, 2, 3, 8]); }),
    ("usage.eku-missing", Server, |d| { d.without(EKU); }),
    ("usage.eku-empty", Server, |d| { d.put(EKU, sequence(&[])); }),
    ("lint.any-purpose", Server, |d| { d.put(EKU, sequence(&[oid(SERVER_AUTH), oid("2.5.29.37.0")])); }),
    ("lint.purpose-twice", Server, |d| { d.put(EKU, sequence(&[oid(SERVER_AUTH), oid(SERVER_AUTH)])); }),
    ("lint.purposes-mixed", Server, |d| { d.put(EKU, sequence(&[oid(SERVER_AUTH), oid("1.3.6.1.5.5.7.3.3")])); }),
    ("lint.root-purposes", Authority, |d| { d.add(EKU, sequence(&[oid(SERVER_AUTH)])); }),
    ("ext.no-ski", Authority, |d| { d.without(SKI); }),
    ("lint.leaf-key-unlabelled", Server, |d| { d.without(SKI); }),
    ("lint.key-label-method", Server, |d| { d.put(SKI, element(4, &[1; 20])); }),
    ("ext.no-aki", Server, |d| { d.without(AKI); }),
    ("ext.aki-form", Server, |d| { let key = d.extra(AKI).value[2..].to_vec(); d.put(AKI, sequence(&[key, element(0x82, &[5])])); }),
    ("lint.key-label-differs", Server, |d| { d.put(AKI, sequence(&[element(0x80, &[1; 20])])); }),
    ("ext.critical", Server, |d| { d.critical(SKI); }),
    ("lint.no-issuer-access", Server, |d| { d.without(ACCESS); }),
    ("lint.no-revocation", Server, |d| { d.without(POINTS); }),
    ("lint.crl-https", Server, |d| { d.put(POINTS, sequence(&[point(url("https://ca.tlslab.dev/list"))])); }),
    ("lint.access-https", Server, |d| { d.put(ACCESS, sequence(&[way("1.3.6.1.5.5.7.48.2", url("https://ca.tlslab.dev/ca"))])); }),
    ("lint.crl-point-empty", Server, |d| { d.put(POINTS, sequence(&[sequence(&[vec![0x81, 2, 6, 0x40]])])); }),
    ("lint.no-policy", Server, |d| { d.put(POLICIES, sequence(&[sequence(&[oid("1.2.3.4")])])); }),
    ("lint.policy-twice", Server, |d| { let one = sequence(&[oid("2.23.140.1.2.1")]); d.put(POLICIES, sequence(&[one.clone(), one])); }),
    ("lint.any-policy", Server, |d| { d.put(POLICIES, sequence(&[sequence(&[oid("2.23.140.1.2.1")]), sequence(&[oid("2.5.29.32.0")])])); }),
];
