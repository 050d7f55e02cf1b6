//! The states of both ends: where they stand at each step of every scenario and capture, and that they only ever move along the
//! arrows of the standards.

use std::borrow::Cow;

use tlslab::base::side::Side;
use tlslab::base::text::Lang;
use tlslab::lab::scenarios::list::SCENARIOS;
use tlslab::story::ends::course::Course;
use tlslab::story::ends::tcp::Tcp;
use tlslab::story::ends::tls::{Guard, Tls};
use tlslab::story::ends::{Moment, Sight, moments};
use tlslab::story::model::{Fate, Kind, Story, Weight};
use tlslab::view::tui::story::reader::Reader;

use crate::captures::captured;
use crate::screen::{look, seen, story};

/// RFC 9293 figure 5 and its notes, sending and hearing segments only; RST leads to CLOSED from everywhere.
const TCP_ARROWS: &[(Tcp, Tcp)] = &[
    (Tcp::Closed, Tcp::SynSent),
    (Tcp::Listen, Tcp::SynReceived),
    (Tcp::Listen, Tcp::SynSent),
    (Tcp::SynSent, Tcp::SynReceived),
    (Tcp::SynSent, Tcp::Established),
    (Tcp::SynReceived, Tcp::Established),
    (Tcp::SynReceived, Tcp::FinWait1),
    (Tcp::SynReceived, Tcp::Listen),
    (Tcp::Established, Tcp::FinWait1),
    (Tcp::Established, Tcp::CloseWait),
    (Tcp::FinWait1, Tcp::FinWait2),
    (Tcp::FinWait1, Tcp::Closing),
    (Tcp::FinWait1, Tcp::TimeWait),
    (Tcp::FinWait2, Tcp::TimeWait),
    (Tcp::CloseWait, Tcp::LastAck),
    (Tcp::Closing, Tcp::TimeWait),
    (Tcp::LastAck, Tcp::Closed),
    (Tcp::TimeWait, Tcp::Closed),
];

/// RFC 8446 appendix A.1.
const CLIENT_ARROWS: &[(Tls, Tls)] = &[
    (Tls::Start, Tls::WaitSh),
    (Tls::WaitSh, Tls::Start),
    (Tls::WaitSh, Tls::WaitEe),
    (Tls::WaitEe, Tls::WaitFinished),
    (Tls::WaitEe, Tls::WaitCertCr),
    (Tls::WaitCertCr, Tls::WaitCert),
    (Tls::WaitCertCr, Tls::WaitCv),
    (Tls::WaitCert, Tls::WaitCv),
    (Tls::WaitCv, Tls::WaitFinished),
    (Tls::WaitFinished, Tls::Connected),
];

/// RFC 8446 appendix A.2.
const SERVER_ARROWS: &[(Tls, Tls)] = &[
    (Tls::Start, Tls::RecvdCh),
    (Tls::RecvdCh, Tls::Start),
    (Tls::RecvdCh, Tls::Negotiated),
    (Tls::Negotiated, Tls::WaitEoed),
    (Tls::Negotiated, Tls::WaitFlight2),
    (Tls::WaitEoed, Tls::WaitFlight2),
    (Tls::WaitFlight2, Tls::WaitCert),
    (Tls::WaitFlight2, Tls::WaitFinished),
    (Tls::WaitCert, Tls::WaitFinished),
    (Tls::WaitCert, Tls::WaitCv),
    (Tls::WaitCv, Tls::WaitFinished),
    (Tls::WaitFinished, Tls::Connected),
];

/// RFC 5246 figures 1 and 2, flight by flight; a new handshake may begin in an old connection (§7.4.1.1).
const OLD_ARROWS: &[(Tls, Tls)] = &[
    (Tls::WaitSh, Tls::ServerFlight),
    (Tls::RecvdCh, Tls::ServerFlight),
    (Tls::ServerFlight, Tls::ClientFlight),
    (Tls::ClientFlight, Tls::LastFlight),
    (Tls::ClientFlight, Tls::Connected),
    (Tls::LastFlight, Tls::Connected),
    (Tls::Connected, Tls::WaitSh),
    (Tls::Connected, Tls::RecvdCh),
];

/// RFC 8446 §6.1, §6.2.
const ENDINGS: &[(Tls, Tls)] = &[
    (Tls::Connected, Tls::SaidGoodbye),
    (Tls::Connected, Tls::HeardGoodbye),
    (Tls::SaidGoodbye, Tls::Over),
    (Tls::HeardGoodbye, Tls::Over),
];

fn tls_arrow(side: Side, from: Tls, to: Tls) -> bool {
    let own = side.of(CLIENT_ARROWS, SERVER_ARROWS);
    let lists = [own, OLD_ARROWS, ENDINGS];
    let drawn = lists.iter().any(|list| list.contains(&(from, to)));
    // Over by a close_notify before the end of the handshake, failed by an alert at any time.
    drawn || matches!(to, Tls::Failed | Tls::Over)
}

/// One arrow, or two where a state takes no message or one frame carries more than one thing.
fn leads<T: Copy + PartialEq>(from: T, to: T, all: &[T], arrow: &dyn Fn(T, T) -> bool) -> bool {
    arrow(from, to) || all.iter().any(|via| arrow(from, *via) && arrow(*via, to))
}

const TCP: [Tcp; 11] = [
    Tcp::Closed,
    Tcp::Listen,
    Tcp::SynSent,
    Tcp::SynReceived,
    Tcp::Established,
    Tcp::FinWait1,
    Tcp::FinWait2,
    Tcp::CloseWait,
    Tcp::Closing,
    Tcp::LastAck,
    Tcp::TimeWait,
];

/// States between that take no message of their own.
const SILENT: [Tls; 2] = [Tls::WaitFlight2, Tls::RecvdCh];

/// Every move in `story` that is no arrow.
fn strays(name: &str, story: &Story) -> Vec<String> {
    let moments = moments(story);
    assert_eq!(moments.len(), story.steps.len(), "{name}");
    let mut strays = Vec::new();
    for (n, pair) in moments.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        if before.connection != after.connection || before.connection.is_none() {
            continue;
        }
        for side in Side::BOTH {
            let (a, b) = (end(before, side), end(after, side));
            let reset = b.tcp == Tcp::Closed;
            let arrow = |from, to| TCP_ARROWS.contains(&(from, to));
            if a.tcp != b.tcp && !reset && !leads(a.tcp, b.tcp, &TCP, &arrow) {
                strays.push(format!(
                    "{name}, step {}: {side:?} {:?} -> {:?}",
                    n + 2,
                    a.tcp,
                    b.tcp
                ));
            }
            let arrow = |from, to| tls_arrow(side, from, to);
            if a.tls != b.tls && !leads(a.tls, b.tls, &SILENT, &arrow) {
                strays.push(format!(
                    "{name}, step {}: {side:?} {:?} -> {:?}",
                    n + 2,
                    a.tls,
                    b.tls
                ));
            }
        }
    }
    strays
}

fn end(moment: &Moment, side: Side) -> tlslab::story::ends::End {
    let [client, server] = moment.ends;
    side.of(client, server)
}

/// The states of a way, without the steps where they began.
fn passed<T: Copy>(way: &[(usize, T)]) -> Vec<T> {
    way.iter().map(|(_, state)| *state).collect()
}

#[test]
fn every_scenario_moves_along_the_arrows() {
    let strays = SCENARIOS
        .iter()
        .flat_map(|scenario| strays(scenario.name, &story(scenario.name)));
    let strays: Vec<_> = strays.collect();
    assert!(strays.is_empty(), "{strays:#?}");
}

#[test]
fn every_capture_moves_along_the_arrows() {
    let stories = captured();
    assert!(
        stories.len() > 20,
        "only {} connections were looked at",
        stories.len()
    );
    let strays = stories.iter().flat_map(|(name, story)| strays(name, story));
    let strays: Vec<_> = strays.collect();
    assert!(strays.is_empty(), "{strays:#?}");
}

/// The moment after the first step with this name.
fn after(story: &Story, name: &str) -> Moment {
    let at = story.steps.iter().position(|step| step.name.en == name);
    moments(story)[at.unwrap_or_else(|| panic!("no step {name}"))]
}

fn states(moment: Moment) -> [(Tcp, Tls); 2] {
    moment.ends.map(|end| (end.tcp, end.tls))
}

#[test]
fn a_full_handshake_step_by_step() {
    let story = story("full");
    let at = |name: &str| states(after(&story, name));
    assert_eq!(
        at("SYN"),
        [(Tcp::SynSent, Tls::Start), (Tcp::Listen, Tls::Start)]
    );
    assert_eq!(
        at("SYN, ACK"),
        [
            (Tcp::Established, Tls::Start),
            (Tcp::SynReceived, Tls::Start)
        ]
    );
    assert_eq!(at("ACK"), [(Tcp::Established, Tls::Start); 2]);
    let tls = |name: &str| at(name).map(|(_, tls)| tls);
    assert_eq!(tls("ClientHello"), [Tls::WaitSh, Tls::RecvdCh]);
    assert_eq!(tls("ServerHello"), [Tls::WaitEe, Tls::Negotiated]);
    assert_eq!(
        tls("EncryptedExtensions"),
        [Tls::WaitCertCr, Tls::Negotiated]
    );
    assert_eq!(tls("Certificate"), [Tls::WaitCv, Tls::Negotiated]);
    assert_eq!(
        tls("CertificateVerify"),
        [Tls::WaitFinished, Tls::Negotiated]
    );
    assert_eq!(tls("Finished"), [Tls::WaitFinished, Tls::WaitFinished]);
    assert_eq!(tls("application data"), [Tls::Connected; 2]);
    let data = after(&story, "application data").ends;
    assert!(
        data.iter()
            .all(|end| end.sends == Guard::Application(0) && end.reads == Guard::Application(0))
    );
    let last = moments(&story);
    let last = last.last().unwrap();
    assert_eq!(last.ends.map(|end| end.tls), [Tls::Over; 2]);
    // The server closed first.
    assert_eq!(last.ends.map(|end| end.tcp), [Tcp::Closed, Tcp::TimeWait]);
}

#[test]
fn whoever_sends_the_last_finished_is_connected_first() {
    let story = story("full");
    let finished: Vec<usize> = (story.steps.iter().enumerate())
        .filter(|(_, step)| step.name.en == "Finished")
        .map(|(n, _)| n)
        .collect();
    let moments = moments(&story);
    assert_eq!(
        moments[finished[1]].ends.map(|end| end.tls),
        [Tls::Connected; 2]
    );
    assert_eq!(moments[finished[0]].ends[0].sends, Guard::Handshake);
    assert_eq!(moments[finished[0]].ends[1].sends, Guard::Application(0));
}

#[test]
fn before_tls_1_3_the_flights_are_named() {
    let full = story("tls12");
    let tls = |name: &str| after(&full, name).ends.map(|end| end.tls);
    assert_eq!(tls("ServerHello"), [Tls::ServerFlight; 2]);
    assert_eq!(tls("ServerHelloDone"), [Tls::ClientFlight; 2]);
    assert_eq!(tls("Finished"), [Tls::LastFlight; 2]);
    assert_eq!(tls("application data"), [Tls::Connected; 2]);
    let changed = after(&full, "ChangeCipherSpec").ends;
    assert_eq!(
        changed.map(|end| (end.sends, end.reads)),
        [
            (Guard::Session, Guard::Clear),
            (Guard::Clear, Guard::Session),
        ]
    );
}

#[test]
fn a_resumed_connection_needs_no_certificate_and_begins_anew() {
    let story = story("resumption");
    let course = Course::of(&story);
    let moments = &course.moments;
    let last = moments.len() - 1;
    assert_eq!(moments[last].connection, Some(1));
    let client = passed(course.tls(Side::Client, last));
    assert_eq!(
        client[..5],
        [
            Tls::Start,
            Tls::WaitSh,
            Tls::WaitEe,
            Tls::WaitFinished,
            Tls::Connected
        ]
    );
    let tcp = passed(course.tcp(Side::Client, last));
    assert_eq!(tcp[..2], [Tcp::SynSent, Tcp::Established]);
}

#[test]
fn early_data_and_its_end() {
    let story = story("early-data");
    let course = Course::of(&story);
    let moments = &course.moments;
    let server = passed(course.tls(Side::Server, story.steps.len() - 1));
    assert!(server.contains(&Tls::WaitEoed), "{server:?}");
    let early = story
        .steps
        .iter()
        .position(|step| step.name.en.starts_with("early"));
    assert_eq!(moments[early.unwrap()].ends[0].sends, Guard::Early);
    // The ChangeCipherSpec before it is a dummy, whatever version may come of it.
    assert_eq!(moments[early.unwrap()].ends[1].reads, Guard::Clear);
    let end = after(&story, "EndOfEarlyData");
    assert_eq!(end.ends.map(|end| end.tls), [Tls::WaitFinished; 2]);
    assert_eq!(end.ends[0].sends, Guard::Handshake);
}

#[test]
fn asked_for_a_certificate_the_client_shows_it() {
    let story = story("client-certificate");
    let course = Course::of(&story);
    let moments = &course.moments;
    let last = moments.len() - 1;
    let client = passed(course.tls(Side::Client, last));
    let server = passed(course.tls(Side::Server, last));
    assert!(
        client
            .windows(3)
            .any(|w| w == [Tls::WaitCertCr, Tls::WaitCert, Tls::WaitCv]),
        "{client:?}"
    );
    assert!(
        server.windows(4).any(|w| w
            == [
                Tls::WaitCert,
                Tls::WaitCv,
                Tls::WaitFinished,
                Tls::Connected
            ]),
        "{server:?}"
    );
}

#[test]
fn a_retry_leads_back_to_the_start() {
    let story = story("retry");
    let course = Course::of(&story);
    let client = passed(course.tls(Side::Client, story.steps.len() - 1));
    assert_eq!(
        client[..5],
        [
            Tls::Start,
            Tls::WaitSh,
            Tls::Start,
            Tls::WaitSh,
            Tls::WaitEe
        ]
    );
}

#[test]
fn what_does_not_arrive_moves_only_its_sender() {
    for what in [Fate::Lost, Fate::Damaged, Fate::Waiting] {
        let mut story = story("full");
        for (name, sender, hearer) in [
            ("SYN", (Tcp::SynSent, Tls::Start), (Tcp::Listen, Tls::Start)),
            (
                "ClientHello",
                (Tcp::Established, Tls::WaitSh),
                (Tcp::Established, Tls::Start),
            ),
        ] {
            let at = (story.steps.iter())
                .position(|step| step.name.en == name)
                .unwrap();
            let Kind::Wire { fate, .. } = &mut story.steps[at].kind else {
                panic!("{name} is on the wire");
            };
            *fate = what.clone();
            assert_eq!(states(moments(&story)[at]), [sender, hearer], "{what:?}");
            let Kind::Wire { fate, .. } = &mut story.steps[at].kind else {
                unreachable!();
            };
            *fate = Fate::Delivered;
        }
    }
}

#[test]
fn a_flipped_bit_leaves_the_other_end_where_it_was() {
    let flipped = story("flip-finished");
    let moments_of = moments(&flipped);
    let data = flipped
        .steps
        .iter()
        .position(|step| step.name.en == "application data");
    let moment = moments_of[data.unwrap()];
    assert_eq!(
        moment.ends.map(|end| end.tls),
        [Tls::Connected, Tls::WaitFinished]
    );
    assert_eq!(
        moments_of.last().unwrap().ends.map(|end| end.tls),
        [Tls::Failed; 2]
    );

    assert_eq!(moment.ends[0].sight, Sight::Clear);
    let hidden = story("flip-certificate");
    let moment = after(&hidden, "protected record");
    assert_eq!(
        moment.ends.map(|end| end.sight),
        [Sight::Clear, Sight::Dark]
    );

    let parted = story("flip-server-hello");
    let certificate = after(&parted, "Certificate");
    assert_eq!(certificate.ends[0].tls, Tls::WaitEe);
    assert_eq!(certificate.ends[0].sight, Sight::Parted);
}

#[test]
fn a_port_nobody_listens_on_stays_closed() {
    let story = story("refused");
    let moments = moments(&story);
    assert!(
        moments
            .iter()
            .all(|moment| moment.ends[1].tcp == Tcp::Closed)
    );
    assert_eq!(moments.last().unwrap().ends[0].tcp, Tcp::Closed);
}

#[test]
fn ten_thousand_steps_are_walked_in_the_time_of_a_key_press() {
    let story = story("full");
    let mut long = story.clone();
    while long.steps.len() < 10_000 {
        long.steps.extend(story.steps.iter().cloned());
    }
    let start = std::time::Instant::now();
    moments(&long);
    let took = start.elapsed();
    println!("{took:?}");
    // A debug build is some ten times slower than what people run.
    assert!(took.as_millis() < 500, "{took:?}");
}

#[test]
fn an_end_that_failed_sends_nothing_any_more() {
    let story = story("expired");
    let moments = moments(&story);
    let failed = moments.iter().flat_map(|moment| moment.ends);
    let failed: Vec<_> = failed.filter(|end| end.tls == Tls::Failed).collect();
    assert!(!failed.is_empty());
    for end in failed {
        assert_eq!((end.sends, end.reads), (Guard::Nothing, Guard::Nothing));
    }
    let says = Guard::Nothing.text(Side::Client);
    assert_eq!([&*says.en, &*says.ko], ["nothing any more", "더는 없음"]);
}

#[test]
fn folded_acknowledgements_make_no_round_trip() {
    let mut seen_any = 0;
    for (name, story) in captured() {
        if !name.contains("tls13") || story.steps.iter().all(|s| s.weight == Weight::Main) {
            continue;
        }
        let mut reader = Reader::new(Cow::Borrowed(&story), look(Lang::En));
        let drawn = seen(&mut reader, (120, 40));
        let heading = drawn
            .lines()
            .find(|line| line.contains("TCP: a connection"));
        let Some(heading) = heading else {
            continue;
        };
        // A SYN and its answer; the acknowledgements folded after them ask nothing.
        assert!(heading.contains("1 round trip"), "{name}: {heading}");
        assert!(!heading.contains("1 round trips"), "{name}: {heading}");
        seen_any += 1;
    }
    assert!(seen_any > 0);
}
