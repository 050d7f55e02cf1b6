//! The stories of `--explain`: what was put in a certificate or a list and why, then its bytes.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::Knows;
use crate::base::text::Text;
use crate::dissect::x509::certificate as dissected;
use crate::dissect::x509::crl;
use crate::keys::certificate::{Summary, date, summary};
use crate::pki::authority::contents::{self, Contents};
use crate::pki::authority::event::Fence;
use crate::pki::authority::folder::Folder;
use crate::pki::authority::publish::NewList;
use crate::pki::authority::validity::BACKDATED;
use crate::pki::fence;
use crate::pki::names::Name;
use crate::story::model::{Step, Story, Value};
use crate::text;

/// The story of the certificate `der`, called `label`.
pub(super) fn certificate(folder: &Folder, label: &str, der: &[u8]) -> Story {
    let title = text!(en: "The certificate {label}, and why it says what it says", ko: "인증서 {label}, 그리고 그 내용의 까닭");
    let mut steps = Vec::new();
    if let (Some(known), Some(contents)) = (summary(der), contents::read(der)) {
        steps.push(subject(&known, &contents));
        steps.push(serial(&known));
        steps.push(validity(&known));
        steps.push(key(&known, &contents));
        match known.is_authority {
            true => steps.push(authority(folder)),
            false => steps.push(purposes(&contents)),
        }
        steps.push(issuer(&known));
    }
    steps.push(written());
    let mut bytes = step(
        Text::new("The bytes", "바이트"),
        Text::new("certificate in DER", "DER로 적은 인증서"),
        Text::new(
            "Everything above is these bytes; the signature covers all but itself and the name of its algorithm.",
            "위의 모든 것이 이 바이트이다. 서명은 서명 자신과 그 알고리즘 이름을 뺀 전부를 덮는다.",
        ),
        "RFC 5280 §4.1",
    );
    bytes.exhibits.push(Exhibit::read(
        Text::new("the certificate", "인증서"),
        Origin::Computed,
        der,
        dissected::read,
    ));
    steps.push(bytes);
    story(title, steps)
}

/// The story of a revocation list.
pub(super) fn list(folder: &Folder, list: &NewList) -> Story {
    let by = &list.by;
    let number = list.number;
    let revoked = folder.register.revoked_by(by);
    let mut entries = step(
        Text::new("What the list says", "목록의 내용"),
        Text::new("revokedCertificates", "revokedCertificates"),
        text!(en: "{count} serial number{s}: a list names numbers, not holders, so it stays small and says nothing of the good ones.", ko: "일련번호 {count}개. 목록은 소유자가 아니라 번호를 적으므로 작고, 유효한 인증서에 대해서는 아무 말도 하지 않는다.", count = revoked.len(), s = crate::base::text::plural(revoked.len())),
        "RFC 5280 §5.1.2.6",
    );
    for (serial, what) in &revoked {
        let said = text!(en: "{at}, {reason}", ko: "{at}, {reason}", at = date(what.at), reason = what.reason.name());
        entries
            .values
            .push(Value::new(serial.to_string(), said, Knows::Wire));
    }
    entries.why.push(Text::new(
        "A reason that is unspecified is left out: the standard wants it so. keyCompromise matters most: whatever the key signed, also before, is in doubt.",
        "unspecified인 까닭은 적지 않는다. 표준이 그렇게 정한다. keyCompromise가 가장 무겁다. 그 키로 서명한 것은 이전 것도 모두 의심스럽다.",
    ));
    let mut dates = step(
        Text::EMPTY,
        Text::new(
            "crlNumber, thisUpdate, nextUpdate",
            "crlNumber, thisUpdate, nextUpdate",
        ),
        text!(en: "List {number}; the next is due by {next}.", ko: "목록 {number}. 다음 목록의 기한은 {next}.", next = date(list.next)),
        "RFC 5280 §5.2.3",
    );
    dates.why.push(Text::new(
        "The number only grows, so that of two lists a client knows the newer. After nextUpdate a careful client accepts nothing of this authority: else whoever keeps a client from fetching the new list could keep a revoked certificate alive for ever.",
        "번호는 커지기만 하므로 두 목록 가운데 새것을 알 수 있다. nextUpdate가 지나면 신중한 클라이언트는 이 기관의 것을 아무것도 받아들이지 않는다. 그렇지 않으면 새 목록을 받지 못하게 막는 것만으로 폐기한 인증서를 영원히 살려 둘 수 있다.",
    ));
    let mut bytes = step(
        Text::new("The bytes", "바이트"),
        Text::new("the list in DER", "DER로 적은 목록"),
        text!(en: "Signed by {by}: a client can take it from anywhere, over plain http, and still knows whose word it is.", ko: "서명한 기관: {by}. 평범한 http로 어디서 받아도 누구의 말인지 알 수 있다."),
        "RFC 5280 §5.1",
    );
    bytes.exhibits.push(Exhibit::read(
        Text::new("the list", "목록"),
        Origin::Computed,
        &list.der,
        crl::read,
    ));
    let title = text!(en: "Revocation list {number} of {by}", ko: "폐기 목록 {number} ({by})");
    story(title, vec![entries, dates, bytes])
}

fn story(title: Text, steps: Vec<Step>) -> Story {
    let mut story = Story::on_paper(title);
    story.steps = steps;
    // Whoever asks for an explanation asks why: it is said at every depth.
    for step in &mut story.steps {
        for why in std::mem::take(&mut step.why) {
            step.sentence = step.sentence.then(&why);
        }
    }
    story
}

fn step(chapter: Text, name: Text, sentence: Text, rfc: &'static str) -> Step {
    Step::desk(name, rfc).under(chapter).saying(sentence)
}

fn subject(known: &Summary, contents: &Contents) -> Step {
    let mut step = step(
        Text::new("What stands in it", "담긴 것"),
        Text::new("subject, subjectAltName", "subject, subjectAltName"),
        match contents.names.is_empty() {
            true => Text::new(
                "Whom it is for: an authority, which has a name but no host.",
                "누구의 것인가: 호스트가 아니라 이름만 있는 인증 기관의 것이다.",
            ),
            false => Text::new(
                "Whom it is for: clients compare the name they wanted with these, and with nothing else.",
                "누구의 것인가: 클라이언트는 원하는 이름을 이것하고만 비교한다.",
            ),
        },
        "RFC 5280 §4.2.1.6",
    );
    step.values
        .push(Value::plain("subject", &known.subject, Knows::Wire));
    for name in &contents.names {
        let said = said(name);
        step.values
            .push(Value::plain(name.kind(), said, Knows::Wire));
    }
    if !contents.names.is_empty() {
        step.why.push(Text::new(
            "The common name is a relic: browsers stopped reading it in 2017. It is still filled in, for people and old programs, when the first name fits its 64 characters; if not, the subject stays empty and subjectAltName becomes critical.",
            "commonName은 유물이다. 브라우저는 2017년부터 읽지 않는다. 첫 이름이 64자에 들어맞으면 사람과 옛 프로그램을 위해 채우고, 그렇지 않으면 subject를 비우고 subjectAltName을 critical로 한다.",
        ));
    }
    step
}

fn serial(known: &Summary) -> Step {
    let mut step = step(
        Text::EMPTY,
        Text::new("serialNumber", "serialNumber"),
        Text::new(
            "Sixteen random bytes: the number by which it can be revoked.",
            "난수 16바이트이다. 폐기할 때 이 번호를 쓴다.",
        ),
        "RFC 5280 §4.1.2.2",
    );
    step.values
        .push(Value::plain("serialNumber", &known.serial, Knows::Wire));
    step.why.push(Text::new(
        "Numbers used to count up from 1. In 2008 that let researchers guess what an authority would sign next and prepare an MD5 collision, which made them an authority trusted by every browser. The first bit is 0, because the number is a signed integer and must be positive.",
        "예전에는 번호를 1부터 세었다. 2008년 연구자들은 기관이 다음에 서명할 내용을 예측해 MD5 충돌을 준비했고, 모든 브라우저가 믿는 인증 기관이 되었다. 부호 있는 정수이고 양수여야 하므로 첫 비트는 0이다.",
    ));
    step
}

fn validity(known: &Summary) -> Step {
    let minutes = BACKDATED.as_secs() / 60;
    let mut step = step(
        Text::EMPTY,
        Text::new("validity", "validity"),
        text!(en: "From {from} to {to}, both seconds included.", ko: "{from} 부터 {to} 까지이며 양 끝의 초를 포함한다.", from = date(known.not_before), to = date(known.not_after)),
        "RFC 5280 §4.1.2.5",
    );
    step.why.push(text!(en: "It begins {minutes} minutes before it was made: a client whose clock is a little behind would take it for a certificate of the future and refuse. It never outlives its issuer, since nobody could check it then. A short life limits what a stolen key is worth.", ko: "만들기 {minutes}분 전부터 유효하다. 시계가 조금 느린 클라이언트가 미래의 인증서로 여겨 거절하는 일을 막는다. 발급자보다 오래가지 않는다. 그 뒤에는 아무도 확인할 수 없다. 수명이 짧을수록 훔친 키의 쓸모가 줄어든다."));
    step
}

fn key(known: &Summary, contents: &Contents) -> Step {
    let mut step = step(
        Text::EMPTY,
        Text::new(
            "subjectPublicKeyInfo, subjectKeyIdentifier",
            "subjectPublicKeyInfo, subjectKeyIdentifier",
        ),
        text!(en: "The public key, {key}: this is what the whole certificate is about, tying a key to a name.", ko: "공개 키({key})이다. 키를 이름에 묶는 것이 인증서가 하는 일의 전부이다.", key = &known.key),
        "RFC 5280 §4.1.2.7",
    );
    if let Some(key) = &contents.key {
        step.values
            .push(Value::hex("subjectPublicKey", &key.bytes, Knows::Wire));
    }
    step.why.push(Text::new(
        "The private key never stands in a certificate. It lies beside it in key.pem, readable by its owner alone from its first byte on, if it was made here at all.",
        "개인 키는 인증서에 들어가지 않는다. 여기서 만들었다면 옆의 key.pem에 있고, 첫 바이트부터 주인만 읽을 수 있다.",
    ));
    step
}

fn purposes(contents: &Contents) -> Step {
    let mut step = step(
        Text::EMPTY,
        Text::new(
            "keyUsage, extKeyUsage, basicConstraints",
            "keyUsage, extKeyUsage, basicConstraints",
        ),
        Text::new(
            "What the key may be used for, and that its holder is no authority.",
            "키를 무엇에 쓸 수 있는지, 그리고 소유자가 인증 기관이 아님을 밝힌다.",
        ),
        "RFC 5280 §4.2.1.12",
    );
    for purpose in &contents.purposes {
        let doc = purpose.doc();
        let words = match doc.is_empty() {
            true => Text::same(purpose.dotted()),
            false => doc.into(),
        };
        step.values
            .push(Value::new(purpose.name(), words, Knows::Wire));
    }
    step.why.push(Text::new(
        "basicConstraints says CA:FALSE, and is critical. Before clients looked at it, any holder of a certificate could sign one for any other name; Internet Explorer overlooked it in 2002, iOS in 2011.",
        "basicConstraints는 CA:FALSE이며 critical이다. 클라이언트가 이를 확인하지 않던 때에는 인증서를 가진 누구나 다른 이름의 인증서에 서명할 수 있었다. Internet Explorer는 2002년에, iOS는 2011년에 이를 놓쳤다.",
    ));
    step
}

fn authority(folder: &Folder) -> Step {
    let fenced = folder.register.settings.fence == Fence::Reserved;
    let mut step = step(
        Text::EMPTY,
        Text::new(
            "basicConstraints, keyUsage, nameConstraints",
            "basicConstraints, keyUsage, nameConstraints",
        ),
        match fenced {
            true => Text::new(
                "It is an authority: it may sign certificates and lists, but only for names inside its fence.",
                "인증 기관이다. 인증서와 목록에 서명할 수 있으나, 울타리 안의 이름만 가능하다.",
            ),
            false => Text::new(
                "It is an authority without a fence: it may vouch for any name on earth.",
                "울타리 없는 인증 기관이다. 세상 모든 이름을 보증할 수 있다.",
            ),
        },
        "RFC 5280 §4.2.1.10",
    );
    if fenced {
        step.values.push(Value::plain(
            "permittedSubtrees",
            fence::RESERVED.zones.join(", "),
            Knows::Wire,
        ));
    }
    step.why.push(Text::new(
        "A trust store asks nothing but whether a root is in it. The fence makes the difference between a root that can fool you about lab.test and one that can fool you about your bank. pathLenConstraint bounds how many authorities may stand below; a root has none, since it must be able to vouch for its successor.",
        "신뢰 저장소는 루트가 들어 있는지만 묻는다. lab.test를 속일 수 있는 루트와 은행을 속일 수 있는 루트를 가르는 것이 울타리이다. pathLenConstraint는 아래에 둘 수 있는 기관의 수를 제한한다. 루트는 후계 루트를 보증할 수 있어야 하므로 두지 않는다.",
    ));
    step
}

fn issuer(known: &Summary) -> Step {
    let mut step = step(
        Text::EMPTY,
        Text::new(
            "issuer, authorityKeyIdentifier, signature",
            "issuer, authorityKeyIdentifier, signature",
        ),
        text!(en: "Signed by {issuer} with {algorithm}.", ko: "서명한 기관: {issuer}, 알고리즘: {algorithm}.", issuer = &known.issuer, algorithm = &known.signature_algorithm),
        "RFC 5280 §4.1.1.3",
    );
    step.why.push(Text::new(
        "A client finds the issuer by its name, and by the identifier of its key where several have the same name. It then checks the signature with the issuer's key, and goes on upwards until it comes to a root it trusts.",
        "클라이언트는 발급자를 이름으로 찾고, 같은 이름이 여럿이면 키 식별자로 고른다. 발급자의 키로 서명을 확인하고, 믿는 루트에 닿을 때까지 위로 올라간다.",
    ));
    step
}

fn written() -> Step {
    let mut step = step(
        Text::new("How it is kept", "보관하는 방법"),
        Text::new("key, log, files", "키, 로그, 파일"),
        Text::new(
            "First the private key reaches the disk, then the line in the log, then the files: the line is the moment at which the certificate exists.",
            "개인 키가 먼저 디스크에 닿고, 그다음 로그의 줄, 그다음 파일이다. 로그에 적힌 순간부터 인증서가 존재한다.",
        ),
        "",
    );
    step.why.push(Text::new(
        "Pull the plug before the line, and nothing was issued; after it, the next command finishes the work from the log. Each line holds the hash of the one before, so that nobody can take one out unnoticed. An authority that does not know what it signed cannot revoke it: that is how DigiNotar fell in 2011.",
        "줄을 적기 전에 전원이 나가면 발급되지 않은 것이고, 적은 뒤라면 다음 명령이 로그를 보고 마무리한다. 줄마다 앞줄의 해시를 담아, 몰래 한 줄을 뺄 수 없다. 무엇에 서명했는지 모르는 기관은 폐기할 수도 없다. DigiNotar가 2011년에 그렇게 무너졌다.",
    ));
    step
}

/// A name as it stands in the certificate and, where that differs, as people read it.
pub(super) fn said(name: &Name) -> String {
    match name.unicode() {
        Some(unicode) => format!("{name} ({unicode})"),
        None => name.to_string(),
    }
}
