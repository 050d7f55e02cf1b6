//! `tlslab handshake --hold` and `--deed`: somebody's hand on the virtual wire.

use std::io::{self, IsTerminal};

use anyhow::Result;

use crate::app::carry::{Wire, by_hand};
use crate::app::everywhere::Form;
use crate::app::output::tell as say;
use crate::app::refusal::Refusal;
use crate::app::ui::Ui;
use crate::base::text::{Lang, Text};
use crate::lab::knobs::Knobs;
use crate::lab::scenario::Scenario;
use crate::pki::key::KeyKind;
use crate::story::aim;
use crate::story::deed::{Asked, Deed, Hand, Holds, Order};
use crate::story::evidence::{Done, Evidence};
use crate::story::model::Story;
use crate::story::tell::tell;
use crate::text;
use crate::view::look::Look;
use crate::view::tui::hold::screen::Held;
use crate::view::tui::hold::wire;
use crate::view::tui::terminal::show;

/// The virtual wire under somebody's hand.
struct OnVirtual<'a> {
    scenario: &'a Scenario,
    knobs: &'a Knobs,
    /// The command so far, without what is done to frames.
    command: String,
    last: Hand,
}

impl wire::Wire for OnVirtual<'_> {
    fn run(&mut self, hand: &Hand) -> Result<Story, Text> {
        let evidence = by_hand(self.scenario, self.knobs, hand).map_err(|refusal| refusal.what)?;
        Ok(tell(&evidence))
    }

    fn command(&self, orders: &[Order]) -> String {
        with_orders(&self.command, orders)
    }

    fn left(&mut self, hand: &Hand) {
        self.last = hand.clone();
    }
}

/// Lets somebody at the screen hold the wire, from where `orders` lead on; gives the hand as it was when they left.
///
/// # Errors
/// A [`Refusal`] if the choices cannot work together; those of the terminal.
pub fn hold(
    scenario: &Scenario,
    knobs: &Knobs,
    command: String,
    orders: &[Order],
    look: Look,
) -> Result<Hand> {
    // Asked once with its reason, before the screen is there.
    carried_out(scenario, knobs, orders)?;
    let mut wire = OnVirtual {
        scenario,
        knobs,
        command: command.clone(),
        last: Hand::default(),
    };
    let lang = look.lang;
    let held =
        Held::new(&mut wire, orders, look).map_err(|why| Refusal::environment(why, Text::EMPTY))?;
    show(Box::new(held))?;
    let hand = Hand {
        holds: Holds::Never,
        ..wire.last
    };
    let orders = hand.deeds.iter().map(|(frame, deed)| Order {
        frame: *frame,
        deed: *deed,
    });
    let again = with_orders(&command, &Vec::from_iter(orders));
    say(&match lang {
        Lang::En => format!("The same again: {again}"),
        Lang::Ko => format!("똑같이 다시 실행하려면: {again}"),
    });
    Ok(hand)
}

fn with_orders(command: &str, orders: &[Order]) -> String {
    let mut said = command.to_owned();
    for order in orders {
        said.push_str(&format!(" --deed '{order}'"));
    }
    said
}

/// What was asked to be done to frames.
///
/// # Errors
/// A [`Refusal`]: something is no order, or two are about one frame.
pub fn asked(said: &[String]) -> Result<Vec<Asked>, Refusal> {
    let mut all: Vec<Asked> = Vec::new();
    for said in said {
        let one: Asked = said.parse().map_err(|_| {
            Refusal::usage(
                text!(en: "--deed does not understand {said}", ko: "--deed: 알아들을 수 없음: {said}"),
                Text::new(
                    "it takes the frame's number and one of: deliver, drop, twice, wait MILLISECONDS, flip BYTE.BIT, flip FIELD.BIT; after a flip perhaps noise. Such as --deed '4 drop' or --deed '6 flip ClientHello.random.3'",
                    "프레임 번호와 다음 가운데 하나를 쓴다: deliver, drop, twice, wait 밀리초, flip 바이트.비트, flip 필드.비트. flip 뒤에는 noise 를 붙일 수 있다. 보기: --deed '4 drop', --deed '6 flip ClientHello.random.3'",
                ),
            )
        })?;
        let frame = one.frame();
        if all.iter().any(|known| known.frame() == frame) {
            return Err(Refusal::usage(
                text!(en: "--deed says twice what is to become of frame {frame}", ko: "--deed: 프레임 하나에 두 가지를 시켰다: {frame}"),
                Text::new("give one --deed a frame", "프레임마다 --deed 하나만 준다"),
            ));
        }
        all.push(one);
    }
    all.sort_by_key(Asked::frame);
    Ok(all)
}

/// The same with every field found in its frame, which is carried so far for that.
///
/// # Errors
/// A [`Refusal`]: there is no such frame or field, or the choices cannot work together.
pub fn orders(
    scenario: &Scenario,
    knobs: &Knobs,
    asked: Vec<Asked>,
) -> Result<Vec<Order>, Refusal> {
    let mut orders = Vec::new();
    for one in asked {
        let order = match one {
            Asked::Plain(order) => order,
            Asked::Field {
                frame,
                path,
                bit,
                checksum,
            } => {
                let hand = Hand {
                    holds: Holds::From(frame),
                    ..Hand::of(&orders)
                };
                let story = tell(&by_hand(scenario, knobs, &hand)?);
                let aims = aim::aims(&story, frame);
                let found = aim::named(&aims, &path).and_then(|target| target.bit(bit, checksum));
                let field = path.join(".");
                let bit = found.ok_or_else(|| {
                    Refusal::usage(
                        text!(en: "frame {frame} has no bit {bit} of a field called {field}", ko: "프레임 {frame}: 그런 필드나 비트가 없음: {field}, 비트 {bit}"),
                        Text::new(
                            "--hold shows the frames, and F there the fields of one; or give BYTE.BIT",
                            "--hold 로 프레임을 보고, 거기서 F를 눌러 필드를 본다. 아니면 바이트.비트로 준다",
                        ),
                    )
                })?;
                Order {
                    frame,
                    deed: Deed::Flip(bit),
                }
            }
        };
        orders.push(order);
    }
    Ok(orders)
}

/// Runs it with these orders; each of them must find its frame, for else the story would tell of what never was.
///
/// # Errors
/// A [`Refusal`]: there is no such frame or byte, or the choices cannot work together.
pub fn carried_out(
    scenario: &Scenario,
    knobs: &Knobs,
    orders: &[Order],
) -> Result<Evidence, Refusal> {
    let evidence = by_hand(scenario, knobs, &Hand::of(orders))?;
    let mut numbers = orders.iter().map(|order| order.frame);
    let Some(frame) = numbers.find(|number| !evidence.deeds.contains_key(number)) else {
        return Ok(evidence);
    };
    let last = evidence.packets.len();
    let lost = evidence.done.get(&frame) == Some(&Done::Lost);
    Err(if lost {
        Refusal::usage(
            text!(en: "the wire loses frame {frame} by itself, so nobody can have it in hand", ko: "선로에서 저절로 잃어버리므로 손댈 수 없음: 프레임 {frame}"),
            Text::new(
                "leave --loss out, or take another frame",
                "--loss 를 빼거나 다른 프레임을 고른다",
            ),
        )
    } else {
        Refusal::usage(
            text!(en: "there is no frame {frame}, or it has no such byte", ko: "그런 프레임이나 바이트가 없음: 프레임 {frame}"),
            text!(en: "--hold shows the frames; with these deeds there are {last}", ko: "--hold 로 프레임을 본다. 지금 시킨 대로면 모두 {last}개이다"),
        )
    })
}

/// Refuses what cannot be run again and again to the byte, which a hand on the wire needs. `flag` is the one that asks for the hand.
///
/// # Errors
/// A [`Refusal`] with the reason.
pub fn check(flag: &str, wire: Wire, knobs: &Knobs) -> Result<(), Refusal> {
    if wire == Wire::Kernel {
        return Err(Refusal::usage(
            text!(
                en: "{flag} does not go with --wire kernel: the kernel's clocks do not wait, so it would send again and give up while somebody thinks",
                ko: "{flag}: --wire kernel 과 함께 쓸 수 없다. 커널의 시계는 기다려 주지 않아, 생각하는 동안 재전송하다가 포기한다",
            ),
            Text::new(
                "leave --wire out: the virtual wire's clock stands still meanwhile",
                "--wire 를 뺀다. 가상 선로의 시계는 그동안 멈춘다",
            ),
        ));
    }
    if knobs.key() != KeyKind::Ed25519 {
        return Err(Refusal::usage(
            text!(
                en: "{flag} needs Ed25519 keys: the run is made anew for each decision, and signatures of RSA and ECDSA differ each time",
                ko: "{flag}: Ed25519 키가 필요하다. 결정할 때마다 처음부터 다시 실행하는데, RSA와 ECDSA 서명은 실행할 때마다 다르다",
            ),
            Text::new(
                "leave --key out, and take a --suite that does not ask for RSA",
                "--key 를 빼고, RSA를 요구하지 않는 --suite 를 고른다",
            ),
        ));
    }
    Ok(())
}

/// Refuses to hold the wire where nobody can see it or press a key.
///
/// # Errors
/// A [`Refusal`] with what to do instead.
pub fn at_screen(ui: &Ui) -> Result<(), Refusal> {
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let asked = match ui.form() {
        Form::Plain => !ui.talks(),
        Form::Tui => true,
        Form::Json | Form::Html => false,
    };
    if terminal && asked && ui.output().is_none() {
        return Ok(());
    }
    Err(Refusal::usage(
        Text::new(
            "--hold takes the whole screen of a terminal: somebody must decide about each frame",
            "--hold 는 터미널 전체 화면을 쓴다. 프레임마다 누군가 결정해야 한다",
        ),
        Text::new(
            "run it at a terminal without -o, --step and other forms than --as tui, or say beforehand what is to be done: --deed '4 drop'",
            "-o 와 --step 없이, --as tui 말고 다른 형식 없이 터미널에서 실행하거나, 할 일을 미리 말한다: --deed '4 drop'",
        ),
    ))
}
