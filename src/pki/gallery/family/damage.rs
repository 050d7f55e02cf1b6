//! Certificates changed after they were signed (RFC 5280 §4.1.1.2, §4.1.1.3).
//!
//! These are signed with RSA: whoever has the public key can read out of an RSA signature which hash was signed, and so tell
//! a damaged signature from a changed body. An ECDSA signature shows only that something is wrong.

use crate::base::text::Doc;
use crate::pki::gallery::algorithm::Algorithm;
use crate::pki::gallery::case::{Case, Pair};
use crate::pki::gallery::der;
use crate::pki::gallery::entry::{Entry, Place, Said};
use crate::pki::gallery::extension::{Extension, Name};
use crate::pki::gallery::key::Fault;
use crate::pki::gallery::plan::Plan;
use crate::pki::gallery::workshop::Workshop;

const BAD_SIGNATURE: Said = Said::Refuses("7: certificate signature failure");

pub(in crate::pki::gallery) static ENTRIES: &[Entry] = &[
    Entry {
        number: 28,
        name: "signature-bit-flipped",
        fault: Doc::new(
            "one bit of the signature is flipped",
            "서명의 한 비트가 뒤집혔다",
        ),
        lesson: Doc::new(
            "One bit of 2048, and nothing is left: a signature is right or it is nothing. On disks and in mail it happens by accident; the check cannot and need not tell.",
            "2048비트 가운데 하나가 바뀌었을 뿐인데 아무것도 남지 않는다. 서명은 맞거나 아니거나 둘 중 하나이다. 디스크나 메일에서 우연히 생기기도 하지만, 검사는 그것을 구별할 수도 구별할 필요도 없다.",
        ),
        repair: Doc::new("the signature as it was made", "만들어진 그대로의 서명"),
        reason: Some("sig.bad"),
        place: Place::Leaf,
        openssl: BAD_SIGNATURE,
        strict: BAD_SIGNATURE,
        rustls: Said::Refuses("BadSignature"),
        mint: |shop| {
            let mut pair = edited(shop, "signature-bit-flipped.test", |_| ())?;
            if let Some(last) = pair.broken.leaf.last_mut() {
                *last ^= 1;
            }
            Ok(pair)
        },
    },
    Entry {
        number: 29,
        name: "subject-edited",
        fault: Doc::new(
            "the subject was changed after signing",
            "서명한 뒤 주체를 바꾸었다",
        ),
        lesson: Doc::new(
            "The signature is intact and signs another hash: read with the issuer's public key, it still says which. That is how this is told from a damaged signature, for which OpenSSL has the same error 7.",
            "서명은 온전하지만 다른 해시에 서명한 것이다. 발급자의 공개 키로 읽으면 어느 해시인지 아직 보인다. 그래서 손상된 서명과 구별할 수 있다. OpenSSL은 둘 다 오류 7이라고 한다.",
        ),
        repair: Doc::new("the subject that was signed", "서명된 그대로의 주체"),
        reason: Some("sig.body-changed"),
        place: Place::Leaf,
        openssl: BAD_SIGNATURE,
        strict: BAD_SIGNATURE,
        rustls: Said::Refuses("BadSignature"),
        mint: |shop| {
            edited(shop, "subject-edited.test", |plan| {
                plan.subject = der::organization("Ministry of Education");
            })
        },
    },
    Entry {
        number: 30,
        name: "names-edited",
        fault: Doc::new(
            "a host name was added after signing",
            "서명한 뒤 호스트 이름을 더했다",
        ),
        lesson: Doc::new(
            "This is what an attacker wants: a certificate that was honestly bought, with one more name in it. The whole of the body is hashed, so that no byte of it can be chosen afterwards.",
            "공격자가 바라는 것이 이것이다. 정직하게 산 인증서에 이름 하나를 더한다. 본문 전체를 해시하므로 어느 바이트도 나중에 고를 수 없다.",
        ),
        repair: Doc::new("the names that were signed", "서명된 그대로의 이름"),
        reason: Some("sig.body-changed"),
        place: Place::Leaf,
        openssl: BAD_SIGNATURE,
        strict: BAD_SIGNATURE,
        rustls: Said::Refuses("BadSignature"),
        mint: |shop| {
            edited(shop, "names-edited.test", |plan| {
                let names = [Name::host("names-edited.test"), Name::host("bank.test")];
                plan.set(Extension::names(&names));
            })
        },
    },
    Entry {
        number: 31,
        name: "algorithm-mismatch",
        fault: Doc::new(
            "inner and outer algorithm differ",
            "안과 밖의 알고리즘이 다르다",
        ),
        lesson: Doc::new(
            "The algorithm stands twice because only the inner one is signed. If they could differ, an attacker would choose by which rules his signature is read; so they must be the same (RFC 5280 §4.1.1.2).",
            "알고리즘은 두 번 적힌다. 서명에 덮이는 것은 안쪽뿐이기 때문이다. 둘이 달라도 된다면 공격자는 서명을 어떤 규칙으로 읽을지 고를 수 있다. 그래서 둘은 같아야 한다(RFC 5280 §4.1.1.2).",
        ),
        repair: Doc::new("both say ecdsa-with-SHA256", "둘 다 ecdsa-with-SHA256이다"),
        reason: Some("sig.alg-mismatch"),
        place: Place::Leaf,
        openssl: BAD_SIGNATURE,
        strict: Said::Refuses("78: cert info signature and signature algorithm mismatch"),
        rustls: Said::Refuses("SignatureAlgorithmMismatch"),
        mint: |shop| {
            shop.leaves("algorithm-mismatch.test", |plan| {
                plan.inner = Some(Algorithm::EcdsaSha384);
            })
        },
    },
    Entry {
        number: 32,
        name: "trailing-bytes",
        fault: Doc::new(
            "bytes after the end of the certificate",
            "인증서가 끝난 뒤에 바이트가 더 있다",
        ),
        lesson: Doc::new(
            "Two programs that disagree where something ends can be shown two different things. BERserk (2014) forged signatures with bytes that a parser overlooked. OpenSSL stops reading at the end and says nothing, rustls refuses.",
            "어디서 끝나는지 의견이 다른 두 프로그램에는 서로 다른 것을 보여 줄 수 있다. BERserk(2014년)는 파서가 못 본 바이트로 서명을 위조했다. OpenSSL은 끝에서 읽기를 멈추고 아무 말도 하지 않지만 rustls는 거절한다.",
        ),
        repair: Doc::new("nothing follows", "뒤에 아무것도 없다"),
        reason: Some("der.trailing"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: Said::Accepts,
        rustls: Said::Refuses("BadEncoding"),
        mint: |shop| {
            let mut pair = shop.leaves("trailing-bytes.test", |_| ())?;
            pair.broken.leaf.extend_from_slice(b"more");
            Ok(pair)
        },
    },
];

/// A certificate that `edit` changed after it was signed, and the one that was signed.
fn edited(shop: &mut Workshop, host: &str, edit: impl Fn(&mut Plan)) -> Result<Pair, Fault> {
    let (key, issuer) = (shop.key()?, shop.rsa_intermediate()?);
    let signed = shop.leaf(host, &key, &issuer);
    let mut changed = signed.clone();
    edit(&mut changed);
    let case = |leaf| Case {
        sent: vec![issuer.certificate.clone()],
        ..shop.case(host, leaf, key.clone())
    };
    Ok(Pair {
        broken: case(changed.with_signature_of(&signed, &issuer.key)?),
        fixed: case(signed.sign(&issuer.key)?),
    })
}
