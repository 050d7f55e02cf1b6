//! The commands of the authority, judged by OpenSSL and by rustls.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod oracle;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rcgen::{CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use tlslab::pki::authority::folder::Folder;

use place::Place;

mod place;

fn put(place: &Place, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = place.0.join(name);
    fs::write(&path, text).unwrap();
    path
}

fn run(ca: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tlslab"))
        .args(["--lang", "en", "ca"])
        .args(arguments)
        .arg("--dir")
        .arg(ca)
        .output()
        .unwrap()
}

fn good(ca: &Path, arguments: &[&str]) -> String {
    let output = run(ca, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Runs what is refused; gives what it says.
fn bad(ca: &Path, arguments: &[&str], code: i32) -> String {
    let output = run(ca, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    assert!(
        said.contains("error: ") && said.contains("hint: "),
        "{said}"
    );
    said
}

fn openssl(arguments: &[&str]) -> Output {
    Command::new("openssl").args(arguments).output().unwrap()
}

/// What `openssl verify` says of the certificate called `label`, with `root` trusted.
fn verified(ca: &Path, root: &str, label: &str, more: &[&str]) -> String {
    let root = ca.join("authorities").join(root).join("cert.pem");
    let leaf = ca.join("issued").join(label);
    let output = Command::new("openssl")
        .args(["verify", "-x509_strict", "-CAfile"])
        .arg(root)
        .arg("-untrusted")
        .arg(leaf.join("chain.pem"))
        .args(more)
        .arg(leaf.join("cert.pem"))
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    String::from_utf8(said).unwrap()
}

fn text(path: &Path) -> String {
    let output = openssl(&["x509", "-noout", "-text", "-in", path.to_str().unwrap()]);
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn openssl_accepts_every_kind() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    let place = Place::new("kinds");
    for key in ["ecdsa", "ecdsa-p384", "ed25519", "rsa"] {
        let ca = place.0.join(key);
        good(&ca, &["init", "--key", key]);
        for leaf in ["ecdsa", "ecdsa-p384", "ed25519"] {
            good(
                &ca,
                &["issue", "www.lab.test", "--key", leaf, "--label", leaf],
            );
            let purpose = ["-purpose", "sslserver", "-verify_hostname", "www.lab.test"];
            let said = verified(&ca, "root", leaf, &purpose);
            assert!(said.ends_with("OK\n"), "{key} {leaf}: {said}");
        }
    }
}

#[test]
fn each_purpose_is_what_openssl_takes_it_for() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    let place = Place::new("purposes");
    let ca = place.ca();
    good(&ca, &["init", "--intermediates", "3"]);
    for (name, flag, purpose) in [
        ("www.lab.test", "--server", "sslserver"),
        ("kim.lab.test", "--client", "sslclient"),
        ("kim@lab.test", "--mail", "smimesign"),
        ("build.lab.test", "--code", "any"),
    ] {
        good(&ca, &["issue", name, flag]);
        let said = verified(&ca, "root", name, &["-purpose", purpose]);
        assert!(said.ends_with("OK\n"), "{name}: {said}");
    }
    let said = verified(&ca, "root", "kim.lab.test", &["-purpose", "sslserver"]);
    assert!(said.contains("unsuitable certificate purpose"), "{said}");
    good(
        &ca,
        &[
            "issue",
            "clock.lab.test",
            "--eku",
            "timeStamping",
            "--eku",
            "1.3.6.1.4.1.99999.1",
        ],
    );
    let said = text(&ca.join("issued/clock.lab.test/cert.pem"));
    assert!(
        said.contains("Time Stamping, 1.3.6.1.4.1.99999.1"),
        "{said}"
    );
    good(&ca, &["check"]);
}

#[test]
fn names_are_told_apart_and_shown_both_ways() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    let place = Place::new("names");
    let ca = place.ca();
    good(&ca, &["init"]);
    let said = good(
        &ca,
        &[
            "issue",
            "*.한국.test",
            "10.0.0.7",
            "::1",
            "kim@lab.test",
            "spiffe://lab.test/web",
            "*.한국.test",
        ],
    );
    assert!(said.contains("*.xn--3e0b707e.test (*.한국.test)"), "{said}");
    let said = text(&ca.join("issued/wildcard.xn--3e0b707e.test/cert.pem"));
    let names = "DNS:*.xn--3e0b707e.test, IP Address:10.0.0.7, IP Address:0:0:0:0:0:0:0:1, email:kim@lab.test, URI:spiffe://lab.test/web";
    assert!(said.contains(names), "{said}");
    // Longer than a common name may be: the subject stays empty, and the names become critical.
    let long = format!("{}.{}.test", "a".repeat(40), "b".repeat(40));
    good(&ca, &["issue", &long, "--label", "long"]);
    let said = text(&ca.join("issued/long/cert.pem"));
    assert!(
        said.contains("Subject Alternative Name: critical"),
        "{said}"
    );
    assert!(verified(&ca, "root", "long", &[]).ends_with("OK\n"));
}

#[test]
fn what_is_refused_says_why() {
    let place = Place::new("refused");
    let ca = place.ca();
    let check = |arguments: &[&str], code: i32, says: &[&str]| {
        let said = bad(&ca, arguments, code);
        for word in says {
            assert!(said.contains(word), "{arguments:?}: {said}");
        }
    };
    check(
        &["issue", "a.test"],
        3,
        &["there is no certificate authority in", "tlslab ca init"],
    );
    check(&["list"], 3, &["tlslab ca init"]);
    good(&ca, &["init", "--name", "Mine"]);
    check(
        &["init"],
        2,
        &[
            "already holds the authority \"Mine\"",
            "nothing is ever overwritten",
        ],
    );
    check(
        &["issue", "bank.com"],
        2,
        &["bank.com is outside", "localhost, test, example"],
    );
    check(
        &["issue", "8.8.8.8"],
        2,
        &["8.8.8.8 is outside", "10.0.0.0/8"],
    );
    check(&["issue", "kim@bank.com", "--mail"], 2, &["outside"]);
    check(&["issue", "https://bank.com/", "a.test"], 2, &["outside"]);
    check(&["issue", "*.test"], 2, &["top-level zone"]);
    check(&["issue", "test"], 2, &["one label only"]);
    check(&["issue", "a*.test"], 2, &["whole first label"]);
    check(&["issue", "a.test:443"], 2, &["not for a port"]);
    check(
        &["issue", "kim@lab.test"],
        2,
        &["a server certificate needs a DNS name"],
    );
    check(&["issue", "a.test", "--mail"], 2, &["needs a mailbox"]);
    good(&ca, &["issue", "www.lab.test"]);
    check(
        &["issue", "www.lab.test", "--label", "www.lab.test"],
        2,
        &["called www.lab.test already"],
    );
    check(
        &["issue", "www.lab.test", "--label", "../x"],
        2,
        &["cannot be the name of a folder"],
    );
    check(
        &["revoke", "www.lab.tets"],
        3,
        &["did you mean www.lab.test?"],
    );
    check(&["show", "0011"], 3, &["tlslab ca list"]);
    check(&["revoke", "root"], 2, &["a root cannot call itself back"]);
    check(&["crl", "intermediat"], 2, &["try intermediate"]);
    check(&["renew", "intermediate"], 2, &["rollover"]);
    check(
        &["issue", "a.test", "--at", "2050-01-01"],
        2,
        &["nobody would accept"],
    );
    good(
        &ca,
        &["revoke", "www.lab.test", "--reason", "keycompromise"],
    );
    check(
        &["revoke", "www.lab.test"],
        2,
        &["revoked already", "keyCompromise"],
    );
    // Something else's folder.
    let other = place.0.join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("x"), "").unwrap();
    let said = bad(&other, &["init"], 2);
    assert!(said.contains("is not empty and is no authority"), "{said}");
    assert_eq!(fs::read_dir(&other).unwrap().count(), 1);
}

#[test]
fn keys_of_others_are_refused() {
    let place = Place::new("open-key");
    let ca = place.ca();
    good(&ca, &["init"]);
    let key = ca.join("authorities/intermediate/key.pem");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o640)).unwrap();
    let said = bad(&ca, &["issue", "a.test"], 3);
    assert!(said.contains("others can read (mode 0640)"), "{said}");
    assert!(said.contains("chmod 600 "), "{said}");
    // The key of another authority.
    let other = place.0.join("other");
    good(&other, &["init"]);
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    fs::copy(other.join("authorities/intermediate/key.pem"), &key).unwrap();
    let said = bad(&ca, &["issue", "a.test"], 3);
    assert!(
        said.contains("is not the key of the certificate beside it"),
        "{said}"
    );
    let checked = run(&ca, &["check"]);
    assert_eq!(checked.status.code(), Some(1));
}

#[test]
fn sealed_keys_need_their_passphrase() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    let place = Place::new("sealed");
    let ca = place.ca();
    let right = put(&place, "right", "correct horse\nsecond line\n");
    let wrong = put(&place, "wrong", "battery staple\n");
    let (right, wrong) = (right.to_str().unwrap(), wrong.to_str().unwrap());
    good(&ca, &["init", "--passphrase-file", right]);
    let key = ca.join("authorities/root/key.pem");
    assert!(
        fs::read_to_string(&key)
            .unwrap()
            .starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----")
    );
    let said = openssl(&[
        "pkey",
        "-noout",
        "-in",
        key.to_str().unwrap(),
        "-passin",
        "pass:correct horse",
    ]);
    assert!(said.status.success());
    let said = bad(&ca, &["issue", "a.test", "--passphrase-file", wrong], 3);
    assert!(said.contains("passphrase"), "{said}");
    let said = bad(&ca, &["issue", "a.test"], 2);
    assert!(said.contains("--passphrase-file FILE"), "{said}");
    good(&ca, &["issue", "a.test", "--passphrase-file", right]);
    good(&ca, &["rollover", "--passphrase-file", right]);
    let new = fs::read_to_string(ca.join("authorities/root-g2/key.pem")).unwrap();
    assert!(new.contains("ENCRYPTED"));
    good(&ca, &["check"]);
    good(&ca, &["check", "--passphrase-file", right]);
    assert_eq!(
        run(&ca, &["check", "--passphrase-file", wrong])
            .status
            .code(),
        Some(1)
    );
}

#[test]
fn the_same_seed_and_clock_give_the_same_bytes() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    let place = Place::new("seed");
    let make = |name: &str, seed: &str| {
        let ca = place.0.join(name);
        let at = ["--at", "2026-11-28T12:00:00Z"];
        let request = place.0.join("r.csr");
        if !request.exists() {
            let out = request.to_str().unwrap();
            let key = place.0.join("r.key");
            openssl(&[
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                key.to_str().unwrap(),
                "-subj",
                "/CN=csr.lab.test",
                "-out",
                out,
            ]);
        }
        let batch = put(&place, "batch", "b1.test\nb2.test 10.0.0.1\n");
        let (batch, request) = (batch.to_str().unwrap(), request.to_str().unwrap());
        for command in [
            vec!["init", "--seed", seed],
            vec!["issue", "a.lab.test"],
            vec!["issue", "b.lab.test", "--key", "ed25519"],
            vec!["issue", "c.lab.test", "--key", "ecdsa-p384"],
            vec!["issue", "--batch", batch],
            vec!["sign", request],
            vec!["revoke", "a.lab.test"],
            vec!["renew", "b.lab.test", "--new-key"],
            vec!["rollover"],
            vec!["issue", "d.lab.test"],
        ] {
            good(&ca, &[command, at.to_vec()].concat());
        }
        let listed = Command::new("sh")
            .args(["-c", "cd \"$0\" && find . -type f | sort | xargs sha256sum"])
            .arg(&ca)
            .output();
        String::from_utf8(listed.unwrap().stdout).unwrap()
    };
    let first = make("one", "7");
    assert!(first.lines().count() > 30);
    assert_eq!(first, make("two", "7"));
    assert_ne!(first, make("three", "8"));
}

#[test]
fn the_fence_holds_even_for_whoever_steals_the_root() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    let place = Place::new("stolen");
    let ca = place.ca();
    good(&ca, &["init", "--name", "Fenced"]);
    let key = fs::read_to_string(ca.join("authorities/root/key.pem")).unwrap();
    let key = KeyPair::from_pem(&key).unwrap();
    let mut root = CertificateParams::default();
    root.distinguished_name = rcgen::DistinguishedName::new();
    let country = rcgen::string::PrintableString::try_from("XX").unwrap();
    root.distinguished_name.push(
        DnType::CountryName,
        rcgen::DnValue::PrintableString(country),
    );
    root.distinguished_name
        .push(DnType::OrganizationName, "tlslab, for teaching only");
    root.distinguished_name
        .push(DnType::CommonName, "Fenced root");
    root.is_ca = IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    root.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let root = Issuer::new(root, key);
    let forge = |name: &str| {
        let own = KeyPair::generate().unwrap();
        let mut leaf = CertificateParams::new(vec![name.to_owned()]).unwrap();
        leaf.distinguished_name = rcgen::DistinguishedName::new();
        leaf.distinguished_name.push(DnType::CommonName, name);
        let from = std::time::SystemTime::now();
        leaf.not_before = time::OffsetDateTime::from(from) - time::Duration::hours(1);
        leaf.not_after = leaf.not_before + time::Duration::days(30);
        leaf.use_authority_key_identifier_extension = true;
        leaf.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ServerAuth];
        leaf.signed_by(&own, &root).unwrap()
    };
    let anchor = ca.join("authorities/root/cert.pem");
    let openssl_says = |name: &str| {
        let file = put(&place, "forged.pem", forge(name).pem());
        let output = openssl(&[
            "verify",
            "-CAfile",
            anchor.to_str().unwrap(),
            file.to_str().unwrap(),
        ]);
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    let rustls_says = |name: &str| {
        let anchor = pem::parse(fs::read(&anchor).unwrap())
            .unwrap()
            .into_contents();
        let mut roots = rustls::RootCertStore::empty();
        roots.add(anchor.into()).unwrap();
        let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
        let verifier =
            rustls::client::WebPkiServerVerifier::builder_with_provider(roots.into(), provider)
                .build()
                .unwrap();
        use rustls::client::danger::ServerCertVerifier as _;
        let leaf = forge(name).der().clone();
        let now = rustls::pki_types::UnixTime::now();
        let wanted = name.to_owned().try_into().unwrap();
        verifier
            .verify_server_cert(&leaf, &[], &wanted, &[], now)
            .map(drop)
            .map_err(|why| why.to_string())
    };
    // The forger is good at it: for a name inside the fence both accept.
    assert!(openssl_says("shop.lab.test").ends_with("OK\n"));
    assert_eq!(rustls_says("shop.lab.test"), Ok(()));
    for name in ["bank.com", "8.8.8.8"] {
        let said = openssl_says(name);
        assert!(said.contains("permitted subtree violation"), "{said}");
        let said = rustls_says(name).unwrap_err();
        assert!(
            said.contains("NameConstraintViolation") || said.contains("name constraint"),
            "{said}"
        );
    }
}

#[test]
fn a_request_is_a_wish() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    let place = Place::new("csr");
    let ca = place.ca();
    good(&ca, &["init"]);
    let key = place.0.join("key.pem");
    let csr = place.0.join("csr.pem");
    let request = |key_arguments: &[&str], subject: &str, extensions: &[&str]| {
        let mut all = vec!["req", "-newkey"];
        all.extend(key_arguments);
        all.extend([
            "-nodes",
            "-keyout",
            key.to_str().unwrap(),
            "-out",
            csr.to_str().unwrap(),
            "-subj",
            subject,
        ]);
        for extension in extensions {
            all.extend(["-addext", extension]);
        }
        let output = openssl(&all);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        csr.to_str().unwrap().to_owned()
    };
    let ec = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
    for (n, kind) in [
        &ec[..],
        &["rsa:2048"],
        &["ed25519"],
        &["ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
    ]
    .iter()
    .enumerate()
    {
        let file = request(kind, &format!("/CN=h{n}.lab.test"), &[]);
        let said = good(&ca, &["sign", &file]);
        assert!(!said.contains("dropped"), "{said}");
        let label = format!("h{n}.lab.test");
        assert!(verified(&ca, "root", &label, &["-purpose", "sslserver"]).ends_with("OK\n"));
        assert!(!ca.join("issued").join(&label).join("key.pem").exists());
    }
    let file = request(
        &ec,
        "/O=Evil/CN=www.lab.test",
        &[
            "subjectAltName=DNS:www.lab.test,DNS:www.bank.com,IP:8.8.8.8,DNS:10.0.0.1",
            "basicConstraints=critical,CA:TRUE",
            "keyUsage=digitalSignature,keyCertSign,cRLSign",
            "extendedKeyUsage=serverAuth,OCSPSigning,1.2.3.4",
            "nameConstraints=permitted;DNS:test",
            "1.2.3.4.5=ASN1:UTF8String:x",
            "tlsfeature=status_request",
        ],
    );
    let said = good(&ca, &["sign", &file, "--as", "json"]);
    for what in [
        "organizationName=Evil",
        "www.bank.com",
        "8.8.8.8",
        "\"10.0.0.1\"",
        "CA:TRUE",
        "keyCertSign",
        "cRLSign",
        "OCSPSigning",
        "\"1.2.3.4\"",
        "nameConstraints",
        "\"1.2.3.4.5\"",
    ] {
        assert!(said.contains(what), "{what}: {said}");
    }
    let said = text(&ca.join("issued/www.lab.test/cert.pem"));
    assert!(
        said.contains("CA:FALSE")
            && !said.contains("bank.com")
            && !said.contains("Certificate Sign"),
        "{said}"
    );
    assert!(said.contains("Subject: CN = www.lab.test"), "{said}");
    // DER does as well.
    let der = place.0.join("csr.der");
    openssl(&[
        "req",
        "-in",
        &file,
        "-outform",
        "DER",
        "-out",
        der.to_str().unwrap(),
    ]);
    good(
        &ca,
        &[
            "sign",
            der.to_str().unwrap(),
            "--client",
            "--name",
            "kim@lab.test",
        ],
    );
    // Flipped, weak, of a curve that is not certified here, no request at all, no name left.
    let mut bytes = fs::read(&der).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    let flipped = put(&place, "flipped", &bytes);
    let said = bad(&ca, &["sign", flipped.to_str().unwrap()], 2);
    assert!(
        said.contains("signature of the request does not hold"),
        "{said}"
    );
    for weak in [
        &["rsa:1024"][..],
        &["ec", "-pkeyopt", "ec_paramgen_curve:secp521r1"],
        &["ec", "-pkeyopt", "ec_paramgen_curve:secp256k1"],
    ] {
        let file = request(weak, "/CN=weak.lab.test", &[]);
        let said = bad(&ca, &["sign", &file], 2);
        assert!(said.contains("too short"), "{said}");
    }
    let certificate = ca.join("issued/www.lab.test/cert.pem");
    let said = bad(&ca, &["sign", certificate.to_str().unwrap()], 3);
    assert!(said.contains("no certificate signing request"), "{said}");
    let file = request(&ec, "/CN=bank.com", &[]);
    let said = bad(&ca, &["sign", &file], 2);
    assert!(
        said.contains("no name of the request is left (bank.com"),
        "{said}"
    );
    // Every cut of a good request is refused, never a panic.
    let whole = fs::read(&der).unwrap();
    for length in (0..whole.len()).step_by(29) {
        let cut = put(&place, "cut", &whole[..length]);
        bad(&ca, &["sign", cut.to_str().unwrap()], 3);
    }
    good(&ca, &["check"]);
}

#[test]
fn what_is_revoked_is_refused_by_openssl() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    let place = Place::new("revoked");
    let ca = place.ca();
    good(&ca, &["init"]);
    good(&ca, &["issue", "a.lab.test"]);
    good(&ca, &["issue", "b.lab.test"]);
    let number = || Folder::open(&ca).unwrap().register.lists["intermediate"].number;
    assert_eq!(number(), 1);
    let file = ca.join("issued/a.lab.test/cert.pem");
    good(
        &ca,
        &[
            "revoke",
            file.to_str().unwrap(),
            "--reason",
            "keyCompromise",
        ],
    );
    good(&ca, &["crl"]);
    assert_eq!(number(), 3);
    let lists = place.0.join("lists.pem");
    let joined = ["intermediate", "root"]
        .map(|name| fs::read(ca.join("crl").join(format!("{name}.pem"))).unwrap());
    fs::write(&lists, joined.concat()).unwrap();
    let more = ["-crl_check_all", "-CRLfile", lists.to_str().unwrap()];
    assert!(verified(&ca, "root", "a.lab.test", &more).contains("certificate revoked"));
    assert!(verified(&ca, "root", "b.lab.test", &more).ends_with("OK\n"));
    let said = good(&ca, &["list", "--as", "json"]);
    for word in [
        "\"state\": \"revoked\"",
        "\"reason\": \"keyCompromise\"",
        "\"state\": \"valid\"",
    ] {
        assert!(said.contains(word), "{said}");
    }
    let said = good(&ca, &["list", "--at", "2030-01-01"]);
    assert!(said.contains("expired"), "{said}");
    // An intermediate is revoked by its root.
    good(&ca, &["revoke", "intermediate", "--reason", "cACompromise"]);
    let joined = ["intermediate", "root"]
        .map(|name| fs::read(ca.join("crl").join(format!("{name}.pem"))).unwrap());
    fs::write(&lists, joined.concat()).unwrap();
    assert!(verified(&ca, "root", "b.lab.test", &more).contains("certificate revoked"));
}

#[test]
fn old_and_new_roots_reach_all_certificates() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    let place = Place::new("rollover");
    let ca = place.ca();
    good(&ca, &["init"]);
    good(&ca, &["issue", "old.lab.test"]);
    good(&ca, &["rollover"]);
    good(&ca, &["issue", "new.lab.test"]);
    good(&ca, &["rollover", "--keep-root"]);
    good(&ca, &["issue", "newer.lab.test"]);
    assert!(verified(&ca, "root", "old.lab.test", &[]).ends_with("OK\n"));
    for label in ["new.lab.test", "newer.lab.test"] {
        assert!(verified(&ca, "root", label, &[]).ends_with("OK\n"));
        assert!(verified(&ca, "root-g2", label, &[]).ends_with("OK\n"));
    }
    let cross = ca.join("authorities/root/cross-root-g2.pem");
    let cross = cross.to_str().unwrap();
    let said = verified(&ca, "root-g2", "old.lab.test", &["-untrusted", cross]);
    assert!(said.ends_with("OK\n"), "{said}");
    good(&ca, &["check"]);
}

#[test]
fn what_is_lost_or_strange_is_found() {
    let place = Place::new("check");
    let ca = place.ca();
    good(&ca, &["init"]);
    good(&ca, &["issue", "a.lab.test"]);
    good(&ca, &["issue", "b.lab.test"]);
    fs::remove_file(ca.join("issued/a.lab.test/cert.pem")).unwrap();
    fs::write(ca.join("issued/a.lab.test/chain.pem"), "x").unwrap();
    fs::remove_file(ca.join("authorities/root/cert.pem")).unwrap();
    fs::remove_file(ca.join("crl/root.pem")).unwrap();
    fs::set_permissions(ca.join("issued"), fs::Permissions::from_mode(0o755)).unwrap();
    let said = good(&ca, &["check"]);
    assert_eq!(said.matches("made again from the log").count(), 4, "{said}");
    assert!(said.contains("closed: mode 0700"), "{said}");
    assert!(good(&ca, &["check"]).contains("All is as the log says"));
    // A certificate that the log does not know, a key that is gone.
    fs::create_dir(ca.join("issued/c.lab.test")).unwrap();
    fs::copy(
        ca.join("issued/b.lab.test/cert.pem"),
        ca.join("issued/c.lab.test/cert.pem"),
    )
    .unwrap();
    fs::remove_file(ca.join("issued/b.lab.test/key.pem")).unwrap();
    let output = run(&ca, &["check"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.contains("c.lab.test is not in the log") && said.contains("is lost"),
        "{said}"
    );
    let output = run(&ca, &["check", "--repair"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!ca.join("issued/c.lab.test").exists());
    good(&ca, &["renew", "b.lab.test", "--new-key"]);
    // A list that is due is said.
    let output = run(&ca, &["check", "--at", "2099-01-01"]);
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("was good until")
    );
}

#[test]
fn a_batch_says_all_bad_lines_at_once() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    let place = Place::new("batch");
    let ca = place.ca();
    good(&ca, &["init"]);
    let file = put(
        &place,
        "names",
        "# names\na.lab.test 10.0.0.1 # two\n\nbank.com\nb..test\nc.lab.test\n",
    );
    let file = file.to_str().unwrap();
    let said = bad(&ca, &["issue", "--batch", file], 3);
    for word in [
        "line 4: bank.com is outside",
        "line 5: \"b..test\"",
        "2 lines cannot be done",
        "--keep-going",
    ] {
        assert!(said.contains(word), "{said}");
    }
    assert!(Folder::open(&ca).unwrap().register.issued.is_empty());
    let output = run(
        &ca,
        &["issue", "--batch", file, "--keep-going", "--as", "json"],
    );
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.contains("\"issued\": 2") && said.contains("\"left_out\": 2"),
        "{said}"
    );
    for label in ["a.lab.test", "c.lab.test"] {
        assert!(verified(&ca, "root", label, &[]).ends_with("OK\n"));
    }
    good(&ca, &["check"]);
}

#[test]
fn every_command_explains_itself_in_both_languages() {
    let place = Place::new("explain");
    let ca = place.ca();
    assert!(good(&ca, &["init", "--explain"]).contains("nameConstraints"));
    for lang in ["en", "ko"] {
        for command in [
            vec!["issue", "www.lab.test"],
            vec!["show", "root"],
            vec!["renew", "www.lab.test"],
            vec!["crl"],
            vec!["rollover"],
        ] {
            for form in [&["--depth", "field"][..], &["--as", "json"]] {
                let all = [command.clone(), vec!["--explain"], form.to_vec()].concat();
                let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
                    .args(["--lang", lang, "ca"])
                    .args(&all)
                    .arg("--dir")
                    .arg(&ca)
                    .output()
                    .unwrap();
                let said = String::from_utf8(output.stdout).unwrap();
                assert!(
                    output.status.success() && said.len() > 1000,
                    "{all:?}: {said}"
                );
            }
        }
    }
    let life = good(&ca, &["issue", "long.lab.test", "--days", "30000"]);
    assert!(
        life.contains("a certificate that outlives its issuer"),
        "{life}"
    );
}

#[test]
fn what_comes_next_works_for_each_purpose() {
    let place = Place::new("next");
    let ca = place.ca();
    good(&ca, &["init"]);
    for (name, flag, purpose) in [
        ("a.test", "--server", ""),
        ("b.test", "--client", " --purpose client"),
        ("c@lab.test", "--mail", " --purpose mail"),
        ("d.test", "--code", " --purpose code"),
    ] {
        let said = good(&ca, &["issue", name, flag]);
        let next = said
            .lines()
            .find_map(|row| row.strip_prefix("Next:  tlslab "));
        let next = next.unwrap();
        assert!(next.ends_with(&format!("cert.pem{purpose}")), "{next}");
        let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
            .args(next.split(' '))
            .output()
            .unwrap();
        assert!(output.status.success(), "{next}");
    }
    // An address that begins with colons has a label that no command takes for a flag.
    good(&ca, &["issue", "::1"]);
    assert!(good(&ca, &["show", "0--1"]).contains("::1"));
}

#[test]
fn nothing_is_issued_where_the_answer_cannot_be_written() {
    let place = Place::new("unwritten");
    let ca = place.ca();
    good(&ca, &["init"]);
    let file = put(&place, "file", "");
    let below = format!("{}/x", file.display());
    let said = bad(&ca, &["issue", "a.test", "-o", "/nonexistent/x"], 4);
    assert!(said.contains("no such folder"), "{said}");
    bad(&ca, &["issue", "a.test", "--to", &below], 4);
    let folder = Folder::open(&ca).unwrap();
    assert!(folder.register.issued.is_empty());
}

#[test]
fn a_revoked_authority_issues_no_more_and_a_stolen_key_is_not_renewed() {
    let place = Place::new("called-back");
    let ca = place.ca();
    good(&ca, &["init"]);
    good(&ca, &["issue", "a.test"]);
    good(&ca, &["issue", "b.test"]);
    good(&ca, &["revoke", "a.test", "--reason", "keyCompromise"]);
    let said = bad(&ca, &["renew", "a.test"], 2);
    assert!(said.contains("--new-key"), "{said}");
    let said = good(&ca, &["renew", "a.test", "--new-key"]);
    assert!(said.contains("a.test stays revoked"), "{said}");
    let said = good(&ca, &["revoke", "intermediate"]);
    assert!(said.contains("rollover --keep-root"), "{said}");
    let said = bad(&ca, &["issue", "c.test"], 2);
    assert!(said.contains("intermediate was revoked"), "{said}");
    let names = put(&place, "names", "c.test\nd.test\n");
    bad(&ca, &["issue", "--batch", names.to_str().unwrap()], 2);
    bad(&ca, &["renew", "b.test"], 2);
    let said = good(&ca, &["rollover", "--keep-root"]);
    assert!(said.contains("renew each of them"), "{said}");
    good(&ca, &["renew", "b.test"]);
    good(&ca, &["check"]);
}

#[test]
fn a_lost_log_and_a_lost_key_are_said_for_what_they_are() {
    let place = Place::new("lost");
    let ca = place.ca();
    good(&ca, &["init"]);
    let key = ca.join("authorities/intermediate/key.pem");
    let kept = fs::read(&key).unwrap();
    fs::remove_file(&key).unwrap();
    let said = bad(&ca, &["issue", "a.test"], 3);
    assert!(
        said.contains("is lost") && said.contains("rollover"),
        "{said}"
    );
    fs::write(&key, kept).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    for damage in [&b""[..], b"half a li"] {
        fs::write(ca.join("log"), damage).unwrap();
        for command in [&["list"][..], &["check"], &["issue", "a.test"]] {
            let said = bad(&ca, command, 3);
            assert!(said.contains("is lost or empty"), "{said}");
        }
        // What is left of it stays for whoever mends it.
        assert_eq!(fs::read(ca.join("log")).unwrap(), damage);
    }
    fs::remove_file(ca.join("log")).unwrap();
    let said = bad(&ca, &["list"], 3);
    assert!(said.contains("is lost or empty"), "{said}");
}
