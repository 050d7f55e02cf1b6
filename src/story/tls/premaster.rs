//! The premaster secret of an RSA key exchange (RFC 5246 §7.4.7.1): opened with the server's private key as the server did,
//! or as the key log has it.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::keys::rsa::Why;
use crate::story::book::Book;
use crate::story::model::{Given, Proof, Step, Value, Who};
use crate::story::tls::talk::Talk;
use crate::text;

const RFC: &str = "RFC 5246 §7.4.7.1";
const KEY: &str = "premaster_secret";

/// Opens what the client encrypted to the server's key, if that key was given. Says why where no key given fits.
pub(crate) fn opened(talk: &mut Talk, book: &mut Book<'_>, encrypted: &[u8], chapter: &Text) {
    let [_, server] = &talk.session.leaves;
    let leaf = server.as_ref().map(|leaf| leaf.spki.clone());
    let keys = &book.evidence.rsa_keys;
    if keys.is_empty() || !talk.session.shared.is_empty() {
        return;
    }
    let (offered, mut refused) = (talk.session.offered, None);
    let mut found = None;
    for key in keys {
        let fits = leaf.as_ref().is_some_and(|leaf| key.fits(leaf));
        match key.premaster(encrypted, offered) {
            Ok(secret) => {
                found = Some(secret);
                break;
            }
            // What the key of this very certificate says counts more than what a stranger's key does.
            Err(why) if fits => refused = Some((true, why)),
            Err(why) => refused = refused.or(Some((false, why))),
        }
    }
    let mut step = Step::computation(
        Who::Server,
        Text::new("premaster secret", "프리마스터 비밀"),
        RFC,
    )
    .under(chapter.clone());
    let claim = Text::new("premaster secret, opened", "프리마스터 비밀을 엶");
    let mut proof = match (&found, refused) {
        (Some(secret), _) => {
            step.sentence = Text::new(
                "The server opens the premaster secret with its private key, and so does this page, because that key was given.",
                "서버가 개인 키로 프리마스터 비밀을 연다. 그 키가 주어졌으므로 여기서도 똑같이 연다.",
            );
            step.why.push(Text::new(
                "This is what it means to have no forward secrecy. Nothing of the client was needed, and the connection may be years old: one key opens every recording of that server. With (EC)DHE the same key would only sign, and open nothing.",
                "순방향 비밀성이 없다는 것이 바로 이런 뜻이다. 클라이언트의 것은 아무것도 필요 없고, 몇 년 전의 연결이어도 된다. 키 하나가 그 서버의 모든 기록을 연다. (EC)DHE였다면 같은 키는 서명만 할 뿐 아무것도 열지 못한다.",
            ));
            step.why.push(Text::new(
                "The first two bytes repeat the version that the client offered: under the encryption nobody can lower it. A server that told the sender whether the padding was right would let it decrypt message by message (Bleichenbacher, 1998); so servers go on with random bytes and fail only at Finished.",
                "처음 두 바이트는 클라이언트가 제안한 버전을 되풀이한다. 암호화되어 있으므로 누구도 버전을 낮출 수 없다. 패딩이 맞는지를 서버가 알려 주면 공격자가 메시지를 하나씩 보내며 복호화할 수 있다(Bleichenbacher, 1998). 그래서 서버는 난수로 계속 진행하고 Finished에서야 실패한다.",
            ));
            let said = secret.get(..2).unwrap_or_default();
            step.values
                .push(Value::hex("premaster_secret", secret, Knows::Both));
            step.values
                .push(Value::hex("client_version", said, Knows::Both));
            let says = Text::new(
                "the padding of PKCS #1 comes out, and the version the client offered: this is the key it was encrypted to",
                "PKCS #1 패딩과 클라이언트가 제안한 버전이 나온다: 이 키로 암호화한 것이 맞다",
            );
            Proof::new(claim, KEY, Verdict::Holds, says, RFC)
        }
        (None, Some((true, why))) => {
            step.sentence = Text::new(
                "The private key given belongs to the server's certificate, and still does not open the premaster secret.",
                "주어진 개인 키는 서버 인증서의 것이지만 프리마스터 비밀을 열지 못한다.",
            );
            let verdict = match why {
                Why::Version { .. } | Why::NoPremaster { .. } => Verdict::Fails,
                Why::Length { .. } | Why::OtherKey => Verdict::NotReached,
            };
            Proof::new(claim, KEY, verdict, why.text(), RFC)
        }
        (None, refused) => {
            let n = keys.len();
            step.sentence = text!(en: "Whoever has the server's private key opens the premaster secret. RSA keys given: {n}; none belongs to the certificate of this server.", ko: "서버의 개인 키를 가진 사람은 프리마스터 비밀을 열 수 있다. 주어진 RSA 키는 {n}개이지만, 이 서버의 인증서에 맞는 것이 없다.");
            let says = refused.map_or(Text::EMPTY, |(_, why)| why.text());
            Proof::new(claim, KEY, Verdict::NotReached, says, RFC)
        }
    };
    proof.formula = "RSA-Decrypt(private key, EncryptedPreMasterSecret)".to_owned();
    if let Some(leaf) = leaf {
        proof.inputs.push(Given {
            value: Value::hex("public key", &leaf, Knows::Wire),
            seen: Text::new("the certificate shown", "보여 준 인증서"),
        });
    }
    proof.inputs.push(Given {
        value: Value::hex("EncryptedPreMasterSecret", encrypted, Knows::Wire),
        seen: Text::new("in ClientKeyExchange", "ClientKeyExchange 안"),
    });
    proof.result.clone_from(&found);
    step.proofs.push(proof);
    book.push(step);
    if let Some(secret) = found {
        talk.session.shared = secret;
    }
}

/// The premaster secret as the key log gives it: by the client random, or by how its encrypted form begins.
pub(crate) fn logged(
    talk: &mut Talk,
    book: &mut Book<'_>,
    encrypted: Option<&[u8]>,
    chapter: &Text,
) {
    if !talk.session.shared.is_empty() {
        return;
    }
    let by_random = book.logged("PMS_CLIENT_RANDOM", &talk.session.client_random);
    let by_cipher = encrypted
        .and_then(|bytes| bytes.get(..8))
        .map(|first| book.logged("RSA", first))
        .unwrap_or_default();
    let Some(premaster) = by_cipher.into_iter().chain(by_random).next() else {
        return;
    };
    let name = Text::new("premaster secret", "프리마스터 비밀");
    let mut step = Step::computation(Who::Both, name, "RFC 5246 §8.1").under(chapter.clone());
    step.sentence = Text::new(
        "The key log gives the premaster secret, which only the two ends had.",
        "양 끝만 가졌던 프리마스터 비밀을 키 로그가 알려 준다.",
    );
    step.values
        .push(Value::hex("premaster_secret", &premaster, Knows::Both));
    book.push(step);
    talk.session.shared = premaster;
}
