//! `tlslab cert lint`: which rules a certificate breaks, and which rules there are.

use std::io;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::app::cert::input::asked::Source;
use crate::app::cert::input::reading;
use crate::app::everywhere::ListForm;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::field::printable;
use crate::base::level::Level;
use crate::base::nearest::nearest;
use crate::base::text::Text;
use crate::dissect::x509::shape::Shape;
use crate::story::certificate::document::Document;
use crate::story::certificate::linted::{self, Asked};
use crate::text;
use crate::trust::lint::rule::Rule;
use crate::trust::lint::rules;
use crate::trust::profile::Profile;
use crate::view::json;
use crate::view::layout::{Ink, Row, Span, wrap};
use crate::view::look::{Depth, Folded, Look};

/// Say which rules a certificate breaks: RFC 5280, and what the web asks for on top
///
/// A certificate may verify and still should not have been issued like that. With several certificates each is held against its
/// issuer, where that is among them. Exit code 0 if there is no error, 1 if there is one; warnings and notes do not count.
#[derive(Args, Debug)]
pub(super) struct Lint {
    /// File with certificates, host:port, or a capture; - is standard input
    #[arg(value_name = "INPUT", required_unless_present = "rules")]
    inputs: Vec<PathBuf>,
    /// Whose rules count
    #[arg(long, default_value = "rfc5280", value_parser = profiles())]
    profile: Profile,
    /// Look at this rule alone, such as lint.serial, or at a family, such as key; may be given more than once
    #[arg(long, value_name = "CODE")]
    only: Vec<String>,
    /// Leave this rule or family out; may be given more than once
    #[arg(long, value_name = "CODE")]
    skip: Vec<String>,
    /// List the rules and leave; --depth field adds why and repair
    #[arg(long)]
    rules: bool,
    #[command(flatten)]
    source: Source,
}

impl Lint {
    /// Reads the inputs and tells which rules they break, or lists the rules.
    ///
    /// # Errors
    /// If a code is unknown, or an input cannot be read or holds no certificate; those of the output.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        for code in self.only.iter().chain(&self.skip) {
            check(code)?;
        }
        let wanted = |rule: &Rule| {
            let of = |codes: &[String]| codes.iter().any(|code| names(code, rule));
            (self.only.is_empty() || of(&self.only)) && !of(&self.skip)
        };
        if self.rules {
            list(ui, &wanted)?;
            return Ok(Answer::Good);
        }
        let mut documents = Vec::new();
        let mut remarks = Vec::new();
        for input in &self.inputs {
            let found = reading::read(input, &self.source, ui.lang())?;
            let items = found.only(Shape::Certificate)?;
            remarks.extend(found.remarks);
            documents.extend(items.into_iter().map(|item| Document {
                shape: item.shape,
                der: item.der,
                place: item.place,
            }));
        }
        let asked = Asked {
            profile: self.profile,
            wanted: &wanted,
        };
        let linted = linted::tell(&documents, &remarks, &asked);
        ui.story(&linted.story, Folded::Hide, self.next())?;
        Ok(match linted.errors {
            0 => Answer::Good,
            _ => Answer::No,
        })
    }

    /// Commands worth trying next.
    fn next(&self) -> Vec<String> {
        let Some(input) = self.inputs.first().filter(|input| input.as_os_str() != "-") else {
            return Vec::new();
        };
        let input = input.display();
        let other = match self.profile {
            Profile::Rfc5280 => Profile::WebPki,
            Profile::WebPki => Profile::Rfc5280,
        };
        let other = other.name();
        vec![
            format!("tlslab cert lint {input} --profile {other}"),
            format!("tlslab cert lint {input} --depth byte"),
            "tlslab cert lint --rules".to_owned(),
        ]
    }
}

/// Whether `code` is that of `rule` or of its family.
fn names(code: &str, rule: &Rule) -> bool {
    code == rule.reason.code || code == rule.reason.family()
}

/// Refuses a code that no rule has.
fn check(code: &str) -> Result<(), Refusal> {
    if rules::all().any(|rule| names(code, rule)) {
        return Ok(());
    }
    let said = printable(code.as_bytes());
    let hint = match nearest(code, rules::all().map(|rule| rule.reason.code)) {
        Some(near) => {
            text!(en: "{near} is near; tlslab cert lint --rules lists them", ko: "비슷한 코드: {near}. 목록: tlslab cert lint --rules")
        }
        None => Text::new(
            "tlslab cert lint --rules lists them",
            "목록: tlslab cert lint --rules",
        ),
    };
    Err(Refusal::usage(
        text!(en: "there is no rule called {said}", ko: "없는 규칙: {said}"),
        hint,
    ))
}

fn list(ui: &Ui, wanted: &dyn Fn(&Rule) -> bool) -> Result<()> {
    let look = ui.look();
    let all = || rules::all().filter(|rule| wanted(rule));
    match ui.list_form()? {
        ListForm::Json => ui.write(&mut |out| json::rules::write(all(), out)),
        ListForm::Plain => ui.write(&mut |out| {
            let n = all().count();
            let heading = text!(en: "{n} rules; the level is that of the profiles rfc5280 and webpki", ko: "규칙 {n}개. 수준은 프로필 rfc5280, webpki 순");
            Row(vec![Span::new(look.say(&heading), Ink::Strong)]).write(look, out)?;
            for rule in all() {
                for row in rows(rule, look) {
                    row.write(look, out)?;
                }
            }
            io::Result::Ok(())
        }),
    }
}

/// A rule in the list: code, levels and clause, then its title; deeper, its why and its repair.
fn rows(rule: &Rule, look: &Look) -> Vec<Row> {
    let mut head = vec![Span::tight(rule.reason.code, Ink::Name)];
    for profile in Profile::ALL {
        let (word, ink) = match rule.level(profile) {
            None => ("-", Ink::Faint),
            Some(level) => {
                let ink = match level {
                    Level::Error => Ink::Bad,
                    Level::Warning => Ink::Maybe,
                    Level::Note => Ink::Faint,
                };
                (level.doc().say(look.lang), ink)
            }
        };
        head.push(Span::plain("  "));
        head.push(Span::new(word, ink));
    }
    let about = rule.scope.doc().say(look.lang);
    head.extend([
        Span::plain("  "),
        Span::tight(rule.reason.rfc, Ink::Faint),
        Span::plain("  "),
        Span::tight(about, Ink::Faint),
    ]);
    let mut rows = wrap(&head, look.columns(), 0, 4);
    let mut say = |text: &str, ink: Ink| {
        rows.extend(wrap(&[Span::new(text, ink)], look.columns(), 4, 4));
    };
    say(rule.reason.title.say(look.lang), Ink::Plain);
    if let Depth::Field | Depth::Byte = look.depth {
        say(rule.reason.why.say(look.lang), Ink::Faint);
        let repair = rule.reason.repair.say(look.lang);
        let label = look.word("repair: ", "고치는 법: ");
        say(&format!("{label}{repair}"), Ink::Faint);
    }
    rows
}

fn profiles() -> impl TypedValueParser<Value = Profile> {
    let names = Profile::ALL.map(Profile::name);
    PossibleValuesParser::new(names).try_map(|name| Profile::find(&name).ok_or("no such profile"))
}
