//! What an eavesdropper can do with what it saw, and what it still cannot: a sentence made of the run's own steps.

use crate::base::side::Side;
use crate::base::text::{Text, plural};
use crate::story::known::entry::{Entry, Holder};
use crate::story::model::{Cover, Fate, Kind, Step, Story};
use crate::text;

/// Where things stand after each step.
#[derive(Clone, Debug, Default)]
pub(crate) struct Account {
    stands: Vec<Stand>,
}

/// Where things stand in the connection of a step.
#[derive(Clone, Copy, Debug, Default)]
struct Stand {
    /// Whether anything was said in TLS.
    tls: bool,
    /// How often something was said in the clear that is not TLS.
    plain: usize,
    /// Whether each end's public half stood on the wire.
    shares: [bool; 2],
    /// Where the keys come from.
    source: Source,
    /// The first step under encryption, and how many there were.
    covered: Option<(usize, usize)>,
    /// Whether one of them stays shut here too.
    sealed: bool,
}

/// Where the keys of a connection come from, as far as the story knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Source {
    #[default]
    Unknown,
    /// Two key pairs made for this connection.
    Agreed,
    /// A secret that the client sent under the server's RSA key.
    Carried,
    /// A secret kept from an earlier connection.
    Kept,
}

impl Account {
    pub(crate) fn of(story: &Story) -> Self {
        let mut stand = Stand::default();
        let steps = story.steps.iter().enumerate();
        let stands = steps.map(|(n, step)| {
            stand = stand.after(n, step);
            stand
        });
        Self {
            stands: stands.collect(),
        }
    }

    /// What the eavesdropper can do after step `at`, and what not.
    pub(crate) fn says(&self, at: usize) -> Text {
        self.stands.get(at).copied().unwrap_or_default().says()
    }
}

impl Stand {
    fn after(self, n: usize, step: &Step) -> Self {
        match &step.kind {
            Kind::Wire {
                from, cover, fate, ..
            } => {
                let mut stand = self.heard(n, step, *from, *cover);
                // What was changed on the way stays shut for everybody, keys or not.
                stand.sealed |= *cover == Cover::Sealed && *fate != Fate::Changed;
                stand
            }
            Kind::Computation { .. } => Self {
                source: self.source.after(step),
                ..self
            },
            Kind::Remark | Kind::Desk => self,
        }
    }

    fn heard(mut self, n: usize, step: &Step, from: Side, cover: Cover) -> Self {
        let named = |name: &str| {
            let first = step.exhibits.last().and_then(|shown| shown.notes.first());
            first.is_some_and(|note| note.field.name == name)
        };
        if cover != Cover::Clear {
            let (first, count) = self.covered.unwrap_or((n, 0));
            self.covered = Some((first, count + 1));
            self.tls = true;
            return self;
        }
        // A hello after data is the hello of another connection.
        if named("ClientHello") && self.covered.is_some() {
            let source = match self.source {
                Source::Kept => Source::Kept,
                Source::Unknown | Source::Agreed | Source::Carried => Source::Unknown,
            };
            self = Self {
                source,
                ..Self::default()
            };
        }
        self.plain += usize::from(named("line"));
        self.tls |= ["ClientHello", "ServerHello"].into_iter().any(named);
        let public = step.values.iter().any(|value| {
            let name = &value.name.en;
            value.bytes().is_some() && (name.starts_with("key_share") || name == "public")
        });
        if public {
            let [client, server] = &mut self.shares;
            *from.of(client, server) = true;
        }
        self
    }

    fn says(self) -> Text {
        if !self.tls {
            return match self.plain {
                0 => Text::new(
                    "Nothing is secret yet: whoever is on the path can read every frame so far.",
                    "아직 비밀은 없다. 경로에 있는 누구나 지금까지의 프레임을 모두 읽을 수 있다.",
                ),
                _ => Text::new(
                    "Nothing is secret: what the ends say stands in the clear, and whoever is on the path reads it.",
                    "비밀이 없다. 양 끝이 하는 말이 평문이어서 경로에 있는 누구나 읽는다.",
                ),
            };
        }
        let lacks = match (self.source, self.shares, self.covered) {
            (Source::Unknown, [true, true], None) => Text::new(
                "In this connection everything so far stood in the clear. The eavesdropper has both public key shares; the shared secret cannot be computed from them without one of the private keys.",
                "이 연결에서 지금까지는 모두 평문이었다. 엿듣는 사람은 두 공개 키 공유를 모두 가졌지만, 개인 키 하나라도 없으면 공유 비밀을 계산할 수 없다.",
            ),
            (Source::Unknown, [true, false] | [false, true], None) => Text::new(
                "In this connection everything so far stood in the clear. The eavesdropper has one public key share, and no key can be made from it.",
                "이 연결에서 지금까지는 모두 평문이었다. 엿듣는 사람은 공개 키 공유 하나를 가졌지만 그것으로는 아무 키도 만들 수 없다.",
            ),
            (Source::Unknown, [false, false], None) => Text::new(
                "In this connection everything so far stood in the clear: the eavesdropper knows what both ends have said.",
                "이 연결에서 지금까지는 모두 평문이었다. 엿듣는 사람도 양 끝이 한 말을 모두 안다.",
            ),
            (Source::Unknown, _, Some(_)) => Text::new(
                "The eavesdropper has no key for this connection.",
                "엿듣는 사람에게는 이 연결의 키가 없다.",
            ),
            (Source::Agreed, ..) => Text::new(
                "The eavesdropper has both public key shares, but not the shared secret.",
                "엿듣는 사람은 두 공개 키 공유를 가졌지만 공유 비밀은 없다.",
            ),
            (Source::Carried, ..) => Text::new(
                "The eavesdropper has the premaster secret only as it was encrypted to the server's RSA key: whoever gets that private key, even years later, reads everything.",
                "엿듣는 사람이 가진 프리마스터 비밀은 서버의 RSA 키로 암호화된 것뿐이다. 몇 년 뒤에라도 그 개인 키를 얻은 사람은 모두 읽는다.",
            ),
            (Source::Kept, ..) => Text::new(
                "The keys come from a secret of the earlier connection, which never stood on the wire.",
                "키는 앞선 연결의 비밀에서 나오고, 그 비밀은 선로에 나온 적이 없다.",
            ),
        };
        lacks.then(&self.cannot())
    }

    /// What of the run it cannot read.
    fn cannot(self) -> Text {
        let said = match (self.covered, self.source) {
            (None, Source::Unknown) => return Text::EMPTY,
            (None, _) => Text::new(
                "It will read nothing that is sent under keys made from it.",
                "그래서 여기서 만든 키로 보내는 것은 아무것도 읽지 못한다.",
            ),
            (Some((first, count)), _) => {
                let (step, s) = (first + 1, plural(count));
                text!(en: "It cannot read anything under encryption from step {step} on ({count} message{s} so far): it sees only lengths and times.", ko: "{step}단계부터 암호화된 것은 아무것도 읽지 못하고(지금까지 메시지 {count}개) 길이와 시각만 본다.")
            }
        };
        match self.sealed {
            true => said.then(&Text::new(
                "Nobody gave tlslab the keys, so it cannot either.",
                "tlslab도 키를 받지 못해 읽지 못한다.",
            )),
            false => said,
        }
    }
}

impl Source {
    fn after(self, step: &Step) -> Self {
        let proven = |key: &str| step.proofs.iter().any(|proof| proof.key == key);
        let valued = |name: &str| step.values.iter().any(|value| value.name.en == name);
        if proven("shared_secret") || valued("shared secret") {
            return Self::Agreed;
        }
        if proven("premaster_secret") || valued("premaster_secret") {
            return Self::Carried;
        }
        match (proven("binder"), proven("master_secret"), self) {
            (true, _, _) | (false, true, Self::Unknown) => Self::Kept,
            (false, _, old) => old,
        }
    }
}

/// The same of a story on paper, from what is known in it up to step `at`.
pub(crate) fn on_paper<'e>(known: impl Iterator<Item = &'e Entry>, at: usize) -> Text {
    const NAMED: usize = 3;
    let (mut found, mut hidden) = (Vec::new(), Vec::new());
    for entry in known {
        let kept = entry.is_known(Holder::Client, at);
        match entry.since {
            [_, _, Some(since)] if since <= at && (!kept || entry.step < since) => {
                found.push(&entry.name);
            }
            [_, _, Some(since)] if since <= at => {}
            _ if kept => hidden.push(&entry.name),
            _ => {}
        }
    }
    let names = |list: &[&Text]| {
        let last = list.len().saturating_sub(NAMED);
        Text::join(list.iter().skip(last).copied(), ", ")
    };
    let (won, lacks) = (names(&found), names(&hidden));
    let won = match won.is_empty() {
        true => Text::EMPTY,
        false => {
            text!(en: "The attacker has worked out: {en}.", ko: "공격자가 알아낸 것: {ko}.", en = won.en, ko = won.ko)
        }
    };
    let lacks = match lacks.is_empty() {
        true => Text::EMPTY,
        false => {
            text!(en: "The attacker does not know: {en}.", ko: "공격자가 모르는 것: {ko}.", en = lacks.en, ko = lacks.ko)
        }
    };
    match won.is_empty() && lacks.is_empty() {
        true => Text::new(
            "Nothing here is secret: everyone may know it.",
            "여기에는 비밀이 없다. 누구나 알아도 된다.",
        ),
        false => won.then(&lacks),
    }
}
