//! What the wire did: it changed bytes, or lost too much.

use crate::base::side::Side;
use crate::base::text::{Text, plural};
use crate::story::book::Book;
use crate::story::cause::carried;
use crate::story::cause::finding::Finding;
use crate::story::connection::Connection;
use crate::story::evidence::{Done, Ending};
use crate::story::model::{Kind, Step};
use crate::text;

/// Bytes that the wire changed.
pub(crate) fn changed(book: &Book<'_>, connection: &Connection) -> Option<Finding> {
    let (number, how) = book
        .evidence
        .done
        .iter()
        .filter_map(|(number, done)| match done {
            Done::Changed { how, .. } => Some((*number, how)),
            Done::Lost | Done::Damaged { .. } | Done::Twice | Done::Late(_) | Done::Waiting => None,
        })
        // Of several changes the last was too much; sent again it is changed again, and counts where it came first.
        .reduce(|known, next| if known.1 == next.1 { known } else { next })?;
    let held = connection.talk.session.unopened_held.clone();
    let what = held
        .or_else(|| around_change(book, number))
        .unwrap_or_else(|| Text::new("a message", "메시지"));
    let (how_en, how_ko, what_en, what_ko) = (&how.en, &how.ko, &what.en, &what.ko);
    let sentence = text!(
        en: "Frame {number}, which carried {what_en}, was changed between the ends: {how_en}.",
        ko: "프레임 {number} ({what_ko}) 내용이 도중에 바뀌었다: {how_ko}."
    );
    let sent = Text::new(
        "needs: what arrives is what was sent",
        "필요: 보낸 그대로 도착할 것",
    );
    let unopened = Text::new(
        "needs: records that its keys open; got one whose tag does not verify",
        "필요: 자기 키로 열리는 레코드. 받은 것: 태그가 맞지 않는 레코드",
    );
    let (client, server) = match connection.talk.session.unopened {
        Some((Side::Server, _)) => (unopened, sent),
        Some((Side::Client, _)) => (sent, unopened),
        None if connection.talk.session.failed == Some("message_is_well_formed") => {
            let fits = Text::new(
                "needs: a message whose lengths fit; got one that cannot be read",
                "필요: 길이가 맞는 메시지. 받은 것: 읽을 수 없는 메시지",
            );
            match sender_of(book, number) {
                Some(Side::Server) => (fits, sent),
                Some(Side::Client) | None => (sent, fits),
            }
        }
        None if connection.talk.session.failed.is_some() && !connection.talk.session.tls13() => {
            let same = Text::new(
                "needs: the same messages as the other end; what was signed is not what arrived",
                "필요: 상대와 같은 메시지. 서명된 것과 도착한 것이 다르다",
            );
            (same.clone(), same)
        }
        None if connection.talk.session.failed.is_some() => {
            let same = Text::new(
                "needs: the same messages as the other end; the transcript hashes differ, so the keys do",
                "필요: 상대와 같은 메시지. 대화 기록 해시가 달라 키도 다르다",
            );
            (same.clone(), same)
        }
        None => (sent.clone(), sent),
    };
    Some(Finding {
        key: "changed_on_the_wire",
        sentence,
        client,
        server,
        repair: Text::new(
            "nothing to repair at the ends: they did right to stop. Look for what changes bytes on the path; TCP's checksum was made right again, so this was no accident of the line",
            "양 끝에는 고칠 것이 없다. 연결을 멈춘 것이 옳다. 경로에서 바이트를 바꾸는 것이 무엇인지 찾아야 한다. TCP 체크섬까지 다시 맞춰 놓았으니 회선의 사고가 아니다",
        ),
    })
}

/// The name of the message in which the changed byte stood as it was sent, else of the first step that has the frame.
fn around_change(book: &Book<'_>, number: u32) -> Option<Text> {
    let arrived = &book.packet(number)?.bytes;
    let Done::Changed { sent, .. } = book.evidence.done.get(&number)? else {
        return None;
    };
    // The wire made the checksum right as well: the last byte that differs is the one in the payload.
    let at = sent.iter().zip(arrived).rposition(|(was, is)| was != is)?;
    carried::named(book, number, at).or_else(|| {
        let step = of_frame(book, number)?;
        Some(step.name.clone())
    })
}

/// The first step that tells of a frame.
fn of_frame<'b>(book: &'b Book<'_>, number: u32) -> Option<&'b Step> {
    let mut steps = book.steps.iter();
    steps.find(|step| matches!(&step.kind, Kind::Wire { packets, .. } if packets.contains(&number)))
}

/// Who sent a frame.
fn sender_of(book: &Book<'_>, number: u32) -> Option<Side> {
    match of_frame(book, number)?.kind {
        Kind::Wire { from, .. } => Some(from),
        Kind::Computation { .. } | Kind::Remark | Kind::Desk => None,
    }
}

/// Frames were lost, and an end ran out of patience; no end complained of the other.
pub(crate) fn lost(book: &Book<'_>, connection: &Connection) -> Option<Finding> {
    let lost = book.lost();
    let unhappy =
        |ending: &Ending| ending.connection == connection.number && ending.error.is_some();
    if lost == 0
        || connection.talk.session.has_failed()
        || !book.evidence.endings.iter().any(unhappy)
    {
        return None;
    }
    let s = plural(lost);
    let needs = Text::new(
        "needs: every byte of the other end, in time",
        "필요: 상대가 보낸 모든 바이트를 제때",
    );
    Some(Finding {
        key: "lost",
        sentence: text!(en: "Too much was lost ({lost} frame{s}): TCP was still sending again when an end stopped waiting.", ko: "손실이 너무 많았다(프레임 {lost}개). TCP가 아직 재전송하는 동안 한쪽이 기다리기를 그만두었다."),
        client: needs.clone(),
        server: needs,
        repair: if book.evidence.deeds.is_empty() {
            Text::new(
                "look for what loses frames on the path; here take a smaller --loss, or another --seed",
                "경로에서 프레임을 잃는 곳을 찾는다. 여기서는 --loss 값을 줄이거나 --seed 값을 바꾼다",
            )
        } else {
            Text::new(
                "you hold the wire: let one of the copies through",
                "선로는 당신 손에 있다. 다시 보낸 사본 가운데 하나를 통과시킨다",
            )
        },
    })
}
