//! The tool `dh`: a public key, or a secret agreed on with somebody else's.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::demo::primitive::dh::Dh;
use crate::demo::show::same;
use crate::demo::tool::told::{Outcome, Telling, Told, needed, result, sized};
use crate::demo::wrong::Wrong;
use crate::story::model::Proof;

/// The public key of `private`; with a `peer` the secret. `chance` makes up a partner for the proof.
///
/// # Errors
/// A key that is missing or is none.
pub fn run(
    dh: &Dh,
    private: Option<&[u8]>,
    peer: Option<&[u8]>,
    chance: &mut Chance,
) -> Result<Told, Wrong> {
    let private = needed("--private", private, dh.private)?;
    let public = dh.public(private)?;
    let title = match peer {
        None => Text::new("a public key", "공개 키"),
        Some(_) => Text::new("a secret is agreed on", "비밀을 합의한다"),
    };
    let telling = Telling::new(title, dh.name, dh.standard)
        .saying(Text::new(
            "The public key is the base point added to itself as often as the private key says; the secret is the peer's point, as often.",
            "공개 키는 기준점을 개인 키만큼 거듭 더한 점이고, 비밀은 상대의 점을 그만큼 거듭 더한 점이다.",
        ))
        .given(Text::new("private key", "개인 키"), private, Knows::Secret);
    let step = result(dh.standard).with(sized(
        Text::new("public key", "공개 키"),
        &public,
        Knows::Wire,
    ));
    let (telling, step, outcome) = match peer {
        None => (telling, step, public.clone()),
        Some(peer) => {
            let secret = dh.agree(private, peer)?;
            let telling = telling.given(
                Text::new("peer's public key", "상대의 공개 키"),
                peer,
                Knows::Wire,
            );
            let step = step.with(sized(
                Text::new("secret", "공유 비밀"),
                &secret,
                Knows::Secret,
            ));
            (telling, step, secret)
        }
    };
    let step = step
        .saying(Text::new(
            "The other end gets the same secret from its private key and this public key.",
            "상대도 자기 개인 키와 이 공개 키에서 같은 비밀을 얻는다.",
        ))
        .proving(both_ways(dh, private, &public, chance)?);
    Ok(telling.told(
        Outcome::Bytes(vec![outcome]),
        step,
        Text::new(
            "who sees both public keys does not learn the secret, until large quantum computers come",
            "두 공개 키를 다 보아도 비밀은 알 수 없다. 큰 양자 컴퓨터가 나오기 전까지는",
        ),
        Text::new(
            "say whose public key that was: a man in the middle agrees with either end. The secret is no key yet either; take kdf",
            "그 공개 키가 누구의 것인지는 말해 주지 않는다. 중간자는 양쪽과 따로 합의한다. 비밀 자체도 아직 키가 아니다. kdf 를 쓴다",
        ),
    ))
}

/// With a partner made up for it both ends get the same.
fn both_ways(dh: &Dh, private: &[u8], public: &[u8], chance: &mut Chance) -> Result<Proof, Wrong> {
    let mut partner = chance.vec(dh.length);
    // The orders of the NIST curves begin with a byte above this.
    if let Some(first) = partner.first_mut() {
        *first = 0;
    }
    let theirs = dh.public(&partner)?;
    Ok(same(
        Text::new("both ways", "양쪽에서"),
        "both_ways",
        "agree(private, peer's public) = agree(peer's private, public)",
        &dh.agree(private, &theirs)?,
        &dh.agree(&partner, public)?,
        Text::new(
            "with a partner made up for this proof both ends get the same",
            "이 증명을 위해 만든 상대와 양쪽에서 같은 비밀을 얻는다",
        ),
    ))
}
