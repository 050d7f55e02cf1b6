//! `tlslab ca export`: a certificate, its chain or its key in the form another program wants.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::app::ca::faults::refusal;
use crate::app::ca::form::Form;
use crate::app::ca::place::{Place, first_line};
use crate::app::ca::shown::{self, beside};
use crate::app::ca::target::unknown;
use crate::app::everywhere;
use crate::app::prompt::typed;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::{Lang, Text};
use crate::pki::armor;
use crate::pki::authority::chance::Chance;
use crate::pki::authority::event::Holder;
use crate::pki::authority::folder::Folder;
use crate::pki::authority::keyring;
use crate::pki::authority::register::Register;
use crate::pki::export::pkcs12::Seal;
use crate::pki::export::{jwk, pkcs7, pkcs12};
use crate::pki::fingerprint;
use crate::pki::sealed_key;
use crate::pki::stores::system::quoted;
use crate::story::exported;
use crate::story::exported::{Beside, Told};
use crate::story::model::Story;
use crate::text;
use crate::view::sheet::{Datum, Sheet};

/// Take a certificate, its chain or its key out of the authority, in the form another program wants
///
/// Files are written readable by you alone. A private key leaves only under a password (p12, key), and only that of a certificate
/// that was issued with one; the keys of the authorities themselves do not leave.
#[derive(Args, Debug)]
pub(super) struct Export {
    /// Which certificate: its label, as `tlslab ca list` shows it, or `root`, `intermediate`
    #[arg(value_name = "LABEL")]
    label: String,
    #[command(flatten)]
    place: Place,
    /// In which form
    #[arg(long = "form", value_name = "FORM", default_value = "pem", value_parser = forms())]
    wanted: Form,
    /// With p12: seal with AES-256 and SHA-256 instead of 3DES and SHA-1, which many versions of macOS and old Windows refuse
    #[arg(long)]
    modern: bool,
    /// With p12 and key: file with the password, its first line; without one, it is asked for
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Tell what is in the file, what is not, and what protects it
    #[arg(long)]
    pub(super) explain: bool,
}

fn forms() -> impl TypedValueParser<Value = Form> {
    PossibleValuesParser::new(Form::ALL.map(|(_, name, _)| name))
        .map(|name| Form::named(&name).unwrap_or(Form::Pem))
}

/// What is exported.
struct Subject {
    /// Its certificate.
    der: Vec<u8>,
    /// Those above it, up to the root.
    above: Vec<Vec<u8>>,
    /// What a server sends: itself and what leads to the root, which the other end has or does not believe (RFC 8446 §4.4.2).
    sent: Vec<Vec<u8>>,
    /// Where its private key lies; none: not here, or not to leave.
    key: Option<PathBuf>,
    /// Why there is no key.
    keyless: Text,
}

impl Export {
    /// Writes it, and says what it is good for.
    ///
    /// # Errors
    /// If there is no such certificate, no key where one is needed, or no place to write.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        self.sound(ui)?;
        let folder = self.place.look()?;
        let subject = find(&folder, &self.label)?;
        let bytes = self.bytes(&subject, ui)?;
        if self.explain && ui.output().is_none() {
            shown::explain(ui, &self.story(&subject, &bytes), Vec::new())?;
            return Ok(Answer::Good);
        }
        ui.write(&mut |out| out.write_all(&bytes))?;
        if self.explain {
            shown::explain(ui, &self.story(&subject, &bytes), Vec::new())?;
            return Ok(Answer::Good);
        }
        if let Some(place) = ui.output() {
            let sheet = self.sheet(&place.display().to_string(), &subject);
            beside(ui, "ca-export", &sheet)?;
        }
        Ok(Answer::Good)
    }

    /// Refuses what cannot be meant, before a password is asked for.
    fn sound(&self, ui: &Ui) -> Result<()> {
        let (name, _) = self.wanted.row();
        let refused = |what: Text, hint: Text| Err(Refusal::usage(what, hint).into());
        ui.check()?;
        if !self.explain
            && self.wanted.is_binary()
            && ui.output().is_none()
            && io::stdout().is_terminal()
        {
            let label = &self.label;
            return refused(
                text!(en: "{name} is binary, and a terminal would garble it", ko: "이진 형식이라 터미널에 쓰면 깨진다: {name}"),
                text!(en: "write it to a file: tlslab ca export {label} --form {name} -o {label}.{name}", ko: "파일에 쓴다: tlslab ca export {label} --form {name} -o {label}.{name}"),
            );
        }
        if !self.explain && ui.form() == everywhere::Form::Json && ui.output().is_none() {
            return refused(
                Text::new(
                    "without -o, what is exported goes to the standard output, and there is no place for JSON beside it",
                    "-o 가 없으면 내보낸 것이 표준 출력으로 가므로 JSON을 쓸 자리가 없다",
                ),
                Text::new("add -o FILE", "-o 파일을 덧붙인다"),
            );
        }
        if self.modern && self.wanted != Form::Pkcs12 {
            return refused(
                Text::new(
                    "--modern belongs to --form p12",
                    "--modern 은 --form p12 에만 쓴다",
                ),
                Text::new("leave one of them out", "둘 가운데 하나를 뺀다"),
            );
        }
        let wants = [Form::Pkcs12, Form::Key].contains(&self.wanted);
        if self.password_file.is_some() && !wants {
            return refused(
                text!(en: "{name} holds no secret, so a password seals nothing", ko: "비밀이 없는 형식이라 암호가 필요 없다: {name}"),
                Text::new(
                    "leave --password-file out, or take --form p12 or key",
                    "--password-file 을 빼거나 --form p12 나 key 를 쓴다",
                ),
            );
        }
        Ok(())
    }

    fn bytes(&self, subject: &Subject, ui: &Ui) -> Result<Vec<u8>> {
        let whole = || [std::slice::from_ref(&subject.der), subject.above.as_slice()].concat();
        Ok(match self.wanted {
            Form::Pem => armor::armored("CERTIFICATE", &subject.der).into_bytes(),
            Form::Der => subject.der.clone(),
            Form::Chain => {
                let blocks = subject.sent.iter();
                let blocks = blocks.map(|der| armor::armored("CERTIFICATE", der));
                blocks.collect::<String>().into_bytes()
            }
            Form::Pkcs7 => pkcs7::write(&whole()),
            Form::Jwk => {
                let text = jwk::write(&whole());
                text.ok_or_else(|| unexpected(&self.label))?.into_bytes()
            }
            Form::Pkcs12 => {
                let key = private(subject)?;
                let password = self.password(ui)?;
                pkcs12::write(&key, &whole(), &self.label, &password, self.seal())
                    .map_err(|fault| Refusal::usage(fault.text(), fault.hint()))?
            }
            Form::Key => {
                let key = private(subject)?;
                let password = self.password(ui)?;
                let mut generator = Chance::System.generator(0).map_err(refusal)?;
                let sealed = sealed_key::seal(&key, &password, &mut generator);
                let sealed = sealed.map_err(|fault| Refusal::usage(fault.text(), fault.hint()))?;
                sealed.into_bytes()
            }
        })
    }

    fn seal(&self) -> Seal {
        match self.modern {
            true => Seal::Modern,
            false => Seal::Compatible,
        }
    }

    fn password(&self, ui: &Ui) -> Result<String> {
        if let Some(file) = &self.password_file {
            return first_line(file);
        }
        if !io::stdin().is_terminal() {
            let (name, _) = self.wanted.row();
            return Err(Refusal::usage(
                text!(en: "{name} needs a password, and there is no terminal to ask for it at", ko: "암호가 필요한데 물어볼 터미널이 없음: {name}"),
                Text::new(
                    "give it in a file: --password-file FILE",
                    "파일로 준다: --password-file 파일",
                ),
            )
            .into());
        }
        let [first, again] = match ui.lang() {
            Lang::En => ["Password for the file: ", "Once more: "],
            Lang::Ko => ["파일의 암호: ", "한 번 더: "],
        };
        let password = typed(first)?;
        match password == typed(again)? {
            true => Ok(password),
            false => Err(Refusal::usage(
                Text::new("the two passwords differ", "두 암호가 다르다"),
                Text::new("try again", "다시 해 본다"),
            )
            .into()),
        }
    }

    /// What is in the file, for those who want to know.
    fn story(&self, subject: &Subject, bytes: &[u8]) -> Story {
        let (form, doc) = self.wanted.row();
        let own = || vec![subject.der.as_slice()];
        let all = || {
            let above = subject.above.iter().map(Vec::as_slice);
            own().into_iter().chain(above).collect()
        };
        let (certificates, beside) = match self.wanted {
            Form::Pem | Form::Der => (own(), Beside::Nothing),
            Form::Chain => {
                let sent = subject.sent.iter().map(Vec::as_slice);
                (sent.collect(), Beside::Nothing)
            }
            Form::Pkcs7 => (all(), Beside::Bundle(bytes)),
            Form::Jwk => {
                let text = std::str::from_utf8(bytes).unwrap_or_default();
                (all(), Beside::Json(text))
            }
            Form::Pkcs12 => (all(), Beside::Key(self.seal().name().to_owned())),
            Form::Key => {
                let rounds = sealed_key::ROUNDS;
                let seal = format!("PBES2, PBKDF2, hmacWithSHA256, {rounds}, AES-256-CBC");
                (Vec::new(), Beside::Key(seal))
            }
        };
        let advice = match self.wanted {
            Form::Pkcs12 => self.seal().advice().into(),
            Form::Pem | Form::Der | Form::Chain | Form::Pkcs7 | Form::Jwk | Form::Key => {
                Text::EMPTY
            }
        };
        exported::tell(&Told {
            label: &self.label,
            form: (form, doc.into()),
            certificates,
            beside,
            advice,
        })
    }

    fn sheet(&self, place: &str, subject: &Subject) -> Sheet {
        let label = &self.label;
        let (name, what) = self.wanted.row();
        let title = text!(en: "Wrote {place}", ko: "파일을 썼다: {place}");
        let mut sheet = Sheet::new(title)
            .also("label", Datum::word(label.clone()))
            .also("form", Datum::word(name))
            .also("file", Datum::word(place))
            .with("what", Text::new("what", "내용"), Datum::Words(what.into()))
            .with(
                "sha256",
                Text::new("certificate", "인증서"),
                Datum::word(fingerprint::sha256(&subject.der)),
            );
        let file = quoted(place);
        match self.wanted {
            Form::Pem => sheet.next(format!("tlslab cert show {file}")),
            Form::Der => sheet.next(format!("openssl x509 -inform DER -in {file} -noout -text")),
            Form::Chain => sheet.next(format!("tlslab cert show {file}")),
            Form::Pkcs7 => sheet.next(format!(
                "openssl pkcs7 -inform DER -in {file} -print_certs -noout"
            )),
            Form::Jwk => sheet,
            Form::Key => sheet.next(format!("openssl pkey -in {file} -noout -text_pub")),
            Form::Pkcs12 => {
                let seal = self.seal();
                sheet = sheet
                    .with(
                        "seal",
                        Text::new("sealed with", "잠금"),
                        Datum::word(seal.name()),
                    )
                    .note([Text::from(seal.advice())]);
                sheet.next(format!("openssl pkcs12 -in {file} -info -noout"))
            }
        }
    }
}

/// The private key as PKCS#8.
fn private(subject: &Subject) -> Result<Vec<u8>> {
    let Some(path) = &subject.key else {
        return Err(Refusal::usage(
            subject.keyless.clone(),
            Text::new(
                "forms without a key: pem, der, chain, p7b, jwk",
                "키가 없는 형식: pem, der, chain, p7b, jwk",
            ),
        )
        .into());
    };
    let key = keyring::read(path, None).map_err(refusal)?;
    Ok(key.pkcs8)
}

fn find(folder: &Folder, label: &str) -> Result<Subject> {
    let register = &folder.register;
    if let Some(issued) = register.labelled(label) {
        let key = match issued.key {
            Holder::Here => Some(folder.of_issued(label).join("key.pem")),
            Holder::Requester => None,
        };
        return Ok(Subject {
            der: issued.der.clone(),
            above: above(register, Some(&issued.by)),
            sent: folder
                .chain(issued)
                .into_iter()
                .map(<[u8]>::to_vec)
                .collect(),
            key,
            keyless: text!(en: "the private key of {label} is not here: whoever asked for the certificate with a CSR has it", ko: "개인 키가 여기에 없음: {label} (CSR로 인증서를 요청한 쪽이 갖고 있다)"),
        });
    }
    let Some(member) = register.member(label) else {
        return Err(unknown(folder, label));
    };
    let path = register.path(label).into_iter().map(<[u8]>::to_vec);
    let mut sent: Vec<Vec<u8>> = path.collect();
    if member.by.is_none() {
        sent.insert(0, member.der.clone());
    }
    Ok(Subject {
        der: member.der.clone(),
        sent,
        above: above(register, member.by.as_deref()),
        key: None,
        keyless: text!(en: "the key of the authority {label} does not leave: whoever has it can issue whatever they like", ko: "인증 기관의 키는 내보내지 않는다. 이것을 가진 사람은 무엇이든 발급할 수 있다: {label}"),
    })
}

/// The certificates of the authority called `label` and of those above it, the root last.
fn above(register: &Register, label: Option<&str>) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut next = label.and_then(|label| register.member(label));
    while let Some(member) = next {
        found.push(member.der.clone());
        // An authority stands below one that was made before it, so this ends; the bound is for a log that lies.
        next = match found.len() < register.authorities.len() {
            true => member.by.as_deref().and_then(|by| register.member(by)),
            false => None,
        };
    }
    found
}

fn unexpected(label: &str) -> anyhow::Error {
    Refusal::environment(
        text!(en: "{label} cannot be written in this form", ko: "이 형식으로 쓸 수 없음: {label}"),
        Text::new("try another --form", "다른 --form 을 써 본다"),
    )
    .into()
}
