//! JA3 and JA4 of a captured hello, each with how it is made.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::dissect::tls::fingerprint::ja4::Carrier;
use crate::dissect::tls::fingerprint::step::Step as Part;
use crate::dissect::tls::fingerprint::{ja3, ja4};
use crate::dissect::tls::handshake::client_hello::ClientHello;
use crate::dissect::tls::handshake::server_hello::ServerHello;
use crate::story::model::{Step, Value};
use crate::text;

/// Adds the fingerprints of a ClientHello.
pub(crate) fn client(step: &mut Step, hello: &ClientHello<'_>) {
    let (three, four) = (ja3::client(hello), ja4::client(hello, Carrier::Tcp));
    step.values
        .push(Value::plain("JA3", &three.hash, Knows::Recomputed));
    step.values
        .push(Value::plain("JA4", &four.print, Knows::Recomputed));
    step.why.push(Text::new(
        "The order and choice of what is offered tells which program is calling: a fingerprint is a short name for that. It identifies the TLS library, not the person, and anyone can imitate it.",
        "무엇을 어떤 순서로 제안하는지를 보면 어떤 프로그램이 말을 거는지 알 수 있다. 지문은 그것에 붙인 짧은 이름이다. 사람이 아니라 TLS 라이브러리를 가리키며, 누구나 흉내 낼 수 있다.",
    ));
    step.why.extend(told("JA3", &three.steps()));
    step.why.extend(told("JA4", &four.steps()));
}

/// Adds the fingerprint of a ServerHello.
pub(crate) fn server(step: &mut Step, hello: &ServerHello<'_>) {
    let print = ja3::server(hello);
    step.values
        .push(Value::plain("JA3S", &print.hash, Knows::Recomputed));
    step.why.extend(told("JA3S", &print.steps()));
}

fn told(which: &str, parts: &[Part]) -> Vec<Text> {
    let one = |part: &Part| {
        let (name, text, value) = (&part.name, &part.text, &part.value);
        let (name_en, name_ko, en, ko) = (&name.en, &name.ko, &text.en, &text.ko);
        text!(en: "{which}, {name_en}: {value}. {en}", ko: "{which}, {name_ko}: {value}. {ko}")
    };
    parts.iter().map(one).collect()
}
