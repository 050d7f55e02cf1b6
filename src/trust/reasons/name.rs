//! Whether the leaf names whom one wants to talk to (RFC 9525, RFC 5280 §4.2.1.6).

use crate::base::level::Level;
use crate::base::text::Doc;
use crate::trust::reason::{Levels, Reason};

/// The reasons of this family.
pub static ALL: &[&Reason] = &[
    &MISMATCH,
    &WILDCARD_DEPTH,
    &WILDCARD_APEX,
    &WILDCARD_PARTIAL,
    &WILDCARD_BROAD,
    &IP_AS_DNS,
    &IP_MISSING,
    &NO_SAN,
    &NONE,
    &NO_DNS,
    &EMBEDDED_NUL,
    &MALFORMED,
    &MAIL_MISMATCH,
    &SAN_CRITICAL,
    &SAN_NOT_CRITICAL,
    &COMMON_NAME,
    &COMMON_ADDRESS,
];

/// The certificate is for other names.
pub static MISMATCH: Reason = Reason::new(
    "name.mismatch",
    "RFC 9525 §6.3",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new("the certificate is for other names", "다른 이름의 인증서다"),
        Doc::new(
            "A valid certificate of somebody else proves nothing about the one you called: whoever owns any domain has one.",
            "남의 인증서가 유효하다고 해서 지금 부른 상대에 대해 증명되는 것은 없다. 도메인을 가진 사람이면 누구나 그런 인증서가 있다.",
        ),
        Doc::new(
            "connect by a name the certificate has, or issue one that has this name among its subject alternative names",
            "인증서에 있는 이름으로 접속하거나, 이 이름을 주체 대체 이름에 넣어 다시 발급한다",
        ),
    ],
);

/// A wildcard stands for one label only.
pub static WILDCARD_DEPTH: Reason = Reason::new(
    "name.wildcard-depth",
    "RFC 9525 §6.3",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "a wildcard stands for one label only",
            "와일드카드는 레이블 하나만 대신한다",
        ),
        Doc::new(
            "Who may certify *.example.com need not be trusted with every tree of names below each of them.",
            "*.example.com 이름을 보증할 수 있다고 해서 그 아래 모든 하위 이름까지 맡길 수 있는 것은 아니다.",
        ),
        Doc::new(
            "add the full name, or a wildcard one level deeper, to the subject alternative names",
            "주체 대체 이름에 온전한 이름이나 한 단계 더 깊은 와일드카드를 넣는다",
        ),
    ],
);

/// A wildcard does not cover the domain itself.
pub static WILDCARD_APEX: Reason = Reason::new(
    "name.wildcard-apex",
    "RFC 9525 §6.3",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "a wildcard does not cover the domain itself",
            "와일드카드는 도메인 자신을 포함하지 않는다",
        ),
        Doc::new(
            "The asterisk stands for exactly one label, not for none.",
            "별표는 정확히 레이블 하나를 뜻하며, 없는 것을 뜻하지 않는다.",
        ),
        Doc::new(
            "add the bare domain beside the wildcard to the subject alternative names",
            "주체 대체 이름에 와일드카드와 함께 도메인 자체를 넣는다",
        ),
    ],
);

/// The asterisk is not a whole label.
pub static WILDCARD_PARTIAL: Reason = Reason::new(
    "name.wildcard-partial",
    "RFC 9525 §6.3",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "the asterisk is not a whole label",
            "별표가 레이블 전체가 아니다",
        ),
        Doc::new(
            "Patterns inside a label were read differently by different programs, so RFC 9525 lets only a whole leftmost label be a wildcard.",
            "레이블 안의 별표는 프로그램마다 다르게 읽었다. 그래서 RFC 9525는 가장 왼쪽 레이블 전체만 와일드카드로 인정한다.",
        ),
        Doc::new(
            "write *.domain, or list the hosts by name",
            "*.도메인 꼴로 쓰거나 호스트 이름을 하나씩 적는다",
        ),
    ],
);

/// The wildcard spans a whole top-level domain.
pub static WILDCARD_BROAD: Reason = Reason::new(
    "name.wildcard-broad",
    "CA/B BR §3.2.2.6",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "the wildcard spans a whole top-level domain",
            "와일드카드가 최상위 도메인 전체에 걸친다",
        ),
        Doc::new(
            "Nobody owns all names below a top-level domain, so nobody can be certified for all of them.",
            "최상위 도메인 아래의 모든 이름을 가진 사람은 없으므로 그 전체를 인증받을 수 있는 사람도 없다.",
        ),
        Doc::new(
            "put the wildcard below a domain of your own",
            "자기 도메인 바로 아래에 와일드카드를 둔다",
        ),
    ],
);

/// The address is written as a host name.
pub static IP_AS_DNS: Reason = Reason::new(
    "name.ip-as-dns",
    "RFC 5280 §4.2.1.6",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "the address is written as a host name",
            "IP 주소를 호스트 이름으로 적었다",
        ),
        Doc::new(
            "An address belongs in an iPAddress entry as 4 or 16 bytes; text in a dNSName is compared with names only.",
            "주소는 iPAddress 항목에 4바이트나 16바이트로 적는다. dNSName에 적은 글자는 이름하고만 비교한다.",
        ),
        Doc::new(
            "issue it with an iPAddress entry instead of the dNSName",
            "dNSName 대신 iPAddress 항목을 넣어 다시 발급한다",
        ),
    ],
);

/// No entry has the address asked for.
pub static IP_MISSING: Reason = Reason::new(
    "name.ip-missing",
    "RFC 9525 §6.5",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "no entry has the address asked for",
            "물어본 IP 주소가 어느 항목에도 없다",
        ),
        Doc::new(
            "An address is matched byte for byte with iPAddress entries; a host name that resolves to it does not count, since DNS can lie.",
            "주소는 iPAddress 항목과 바이트 단위로 비교한다. DNS는 속일 수 있으므로 그 주소로 풀리는 이름은 치지 않는다.",
        ),
        Doc::new(
            "connect by name, or add the address as an iPAddress entry",
            "이름으로 접속하거나, 주소를 iPAddress 항목으로 넣는다",
        ),
    ],
);

/// There are no subject alternative names, and the common name does not count.
pub static NO_SAN: Reason = Reason::new(
    "name.no-san",
    "RFC 9525 §6.3",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "there are no subject alternative names, and the common name does not count",
            "주체 대체 이름이 없고, 일반 이름(CN)은 치지 않는다",
        ),
        Doc::new(
            "The common name is free text for people: it cannot tell a host from a person, and name constraints do not reach it.",
            "일반 이름은 사람이 읽는 자유로운 글이다. 호스트인지 사람인지 구별되지 않고 이름 제약도 미치지 않는다.",
        ),
        Doc::new(
            "issue it with the name in subjectAltName",
            "이름을 subjectAltName에 넣어 다시 발급한다",
        ),
    ],
);

/// The certificate names nobody at all.
pub static NONE: Reason = Reason::new(
    "name.none",
    "RFC 5280 §4.1.2.6",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "the certificate names nobody at all",
            "누구의 이름도 적혀 있지 않다",
        ),
        Doc::new(
            "Without subject and subject alternative names it certifies that some unnamed one has a key.",
            "주체도 주체 대체 이름도 없으면, 이름 모를 누군가가 키를 가졌다는 증명일 뿐이다.",
        ),
        Doc::new(
            "issue it with the name in subjectAltName",
            "이름을 subjectAltName에 넣어 다시 발급한다",
        ),
    ],
);

/// There are alternative names, but none is of the kind that is needed.
pub static NO_DNS: Reason = Reason::new(
    "name.no-dns",
    "RFC 9525 §6.3",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "there are alternative names, but none is of the kind that is needed",
            "대체 이름은 있지만 필요한 종류가 없다",
        ),
        Doc::new(
            "Each kind of name is compared with its own kind only: a mail address says nothing about a host.",
            "이름은 같은 종류끼리만 비교한다. 메일 주소는 호스트에 대해 아무것도 말해 주지 않는다.",
        ),
        Doc::new(
            "issue it with an entry of the kind that is asked for",
            "물어본 종류의 항목을 넣어 다시 발급한다",
        ),
    ],
);

/// A NUL byte hides inside a name.
pub static EMBEDDED_NUL: Reason = Reason::new(
    "name.embedded-nul",
    "RFC 5280 §4.2.1.6",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "a NUL byte hides inside a name",
            "이름 속에 NUL 바이트가 숨어 있다",
        ),
        Doc::new(
            "Programs in C stop reading at a NUL: they saw bank.com where the authority had certified bank.com[NUL].evil.com.",
            "C로 쓴 프로그램은 NUL에서 읽기를 멈춘다. 인증 기관은 bank.com[NUL].evil.com 이름을 보증했는데 프로그램은 bank.com 이름으로 보았다.",
        ),
        Doc::new(
            "never accept it: somebody tried to deceive; issue it anew with a clean name",
            "받아들이지 않는다. 누군가 속이려 한 것이다. 깨끗한 이름으로 다시 발급한다",
        ),
    ],
);

/// An alternative name is not of the form its kind asks for.
pub static MALFORMED: Reason = Reason::new(
    "name.malformed",
    "RFC 5280 §4.2.1.6",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "an alternative name is not of the form its kind asks for",
            "대체 이름이 그 종류의 꼴이 아니다",
        ),
        Doc::new(
            "Names that are not well formed are compared differently by different programs, and the difference is where attacks live.",
            "꼴이 어긋난 이름은 프로그램마다 다르게 비교한다. 공격은 그 차이를 파고든다.",
        ),
        Doc::new(
            "issue it with a name in the preferred syntax: letters, digits and hyphens; other scripts as A-labels (xn--)",
            "영문자, 숫자, 하이픈만 쓰는 이름으로 다시 발급한다. 다른 문자는 A-레이블(xn--)로 적는다",
        ),
    ],
);

/// No entry has the mail address asked for.
pub static MAIL_MISMATCH: Reason = Reason::new(
    "name.mail",
    "RFC 9598 §3",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "no entry has the mail address asked for",
            "물어본 메일 주소가 어느 항목에도 없다",
        ),
        Doc::new(
            "A mail certificate binds a key to a mailbox; another mailbox of the same host is another person.",
            "메일 인증서는 키를 메일함에 묶는다. 같은 호스트의 다른 메일함은 다른 사람이다.",
        ),
        Doc::new(
            "issue it with this mailbox as an rfc822Name entry",
            "이 메일함을 rfc822Name 항목으로 넣어 다시 발급한다",
        ),
    ],
);

/// SubjectAltName is critical though there is a subject.
pub static SAN_CRITICAL: Reason = Reason::new(
    "name.san-critical",
    "CA/B BR §7.1.2.7.12",
    Some("bad_certificate"),
    Levels::WEB,
    [
        Doc::new(
            "subjectAltName is critical though there is a subject",
            "주체가 있는데도 subjectAltName이 중요(critical)로 표시되었다",
        ),
        Doc::new(
            "Critical is only for the certificate that has no other name: then whoever does not know the extension must refuse.",
            "중요 표시는 다른 이름이 없는 인증서에만 쓴다. 그때는 이 확장을 모르는 쪽이 거부해야 하기 때문이다.",
        ),
        Doc::new(
            "issue it with a non-critical subjectAltName",
            "subjectAltName을 중요하지 않음으로 다시 발급한다",
        ),
    ],
);

/// The subject is empty and subjectAltName is not critical.
pub static SAN_NOT_CRITICAL: Reason = Reason::new(
    "name.san-not-critical",
    "RFC 5280 §4.2.1.6",
    Some("bad_certificate"),
    Levels::WARNING,
    [
        Doc::new(
            "the subject is empty and subjectAltName is not critical",
            "주체가 비었는데 subjectAltName이 중요로 표시되지 않았다",
        ),
        Doc::new(
            "Whoever skips the extension would see a certificate for nobody.",
            "이 확장을 건너뛰는 쪽에는 아무의 것도 아닌 인증서로 보인다.",
        ),
        Doc::new(
            "mark subjectAltName critical, or fill the subject",
            "subjectAltName을 중요로 표시하거나 주체를 채운다",
        ),
    ],
);

/// The common name repeats no alternative name.
pub static COMMON_NAME: Reason = Reason::new(
    "name.common-name",
    "CA/B BR §7.1.4.3",
    None,
    Levels {
        rfc5280: Level::Note,
        webpki: Level::Warning,
    },
    [
        Doc::new(
            "the common name repeats no alternative name",
            "일반 이름이 어느 대체 이름과도 같지 않다",
        ),
        Doc::new(
            "Where a common name is given at all it should be one of the alternative names, letter by letter, so that nobody reads two different promises.",
            "일반 이름을 적는다면 대체 이름 가운데 하나와 글자까지 같아야 한다. 그래야 서로 다른 두 약속으로 읽히지 않는다.",
        ),
        Doc::new(
            "leave the common name out, or copy an alternative name into it",
            "일반 이름을 빼거나 대체 이름 하나를 그대로 옮겨 적는다",
        ),
    ],
);

/// The common name is an address that no alternative name has in this spelling.
pub static COMMON_ADDRESS: Reason = Reason::new(
    "name.common-address",
    "CA/B BR §7.1.4.3",
    Some("bad_certificate"),
    Levels::WEB,
    [
        Doc::new(
            "the common name is an address that no alternative name has in this spelling",
            "일반 이름이 IP 주소인데 같은 표기의 대체 이름이 없다",
        ),
        Doc::new(
            "Programs that still look at the common name read 192.168.001.001 in different ways: with octal digits it is another address.",
            "아직 일반 이름을 보는 프로그램은 192.168.001.001 같은 표기를 저마다 다르게 읽는다. 8진수로 읽으면 다른 주소가 된다.",
        ),
        Doc::new(
            "leave the common name out, or write the address in its shortest form (RFC 5952)",
            "일반 이름을 빼거나 주소를 가장 짧은 꼴로 적는다(RFC 5952)",
        ),
    ],
);
