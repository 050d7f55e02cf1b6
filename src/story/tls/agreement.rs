//! The key exchange: the key pairs behind the shares, and the secret both ends get from them, each computed again.

use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::dissect::tls::codes::group::Group;
use crate::keys::agreement;
use crate::story::book::Book;
use crate::story::evidence::Exchange;
use crate::story::model::{Given, Proof, Step, Value};
use crate::story::tls::talk::{Talk, set};
use crate::text;

/// What the ends recorded of one key exchange.
pub(crate) struct Exchanges<'e> {
    pub(crate) client: Option<&'e Exchange>,
    pub(crate) server: Option<&'e Exchange>,
}

/// The key pair behind a key share, if the end recorded it.
pub(crate) fn key_pair(book: &Book<'_>, side: Side, group: Group, public: &[u8]) -> Option<Step> {
    let exchange = book.exchange(side, public)?;
    let name = text!(en: "{group} key pair", ko: "{group} 키 쌍");
    let mut step = Step::computation(side.into(), name, "RFC 8446 §4.2.8");
    step.sentence = match side {
        Side::Client => Text::new(
            "The client makes a fresh key pair for this connection alone; only the public half will travel.",
            "클라이언트가 이 연결만을 위한 새 키 쌍을 만든다. 공개 값만 전송된다.",
        ),
        Side::Server => Text::new(
            "The server makes its own fresh half of the key exchange, for this connection alone.",
            "서버가 이 연결만을 위해 키 교환의 자기 몫을 새로 만든다.",
        ),
    };
    step.why.push(Text::new(
        "It is thrown away after the handshake. That gives forward secrecy: whoever steals the key of the server's certificate later still cannot open a recording of this connection.",
        "이 키 쌍은 핸드셰이크가 끝나면 버린다. 그래서 순방향 비밀성이 생긴다. 나중에 서버의 인증서 키를 훔친 사람도 기록해 둔 이 통신을 열 수 없다.",
    ));
    if let Some(private) = &exchange.private {
        step.values
            .push(Value::hex("private", private, side.into()));
    }
    step.values.push(Value::hex("public", public, Knows::Wire));
    let again = exchange.private.as_deref().and_then(|private| {
        let made = agreement::share(group.0, side, private, &exchange.peer)?;
        Some((private, made))
    });
    if let Some((private, made)) = again {
        let says = [
            Text::new(
                "made from the private key, it is what the key share says",
                "개인 키로 만든 값이 키 공유에 있는 값과 같다",
            ),
            Text::new(
                "the key share says something else",
                "키 공유에 있는 값이 다르다",
            ),
        ];
        let claim = Text::new("the public half", "공개 값");
        let formula = format!("{group}(private, base)");
        let mut proof = Proof::equal(
            claim,
            "key_share",
            formula,
            &made,
            public,
            says,
            "RFC 8446 §4.2.8",
        );
        proof.inputs.push(Given {
            value: Value::hex("private", private, side.into()),
            seen: recorded(side),
        });
        step.proofs.push(proof);
    }
    Some(step)
}

/// Tells the shared secret in `step`: done again from each private key that is known, and held against what the other end
/// got.
pub(crate) fn shared(
    talk: &mut Talk,
    book: &mut Book<'_>,
    exchanges: &Exchanges<'_>,
    mut step: Step,
) {
    let (Some(group), Some(either)) = (talk.session.group, exchanges.client.or(exchanges.server))
    else {
        return;
    };
    talk.session.shared.clone_from(&either.secret);
    let client_share = match either.side {
        Side::Client => &either.public,
        Side::Server => &either.peer,
    };
    set(&mut talk.session.shares, Side::Client, client_share.clone());
    step.chapter = talk.session.chapter_now();
    step.sentence = text!(en: "Each end combines its own private key with the other's public value ({group}); both get the same secret, which never travels.", ko: "양 끝이 저마다 자기 개인 키와 상대의 공개 값을 결합한다({group}). 둘은 같은 비밀을 얻고, 그 비밀은 전송되지 않는다.");
    step.values
        .push(Value::hex("shared secret", &either.secret, Knows::Both));
    // One end's private key is enough: both public halves are proven above, and the other end's result is compared.
    let both = [
        (exchanges.client, exchanges.server),
        (exchanges.server, exchanges.client),
    ];
    let known = both
        .into_iter()
        .filter_map(|(own, other)| Some((own?, other)))
        .min_by_key(|(own, _)| own.private.is_none());
    if let Some((own, other)) = known {
        step.proofs.push(agreed(group, own, other, step.rfc));
    }
    if step
        .proofs
        .iter()
        .any(|proof| proof.verdict == Verdict::Fails)
    {
        talk.session.failed.get_or_insert("shared_secret");
    }
    book.push(step);
}

fn agreed(group: Group, own: &Exchange, other: Option<&Exchange>, rfc: &'static str) -> Proof {
    let claim = Text::new("shared secret", "공유 비밀");
    let seen = other.map_or(&own.secret, |other| &other.secret);
    let again = own
        .private
        .as_deref()
        .and_then(|private| agreement::secret(own.group, own.side, private, &own.peer));
    let [mine, theirs] = own.side.of(
        ["client private", "server public"],
        ["server private", "client public"],
    );
    let formula = format!("{group}({mine}, {theirs})");
    let Some(again) = again else {
        let says = Text::new("the private key is not known", "개인 키를 모른다");
        return Proof {
            formula,
            ..Proof::new(claim, "shared_secret", Verdict::NotReached, says, rfc)
        };
    };
    let says = match other {
        Some(_) => [
            Text::new(
                "computed again from one end's private key, it equals what the other end got from its own",
                "한쪽의 개인 키로 다시 계산한 값이 상대가 자기 개인 키로 얻은 값과 같다",
            ),
            Text::new(
                "the other end got another secret",
                "상대는 다른 비밀을 얻었다",
            ),
        ],
        None => [
            Text::new(
                "computed again, it equals what this end recorded",
                "다시 계산한 값이 이쪽의 기록과 같다",
            ),
            Text::new(
                "this end recorded another secret",
                "이쪽은 다른 비밀을 기록했다",
            ),
        ],
    };
    let mut proof = Proof::equal(claim, "shared_secret", formula, &again, seen, says, rfc);
    if let Some(private) = &own.private {
        proof.inputs.push(Given {
            value: Value::hex(mine, private, own.side.into()),
            seen: recorded(own.side),
        });
    }
    let share = Text::new("the other end's key share", "상대의 키 공유");
    proof.inputs.push(Given {
        value: Value::hex(theirs, &own.peer, Knows::Wire),
        seen: share,
    });
    proof
}

fn recorded(side: Side) -> Text {
    let who = side.text();
    Text {
        en: format!("recorded at the {}", who.en).into(),
        ko: format!("{} 쪽에서 기록", who.ko).into(),
    }
}
