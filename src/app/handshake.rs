//! `tlslab handshake`: a client and a server on a private wire, told step by step.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::app::carry::{Wire, by_hand, carry, jumps};
use crate::app::everywhere::Form;
use crate::app::held;
use crate::app::live::{self, Rest, Watched};
use crate::app::misuse::{Outside, whole};
use crate::app::output::{save, tell as say};
use crate::app::refusal::{Answer, Refusal};
use crate::app::seed;
use crate::app::ui::Ui;
use crate::base::nearest::nearest;
use crate::base::text::{Lang, Text};
use crate::base::verdict::Verdict;
use crate::capture::packet::Packet;
use crate::capture::pcapng::{self, Capture};
use crate::lab::knobs::{Force, Knobs};
use crate::lab::offer::{Group, SUITES, Suite, Tls};
use crate::lab::scenario::Scenario;
use crate::lab::scenarios::list::{self, SCENARIOS};
use crate::lab::wire::visit::Conditions;
use crate::pki::key::KeyKind;
use crate::story::evidence::Evidence;
use crate::story::model::{Kind, Story};
use crate::story::tell::tell;
use crate::text;
use crate::view::look::{Folded, Look};

/// Watch a client and a server meet on a private wire, every step decoded and proven
///
/// The run is real: two hosts, joined by tlslab itself, speak TCP and TLS to each other; nothing leaves this computer. Exit code
/// 0 if it ends as the scenario says it will, 1 if not.
#[derive(Args, Debug)]
pub struct Handshake {
    /// What to watch; `tlslab scenarios` lists them
    #[arg(value_name = "SCENARIO", default_value = "full")]
    scenario: String,
    /// The only version both ends speak
    #[arg(long, value_name = "VERSION", value_parser = versions())]
    tls: Option<Tls>,
    /// The only group both ends have for the key exchange
    #[arg(long, ignore_case = true, value_parser = groups())]
    group: Option<Group>,
    /// The only cipher suite both ends have
    #[arg(long, ignore_case = true, value_parser = suites())]
    suite: Option<&'static Suite>,
    /// The kind of key in the certificates
    #[arg(long, ignore_case = true, value_parser = keys())]
    key: Option<KeyKind>,
    /// Which wire: the kernel's TCP in two network namespaces, or two TCP stacks in memory on a clock that jumps
    #[arg(long, default_value = "auto")]
    wire: Wire,
    /// Milliseconds every frame is held on its way, up to 1000
    #[arg(long, value_name = "MS", default_value_t = 0, allow_negative_numbers = true, value_parser = whole(0, 1000))]
    delay: u64,
    /// Percent of the frames with TCP that are lost, up to 90
    #[arg(long, value_name = "PERCENT", default_value = "0", allow_negative_numbers = true, value_parser = percent)]
    loss: f64,
    /// Largest IP packet, in bytes, 68 to 9000
    #[arg(long, value_name = "BYTES", default_value_t = 1500, allow_negative_numbers = true, value_parser = mtu)]
    mtu: u16,
    /// Draw everything random from this number, so that the run repeats to the byte; takes the virtual wire
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true, value_parser = whole(0, u64::MAX))]
    seed: Option<u64>,
    /// Connect over IPv6
    #[arg(long)]
    ipv6: bool,
    /// Hold the wire: each frame waits at the whole screen until you say what becomes of it; takes the virtual wire
    #[arg(long)]
    hold: bool,
    /// What becomes of a frame, such as '4 drop': deliver, drop, twice, wait MS, flip BYTE.BIT, flip FIELD.BIT; noise after a flip leaves the
    /// checksum; for each frame once
    #[arg(long = "deed", value_name = "FRAME DEED")]
    deeds: Vec<String>,
    /// Run choices that cannot work together, to see them fail
    #[arg(long)]
    force: bool,
    /// Show folded steps too: pure acknowledgements, the keys of further unused tickets
    #[arg(long)]
    all: bool,
    /// Save the frames for Wireshark, with the secrets inside and a comment on each
    #[arg(long, value_name = "FILE.pcapng")]
    save: Option<PathBuf>,
    /// Save the secrets alone, as SSLKEYLOGFILE has them
    #[arg(long, value_name = "FILE")]
    keylog: Option<PathBuf>,
}

impl Handshake {
    /// Runs it, tells it, saves what is to be saved.
    ///
    /// # Errors
    /// If there is no such scenario, if the choices cannot work together, if the wire asked for cannot be had; those of the output.
    pub fn run(self, ui: &Ui) -> Result<Answer> {
        let scenario = named(&self.scenario)?;
        let mut knobs = self.knobs()?;
        let asked = held::asked(&self.deeds)?;
        if let Some(flag) = self.hand() {
            knobs.seed = Some(self.seed.map_or_else(seed::drawn, Ok)?);
            held::check(flag, self.wire, &knobs)?;
        }
        match self.hold {
            true => held::at_screen(ui)?,
            false => ui.check()?,
        }
        self.places(ui)?;
        let orders = held::orders(scenario, &knobs, asked)?;
        let folded = match self.all {
            true => Folded::Show,
            false => Folded::Hide,
        };
        let look = Look {
            folded,
            ..ui.look().clone()
        };
        let mut seen = false;
        let evidence = if self.hold {
            let command = self.command(scenario, &knobs);
            let hand = held::hold(scenario, &knobs, command, &orders, look)?;
            by_hand(scenario, &knobs, &hand)?
        } else if orders.is_empty() && ui.form() == Form::Tui && !jumps(self.wire, &knobs) {
            let rest = match (&self.save, &self.keylog) {
                (None, None) => Rest::Unwanted,
                (Some(_), _) | (None, Some(_)) => Rest::Wanted,
            };
            match live::watch(scenario, &knobs, self.wire, rest, look)? {
                Watched::Unseen(evidence) => evidence,
                Watched::Seen(evidence) => {
                    seen = true;
                    evidence
                }
                Watched::Left => return Ok(Answer::Good),
            }
        } else if orders.is_empty() {
            self.warn_of_waiting(scenario, &knobs, ui.lang());
            carry(scenario, &knobs, self.wire)?
        } else {
            held::carried_out(scenario, &knobs, &orders)?
        };
        let story = tell(&evidence);
        if let Some(place) = &self.save {
            let packets = commented(&story, ui.lang());
            let capture = Capture {
                interface: "tlslab wire",
                packets: &packets,
                secrets: &evidence.key_log,
                comment: story.title.say(ui.lang()),
                hardware: "",
                os: "",
                application: concat!("tlslab ", env!("CARGO_PKG_VERSION")),
            };
            save(place, &mut |out| pcapng::write(&capture, out))?;
        }
        if let Some(place) = &self.keylog {
            save(place, &mut |out| out.write_all(evidence.key_log.as_bytes()))?;
        }
        if self.hold {
            return Ok(Answer::Good); // It ended as somebody wanted it.
        }
        if !seen {
            ui.story(&story, folded, self.next(scenario))?;
        }
        Ok(judged(scenario, &evidence, &story))
    }

    /// The flag that asks for a hand on the wire, if one does.
    fn hand(&self) -> Option<&'static str> {
        match (self.hold, self.deeds.is_empty()) {
            (true, _) => Some("--hold"),
            (false, false) => Some("--deed"),
            (false, true) => None,
        }
    }

    /// The command that makes the same run, but for what is done to frames.
    fn command(&self, scenario: &Scenario, knobs: &Knobs) -> String {
        let mut said = format!("tlslab handshake {}", scenario.name);
        let mut flag = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                said.push_str(&format!(" --{name} {value}"));
            }
        };
        flag("tls", self.tls.map(|tls| tls.name().to_owned()));
        flag("group", self.group.map(|group| group.name().to_owned()));
        flag("suite", self.suite.map(|suite| suite.name.to_owned()));
        flag("delay", (self.delay > 0).then(|| self.delay.to_string()));
        flag("loss", (self.loss > 0.0).then(|| self.loss.to_string()));
        flag("mtu", (self.mtu != 1500).then(|| self.mtu.to_string()));
        flag("seed", knobs.seed.map(|seed| seed.to_string()));
        for (asked, name) in [(self.ipv6, "ipv6"), (self.force, "force")] {
            if asked {
                said.push_str(&format!(" --{name}"));
            }
        }
        said
    }

    /// Waiting is real on the kernel's wire; who sits before a dark screen is told so.
    fn warn_of_waiting(&self, scenario: &Scenario, knobs: &Knobs, lang: Lang) {
        const LONG: u64 = 100;
        let waits = self.delay >= LONG || self.loss > 0.0 || scenario.expects == Some("silent");
        if waits && !jumps(self.wire, knobs) && io::stderr().is_terminal() {
            say(match lang {
                Lang::En => {
                    "One moment: on the kernel wire, waiting takes real time; --wire virtual jumps over it."
                }
                Lang::Ko => {
                    "잠시 기다린다. 커널 선로에서는 실제로 시간이 걸린다. --wire virtual 은 건너뛴다."
                }
            });
        }
    }

    /// Refuses two things in one file, and frames on the terminal.
    fn places(&self, ui: &Ui) -> Result<()> {
        let places = [&self.save, &self.keylog].map(|place| place.as_deref());
        if places.contains(&Some(Path::new("-"))) {
            return Err(Refusal::usage(
                Text::new(
                    "standard output is for the story; the frames or secrets would end up in the midst of it",
                    "표준 출력에는 이야기가 나간다. 프레임이나 비밀이 그 한가운데에 섞이게 된다",
                ),
                Text::new("name a file, such as x.pcapng", "x.pcapng 같은 파일 이름을 준다"),
            )
            .into());
        }
        let [save, keylog] = places;
        let twice = [(save, keylog), (save, ui.output()), (keylog, ui.output())];
        if let Some((Some(place), _)) = twice.iter().find(|(a, b)| a.is_some() && a == b) {
            let place = place.display();
            return Err(Refusal::usage(
                text!(en: "{place} would be written twice, and only the last would remain", ko: "{place}: 두 번 쓰게 되어 마지막 것만 남는다"),
                Text::new("name two files", "파일 이름을 서로 다르게 준다"),
            )
            .into());
        }
        Ok(())
    }

    fn knobs(&self) -> Result<Knobs> {
        const LEAST_IPV6: u16 = 1280;
        if self.ipv6 && self.mtu < LEAST_IPV6 {
            let mtu = self.mtu;
            return Err(Refusal::usage(
                text!(en: "an MTU of {mtu} bytes is less than IPv6 allows", ko: "MTU {mtu}바이트: IPv6가 허용하는 최솟값보다 작음"),
                Text::new(
                    "take 1280 or more (RFC 8200 §5), or leave --ipv6 out",
                    "1280 이상으로 하거나(RFC 8200 §5) --ipv6 를 뺀다",
                ),
            )
            .into());
        }
        Ok(Knobs {
            tls: self.tls,
            group: self.group,
            suite: self.suite,
            key: self.key,
            seed: self.seed,
            force: match self.force {
                true => Force::RunAnyway,
                false => Force::Refuse,
            },
            conditions: Conditions {
                delay: Duration::from_millis(self.delay),
                loss: self.loss,
                mtu: self.mtu,
                seed: 0,
                flip: None,
                ipv6: self.ipv6,
            },
        })
    }

    /// Commands worth trying next.
    fn next(&self, scenario: &Scenario) -> Vec<String> {
        let name = match scenario.name {
            "full" => String::new(),
            name => format!(" {name}"),
        };
        let mut next = vec![
            format!("tlslab handshake{name} --step"),
            format!("tlslab handshake{name} --depth line"),
            format!("tlslab handshake{name} --depth byte"),
        ];
        let others = ["tls12", "resumption", "expired"];
        let other = others.iter().find(|other| **other != scenario.name);
        next.extend(other.map(|other| format!("tlslab handshake {other}")));
        if self.save.is_none() {
            next.push(format!("tlslab handshake{name} --save x.pcapng"));
        }
        next.push("tlslab scenarios".to_owned());
        next
    }
}

fn named(name: &str) -> Result<&'static Scenario, Refusal> {
    if let Some(scenario) = list::named(name) {
        return Ok(scenario);
    }
    let hint = match nearest(name, SCENARIOS.iter().map(|scenario| scenario.name)) {
        Some(close) => {
            text!(en: "did you mean {close}? tlslab scenarios lists them all", ko: "비슷한 이름: {close}. tlslab scenarios 로 모두 볼 수 있다")
        }
        None => Text::new(
            "tlslab scenarios lists them all",
            "tlslab scenarios 로 모두 볼 수 있다",
        ),
    };
    Err(Refusal::usage(
        text!(en: "there is no scenario called {name}", ko: "그런 시나리오는 없음: {name}"),
        hint,
    ))
}

/// Whether it ended as the scenario says it will.
fn judged(scenario: &Scenario, evidence: &Evidence, story: &Story) -> Answer {
    // A frame damaged on purpose has a checksum that fails, and nothing else need be wrong.
    let refuted = evidence.deeds.is_empty()
        && story
            .steps
            .iter()
            .flat_map(|step| &step.proofs)
            .any(|proof| proof.verdict == Verdict::Fails);
    let found = story.cause.as_ref().map(|cause| cause.key);
    match (scenario.expects, found) {
        (Some(expected), Some(found)) if expected == found => Answer::Good,
        (None, None) if !refuted => Answer::Good,
        (Some(_) | None, Some(_) | None) => Answer::No,
    }
}

/// The frames, each with what the steps say of it as a comment.
fn commented(story: &Story, lang: Lang) -> Vec<Packet> {
    let mut frames = story.packets.clone();
    for (n, step) in story.steps.iter().enumerate() {
        let Kind::Wire { packets, .. } = &step.kind else {
            continue;
        };
        let name = step.name.say(lang);
        let comment = format!("{}. {name}: {}", n + 1, step.sentence.say(lang));
        for frame in frames
            .iter_mut()
            .filter(|frame| packets.contains(&frame.number))
        {
            frame.comments.push(comment.clone());
        }
    }
    frames
}

fn versions() -> impl TypedValueParser<Value = Tls> {
    choice(Tls::ALL.map(|tls| (tls.name(), tls)).to_vec())
}

fn groups() -> impl TypedValueParser<Value = Group> {
    choice(Group::ALL.map(|group| (group.name(), group)).to_vec())
}

fn suites() -> impl TypedValueParser<Value = &'static Suite> {
    choice(SUITES.iter().map(|suite| (suite.name, suite)).collect())
}

fn keys() -> impl TypedValueParser<Value = KeyKind> {
    choice(KeyKind::NAMES.to_vec())
}

/// Takes one of these names, and gives what it stands for.
fn choice<T: Copy + Send + Sync + 'static>(
    choices: Vec<(&'static str, T)>,
) -> impl TypedValueParser<Value = T> {
    let names: Vec<&'static str> = choices.iter().map(|(name, _)| *name).collect();
    PossibleValuesParser::new(names).try_map(move |said| {
        choices
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(&said))
            .map(|(_, choice)| *choice)
            .ok_or("no such choice")
    })
}

fn percent(said: &str) -> Result<f64, Outside> {
    const MOST: u32 = 90;
    match said.parse::<f64>() {
        Ok(percent) if (0.0..=f64::from(MOST)).contains(&percent) => Ok(percent),
        Ok(_) | Err(_) => Err(Outside {
            least: 0,
            most: MOST.into(),
        }),
    }
}

/// IPv4 lets no link take less than 68 bytes (RFC 791); 9000 are those of jumbo frames.
fn mtu(said: &str) -> Result<u16, Outside> {
    const LEAST: u16 = 68;
    const MOST: u16 = 9000;
    match said.parse() {
        Ok(bytes) if (LEAST..=MOST).contains(&bytes) => Ok(bytes),
        Ok(_) | Err(_) => Err(Outside {
            least: LEAST.into(),
            most: MOST.into(),
        }),
    }
}
