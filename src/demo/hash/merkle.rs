//! A Merkle tree as certificate transparency keeps it (RFC 9162): an entry is in it, an old tree is in the new one; and what a missing
//! prefix or a missing question lets through.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text, plural};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::Attack;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::hash::log::{self, Forged, NEW, OLD, log, node_as_leaf, rewrite};
use crate::demo::hash::tree::{Beside, Node, Prefix};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "merkle",
    topic: Topic::Hash,
    title: Doc::new(
        "Merkle tree: proofs of a transparency log",
        "머클 트리: 투명성 로그의 증명",
    ),
    line: Doc::new(
        "One hash stands for a whole log; a node sold as an entry, and a log that rewrites its history.",
        "해시 하나가 로그 전체를 대신한다. 항목 행세를 하는 노드, 그리고 과거를 고쳐 쓰는 로그.",
    ),
    takes: &[Takes {
        input: Input::Message,
        sizes: Sizes::Between(0, 200),
        means: Doc::new("the entry that is looked for", "찾으려는 항목"),
    }],
    exercise: Exercise {
        number: 36,
        title: Doc::new("The rogue authority", "불량 인증 기관"),
    },
    tell,
    attacks: &[
        Attack {
            name: "node_as_leaf",
            wins: log::node_as_leaf_wins,
        },
        Attack {
            name: "rewritten_history",
            wins: log::rewritten_wins,
        },
    ],
};

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let mut entries = log(&mut scene.chance);
    let at = scene.chance.place(OLD);
    if let (Some(own), Some(entry)) = (&asked.own.message, entries.get_mut(at)) {
        *entry = own.clone();
    }
    let told = Prefix::Told;
    let root = told.root(&entries);
    let entry = entries.get(at).cloned().unwrap_or_default();
    let path = told.path(at, &entries);
    scene.step(Part::Works, leaves(&entries));
    scene.step(Part::Works, up(&entries, &root));
    scene.step(Part::Works, included(at, &entry, &path, &root));

    let old = entries.get(..OLD).unwrap_or_default();
    let old_root = told.root(old);
    let proof = told.grown(OLD, &entries);
    scene.step(Part::Works, grown(&old_root, &root, &proof, &entries));

    let bare = Prefix::None;
    let bare_root = bare.root(&entries);
    let forged = node_as_leaf(bare, &entries);
    scene.step(Part::Breaks, no_prefix(&forged, &bare_root));
    let mut rewritten = entries.clone();
    let fake = rewrite(&mut scene.chance, &mut rewritten);
    let new_root = told.root(&rewritten);
    scene.step(Part::Breaks, unasked(&fake, &rewritten, &root, &new_root));
    scene.cost(
        Part::Breaks,
        "hashes",
        Text::new(
            "hashes that had to be found by search",
            "탐색으로 찾아야 했던 해시",
        ),
        0,
    );

    let again = node_as_leaf(told, &entries);
    let climbed = told.climb(&again.entry, &again.path);
    scene.step(Part::Repair, prefixed(&climbed, &root));
    let shown = told.grown(OLD, &rewritten);
    let caught = !told.is_grown([OLD, NEW], [&old_root, &new_root], &shown);
    scene.step(Part::Repair, monitored(&old_root, old, &rewritten, caught));
    Ok(finish(scene, at, path.len()))
}

/// What is shown of entries: each in a few letters.
fn listed(entries: &[Vec<u8>]) -> String {
    let names: Vec<String> = entries.iter().map(|entry| words(entry)).collect();
    names.join(" ")
}

fn leaves(entries: &[Vec<u8>]) -> Step {
    let n = entries.len();
    let mut step = Step::desk(Text::new("a log of entries", "항목의 로그"), "RFC 9162 §2.1.1")
        .saying(text!(
            en: "A public log holds {n} entries; the hash of each, behind a byte 00, is a leaf.",
            ko: "공개 로그에 항목이 {n}개 있다. 앞에 바이트 00을 붙여 해시한 것이 잎이다.",
        ))
        .because(Text::new(
            "In certificate transparency the entries are certificates. Browsers accept a certificate only if logs have promised to publish it, so that the owner of a name can see every certificate ever issued for it.",
            "인증서 투명성에서 항목은 인증서이다. 브라우저는 로그가 공개하겠다고 약속한 인증서만 받아들인다. 그래서 이름의 주인은 자기 이름으로 발급된 모든 인증서를 볼 수 있다.",
        ))
        .with(Value::plain(Text::new("entries", "항목"), listed(entries), Knows::Wire));
    for (n, entry) in entries.iter().enumerate().take(2) {
        let name = text!(en: "leaf {n}", ko: "잎 {n}");
        step = step.with(Value::hex(name, &Prefix::Told.leaf(entry), Knows::Wire));
    }
    step
}

fn up(entries: &[Vec<u8>], root: &Node) -> Step {
    let told = Prefix::Told;
    let mut row: Vec<Node> = entries.iter().map(|entry| told.leaf(entry)).collect();
    let mut step = Step::desk(Text::new("up to the root", "뿌리까지"), "RFC 9162 §2.1.1")
        .saying(Text::new(
            "Two neighbours behind a byte 01 are hashed to the node above them, row by row, until one is left: the root, 32 bytes for the whole log.",
            "이웃한 둘을 바이트 01 뒤에 이어 해시하면 윗노드가 된다. 한 줄씩 올라가 하나가 남을 때까지 한다. 그것이 뿌리이며, 32바이트가 로그 전체를 대신한다.",
        ))
        .because(Text::new(
            "Ralph Merkle had the tree in his thesis of 1979. Change one letter of one entry, and its leaf changes, the node above it, and so on to the root.",
            "랠프 머클의 1979년 학위 논문에 나온 트리이다. 항목 하나의 글자 하나만 바꿔도 그 잎이, 그 윗노드가, 마침내 뿌리가 바뀐다.",
        ));
    while row.len() > 1 {
        row = row
            .chunks(2)
            .filter_map(|pair| match pair {
                [left, right] => Some(told.inner(left, right)),
                [only] => Some(*only),
                _ => None,
            })
            .collect();
        let heads: Vec<String> = row.iter().map(|node| short(node)).collect();
        step = step.with(Value::new(
            text!(en: "row of {n}", ko: "{n}개짜리 줄", n = row.len()),
            Text::same(heads.join(" ")),
            Knows::Wire,
        ));
    }
    step.proving(same(
        Text::new("one root, two ways", "한 뿌리, 두 계산"),
        "root",
        "rows = MTH(entries)",
        &row.first().copied().unwrap_or_default(),
        root,
        Text::new(
            "equals the recursive definition of the RFC",
            "RFC의 재귀 정의와 같다",
        ),
    ))
}

/// The first bytes of a node.
fn short(node: &[u8]) -> String {
    hex::encode(node.get(..4).unwrap_or(node))
}

fn included(at: usize, entry: &[u8], path: &[Beside], root: &Node) -> Step {
    let n = path.len();
    let mut step = Step::desk(Text::new("proof that an entry is in it", "항목이 들어 있다는 증명"), "RFC 9162 §2.1.3")
        .saying(text!(
            en: "To show that entry {at} is in the log, {n} hash{s} suffice: the neighbour at each level on the way up.",
            ko: "항목 {at}번이 로그에 있음을 보이는 데는 해시 {n}개면 된다. 올라가는 길의 층마다 옆에 있는 이웃이다.",
            s = if n == 1 { "" } else { "es" },
        ))
        .because(Text::new(
            "A log of a thousand million entries needs 30 hashes, not even a kilobyte. Who checks need not trust whoever brings the proof: nobody can find other neighbours that lead to the same root.",
            "항목이 10억 개여도 해시 30개, 1킬로바이트가 안 된다. 검사하는 쪽은 증명을 가져온 쪽을 믿을 필요가 없다. 같은 뿌리에 이르는 다른 이웃은 아무도 찾을 수 없다.",
        ))
        .with(Value::plain(Text::new("entry", "항목"), words(entry), Knows::Wire));
    for (level, beside) in path.iter().enumerate() {
        let name = match beside {
            Beside::Left(_) => text!(en: "left of level {level}", ko: "{level}층의 왼쪽"),
            Beside::Right(_) => text!(en: "right of level {level}", ko: "{level}층의 오른쪽"),
        };
        step = step.with(Value::hex(name, beside.node(), Knows::Wire));
    }
    step.proving(same(
        Text::new("the path leads to the root", "길이 뿌리에 닿는다"),
        "inclusion",
        "leaf ↑ path = root",
        &Prefix::Told.climb(entry, path),
        root,
        Text::new("the entry is in the log", "항목이 로그에 있다"),
    ))
}

fn grown(old_root: &Node, root: &Node, proof: &[Node], entries: &[Vec<u8>]) -> Step {
    let n = proof.len();
    let added = listed(entries.get(OLD..).unwrap_or_default());
    let roots = Prefix::Told
        .roots_of([OLD, NEW], old_root, proof)
        .unwrap_or_default();
    let step = Step::desk(Text::new("proof that the log only grew", "로그가 자라기만 했다는 증명"), "RFC 9162 §2.1.4")
        .saying(text!(
            en: "Who saw the root of {OLD} entries gets {n} hash{s} with that of {NEW}, and computes both roots from them: nothing before was changed.",
            ko: "항목 {OLD}개일 때의 뿌리를 본 사람은 {NEW}개의 뿌리와 함께 해시 {n}개를 받아 두 뿌리를 모두 계산한다. 앞의 것은 바뀌지 않았다.",
            s = if n == 1 { "" } else { "es" },
        ))
        .because(Text::new(
            "This is the consistency proof. Monitors ask for it again and again, and tell each other the roots they saw: a log that shows different trees to different people (a split view) is found as soon as two of them compare.",
            "이것이 일관성 증명이다. 감시자들은 이를 거듭 요청하고 자기가 본 뿌리를 서로 알려 준다. 사람마다 다른 트리를 보여 주는 로그는 두 사람이 견주어 보는 순간 들통난다.",
        ))
        .with(Value::hex(text!(en: "root of {OLD}", ko: "{OLD}개의 뿌리"), old_root, Knows::Wire))
        .with(Value::hex(text!(en: "root of {NEW}", ko: "{NEW}개의 뿌리"), root, Knows::Wire))
        .with(Value::plain(Text::new("added since", "그 뒤에 늘어난 항목"), added, Knows::Wire));
    step.proving(same(
        Text::new("both roots follow from it", "두 뿌리가 모두 나온다"),
        "consistency",
        "roots(proof) = old root | new root",
        &roots.concat(),
        &[*old_root, *root].concat(),
        Text::new(
            "the new tree begins with the old one",
            "새 트리는 옛 트리로 시작한다",
        ),
    ))
}

/// What a check says.
fn checked(holds: bool) -> Text {
    match holds {
        true => Text::new("accepted", "받아들임"),
        false => Text::new("refused", "거부"),
    }
}

fn no_prefix(forged: &Forged, root: &Node) -> Step {
    let n = forged.path.len();
    Step::desk(Text::new("without prefixes: a node as an entry", "접두 없이: 노드가 항목 행세를 한다"), "RFC 9162 §2.1.1")
        .saying(text!(
            en: "A tree without the bytes 00 and 01: the hashes of two leaves, 64 bytes, are passed off as an entry; with a path of {n} it leads to the root.",
            ko: "바이트 00과 01이 없는 트리이다. 두 잎의 해시 64바이트를 항목이라고 내민다. 이웃 {n}개의 길로 뿌리에 닿는다.",
        ))
        .because(Text::new(
            "A hash does not say what it was made of. Where leaves and nodes are hashed alike, one and the same root has several trees: a second preimage without breaking the hash. A length or a count that is checked closes it as well, but a first byte cannot be forgotten by the one who checks.",
            "해시는 무엇으로 만들었는지 말해 주지 않는다. 잎과 노드를 똑같이 해시하면 뿌리 하나에 트리가 여럿이다. 해시를 깨지 않고 얻는 제2 역상이다. 길이나 개수를 확인해도 막히지만, 첫 바이트는 검사하는 쪽이 잊을 수가 없다.",
        ))
        .because(Text::new(
            "Bitcoin's tree has no prefixes: there a transaction of 64 bytes can be taken for a node, and wallets that check only paths had to learn to refuse it.",
            "비트코인의 트리에는 접두가 없다. 64바이트 거래를 노드로 볼 수 있어서, 길만 검사하는 지갑은 이를 거부하도록 고쳐야 했다.",
        ))
        .with(Value::hex(Text::new("entry nobody logged", "아무도 올리지 않은 항목"), &forged.entry, Knows::Attacker))
        .proving(same(
            Text::new("it climbs to the root", "뿌리까지 올라간다"),
            "node_as_leaf",
            "SHA-256(leaf 0 | leaf 1) ↑ path = root",
            &Prefix::None.climb(&forged.entry, &forged.path),
            root,
            Text::new("a proof for an entry that does not exist", "있지도 않은 항목의 증명"),
        ))
}

fn unasked(fake: &[u8], rewritten: &[Vec<u8>], root: &Node, new_root: &Node) -> Step {
    let at = rewritten
        .iter()
        .position(|entry| entry == fake)
        .unwrap_or(0);
    let path = Prefix::Told.path(at, rewritten);
    let n = path.len();
    Step::desk(Text::new("a log that rewrites its history", "과거를 고쳐 쓰는 로그"), "RFC 9162 §2.1.4")
        .saying(text!(
            en: "The log puts another entry in place {at} and makes a new root; its proof of {n} neighbour{s} is perfect. Who asks only whether the entry is in notices nothing.",
            ko: "로그가 {at}번 자리에 다른 항목을 넣고 뿌리를 새로 만든다. 이웃 {n}개의 증명은 흠잡을 데 없다. 항목이 있는지만 묻는 쪽은 아무것도 눈치채지 못한다.",
            s = plural(n),
        ))
        .because(Text::new(
            "An inclusion proof speaks of one tree. That today's tree is yesterday's with more behind it is a different claim, and only whoever kept yesterday's root can have it proven.",
            "포함 증명은 트리 하나에 대한 말이다. 오늘의 트리가 어제의 트리 뒤에 더 붙인 것이라는 주장은 별개이고, 어제의 뿌리를 간직한 사람만이 그 증명을 요구할 수 있다.",
        ))
        .with(Value::plain(Text::new("put in", "넣은 항목"), words(fake), Knows::Attacker))
        .with(Value::hex(Text::new("honest root", "정직한 뿌리"), root, Knows::Wire))
        .with(Value::hex(Text::new("rewritten root", "고쳐 쓴 뿌리"), new_root, Knows::Attacker))
        .proving(same(
            Text::new("the false entry is in the new tree", "가짜 항목이 새 트리에 들어 있다"),
            "rewritten_inclusion",
            "false leaf ↑ path = rewritten root",
            &Prefix::Told.climb(fake, &path),
            new_root,
            Text::new("inclusion alone proves nothing about yesterday", "포함만으로는 어제에 대해 아무것도 증명하지 못한다"),
        ))
}

fn prefixed(climbed: &Node, root: &Node) -> Step {
    let end = match climbed == root {
        true => Text::new("at the root", "뿌리에 닿는다"),
        false => Text::new("elsewhere, not at the root", "뿌리가 아닌 다른 곳에 닿는다"),
    };
    let (en, ko) = (&end.en, &end.ko);
    Step::desk(Text::new("with prefixes", "접두를 붙이면"), "RFC 9162 §2.1.1")
        .saying(text!(
            en: "The same false entry in the tree of the RFC: an entry is hashed behind 00, a node behind 01, and the path ends {en}.",
            ko: "같은 가짜 항목을 RFC의 트리에 넣어 본다. 항목은 00 뒤에, 노드는 01 뒤에 해시하므로 길은 {ko}.",
        ))
        .because(Text::new(
            "This is domain separation: the same hash for two purposes, told apart by what stands in front. HKDF labels and the context strings of TLS 1.3 signatures do the same.",
            "이것이 도메인 분리이다. 해시 하나를 두 가지 목적에 쓰되 앞에 붙인 것으로 구별한다. HKDF의 레이블과 TLS 1.3 서명의 맥락 문자열도 같은 일을 한다.",
        ))
        .with(Value::hex(Text::new("where the path ends", "길이 닿은 곳"), climbed, Knows::Wire))
        .with(Value::hex(Text::new("root", "뿌리"), root, Knows::Wire))
}

fn monitored(old_root: &Node, old: &[Vec<u8>], rewritten: &[Vec<u8>], caught: bool) -> Step {
    let told = Prefix::Told;
    let now = rewritten.get(..OLD).unwrap_or_default();
    let differs = told.root(now) != *old_root && now != old;
    Step::desk(Text::new("the monitor kept the old root", "감시자는 옛 뿌리를 간직했다"), "RFC 9162 §2.1.4.2")
        .saying(match (caught, differs) {
            (true, true) => text!(
                en: "Asked for the proof from {OLD} to {NEW}, the log sends what its rewritten tree gives: it does not lead to the old root. The log is caught.",
                ko: "{OLD}개에서 {NEW}개로 가는 증명을 요구하자 로그는 고쳐 쓴 트리에서 나온 것을 보낸다. 옛 뿌리에 닿지 않는다. 로그가 들통났다.",
            ),
            _ => Text::new("The proof leads to the old root.", "증명이 옛 뿌리에 닿는다."),
        })
        .because(Text::new(
            "The log cannot do better: it would have to find other hashes that lead to the old root, and that is a collision of SHA-256.",
            "로그는 더 나은 것을 내놓을 수 없다. 옛 뿌리에 이르는 다른 해시를 찾아야 하는데, 그것은 SHA-256의 충돌이다.",
        ))
        .with(Value::hex(Text::new("root the monitor kept", "감시자가 간직한 뿌리"), old_root, Knows::Wire))
        .with(Value::hex(Text::new("root the log can show for it", "로그가 보일 수 있는 뿌리"), &told.root(now), Knows::Wire))
        .with(Value::new(
            Text::new("consistency proof", "일관성 증명"),
            checked(!caught),
            Knows::Wire,
        ))
}

fn finish(mut scene: Scene, at: usize, path: usize) -> Story {
    let turn = scene.chance.below(3);
    let power = 4 + scene.chance.below(12);
    let many = 1u64 << power;
    scene.finish(
        Text::new(
            "The root is a fingerprint of the whole history: keep it, and nobody can change the past behind your back.",
            "뿌리는 역사 전체의 지문이다. 간직해 두면 아무도 몰래 과거를 바꿀 수 없다.",
        ),
        [
            Question::word(
                text!(en: "How many hashes does an inclusion proof have in a log of {many} entries?", ko: "항목이 {many}개인 로그에서 포함 증명은 해시 몇 개인가?"),
                power,
                text!(en: "One for each level: 2^{power} = {many}. Here, with {NEW}, it was {path}.", ko: "층마다 하나이다. 2^{power} = {many}. 여기서는 {NEW}개라 {path}개였다."),
            ),
            Question::word(
                text!(
                    en: "Which byte, in hexadecimal, stands before entry {at} when it is hashed to a leaf?",
                    ko: "항목 {at}번을 해시해 잎으로 만들 때 앞에 붙는 바이트는 16진수로 무엇인가?",
                ),
                "00",
                Text::new("00 for entries, 01 for nodes: so neither can pass as the other.", "항목은 00, 노드는 01이다. 그래서 서로 행세할 수 없다."),
            ),
            Question::choice(
                Text::new(
                    "A log replaced an old entry. Which proof can it not give?",
                    "로그가 옛 항목을 바꿔치기했다. 내놓을 수 없는 증명은 무엇인가?",
                ),
                Text::new("that the tree grew from the root seen before", "전에 본 뿌리에서 트리가 자랐다는 증명"),
                [
                    Text::new("that the new entry is in the new tree", "새 항목이 새 트리에 있다는 증명"),
                    Text::new("that its signature on the new root is right", "새 뿌리에 한 서명이 맞다는 증명"),
                ],
                turn,
                Text::new(
                    "The log makes and signs the new tree as it likes. Only the old root, kept by others, is out of its hands.",
                    "새 트리는 로그가 마음대로 만들고 서명한다. 손댈 수 없는 것은 남들이 간직한 옛 뿌리뿐이다.",
                ),
            ),
        ],
    )
}
