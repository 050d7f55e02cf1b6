//! The state each end is in when the step has happened, of TCP and of TLS: the way it came, where it stands, where it can go; what it
//! waits for, and which keys protect what it sends and hears.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::story::ends::course::Course;
use crate::story::ends::tcp::Tcp;
use crate::story::ends::{End, Moment, Sight};
use crate::story::model::{Cover, Fate, Kind, Step, Story};
use crate::text;
use crate::view::layout::{Ink, Row, Span, beside, wrap};
use crate::view::look::Look;
use crate::view::tui::leaf::Leaf;
use crate::view::tui::story::place::{Place, Target};

/// From so many columns on the ends stand side by side.
const WIDE: usize = 90;

/// The state of both ends at `place`.
pub(super) fn leaf(
    course: &Course,
    story: &Story,
    place: Place,
    look: &Look,
    columns: usize,
) -> Leaf<Target> {
    let mut leaf = Leaf::default();
    let moments = &course.moments;
    let moment = moments.get(place.step);
    let Some((moment, connection)) = moment.and_then(|moment| Some((moment, moment.connection?)))
    else {
        let words = match story.has_hosts() {
            true => look.word(
                "No connection yet: both ends of TCP are closed.",
                "아직 연결이 없다. 양쪽 TCP 모두 닫혀 있다.",
            ),
            false => look.word(
                "Nobody speaks to anybody here: there are no ends.",
                "여기서는 아무도 통신하지 않는다. 연결의 양 끝이 없다.",
            ),
        };
        leaf.say(wrap(&[Span::plain(words)], columns, 0, 0));
        return leaf;
    };
    if moments.last().and_then(|last| last.connection) > Some(0) || connection > 0 {
        let n = connection + 1;
        let words = text!(en: "connection {n}", ko: "{n}번 연결");
        leaf.say([Row(vec![Span::new(look.say(&words), Ink::Strong)])]);
    }
    if let Some(missed) = place.step(story).and_then(missed) {
        let words = [Span::new(look.say(&missed), Ink::Maybe)];
        leaf.say(wrap(&words, columns, 0, 0));
    }
    leaf.say(brief(moment, look).map(|row| row.fit(columns)));
    leaf.say([Row::default()]);
    let side = |side: Side, columns: usize| {
        let [client, server] = moment.ends;
        let page = Page {
            side,
            end: side.of(client, server),
            look,
            columns,
        };
        page.rows(course, place.step)
    };
    match columns >= WIDE {
        true => {
            let half = (columns - 3) / 2;
            let (left, right) = (side(Side::Client, half), side(Side::Server, half));
            leaf.say(beside(left, half, right));
        }
        false => {
            leaf.say(side(Side::Client, columns));
            leaf.say([Row::default()]);
            leaf.say(side(Side::Server, columns));
        }
    }
    leaf.say([Row::default()]);
    let names = look.word(
        "Names: RFC 9293 §3.3.2 (TCP), RFC 8446 §A (TLS 1.3); flights of RFC 5246 §7.3 in words.",
        "이름의 출처: RFC 9293 §3.3.2(TCP), RFC 8446 §A(TLS 1.3). TLS 1.2까지는 RFC 5246 §7.3의 메시지 묶음을 말로 적는다.",
    );
    leaf.say(wrap(&[Span::new(names, Ink::Faint)], columns, 0, 0));
    leaf
}

/// That the other end hears nothing of a step.
fn missed(step: &Step) -> Option<Text> {
    let Kind::Wire {
        from, fate, cover, ..
    } = &step.kind
    else {
        return None;
    };
    let who = from.peer().text();
    let (en, ko) = (&who.en, &who.ko);
    match (fate, cover) {
        (Fate::Lost, _) => Some(
            text!(en: "This frame was lost: the {en} hears nothing of it and stays where it was.", ko: "이 프레임은 손실되었다. {ko} 쪽은 아무것도 듣지 못해 있던 상태에 머문다."),
        ),
        (Fate::Changed, Cover::Sealed) => Some(
            text!(en: "What arrived was changed and does not open: the {en} stays where it was.", ko: "도착한 것이 변조되어 열리지 않는다. {ko} 쪽은 있던 상태에 머문다."),
        ),
        (Fate::Damaged, _) => Some(
            text!(en: "What arrived does not fit its checksum and was thrown away: the {en} stays where it was.", ko: "도착한 것이 체크섬과 맞지 않아 버려졌다. {ko} 쪽은 있던 상태에 머문다."),
        ),
        (Fate::Waiting, _) => Some(
            text!(en: "This frame has not arrived yet: the {en} stays where it was.", ko: "이 프레임은 아직 도착하지 않았다. {ko} 쪽은 있던 상태에 머문다."),
        ),
        (Fate::Delivered | Fate::Changed | Fate::Twice | Fate::Late(_) | Fate::Again(_), _) => None,
    }
}

/// Both ends in three rows.
fn brief(moment: &Moment, look: &Look) -> [Row; 3] {
    const WHO: usize = 12;
    const TCP: usize = 14;
    let head = Row(vec![Span::blank(WHO), Span::new("TCP", Ink::Faint)]);
    let mut head = head.padded(WHO + TCP);
    head.0.push(Span::new("TLS", Ink::Faint));
    let row = |side: Side| {
        let [client, server] = moment.ends;
        let end = side.of(client, server);
        let who = Span::new(look.say(&side.text()), Ink::from(side));
        let mut row = Row(vec![who]).padded(WHO);
        row.0.push(Span::new(end.tcp.name(), Ink::Strong));
        let mut row = row.padded(WHO + TCP);
        row.0
            .push(Span::new(look.say(&end.tls.name()), Ink::Strong));
        row
    };
    [head, row(Side::Client), row(Side::Server)]
}

/// How far it can be trusted, in a sentence.
fn sight(sight: Sight) -> Text {
    match sight {
        Sight::Clear => Text::EMPTY,
        Sight::Dark => Text::new(
            "or further: records stay shut here",
            "또는 그 뒤: 열리지 않는 레코드가 있다",
        ),
        Sight::Parted => Text::new(
            "the ends hold different keys: neither can open what the other sends",
            "양 끝의 키가 다르다: 서로 상대가 보낸 것을 열지 못한다",
        ),
    }
}

/// One end.
struct Page<'l> {
    side: Side,
    end: End,
    look: &'l Look,
    columns: usize,
}

impl Page<'_> {
    fn rows(&self, course: &Course, at: usize) -> Vec<Row> {
        let (end, side, look) = (self.end, self.side, self.look);
        let who = side.text();
        let mut rows = vec![Row(vec![Span::new(look.say(&who), Ink::from(side))])];
        let came = course.tcp(side, at);
        // Before its own SYN it was closed, and no step of the connection shows that.
        let opens = came
            .first()
            .is_some_and(|(_, first)| *first == Tcp::SynSent);
        let mut names = last(came, |state| Text::same(state.name()));
        if opens && came.len() <= TOLD {
            names.insert(0, Text::same(Tcp::Closed.name()));
        }
        let next = end.tcp.leads_to().iter();
        let next = Vec::from_iter(next.map(|state| Text::same(state.name())));
        rows.extend(self.way("TCP", &names, &next));
        rows.extend(self.line("waits for", "기다림", &end.tcp.waits()));
        let came = course.tls(side, at);
        let names = last(came, |state| state.name());
        let next = end.tls.leads_to(side).iter();
        let next = Vec::from_iter(next.map(|state| state.name()));
        rows.extend(self.way("TLS", &names, &next));
        let sight = sight(end.sight);
        let words = [Span::new(look.say(&sight), Ink::Maybe)];
        rows.extend(wrap(&words, self.columns, 6, 6));
        rows.extend(self.line("waits for", "기다림", &end.tls.waits(side)));
        rows.extend(self.line("sends", "송신", &end.sends.text(side)));
        rows.extend(self.line("hears", "수신", &end.reads.text(side.peer())));
        rows
    }

    /// The last states it came through, where it stands in brackets, and where it can go from there.
    fn way(&self, label: &str, came: &[Text], next: &[Text]) -> Vec<Row> {
        let tight = |text: &str, ink| Span::tight(text, ink);
        let mut words = vec![Span::new(format!("{label} "), Ink::Faint), Span::plain(" ")];
        let (here, before) = came
            .split_last()
            .map_or((None, came), |(here, b)| (Some(here), b));
        for state in before {
            words.push(tight(self.look.say(state), Ink::Faint));
            words.push(Span::new(" → ", Ink::Faint));
        }
        if let Some(here) = here {
            let here = format!("[{}]", self.look.say(here));
            words.push(tight(&here, Ink::Strong));
        }
        for (n, state) in next.iter().enumerate() {
            let arrow = match n {
                0 => " → ",
                _ => self.look.word(" or ", " 또는 "),
            };
            words.push(Span::new(arrow, Ink::Faint));
            words.push(tight(self.look.say(state), Ink::Faint));
        }
        wrap(&words, self.columns, 1, 6)
    }

    fn line(&self, en: &str, ko: &str, body: &Text) -> Vec<Row> {
        let words = [
            Span::new(self.look.word(en, ko), Ink::Faint),
            Span::plain("  "),
            Span::plain(self.look.say(body)),
        ];
        wrap(&words, self.columns, 6, 8)
    }
}

/// States of the way that are told.
const TOLD: usize = 12;

/// The names of the last of `states`; that others go before them, an ellipsis tells.
fn last<T>(states: &[(usize, T)], name: impl Fn(&T) -> Text) -> Vec<Text> {
    let over = states.len().saturating_sub(TOLD);
    let before = (over > 0).then(|| Text::same("…"));
    let told = states.iter().skip(over).map(|(_, state)| name(state));
    before.into_iter().chain(told).collect()
}
