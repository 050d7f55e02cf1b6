//! Serial numbers that are none (RFC 5280 §4.1.2.2: positive, at most twenty octets).

use crate::base::text::Doc;
use crate::pki::gallery::entry::{Entry, Place, Said};

pub(in crate::pki::gallery) static ENTRIES: &[Entry] = &[
    Entry {
        number: 51,
        name: "serial-zero",
        fault: Doc::new("the serial number is 0", "일련번호가 0이다"),
        lesson: Doc::new(
            "A serial number is how a certificate is revoked: two with the same cannot be told apart in a CRL. Zero is what software writes that never chose one.",
            "일련번호는 인증서를 폐기할 때 쓰는 이름이다. 같은 번호가 둘이면 CRL에서 구별할 수 없다. 0은 번호를 고른 적이 없는 소프트웨어가 적는 값이다.",
        ),
        repair: Doc::new("sixteen random octets", "무작위 16옥텟이다"),
        reason: Some("lint.serial"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: Said::Accepts,
        rustls: Said::Accepts,
        mint: |shop| shop.leaves("serial-zero.test", |plan| plan.serial = vec![0]),
    },
    Entry {
        number: 51,
        name: "serial-negative",
        fault: Doc::new("the serial number is negative", "일련번호가 음수이다"),
        lesson: Doc::new(
            "Sixteen random octets, and every second time the first bit is 1, which DER reads as a minus sign: the zero octet in front was forgotten. Software that stores it as text, as unsigned or as signed then knows three different numbers.",
            "무작위 16옥텟을 쓰면 두 번에 한 번은 첫 비트가 1이고 DER는 그것을 음수로 읽는다. 앞에 0 옥텟을 붙이는 것을 잊은 것이다. 글자로, 부호 없이, 부호 있게 저장하는 소프트웨어는 서로 다른 세 번호를 알게 된다.",
        ),
        repair: Doc::new("the number is positive", "양수이다"),
        reason: Some("lint.serial"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: Said::Accepts,
        rustls: Said::Accepts,
        mint: |shop| {
            shop.leaves("serial-negative.test", |plan| {
                if let Some(first) = plan.serial.first_mut() {
                    *first |= 0x80;
                }
            })
        },
    },
    Entry {
        number: 51,
        name: "serial-too-long",
        fault: Doc::new(
            "the serial number has more than twenty octets",
            "일련번호가 20옥텟보다 길다",
        ),
        lesson: Doc::new(
            "Twenty octets are the bound so that everybody can keep them in a fixed field. At least 64 bits of them have to be random: in 2008 predictable numbers helped to make a rogue CA out of an MD5 collision, and in 2019 millions of certificates were replaced because theirs had only 63.",
            "누구나 고정된 칸에 담을 수 있도록 한계가 20옥텟이다. 그 가운데 적어도 64비트는 무작위여야 한다. 2008년에는 예측할 수 있는 번호 때문에 MD5 충돌로 가짜 CA를 만들 수 있었고, 2019년에는 63비트뿐이라는 이유로 수백만 장을 다시 발급했다.",
        ),
        repair: Doc::new("sixteen octets", "16옥텟이다"),
        reason: Some("lint.serial"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: Said::Accepts,
        rustls: Said::Accepts,
        mint: |shop| {
            shop.leaves("serial-too-long.test", |plan| {
                plan.serial.extend_from_slice(&[0x5a; 8]);
            })
        },
    },
];
