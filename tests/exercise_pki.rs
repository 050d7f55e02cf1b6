//! Exercises on certificates, solved as a student does: with openssl, and with `tlslab ca`, from the recipes of the hints.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use tlslab::base::text::Lang;
use tlslab::exercise::desk;
use tlslab::exercise::entry::Entry;
use tlslab::exercise::handed::Handed;
use tlslab::exercise::judge::{Judgement, Ruling, Standing, judge};
use tlslab::exercise::seed::{ClassKey, Student};
use tlslab::exercise::set::Set;
use tlslab::exercise::variant::Variant;

mod oracle;

/// What a student gets, in a folder.
struct Desk {
    number: u8,
    folder: tempfile::TempDir,
    entry: Entry,
    truth: Variant,
}

impl Desk {
    fn new(number: u8, student: &str) -> Self {
        let student = Student {
            class: "trial".to_owned(),
            id: student.to_owned(),
            name: student.to_owned(),
        };
        let exercise = Set::ours().unwrap().numbered(number).unwrap();
        let (entry, truth) = Entry::draw(&ClassKey([1; 32]), &student, exercise).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in desk::files(exercise, &entry, Lang::En) {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        Self {
            number,
            folder,
            entry,
            truth,
        }
    }

    /// Runs a script in the folder, its places filled with the words of the student.
    fn run(&self, script: &str) {
        let script = self.entry.words.filled(script, Lang::En);
        let program = Path::new(env!("CARGO_BIN_EXE_tlslab"));
        let paths = std::env::var_os("PATH").unwrap_or_default();
        let own = program.parent().unwrap().to_path_buf();
        let paths = std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&paths)));
        let output = Command::new("sh")
            .args(["-e", "-c", &script])
            .current_dir(self.folder.path())
            .env("PATH", paths.unwrap())
            .env("HOME", self.folder.path())
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{script}\n{errors}");
    }

    /// Rules on the files of the folder, with the right answers.
    fn judged(&self) -> Judgement {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(self.folder.path()).unwrap() {
            let entry = entry.unwrap();
            if entry.path().is_file() {
                let name = entry.file_name().into_string().unwrap();
                files.insert(name, fs::read(entry.path()).unwrap());
            }
        }
        let answers = self.truth.answers.iter();
        let answers = answers.map(|(key, answers)| (key.clone(), answers[0].clone()));
        let handed = Handed {
            answers: answers.collect(),
            files,
            asked: Vec::new(),
        };
        let exercise = Set::ours().unwrap().numbered(self.number).unwrap();
        judge(exercise, &self.entry, Some(&self.truth), &handed)
    }

    fn is_solved(&self) {
        let judgement = self.judged();
        let items = &judgement.items;
        assert_eq!(judgement.standing(), Standing::Solved, "{items:#?}");
    }

    /// The property `of` is ruled the slip `key`.
    fn slips(&self, of: &str, key: &str) {
        let judgement = self.judged();
        let item = judgement.items.iter().find(|item| item.key == of).unwrap();
        let Ruling::Slip { key: named, .. } = &item.ruling else {
            panic!("{item:#?}");
        };
        assert_eq!(named, key);
    }
}

static ROOT: &str = "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out root.key
openssl req -x509 -new -key root.key -subj '/CN=my root' -days 365 -addext basicConstraints=critical,CA:TRUE \
  -addext keyUsage=critical,keyCertSign,cRLSign -out root.pem
";

#[test]
fn become_a_ca() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    for student in ["s1", "s2", "s3"] {
        let desk = Desk::new(11, student);
        desk.run(
            "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:{kind} -out root.key
            openssl req -x509 -new -key root.key -subj '/O={organization}/CN={root_name}' -days {days} \
              -addext basicConstraints=critical,CA:TRUE,pathlen:{below} -addext keyUsage=critical,keyCertSign,cRLSign \
              -addext 'nameConstraints=critical,permitted;DNS:{zone}' -out root.pem",
        );
        desk.is_solved();
        desk.run("openssl x509 -in root.pem -outform DER -out root.der; mv root.der root.pem");
        desk.is_solved();
        let limited = |below: &str, days: &str| {
            let script = "openssl req -x509 -new -key root.key -subj '/O={organization}/CN={root_name}' -days DAYS \
              -addext basicConstraints=critical,CA:TRUE,pathlen:BELOW -addext keyUsage=critical,keyCertSign,cRLSign \
              -addext 'nameConstraints=critical,permitted;DNS:{zone},excluded;IP:0.0.0.0/0.0.0.0,excluded;IP:0:0:0:0:0:0:0:0/0:0:0:0:0:0:0:0' \
              -out root.pem";
            desk.run(&script.replace("BELOW", below).replace("DAYS", days));
        };
        limited("{below}", "{days}");
        desk.is_solved();
        limited("$(({below} - 1))", "30");
        desk.slips("path_length", "one_less");
        desk.slips("validity", "too_short");
        desk.run("openssl req -x509 -newkey rsa:2048 -nodes -keyout rsa.key -subj '/O={organization}/CN={root_name}' -out root.pem");
        desk.slips("key_kind", "other_kind");
        desk.run("openssl req -x509 -new -key root.key -subj '/O={organization}/CN={root_name}' -days 3650 -out root.pem");
        desk.slips("authority", "no_cert_sign");
        desk.slips("path_length", "no_length");
        desk.slips("constraints", "no_constraints");
        desk.slips("validity", "too_long");
    }
}

#[test]
fn issue_and_refuse() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    let desk = Desk::new(12, "s1");
    desk.run(ROOT);
    desk.run("openssl x509 -req -in greedy.csr -CA root.pem -CAkey root.key -days {days} -copy_extensions copyall -out leaf.pem");
    desk.slips("end_entity", "ca");
    desk.slips("purposes", "more");
    desk.run(
        "openssl x509 -req -in greedy.csr -CA root.pem -CAkey root.key -days {days} -out leaf.pem",
    );
    desk.slips("names", "no_san");
    desk.run(
        "printf 'basicConstraints=critical,CA:FALSE\\nkeyUsage=critical,digitalSignature\\nextendedKeyUsage=serverAuth\\nsubjectAltName=DNS:{host},DNS:{second}\\nauthorityKeyIdentifier=keyid\\n' > leaf.ext
        openssl x509 -req -in greedy.csr -CA root.pem -CAkey root.key -days {days} -extfile leaf.ext -out leaf.pem",
    );
    desk.is_solved();
    desk.run(
        "tlslab ca init --dir ca --intermediates 1 && tlslab ca sign greedy.csr --dir ca --server --days {days} --to out
        cp out/cert.pem leaf.pem && cp ca/authorities/root/cert.pem root.pem",
    );
    desk.slips("chain", "chain.missing-issuer");
    desk.run("cp out/chain.pem leaf.pem");
    desk.is_solved();
}

#[test]
fn take_it_back() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    let desk = Desk::new(16, "s2");
    desk.run(ROOT);
    for (file, host) in [("kept", "{kept_host}"), ("revoked", "{revoked_host}")] {
        let script = "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout FILE.key -subj /CN=HOST -out FILE.csr
            printf 'basicConstraints=critical,CA:FALSE\\nkeyUsage=critical,digitalSignature\\nextendedKeyUsage=serverAuth\\nsubjectAltName=DNS:HOST\\nauthorityKeyIdentifier=keyid\\n' > FILE.ext
            openssl x509 -req -in FILE.csr -CA root.pem -CAkey root.key -days 90 -extfile FILE.ext -out FILE.pem";
        desk.run(&script.replace("FILE", file).replace("HOST", host));
    }
    desk.run(
        "printf '[ca]\\ndefault_ca=me\\n[me]\\ndatabase=index.txt\\ndefault_md=sha256\\ncrlnumber=crlnumber\\n' > ca.cnf
        : > index.txt; echo 01 > crlnumber
        openssl ca -config ca.cnf -revoke revoked.pem -crl_reason {reason} -keyfile root.key -cert root.pem
        openssl ca -config ca.cnf -gencrl -crldays 7 -keyfile root.key -cert root.pem -out ca.crl",
    );
    desk.is_solved();
    desk.run("openssl crl -in ca.crl -outform DER -out crl.der; mv crl.der ca.crl");
    desk.is_solved();
    desk.run(
        "tlslab ca init --dir ca --intermediates 0 && tlslab ca issue {kept_host} --dir ca --to k && tlslab ca issue {revoked_host} --dir ca --to r
        cp k/cert.pem kept.pem; cp r/cert.pem revoked.pem; cp ca/authorities/root/cert.pem root.pem",
    );
    desk.slips("signed", "other_signer");
    desk.run("cp ca/crl/root.pem ca.crl");
    desk.slips("listed", "empty");
    desk.run(
        "tlslab ca revoke {revoked_host} --dir ca --reason {reason} && cp ca/crl/root.pem ca.crl",
    );
    desk.is_solved();
}

#[test]
fn both_sides_show_papers() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    let desk = Desk::new(31, "s4");
    desk.run("openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout client.key -subj '/OU={unit}/CN={host}' -out client.csr");
    let issue = "printf 'basicConstraints=critical,CA:FALSE\\nkeyUsage=critical,digitalSignature\\nextendedKeyUsage=clientAuth\\nsubjectAltName=DNS:{host}\\nauthorityKeyIdentifier=keyid\\n' > client.ext
        days=$(python3 -c \"from datetime import date; print((date.fromisoformat('{first}'[:10]) - date.today()).days + 32)\")
        openssl x509 -req -in client.csr -CA CA-ca.pem -CAkey CA-ca.key -days $days -extfile client.ext -out client.pem";
    desk.run(&issue.replace("CA-ca", "server-ca"));
    desk.slips("chain", "chain.missing-issuer");
    let issue = issue.replace("CA-ca", "client-ca");
    desk.run(&issue);
    desk.is_solved();
    for (told, instead, of, slip) in [
        ("$days", "90", "validity", "another_time"),
        ("+ 32", "+ 7", "validity", "ends_early"),
        (
            "=clientAuth",
            "=clientAuth,anyExtendedKeyUsage",
            "purposes",
            "more",
        ),
        ("extendedKeyUsage=clientAuth\\n", "", "purposes", "none"),
        ("CA:FALSE", "CA:TRUE", "end_entity", "ca"),
        (
            ",digitalSignature",
            ",keyCertSign",
            "end_entity",
            "cert_sign",
        ),
        ("DNS:{host}", "DNS:{host},IP:192.0.2.1", "names", "more"),
    ] {
        assert!(issue.contains(told), "{told}");
        desk.run(&issue.replace(told, instead));
        desk.slips(of, slip);
    }
}

#[test]
fn fix_the_server() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    for student in ["s1", "s2", "s3", "s4"] {
        let desk = Desk::new(32, student);
        assert_eq!(desk.judged().standing(), Standing::Open);
        desk.run(
            "awk '/BEGIN/{n++} {print > \"part\" n}' chain.pem spare.pem
            pick() { for part in part*; do openssl x509 -in $part -noout -subject | grep -q \"$1\" && openssl x509 -in $part && return; done; }
            (pick 'CN = {host}'; pick 'issuing CA'; pick 'policy CA') > mended; mv mended chain.pem
            openssl x509 -in chain.pem -pubkey -noout > wanted
            for key in key.pem backup-1.pem backup-2.pem; do openssl pkey -in $key -pubout | cmp -s - wanted && cp $key right; done
            mv right key.pem
            sed -i 's/^min_version.*/min_version = TLSv1.2/' server.conf
            printf 'suites = TLS_AES_128_GCM_SHA256\\n' >> server.conf",
        );
        desk.is_solved();
        desk.run("cat root.pem >> chain.pem");
        desk.slips("chain", "root");
    }
}
