//! From a computed value to a proof: formula, inputs, result, and what it is compared with.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::keys::derived::Derived;
use crate::story::model::{Given, Proof, Value};

/// What a recomputed value is held against.
pub(crate) enum Against<'a> {
    /// Bytes that stood on the wire, and where.
    Wire(&'a [u8], Text),
    /// What the ends logged: every different value found; none: nothing was logged.
    Log(&'a [Vec<u8>]),
    /// Nothing says it itself; something made from it was compared, with this verdict.
    Heir(Verdict, Text),
}

impl Proof {
    /// A claim without inputs yet.
    pub(crate) fn new(
        claim: Text,
        key: &'static str,
        verdict: Verdict,
        says: Text,
        rfc: &'static str,
    ) -> Self {
        Self {
            claim,
            key,
            formula: String::new(),
            inputs: Vec::new(),
            result: None,
            seen: None,
            verdict,
            says,
            rfc,
        }
    }

    /// That two things are the same.
    pub(crate) fn equal(
        claim: Text,
        key: &'static str,
        formula: impl Into<String>,
        result: &[u8],
        seen: &[u8],
        says: [Text; 2],
        rfc: &'static str,
    ) -> Self {
        let [good, bad] = says;
        let (verdict, says) = if result == seen {
            (Verdict::Holds, good)
        } else {
            (Verdict::Fails, bad)
        };
        Self {
            formula: formula.into(),
            result: Some(result.to_vec()),
            seen: Some(seen.to_vec()),
            ..Self::new(claim, key, verdict, says, rfc)
        }
    }

    /// That a derived value is the one the ends used.
    pub(crate) fn of(derived: &Derived, key: &'static str, against: &Against<'_>) -> Self {
        let result = &derived.output;
        let (seen, verdict, says) = match against {
            Against::Wire(seen, place) => {
                if seen == result {
                    let says = Text::new("equals what stands on the wire", "선로에 있는 값과 같다")
                        .then(&bracket(place));
                    (Some(seen.to_vec()), Verdict::Holds, says)
                } else {
                    let says = Text::new(
                        "differs from what stands on the wire",
                        "선로에 있는 값과 다르다",
                    )
                    .then(&bracket(place));
                    (Some(seen.to_vec()), Verdict::Fails, says)
                }
            }
            Against::Log([]) => (
                None,
                Verdict::NotReached,
                Text::new(
                    "no end logged this value, and nothing on the wire shows it",
                    "어느 쪽도 이 값을 기록하지 않았고 선로에도 드러나지 않는다",
                ),
            ),
            Against::Log([only]) if only == result => (
                Some(only.clone()),
                Verdict::Holds,
                Text::new(
                    "equals what the ends themselves logged",
                    "양 끝이 스스로 기록한 값과 같다",
                ),
            ),
            Against::Log([only]) => (
                Some(only.clone()),
                Verdict::Fails,
                Text::new(
                    "differs from what the ends logged",
                    "양 끝이 기록한 값과 다르다",
                ),
            ),
            Against::Log(several) => (
                several.iter().find(|one| *one != result).cloned(),
                Verdict::Fails,
                Text::new(
                    "the two ends logged different values: they did not see the same messages",
                    "양 끝이 서로 다른 값을 기록했다: 서로 다른 메시지를 본 것이다",
                ),
            ),
            Against::Heir(verdict, says) => (None, *verdict, says.clone()),
        };
        let inputs = derived.inputs.iter().map(|input| {
            let (seen, knows) = place(&input.name);
            Given {
                value: Value::hex(input.name.clone(), &input.bytes, knows),
                seen,
            }
        });
        Self {
            claim: Text::same(derived.name.clone()),
            key,
            formula: derived.formula.clone(),
            inputs: inputs.collect(),
            result: Some(result.clone()),
            seen,
            verdict,
            says,
            rfc: derived.rfc,
        }
    }

    /// The same with one more input.
    pub(crate) fn given(mut self, value: Value, seen: Text) -> Self {
        self.inputs.push(Given { value, seen });
        self
    }
}

/// Where an input of the key schedule was seen, and who knows it.
fn place(name: &str) -> (Text, Knows) {
    match name {
        "0" => (
            Text::new("zero bytes, as many as the hash has", "해시 길이만큼의 0"),
            Knows::Constant,
        ),
        "(EC)DHE" | "premaster_secret" | "pre_master_secret" => (
            Text::new("the shared secret above", "위의 공유 비밀"),
            Knows::Both,
        ),
        "PSK" => (
            Text::new(
                "the ticket's key, from the earlier connection",
                "앞선 연결에서 온 티켓의 키",
            ),
            Knows::Both,
        ),
        "ticket_nonce" => (
            Text::new("NewSessionTicket just above", "바로 위의 NewSessionTicket"),
            Knows::Both,
        ),
        "ClientHello.random" | "ServerHello.random" => (
            Text::new(
                "in the clear, in the hello of that name",
                "같은 이름의 헬로 메시지에 평문으로",
            ),
            Knows::Wire,
        ),
        "Transcript-Hash(\"\")" => (
            Text::new("hash of nothing: a constant", "빈 입력의 해시: 상수"),
            Knows::Recomputed,
        ),
        hash if hash.contains("Hash(") || hash == "session_hash" => (
            Text::new("hash of messages shown above", "위에 나온 메시지의 해시"),
            Knows::Recomputed,
        ),
        _ => (
            Text::new("computed in a step above", "위의 단계에서 계산"),
            Knows::Both,
        ),
    }
}

fn bracket(place: &Text) -> Text {
    if place.is_empty() {
        return Text::EMPTY;
    }
    Text {
        en: format!("({})", place.en).into(),
        ko: format!("({})", place.ko).into(),
    }
}
