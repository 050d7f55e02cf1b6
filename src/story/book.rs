//! The book a story is written in: the steps so far, and what is remembered from one connection to the next.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::Side;
use crate::base::text::Text;
use crate::base::time::Time;
use crate::base::verdict::Verdict;
use crate::capture::packet::Packet;
use crate::dissect::fragments::{Overlap, Whole};
use crate::dissect::link;
use crate::keys::log::Log;
use crate::story::end::End;
use crate::story::evidence::{Done, Evidence, Exchange, Setup};
use crate::story::model::{Cover, Fate, Kind, Proof, Step};
use crate::story::repeats::{Repeats, Run};
use crate::story::sent;
use crate::text;

/// Steps, and what later steps need of earlier ones.
pub(crate) struct Book<'e> {
    pub(crate) evidence: &'e Evidence,
    pub(crate) steps: Vec<Step>,
    /// Secrets as logged. Where the ends logged different values for one name, each has a log of its own.
    logs: Vec<Log>,
    /// Client randoms that the wire changed: as each arrived, and as it was sent. The client logs under the latter.
    randoms: BTreeMap<Vec<u8>, Vec<u8>>,
    pub(crate) tickets: Vec<Ticket>,
    pub(crate) sessions: Vec<Remembered>,
    /// The end that speaks as TLS client, where it is known beforehand.
    pub(crate) client: Option<End>,
    start: Time,
    told: BTreeSet<u32>,
    /// Packets put together from fragments, by the frame that completed them: shown with that frame.
    wholes: BTreeMap<u32, Whole>,
    /// Whether it was said that the connection travels in a tunnel.
    pub(crate) tunnelled: bool,
    /// What happens over and over just now.
    pub(crate) runs: BTreeMap<Repeats, Run>,
    /// Damaged frames that reached the other end's TCP all the same.
    taken: BTreeSet<u32>,
    /// Whether it was said that a checksum of a captured frame cannot be judged.
    pub(crate) doubted: bool,
}

/// A TLS 1.3 ticket and the pre-shared key it stands for.
pub(crate) struct Ticket {
    pub(crate) identity: Vec<u8>,
    pub(crate) psk: Vec<u8>,
    pub(crate) age_add: u32,
    pub(crate) suite: u16,
    pub(crate) connection: usize,
}

/// A TLS 1.2 session that may be resumed.
pub(crate) struct Remembered {
    pub(crate) id: Vec<u8>,
    pub(crate) ticket: Vec<u8>,
    pub(crate) master: Vec<u8>,
    pub(crate) connection: usize,
}

impl<'e> Book<'e> {
    pub(crate) fn new(evidence: &'e Evidence) -> Self {
        let start = evidence
            .packets
            .first()
            .map(|packet| packet.time)
            .unwrap_or_default();
        let damaged = evidence.done.iter().filter_map(|(number, done)| {
            let damaged = matches!(done, Done::Damaged { .. });
            (damaged && sent::was_taken(evidence, *number)).then_some(*number)
        });
        Self {
            taken: damaged.collect(),
            evidence,
            steps: Vec::new(),
            logs: logs(&evidence.key_log),
            randoms: BTreeMap::new(),
            tickets: Vec::new(),
            sessions: Vec::new(),
            client: None,
            start,
            told: BTreeSet::new(),
            wholes: BTreeMap::new(),
            tunnelled: false,
            runs: BTreeMap::new(),
            doubted: false,
        }
    }

    /// What this end was set up with, if that is known.
    pub(crate) fn setup(&self, side: Side) -> Option<&'e Setup> {
        self.evidence.setups.iter().find(|setup| setup.side == side)
    }

    /// How many frames the wire lost, or damaged so that their receiver threw them away.
    pub(crate) fn lost(&self) -> usize {
        let done = self.evidence.done.keys();
        done.filter(|number| self.is_lost(**number)).count()
    }

    /// Whether frame `number` never reached the other end's TCP.
    pub(crate) fn is_lost(&self, number: u32) -> bool {
        matches!(self.fate(number), Some(Fate::Lost | Fate::Damaged))
    }

    /// The frame numbered `number`.
    pub(crate) fn packet(&self, number: u32) -> Option<&'e Packet> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        let packets = &self.evidence.packets;
        if let Some(packet) = packets.get(at).filter(|packet| packet.number == number) {
            return Some(packet);
        }
        // Of one connection in a capture: numbers ascend, with holes.
        let at = packets.partition_point(|packet| packet.number < number);
        packets.get(at).filter(|packet| packet.number == number)
    }

    /// When the frame numbered `number` left, since the first frame.
    pub(crate) fn since_start(&self, number: u32) -> Option<Duration> {
        Some(self.packet(number)?.time.since(self.start))
    }

    /// A step on the wire, with its frames as exhibits unless an earlier step showed them.
    pub(crate) fn wire(
        &mut self,
        from: Side,
        packets: &[u32],
        name: Text,
        rfc: &'static str,
    ) -> Step {
        let mut step = Step::new(name, rfc);
        step.time = packets.last().and_then(|number| self.since_start(*number));
        let fate = self.fate_of(packets);
        let length = packets
            .iter()
            .filter_map(|number| self.packet(*number))
            .map(|packet| packet.original as usize)
            .sum();
        step.kind = Kind::Wire {
            from,
            packets: packets.to_vec(),
            length,
            cover: Cover::Clear,
            fate,
        };
        for number in packets {
            if self.told.insert(*number) {
                step.exhibits.extend(self.frame(*number));
                if let Some(whole) = self.wholes.remove(number) {
                    put_together(&mut step, *number, &whole);
                }
            }
        }
        step
    }

    /// Whether a step has shown the frame already.
    pub(crate) fn is_told(&self, number: u32) -> bool {
        self.told.contains(&number)
    }

    /// The explained bytes of a frame.
    fn frame(&self, number: u32) -> Option<Exhibit> {
        let packet = self.packet(number)?;
        let title = text!(en: "frame {number}", ko: "프레임 {number}");
        Some(Exhibit::read(
            title,
            Origin::Packet(number),
            &packet.bytes,
            |r| link::frame(r, packet.link).map(drop),
        ))
    }

    /// Takes note of the packet that frame `number` completed.
    pub(crate) fn completed(&mut self, number: u32, whole: Whole) {
        self.wholes.insert(number, whole);
    }

    /// What the wire did to a frame, if anything.
    pub(crate) fn fate(&self, number: u32) -> Option<Fate> {
        match self.evidence.done.get(&number)? {
            Done::Lost => Some(Fate::Lost),
            Done::Changed { .. } => Some(Fate::Changed),
            Done::Damaged { .. } if self.taken.contains(&number) => Some(Fate::Changed),
            Done::Damaged { .. } => Some(Fate::Damaged),
            Done::Twice => Some(Fate::Twice),
            Done::Late(time) => Some(Fate::Late(*time)),
            Done::Waiting => Some(Fate::Waiting),
        }
    }

    /// What the wire did to several frames that carried one thing: while one waits, so does all of it.
    pub(crate) fn fate_of(&self, packets: &[u32]) -> Fate {
        let fates = || packets.iter().filter_map(|number| self.fate(*number));
        fates()
            .find(|fate| *fate == Fate::Waiting)
            .or_else(|| fates().next())
            .unwrap_or(Fate::Delivered)
    }

    pub(crate) fn push(&mut self, step: Step) {
        self.runs.clear();
        self.steps.push(step);
    }

    /// Takes note that a step has the frame.
    pub(crate) fn mark_told(&mut self, number: u32) {
        self.told.insert(number);
    }

    /// The key exchange that `side` recorded with the key share `public`.
    pub(crate) fn exchange(&self, side: Side, public: &[u8]) -> Option<&'e Exchange> {
        self.evidence
            .exchanges
            .iter()
            .find(|exchange| exchange.side == side && exchange.public == public)
    }

    /// Takes note of the client random in these frames; gives it as the client sent it.
    pub(crate) fn client_random(&mut self, frames: &[u32], arrived: &[u8]) -> Vec<u8> {
        let Some(sent) = self.as_sent(frames, arrived) else {
            return arrived.to_vec();
        };
        self.randoms.insert(arrived.to_vec(), sent.clone());
        sent
    }

    /// What `arrived` in one of these frames was before the wire changed it there.
    fn as_sent(&self, frames: &[u32], arrived: &[u8]) -> Option<Vec<u8>> {
        frames.iter().find_map(|number| {
            let Some(Done::Changed { sent, .. }) = self.evidence.done.get(number) else {
                return None;
            };
            let bytes = &self.packet(*number)?.bytes;
            let at = bytes
                .windows(arrived.len().max(1))
                .position(|w| w == arrived)?;
            let sent = sent.get(at..)?.get(..arrived.len())?;
            (sent != arrived).then(|| sent.to_vec())
        })
    }

    /// A client random as it arrived, and as it was sent where that differs.
    fn both_randoms<'r>(&'r self, arrived: &'r [u8]) -> impl Iterator<Item = &'r [u8]> {
        let sent = self.randoms.get(arrived).map(Vec::as_slice);
        [Some(arrived), sent].into_iter().flatten()
    }

    /// All secrets the key log has for `label` under this client random, each once.
    pub(crate) fn logged(&self, label: &str, client_random: &[u8]) -> Vec<Vec<u8>> {
        let mut found: Vec<Vec<u8>> = Vec::new();
        for secret in self
            .both_randoms(client_random)
            .flat_map(|random| self.logs.iter().filter_map(|log| log.find(label, random)))
        {
            if !found.iter().any(|known| known == secret) {
                found.push(secret.to_vec());
            }
        }
        found
    }

    /// The master secret that the key log has under the name of a session.
    pub(crate) fn logged_session(&self, id: &[u8]) -> Vec<Vec<u8>> {
        let mut logs = self.logs.iter();
        let found = logs.find_map(|log| log.find_session(id));
        found.map(<[u8]>::to_vec).into_iter().collect()
    }

    /// Whether the key log has any secret of the connection with this client random.
    pub(crate) fn has_secrets(&self, client_random: &[u8]) -> bool {
        self.both_randoms(client_random).any(|random| {
            let mut logs = self.logs.iter();
            logs.any(|log| log.of(random).next().is_some())
        })
    }

    /// Settles an earlier proof whose value is now shown right by something made from it.
    pub(crate) fn settle(&mut self, key: &str, result: &[u8], says: &Text) {
        let open = |proof: &&mut Proof| {
            proof.key == key
                && proof.verdict == Verdict::NotReached
                && proof.result.as_deref() == Some(result)
        };
        if let Some(proof) = self
            .steps
            .iter_mut()
            .rev()
            .flat_map(|step| &mut step.proofs)
            .find(open)
        {
            proof.verdict = Verdict::Holds;
            proof.says.clone_from(says);
        }
    }

    /// How many proofs of the story so far have this verdict.
    pub(crate) fn count(&self, verdict: Verdict) -> usize {
        self.steps
            .iter()
            .flat_map(|step| &step.proofs)
            .filter(|proof| proof.verdict == verdict)
            .count()
    }
}

/// Shows the packet that the pieces made, beside the last of them.
fn put_together(step: &mut Step, number: u32, whole: &Whole) {
    let n = whole.packets.len();
    step.exhibits.push(Exhibit::read(
        text!(en: "the packet put together from {n} pieces", ko: "조각 {n}개를 맞춘 패킷"),
        Origin::Packet(number),
        &whole.bytes,
        |r| link::packet(r, whole.bytes.len()).map(drop),
    ));
    let frames: Vec<String> = whole.packets.iter().map(u32::to_string).collect();
    let frames = frames.join(", ");
    step.why.push(text!(
        en: "Its packet came in {n} pieces (frames {frames}), put together here as the receiver does.",
        ko: "이 패킷은 조각 {n}개(프레임 {frames})로 왔으며, 받는 쪽이 하듯 여기서 맞추었다."
    ));
    match whole.overlap {
        Overlap::None | Overlap::Same => {}
        Overlap::Differs => step.sentence = step.sentence.then(&Text::new(
            "Its pieces overlap and say different bytes for the same place; the first count here. Filters are deceived in this way: they and the receiver may read different packets.",
            "조각들이 겹치며 같은 자리에 서로 다른 바이트를 담고 있다. 여기서는 먼저 온 것을 따른다. 방화벽을 속이는 수법으로, 방화벽과 받는 쪽이 서로 다른 패킷을 읽을 수 있다.",
        )),
    }
}

/// The key log read into as many logs as it has contradictions for one name.
fn logs(text: &str) -> Vec<Log> {
    let (log, bad) = Log::parse(text);
    let left: Vec<&str> = bad
        .iter()
        .filter_map(|bad| text.lines().nth(bad.line.checked_sub(1)?))
        .collect();
    let mut logs = vec![log];
    if !left.is_empty() && left.len() < text.lines().count() {
        logs.push(Log::parse(&left.join("\n")).0);
    }
    logs
}
