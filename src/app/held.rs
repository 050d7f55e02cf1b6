//! `tlslab handshake --hold` and `--deed`: somebody's hand on the virtual wire.

use std::io::{self, IsTerminal};

use anyhow::Result;

use crate::app::carry::{Wire, by_hand};
use crate::app::refusal::Refusal;
use crate::app::ui::{Ui, tell as say};
use crate::base::text::{Lang, Text};
use crate::lab::knobs::Knobs;
use crate::lab::scenario::Scenario;
use crate::pki::key::KeyKind;
use crate::story::deed::{Hand, Holds, Order};
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
    by_hand(scenario, knobs, &Hand::default())?;
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
pub fn orders(said: &[String]) -> Result<Vec<Order>, Refusal> {
    let mut orders: Vec<Order> = Vec::new();
    for said in said {
        let order: Order = said.parse().map_err(|_| {
            Refusal::usage(
                text!(en: "--deed does not understand {said}", ko: "--deed: 알아들을 수 없음: {said}"),
                Text::new(
                    "it takes the frame's number and one of: deliver, drop, twice, wait MILLISECONDS, flip BYTE.BIT, flip BYTE.BIT noise; such as --deed '4 drop'",
                    "프레임 번호와 다음 가운데 하나를 쓴다: deliver, drop, twice, wait 밀리초, flip 바이트.비트, flip 바이트.비트 noise. 보기: --deed '4 drop'",
                ),
            )
        })?;
        let frame = order.frame;
        if orders.iter().any(|known| known.frame == frame) {
            return Err(Refusal::usage(
                text!(en: "--deed says twice what is to become of frame {frame}", ko: "--deed: 프레임 하나에 두 가지를 시켰다: {frame}"),
                Text::new("give one --deed a frame", "프레임마다 --deed 하나만 준다"),
            ));
        }
        orders.push(order);
    }
    orders.sort_by_key(|order| order.frame);
    Ok(orders)
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
    if terminal && ui.may_take_screen() {
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
