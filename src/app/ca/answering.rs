//! The desk of `tlslab ca ocsp`: looks things up, answers, and says each time in one line what it did.

use std::cell::RefCell;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::SystemTime;

use crate::app::ca::place::Place;
use crate::base::field::printable;
use crate::base::text::{Lang, Text};
use crate::keys::certificate::summary;
use crate::lab::responder::service::{Method, Request, Response, Service};
use crate::pki::authority::folder::Folder;
use crate::pki::authority::serial::Serial;
use crate::pki::ocsp::answer::Standing;
use crate::pki::ocsp::responder::{Course, Reply, Responder, reply};
use crate::pki::ocsp::{books, get, question};
use crate::pki::stores::system::quoted;
use crate::text;

/// Whoever sits at the desk.
pub(super) struct Desk {
    books: RefCell<Books>,
    labels: Vec<String>,
    responders: Vec<Responder>,
    place: Place,
    lang: Lang,
}

/// The folder, as it was when its log last changed.
struct Books {
    folder: Folder,
    log: PathBuf,
    seen: Option<(u64, SystemTime)>,
}

impl Books {
    /// Reads the log again if it is another one than before: what was revoked a moment ago is answered so.
    fn fresh(&mut self) -> &Folder {
        let now = stamp(&self.log);
        if now != self.seen
            && let Ok(folder) = Folder::open(self.folder.place())
        {
            self.folder = folder;
            self.seen = now;
        }
        &self.folder
    }
}

fn stamp(log: &PathBuf) -> Option<(u64, SystemTime)> {
    let found = fs::metadata(log).ok()?;
    Some((found.len(), found.modified().ok()?))
}

const OCSP: &str = "application/ocsp-response";
const CRL: &str = "application/pkix-crl";
const CERTIFICATE: &str = "application/pkix-cert";
const OK: &str = "200 OK";
const MISSING: &str = "404 Not Found";

impl Desk {
    /// For the authorities `labels`, each with its responder.
    pub(super) fn new(
        folder: Folder,
        labels: Vec<String>,
        responders: Vec<Responder>,
        place: Place,
        lang: Lang,
    ) -> Self {
        let log = folder.place().join("log");
        let seen = stamp(&log);
        Self {
            books: RefCell::new(Books { folder, log, seen }),
            labels,
            responders,
            place,
            lang,
        }
    }

    /// What is served, and how to ask for it.
    pub(super) fn welcome(&self, port: u16) -> String {
        let books = self.books.borrow();
        let folder = &books.folder;
        let name = &folder.register.settings.name;
        let labels = self.labels.join(", ");
        let head = text!(en: "{name} answers on http://127.0.0.1:{port}/\nfor: {labels}. Ctrl-C ends it.\nRevocation lists: /crl, /crl/LABEL.crl; certificates: /LABEL.cer\n\nTo try, in another terminal:", ko: "응답을 시작했다: {name}, http://127.0.0.1:{port}/\n발급자: {labels}. Ctrl-C 로 끝낸다.\n폐기 목록: /crl, /crl/LABEL.crl. 인증서: /LABEL.cer\n\n다른 터미널에서 해 본다:");
        let mut lines = vec![printable_lines(head.say(self.lang))];
        let file = |path: PathBuf| {
            let whole = path.canonicalize().unwrap_or(path);
            quoted(&whole.display().to_string())
        };
        if let Some(issued) = folder.register.issued.last() {
            let leaf = file(folder.of_issued(&issued.label).join("cert.pem"));
            let issuer = file(folder.of_authority(&issued.by).join("cert.pem"));
            let root = folder.register.root().map(|root| root.label.clone());
            let root = file(
                folder
                    .of_authority(&root.unwrap_or_default())
                    .join("cert.pem"),
            );
            lines.push(format!("  openssl ocsp -url http://127.0.0.1:{port}/ -issuer {issuer} -cert {leaf} -CAfile {root}"));
            if let Some(path) = self.asked_by_get(&issued.by, issued.serial.bytes()) {
                lines.push(format!("  curl -s http://127.0.0.1:{port}{path} | openssl ocsp -respin - -noverify -text"));
            }
        }
        lines.push(format!(
            "  curl -s http://127.0.0.1:{port}/crl | openssl crl -inform DER -noout -text"
        ));
        lines.push(String::new());
        lines.join("\n")
    }

    /// The path that asks about one certificate (RFC 6960 §A.1).
    fn asked_by_get(&self, by: &str, serial: &[u8]) -> Option<String> {
        let place = self.labels.iter().position(|label| label == by)?;
        let id = self.responders.get(place)?.issuer().name(serial)?;
        Some(get::path(&question::write(&id)))
    }

    fn ocsp(&self, der: &[u8], how: &str, keep: Keep) -> Response {
        let mut books = self.books.borrow_mut();
        let folder = books.fresh();
        let register = &folder.register;
        let name = |place: usize| self.labels.get(place).map_or("", String::as_str);
        let mut asked_of = "";
        let answered = reply(
            der,
            &self.responders,
            self.place.now(),
            &mut |place, serial| {
                asked_of = name(place);
                books::standing(register, asked_of, serial)
            },
        );
        let label = |serial: &[u8]| books::label(register, asked_of, serial).unwrap_or_default();
        self.log(how, &told(&answered, &label));
        let keep = match (&answered.course, keep) {
            // A nonce makes an answer one of a kind; an error is over when its cause is.
            (Course::Answered { nonce: 0, .. }, Keep::Minute) => 60,
            _ => 0,
        };
        Response {
            status: OK,
            kind: OCSP,
            keep,
            body: answered.der,
        }
    }

    fn file(&self, path: &str) -> Response {
        let mut books = self.books.borrow_mut();
        let folder = books.fresh();
        let member = |label: &str| folder.register.member(label);
        let list = match path {
            "/crl" => folder.register.signer().map(|signer| signer.label.clone()),
            _ => {
                let named = path.strip_prefix("/crl/").unwrap_or_default();
                let label = named.strip_suffix(".crl");
                label
                    .filter(|label| member(label).is_some())
                    .map(str::to_owned)
            }
        };
        if let Some(label) = list {
            return match fs::read(folder.crl_file(&label)) {
                Ok(body) => {
                    let n = body.len();
                    self.log("GET", &text!(en: "the revocation list of {label}, {n} bytes", ko: "폐기 목록을 보냈다: {label}, {n}바이트"));
                    Response {
                        status: OK,
                        kind: CRL,
                        keep: 60,
                        body,
                    }
                }
                Err(_) => self.missing(path),
            };
        }
        let named = path
            .strip_prefix('/')
            .and_then(|path| path.strip_suffix(".cer"));
        if let Some(member) = named.and_then(member) {
            let label = &member.label;
            self.log(
                "GET",
                &text!(en: "the certificate of {label}", ko: "인증서를 보냈다: {label}"),
            );
            return Response {
                status: OK,
                kind: CERTIFICATE,
                keep: 60,
                body: member.der.clone(),
            };
        }
        self.missing(path)
    }

    fn missing(&self, path: &str) -> Response {
        let path: String = path.chars().take(80).collect();
        self.log("GET", &text!(en: "{path}: neither a question in base64 nor a list (404)", ko: "base64로 쓴 물음도 목록도 아님: {path} (404)"));
        Response::text(
            MISSING,
            "here are: /crl, /crl/LABEL.crl, /LABEL.cer, and OCSP by POST / or GET /BASE64\n",
        )
    }

    fn log(&self, how: &str, what: &Text) {
        let line = format!("{how}  {}", what.say(self.lang));
        // If nobody reads the lines, the answers are worth giving all the same.
        let mut out = io::stdout().lock();
        let _ = writeln!(out, "{}", printable(line.as_bytes())).and_then(|()| out.flush());
    }
}

/// Whether an answer may be kept by a cache: those to POST may not (RFC 9111).
#[derive(Clone, Copy)]
enum Keep {
    Minute,
    Not,
}

impl Service for Desk {
    fn answer(&self, request: &Request) -> Response {
        match request.method {
            Method::Post if request.kind == "application/ocsp-request" => {
                self.ocsp(&request.body, "POST", Keep::Not)
            }
            Method::Post => {
                let kind: String = request.kind.chars().take(80).collect();
                self.log("POST", &text!(en: "content type {kind:?} instead of application/ocsp-request (415)", ko: "application/ocsp-request가 아닌 내용: {kind:?} (415)"));
                Response::text(
                    "415 Unsupported Media Type",
                    "ask with application/ocsp-request\n",
                )
            }
            Method::Get | Method::Head => match get::question(&request.path) {
                // Every question begins with a SEQUENCE; a word such as /crl may be base64 by chance.
                Some(der) if der.first() == Some(&0x30) => self.ocsp(&der, "GET", Keep::Minute),
                Some(_) | None => self.file(&request.path),
            },
        }
    }

    fn refused(&self, status: &'static str) {
        self.log(
            "-",
            &text!(en: "no request that can be read: {status}", ko: "읽을 수 없는 요청: {status}"),
        );
    }
}

/// What was answered, in one line.
fn told<'r>(reply: &Reply, label: &dyn Fn(&[u8]) -> &'r str) -> Text {
    let size = reply.der.len();
    match &reply.course {
        Course::Malformed(why) => {
            let (en, ko) = (why.text().en, why.text().ko);
            text!(en: "malformedRequest: {en}", ko: "malformedRequest: {ko}")
        }
        Course::Refused(complaint) => {
            let (name, doc) = (complaint.name(), complaint.doc());
            let (en, ko) = (doc.en, doc.ko);
            text!(en: "{name}: {en}", ko: "{name}: {ko}")
        }
        Course::Answered { said, nonce } => {
            let each: Vec<Text> = said
                .iter()
                .map(|(serial, standing)| match standing {
                    // Another issuer may have given out the same number.
                    Standing::Unknown => one(serial, *standing, ""),
                    Standing::Good | Standing::Revoked { .. } => {
                        one(serial, *standing, label(serial))
                    }
                })
                .collect();
            let each = Text::join(&each, "; ");
            let nonce = match nonce {
                0 => Text::new(
                    "no nonce, so it may be an answer given before",
                    "논스 없음 (이전 응답을 다시 쓸 수 있다)",
                ),
                n => text!(en: "nonce of {n} bytes repeated", ko: "논스 {n}바이트를 되돌림"),
            };
            let (each_en, each_ko, nonce_en, nonce_ko) = (each.en, each.ko, nonce.en, nonce.ko);
            text!(en: "{each_en}; {nonce_en}; {size} bytes", ko: "{each_ko}; {nonce_ko}; {size}바이트")
        }
    }
}

fn one(serial: &[u8], standing: Standing, label: &str) -> Text {
    let name = match label {
        "" => hex::encode(serial),
        label => format!("{label} ({})", hex::encode(serial)),
    };
    let word = standing.name();
    match standing {
        Standing::Good => {
            text!(en: "{name}: {word}, issued here and not called back", ko: "{name}: {word} (여기서 발급했고 폐기하지 않음)")
        }
        Standing::Revoked { .. } => {
            text!(en: "{name}: {word}, nobody should accept it any more", ko: "{name}: {word} (더는 받아들이면 안 됨)")
        }
        Standing::Unknown => {
            text!(en: "{name}: {word}, never issued by this issuer", ko: "{name}: {word} (이 발급자가 발급한 적 없음)")
        }
    }
}

fn printable_lines(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| printable(line.as_bytes()))
        .collect();
    lines.join("\n")
}

/// The serial number of a certificate: the content of the INTEGER.
pub(super) fn serial(der: &[u8]) -> Option<Vec<u8>> {
    let known = summary(der)?;
    Serial::read(&known.serial).map(|serial| serial.bytes().to_vec())
}
