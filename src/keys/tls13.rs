//! The key schedule of TLS 1.3 (RFC 8446 §7) and what is proven with it: Finished, binders, CertificateVerify.
//!
//! Formulas are the RFC's, with lengths filled in. Where the RFC writes `0` for a run of zero bytes as long as the hash, so
//! do we.

use crate::base::side::Side;
use crate::keys::cipher::Cipher;
use crate::keys::derived::{Derived, Input};
use crate::keys::hash::Hash;
use crate::keys::secret::{EXTERNAL_BINDER, RESUMPTION_BINDER, Secret};

const SCHEDULE: &str = "RFC 8446 §7.1";
/// What Finished and CertificateVerify cover, in the words of RFC 8446 §4.4.4.
const FINISHED_CONTEXT: &str =
    "Transcript-Hash(Handshake Context, Certificate*, CertificateVerify*)";

/// `early_secret = HKDF-Extract(0, PSK)`. Without a pre-shared key, zeros as long as the hash stand in for it.
pub fn early_secret(hash: Hash, psk: Option<&[u8]>) -> Derived {
    let zeros = hash.zeros();
    match psk {
        Some(psk) => extract(hash, "early_secret", ("0", &zeros), ("PSK", psk)),
        None => extract(hash, "early_secret", ("0", &zeros), ("0", &zeros)),
    }
}

/// `Derive-Secret(secret, label, messages)`, spelled out: the result is called `name`, the secret `secret_name`.
/// `transcript_hash` is that of the messages which [`Secret::messages`] gives for the label, as long as the hash.
fn derive_secret(
    hash: Hash,
    name: &str,
    secret_name: &str,
    secret: &[u8],
    label: &str,
    transcript_hash: &[u8],
) -> Derived {
    let messages = match Secret::labelled(label).map(|known| known.messages) {
        Some("") => "Transcript-Hash(\"\")".to_owned(),
        Some(messages) => format!("Transcript-Hash({messages})"),
        None => "Transcript-Hash(Messages)".to_owned(),
    };
    expand(
        hash,
        name,
        Input::new(secret_name, secret),
        label,
        Some(Input::new(messages, transcript_hash)),
        hash.length(),
        SCHEDULE,
    )
}

/// One of the secrets of the table, from the bytes of its parent. `transcript_hash` as for [`derive_secret`].
pub fn secret(hash: Hash, which: &Secret, parent: &[u8], transcript_hash: &[u8]) -> Derived {
    derive_secret(
        hash,
        which.name,
        which.parent,
        parent,
        which.label,
        transcript_hash,
    )
}

/// The step `derived` of the early secret, then the handshake secret: `HKDF-Extract(derived, (EC)DHE)`.
/// `shared` is the output of the key exchange.
pub fn handshake_secret(hash: Hash, early_secret: &[u8], shared: &[u8]) -> [Derived; 2] {
    let salt = derived(hash, "early_derived_secret", "early_secret", early_secret);
    let secret = extract(
        hash,
        "handshake_secret",
        (&salt.name, &salt.output),
        ("(EC)DHE", shared),
    );
    [salt, secret]
}

/// The step `derived` of the handshake secret, then the master secret: `HKDF-Extract(derived, 0)`.
pub fn master_secret(hash: Hash, handshake_secret: &[u8]) -> [Derived; 2] {
    let salt = derived(
        hash,
        "handshake_derived_secret",
        "handshake_secret",
        handshake_secret,
    );
    let secret = extract(
        hash,
        "master_secret",
        (&salt.name, &salt.output),
        ("0", &hash.zeros()),
    );
    [salt, secret]
}

/// The key and the IV that a traffic secret gives to one side's records (RFC 8446 §7.3): key, IV.
pub fn traffic_keys(cipher: &Cipher, secret_name: &str, secret: &[u8]) -> [Derived; 2] {
    let one = |label, what, n| {
        expand(
            cipher.hash,
            &secret_name.replace("_traffic_secret", what),
            Input::new(secret_name, secret),
            label,
            None,
            n,
            "RFC 8446 §7.3",
        )
    };
    [
        one("key", "_write_key", cipher.key_length()),
        one("iv", "_write_iv", cipher.iv_length()),
    ]
}

/// The key of a Finished and its content (RFC 8446 §4.4.4): finished_key, verify_data. `base` is the sender's handshake
/// traffic secret; `transcript_hash` covers everything before the Finished.
pub fn finished(hash: Hash, base_name: &str, base: &[u8], transcript_hash: &[u8]) -> [Derived; 2] {
    let covered = Input::new(FINISHED_CONTEXT, transcript_hash);
    let rfc = "RFC 8446 §4.4.4";
    mac_over(
        hash,
        "verify_data",
        Input::new(base_name, base),
        covered,
        rfc,
    )
}

/// The traffic secret after a KeyUpdate (RFC 8446 §7.2). A number at the end of `name` is counted up.
pub fn next_traffic_secret(hash: Hash, name: &str, secret: &[u8]) -> Derived {
    let next = name
        .rsplit_once('_')
        .and_then(|(stem, n)| Some(format!("{stem}_{}", n.parse::<u64>().ok()?.checked_add(1)?)))
        .unwrap_or_else(|| format!("{name}_next"));
    expand(
        hash,
        &next,
        Input::new(name, secret),
        "traffic upd",
        None,
        hash.length(),
        "RFC 8446 §7.2",
    )
}

/// The pre-shared key that belongs to a ticket (RFC 8446 §4.6.1).
pub fn resumption_psk(hash: Hash, resumption_master_secret: &[u8], ticket_nonce: &[u8]) -> Derived {
    expand(
        hash,
        "PSK",
        Input::new("resumption_master_secret", resumption_master_secret),
        "resumption",
        Some(Input::new("ticket_nonce", ticket_nonce)),
        hash.length(),
        "RFC 8446 §4.6.1",
    )
}

/// The same as [`traffic_keys`] without the sum, for the pass that only opens records: key, IV.
pub fn quiet_keys(cipher: &Cipher, secret: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let one = |label, n| cipher.hash.expand_label(secret, label, &[], n);
    (
        one("key", cipher.key_length()),
        one("iv", cipher.iv_length()),
    )
}

/// The same as the end of [`finished`] without the sum: what a Finished must carry, as long as the hash.
pub fn finished_mac(hash: Hash, base: &[u8], transcript_hash: &[u8]) -> Vec<u8> {
    let key = hash.expand_label(base, "finished", &[], hash.length());
    hash.hmac(&key, transcript_hash)
}

/// The same as [`next_traffic_secret`] without the sum.
pub fn next_secret(hash: Hash, secret: &[u8]) -> Vec<u8> {
    hash.expand_label(secret, "traffic upd", &[], hash.length())
}

/// Where a pre-shared key comes from. The label of the binder key differs, so that neither can pass for the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PskKind {
    /// From a ticket of an earlier connection.
    Resumption,
    /// Agreed outside TLS.
    External,
}

/// A binder and the way there (RFC 8446 §4.2.11.2): early_secret, binder_key, finished_key, binder.
/// `truncated_transcript_hash` covers the ClientHello up to, and without, its list of binders.
pub fn binder(
    hash: Hash,
    psk: &[u8],
    kind: PskKind,
    truncated_transcript_hash: &[u8],
) -> Vec<Derived> {
    let early = early_secret(hash, Some(psk));
    let which = match kind {
        PskKind::Resumption => &RESUMPTION_BINDER,
        PskKind::External => &EXTERNAL_BINDER,
    };
    let key = secret(hash, which, &early.output, &hash.digest(b""));
    let covered = Input::new(
        "Transcript-Hash(Truncate(ClientHello))",
        truncated_transcript_hash,
    );
    let base = Input::new(&*key.name, &*key.output);
    let [finished_key, binder] = mac_over(hash, "binder", base, covered, "RFC 8446 §4.2.11.2");
    vec![early, key, finished_key, binder]
}

/// Key material for another protocol (RFC 8446 §7.5): the secret of this label, then `n` bytes of output. `secret_name` is
/// `exporter_master_secret` or `early_exporter_master_secret`.
pub fn exporter(
    hash: Hash,
    secret_name: &str,
    secret: &[u8],
    label: &str,
    context: &[u8],
    n: usize,
) -> [Derived; 2] {
    let rfc = "RFC 8446 §7.5";
    let empty = Input::new("Hash(\"\")", hash.digest(b""));
    let first = expand(
        hash,
        "exporter_secret",
        Input::new(secret_name, secret),
        label,
        Some(empty),
        hash.length(),
        rfc,
    );
    let second = expand(
        hash,
        "exported_key",
        Input::new(&*first.name, &*first.output),
        "exporter",
        Some(Input::new("Hash(context_value)", hash.digest(context))),
        n,
        rfc,
    );
    [first, second]
}

/// What the signature of a CertificateVerify covers (RFC 8446 §4.4.3): 64 spaces, a sentence that names the side, a zero
/// byte, the hash of everything before. The spaces undo a trick by which TLS 1.2 could be made to sign a chosen prefix.
pub fn certificate_verify_content(side: Side, transcript_hash: &[u8]) -> Vec<u8> {
    let context = side.of(
        "TLS 1.3, client CertificateVerify",
        "TLS 1.3, server CertificateVerify",
    );
    [&[b' '; 64], context.as_bytes(), &[0], transcript_hash].concat()
}

fn derived(hash: Hash, name: &str, secret_name: &str, secret: &[u8]) -> Derived {
    let empty = Input::new("Transcript-Hash(\"\")", hash.digest(b""));
    expand(
        hash,
        name,
        Input::new(secret_name, secret),
        "derived",
        Some(empty),
        hash.length(),
        SCHEDULE,
    )
}

fn extract(hash: Hash, name: &str, salt: (&str, &[u8]), ikm: (&str, &[u8])) -> Derived {
    Derived {
        name: name.to_owned(),
        formula: format!("HKDF-Extract({}, {})", salt.0, ikm.0),
        output: hash.hkdf_extract(salt.1, ikm.1),
        inputs: vec![Input::new(salt.0, salt.1), Input::new(ikm.0, ikm.1)],
        rfc: SCHEDULE,
    }
}

fn expand(
    hash: Hash,
    name: &str,
    secret: Input,
    label: &str,
    context: Option<Input>,
    n: usize,
    rfc: &'static str,
) -> Derived {
    let (said, bytes) = context
        .as_ref()
        .map_or(("\"\"", &[][..]), |input| (&input.name, &input.bytes));
    Derived {
        name: name.to_owned(),
        formula: format!(
            "HKDF-Expand-Label({}, \"{label}\", {said}, {n})",
            secret.name
        ),
        output: hash.expand_label(&secret.bytes, label, bytes, n),
        inputs: [Some(secret), context].into_iter().flatten().collect(),
        rfc,
    }
}

/// `HMAC(finished_key, covered)`, with the finished key in front.
fn mac_over(
    hash: Hash,
    name: &str,
    base: Input,
    covered: Input,
    rfc: &'static str,
) -> [Derived; 2] {
    let length = hash.length();
    let key = expand(hash, "finished_key", base, "finished", None, length, rfc);
    let mac = Derived {
        name: name.to_owned(),
        formula: format!("HMAC(finished_key, {})", covered.name),
        output: hash.hmac(&key.output, &covered.bytes),
        inputs: vec![Input::new("finished_key", &*key.output), covered],
        rfc,
    };
    [key, mac]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::secret::{SECRETS, SERVER_APPLICATION_TRAFFIC};

    /// A formula must show the sum: every input is named in it, and nothing else comes in.
    fn check(derived: &Derived, formula: &str) {
        assert_eq!(derived.formula, formula);
        for input in &derived.inputs {
            assert!(derived.formula.contains(&input.name), "{derived:?}");
        }
        assert!(derived.rfc.starts_with("RFC 8446 §"));
    }

    #[test]
    fn formulas_are_the_rfcs() {
        let (hash, bytes) = (Hash::Sha384, [7; 48]);
        check(&early_secret(hash, None), "HKDF-Extract(0, 0)");
        check(&early_secret(hash, Some(&bytes)), "HKDF-Extract(0, PSK)");
        let [salt, handshake] = handshake_secret(hash, &bytes, &[1; 32]);
        check(
            &salt,
            "HKDF-Expand-Label(early_secret, \"derived\", Transcript-Hash(\"\"), 48)",
        );
        check(&handshake, "HKDF-Extract(early_derived_secret, (EC)DHE)");
        let [_, master] = master_secret(hash, &bytes);
        check(&master, "HKDF-Extract(handshake_derived_secret, 0)");
        check(
            &secret(hash, &SERVER_APPLICATION_TRAFFIC, &bytes, &bytes),
            "HKDF-Expand-Label(master_secret, \"s ap traffic\", Transcript-Hash(ClientHello...server Finished), 48)",
        );
        check(
            &resumption_psk(hash, &bytes, &[0]),
            "HKDF-Expand-Label(resumption_master_secret, \"resumption\", ticket_nonce, 48)",
        );
        let [_, verify_data] = finished(hash, "client_handshake_traffic_secret", &bytes, &bytes);
        check(
            &verify_data,
            "HMAC(finished_key, Transcript-Hash(Handshake Context, Certificate*, CertificateVerify*))",
        );
        for derived in binder(hash, &bytes, PskKind::External, &bytes) {
            check(&derived, &derived.formula);
        }
        for derived in exporter(
            hash,
            "exporter_master_secret",
            &bytes,
            "EXPORTER-x",
            b"",
            20,
        ) {
            check(&derived, &derived.formula);
        }
    }

    #[test]
    fn the_keys_of_a_secret_are_named_after_it() {
        let cipher = Cipher::of(0x1302).unwrap();
        let [key, iv] = traffic_keys(cipher, "client_handshake_traffic_secret", &[7; 48]);
        check(
            &key,
            "HKDF-Expand-Label(client_handshake_traffic_secret, \"key\", \"\", 32)",
        );
        let quiet = quiet_keys(cipher, &[7; 48]);
        assert_eq!(quiet, (key.output.clone(), iv.output.clone()));
        let [_, mac] = finished(cipher.hash, "", &[7; 48], &[8; 48]);
        assert_eq!(finished_mac(cipher.hash, &[7; 48], &[8; 48]), mac.output);
        let next = next_traffic_secret(cipher.hash, "", &[7; 48]);
        assert_eq!(next_secret(cipher.hash, &[7; 48]), next.output);
        assert_eq!(key.name, "client_handshake_write_key");
        assert_eq!(
            (iv.name.as_str(), iv.output.len()),
            ("client_handshake_write_iv", 12)
        );
    }

    #[test]
    fn each_key_update_counts_up() {
        let first = next_traffic_secret(
            Hash::Sha256,
            "client_application_traffic_secret_9",
            &[1; 32],
        );
        assert_eq!(first.name, "client_application_traffic_secret_10");
        let odd = next_traffic_secret(Hash::Sha256, "secret", &[1; 32]);
        assert_eq!(
            (odd.name.as_str(), odd.output),
            ("secret_next", first.output)
        );
    }

    #[test]
    fn both_binder_labels_differ_and_every_secret_is_found_again() {
        let [one, other] = [PskKind::Resumption, PskKind::External]
            .map(|kind| binder(Hash::Sha256, &[1; 32], kind, &[2; 32]).pop());
        assert_ne!(one, other);
        for secret in SECRETS {
            assert_eq!(Secret::labelled(secret.label), Some(secret));
            if let Some(log) = secret.log {
                assert_eq!(Secret::logged(log), Some(secret));
            }
        }
    }
}
