//! Segments the wire lost, and those sent again for them (RFC 9293 §3.8.1).

use crate::base::text::Text;
use crate::dissect::tcp::Flags;
use crate::story::book::Book;
use crate::story::connection::{Connection, Sent};
use crate::story::model::Fate;
use crate::story::repeats::Repeats;
use crate::story::segments::begin;
use crate::text;

/// Bytes that the wire lost: nobody reads them, so nothing of them is told here.
pub(crate) fn dropped(of: &Connection, book: &mut Book<'_>, sent: &Sent<'_>) {
    let segment = sent.segment;
    let mut step = begin(
        of,
        book,
        sent,
        Text::new("TCP segment", "TCP 세그먼트"),
        "RFC 9293 §3.8.1",
    );
    step.chapter = Text::EMPTY;
    let bytes = segment.payload.len();
    let (en, ko) = match segment.flags.has(Flags::FIN) {
        true => (" and a FIN", "와 FIN"),
        false => ("", ""),
    };
    if book.fate(sent.packet) == Some(Fate::Damaged) {
        step.why.push(Text::new(
            "The checksum catches noise on the line: TCP throws the segment away without a word, as if it had never come. Against an attacker it does nothing, for anyone can compute it anew.",
            "체크섬은 회선의 잡음을 잡아낸다. TCP는 이런 세그먼트를 아무 말 없이, 오지 않은 것처럼 버린다. 체크섬은 누구나 다시 계산할 수 있으므로 공격자에게는 소용이 없다.",
        ));
    }
    step.sentence = text!(en: "{bytes} bytes{en} set out that the other end never sees. They are explained below, where a later frame brings them again.", ko: "{bytes}바이트{ko} 전송. 상대에게 닿지 못하므로, 나중에 다른 프레임이 이 내용을 다시 가져올 때 설명한다.");
    step.why.push(Text::new(
        "The network gives no notice of a loss. The sender keeps a copy of every byte until it is acknowledged; only the silence tells it to send again.",
        "네트워크는 손실을 알려 주지 않는다. 보낸 쪽은 확인받을 때까지 모든 바이트의 사본을 간직하고, 답이 없다는 것만으로 다시 보내야 함을 안다.",
    ));
    book.push(step);
}

/// Bytes, a SYN or a FIN that were sent before, in the frames of `before`.
pub(crate) fn again(
    of: &Connection,
    book: &mut Book<'_>,
    sent: &Sent<'_>,
    before: &[u32],
    differs: bool,
) {
    let segment = sent.segment;
    let first = before.first().copied().unwrap_or(sent.packet);
    let lost = book.is_lost(first);
    let bytes = segment.payload.len();
    let what = if bytes > 0 {
        text!(en: "{bytes} bytes", ko: "{bytes}바이트")
    } else {
        Text::same(segment.flags.to_string())
    };
    let mut step = begin(
        of,
        book,
        sent,
        Text::new("retransmission", "재전송"),
        "RFC 9293 §3.8.1",
    );
    let fate = book.fate(sent.packet).unwrap_or(Fate::Again(first));
    step = step.fated(fate);
    step.chapter = Text::EMPTY;
    let waited = book
        .since_start(sent.packet)
        .zip(book.since_start(first))
        .map(|(now, then)| now.saturating_sub(then))
        .unwrap_or_default();
    let ms = waited.as_micros() as f64 / 1000.0;
    let (en, ko) = (&what.en, &what.ko);
    let frames: Vec<String> = before.iter().map(ToString::to_string).collect();
    let frames = frames.join(", ");
    step.sentence = match (lost, before) {
        (true, [_, _, ..]) => {
            text!(en: "Frames {frames} were lost and never acknowledged; what they carried ({en}) is sent again {ms:.3} ms after the first of them.", ko: "프레임 {frames} 손실, 확인 응답 없음. 첫 프레임에서 {ms:.3} ms 뒤에 같은 내용({ko})을 다시 보낸다.")
        }
        (true, _) => {
            text!(en: "Frame {first} was lost and never acknowledged; what it carried ({en}) is sent again after {ms:.3} ms.", ko: "프레임 {first} 손실, 확인 응답 없음. {ms:.3} ms 뒤에 같은 내용({ko})을 다시 보낸다.")
        }
        (false, _) => {
            text!(en: "What frame {first} carried ({en}) is sent again after {ms:.3} ms: no acknowledgement came back in time.", ko: "프레임 {first} 내용({ko})을 {ms:.3} ms 뒤에 다시 보낸다. 확인 응답이 제때 오지 않았다.")
        }
    };
    step.why.push(Text::new(
        "The sender cannot know whether the segment or only its acknowledgement was lost; it waits for the retransmission timeout, which doubles each time, or for three duplicate acknowledgements. TLS above notices nothing but the delay.",
        "보낸 쪽은 세그먼트가 사라졌는지 확인 응답만 사라졌는지 알 수 없다. 그래서 매번 두 배로 늘어나는 재전송 제한 시간이 지나거나 중복 확인 응답이 세 번 올 때까지 기다린다. 위층의 TLS는 늦어졌다는 것 말고는 아무것도 알아채지 못한다.",
    ));
    if differs {
        step.name = Text::new("retransmission with other bytes", "내용이 다른 재전송");
        step.sentence = text!(en: "What frame {first} carried is sent again, with other bytes.", ko: "프레임 {first} 자리의 바이트를 다시 보내는데 내용이 다르다.");
        step.why.push(Text::new(
            "The bytes differ from the first copy: an honest stack never does that. Somebody may be pushing bytes into the connection; here the first copy is read, and which one the receiver took cannot be seen.",
            "첫 사본과 바이트가 다르다. 정직한 TCP는 그렇게 하지 않는다. 누군가 연결에 바이트를 끼워 넣는 것일 수 있다. 여기서는 첫 사본을 읽으며, 받은 쪽이 어느 것을 받아들였는지는 알 수 없다.",
        ));
    }
    book.push_repeating(Repeats::Again(sent.from), step);
}
