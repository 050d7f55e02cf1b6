//! `tlslab ca init`: an authority is founded.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::app::ca::faults::refusal;
use crate::app::ca::issued::moment;
use crate::app::ca::place::{Place, ask, first_line, mischance};
use crate::app::ca::shown::show;
use crate::app::ca::telling;
use crate::app::misuse::whole;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::{Lang, Text};
use crate::keys::certificate::{date, summary};
use crate::pki::authority::event::{Fence, Settings};
use crate::pki::authority::folder::Folder;
use crate::pki::authority::founding::{Plan, found};
use crate::pki::authority::lineage::Keys;
use crate::pki::authority::register::Member;
use crate::pki::fence;
use crate::pki::fingerprint;
use crate::pki::key::KeyKind;
use crate::text;
use crate::view::sheet::{Datum, Sheet};

/// Found an authority: a root, and an intermediate below it that signs
///
/// One intermediate by default, as on the web: the root signs it once and could then be locked away, and a server has to send
/// it along, which is the mistake most often made. The authority can only vouch for names and addresses that are reserved for
/// tests, examples and private networks, unless --unconstrained is given.
#[derive(Args, Debug)]
pub(super) struct Init {
    #[command(flatten)]
    place: Place,
    /// What the authority is called; its certificates are NAME root and so on
    #[arg(long, value_name = "NAME", default_value = "tlslab toy CA")]
    name: String,
    /// The kind of its keys
    #[arg(long, value_name = "KEY", ignore_case = true, default_value = "ecdsa", value_parser = keys())]
    key: KeyKind,
    /// How many authorities stand between the root and the certificates it is for, 0 to 5
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = whole(0, 5))]
    intermediates: u64,
    /// How many days the root is valid; those below it half as long
    #[arg(long, value_name = "DAYS", default_value_t = 3650, value_parser = whole(1, 36_500))]
    days: u64,
    /// Let it vouch for any name, also those of others
    #[arg(long)]
    unconstrained: bool,
    /// Seal its keys with a passphrase that is asked for
    #[arg(long, conflicts_with = "passphrase_file")]
    passphrase: bool,
    /// Seal its keys with the passphrase in the first line of a file
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Draw everything random from this number, so that the same commands give the same bytes: for lessons, never for trust
    #[arg(long, value_name = "NUMBER", value_parser = whole(0, u64::MAX))]
    seed: Option<u64>,
    /// Where its revocation lists can be fetched, to be said in every certificate
    #[arg(long, value_name = "URL")]
    crl_url: Option<String>,
    /// Where it answers for single certificates (OCSP), to be said in every certificate
    #[arg(long, value_name = "URL")]
    ocsp_url: Option<String>,
    /// Tell what stands in its certificates and why, and show their bytes
    #[arg(long)]
    explain: bool,
}

/// The kinds of key as the command line takes them.
pub(super) fn keys() -> impl TypedValueParser<Value = KeyKind> {
    PossibleValuesParser::new(KeyKind::NAMES.map(|(name, _)| name))
        .map(|name| KeyKind::named(&name).unwrap_or(KeyKind::EcdsaP256))
}

impl Init {
    /// Founds it and says what there is.
    ///
    /// # Errors
    /// If there is something in the folder already, or it cannot be written.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        self.sound()?;
        let plan = Plan {
            settings: Settings {
                name: self.name.clone(),
                fence: match self.unconstrained {
                    true => Fence::None,
                    false => Fence::Reserved,
                },
                seed: self.seed,
                crl_url: self.crl_url.clone(),
                ocsp_url: self.ocsp_url.clone(),
                intermediates: u8::try_from(self.intermediates).unwrap_or(u8::MAX),
            },
            keys: Keys {
                kind: self.key,
                days: u32::try_from(self.days).unwrap_or(u32::MAX),
                passphrase: self.secret(ui)?,
            },
        };
        let folder =
            found(&self.place.dir, &plan, self.place.now(), mischance()).map_err(refusal)?;
        let made = folder.register.authorities.iter();
        let stories = match self.explain {
            true => made
                .map(|one| telling::certificate(&folder, &one.label, &one.der))
                .collect(),
            false => Vec::new(),
        };
        let sheet = self.sheet(&folder, &plan);
        show(ui, "ca-init", &sheet, &stories)?;
        Ok(Answer::Good)
    }

    /// Refuses names and places that no certificate can hold.
    fn sound(&self) -> Result<()> {
        let length = self.name.chars().count();
        if length == 0 || length > 46 || self.name.chars().any(char::is_control) {
            return Err(Refusal::usage(
                Text::new(
                    "the name of an authority has 1 to 46 characters: with `intermediate 1` behind it, a common name holds 64",
                    "인증 기관의 이름은 1자에서 46자이다. 뒤에 `intermediate 1` 이 붙어도 commonName의 한계인 64자를 넘지 않아야 한다",
                ),
                Text::new("give a shorter --name", "--name 을 짧게 준다"),
            )
            .into());
        }
        for url in [&self.crl_url, &self.ocsp_url].into_iter().flatten() {
            let plain = url.bytes().all(|byte| (b'!'..=b'~').contains(&byte));
            if !plain || !url.starts_with("http://") {
                return Err(Refusal::usage(
                    text!(en: "{url:?} is no place to fetch from: http:// and ASCII are needed", ko: "가져올 수 없는 주소: {url:?} (http:// 로 시작하는 ASCII여야 한다)"),
                    Text::new(
                        "lists and answers are signed themselves; over https, checking the server would need another list",
                        "목록과 응답은 그 자체로 서명되어 있다. https라면 그 서버를 확인하는 데 다시 목록이 필요해진다",
                    ),
                )
                .into());
            }
        }
        Ok(())
    }

    /// The passphrase to seal with.
    fn secret(&self, ui: &Ui) -> Result<Option<String>> {
        if let Some(file) = &self.passphrase_file {
            return Ok(Some(first_line(file)?));
        }
        if !self.passphrase {
            return Ok(None);
        }
        let [first, again] = match ui.lang() {
            Lang::En => ["Passphrase: ", "Once more: "],
            Lang::Ko => ["암호 문구: ", "한 번 더: "],
        };
        let first = ask(first)?;
        if first.is_empty() {
            return Err(Refusal::usage(
                Text::new(
                    "an empty passphrase seals nothing",
                    "빈 암호 문구로는 잠글 수 없다",
                ),
                Text::new(
                    "type one, or leave --passphrase out",
                    "암호 문구를 입력하거나 --passphrase 를 뺀다",
                ),
            )
            .into());
        }
        if first != ask(again)? {
            return Err(Refusal::usage(
                Text::new("the two passphrases differ", "두 암호 문구가 다르다"),
                Text::new(
                    "nothing was made; run it again",
                    "만든 것은 없다. 다시 실행한다",
                ),
            )
            .into());
        }
        Ok(Some(first))
    }

    fn sheet(&self, folder: &Folder, plan: &Plan) -> Sheet {
        let name = &self.name;
        let title = text!(en: "{name} is founded: {place}", ko: "인증 기관을 만들었다: {name} ({place})", place = folder.place().display());
        let members = folder.register.authorities.iter();
        let fence = match plan.settings.fence {
            Fence::Reserved => {
                text!(en: "only names that are or end in {zones}, and private addresses", ko: "다음이거나 다음으로 끝나는 이름과 사설 주소만: {zones}", zones = fence::RESERVED.zones.join(", "))
            }
            Fence::None => Text::new("none", "없음"),
        };
        let keys = match plan.keys.passphrase {
            Some(_) => Text::new(
                "sealed with the passphrase (PBES2, AES-256), readable by you alone",
                "암호 문구로 잠갔고(PBES2, AES-256), 본인만 읽을 수 있다",
            ),
            None => Text::new(
                "not sealed, readable by you alone; --passphrase seals them",
                "잠그지 않았고, 본인만 읽을 수 있다. --passphrase 로 잠글 수 있다",
            ),
        };
        let flag = self.place.flag();
        let unconstrained = Text::new(
            "WARNING: this authority can vouch for any name on earth. Whoever gets hold of its keys can pose as every site to everybody who trusts it. Trust it nowhere but in a throw-away machine or browser profile.",
            "경고: 이 인증 기관은 세상 모든 이름을 보증할 수 있다. 키를 손에 넣은 사람은 이 기관을 믿는 모두에게 어느 사이트든 사칭할 수 있다. 버릴 기계나 브라우저 프로필에서만 신뢰한다.",
        );
        let seeded = Text::new(
            "WARNING: everything, the private keys too, follows from the seed, and the seed stands in the log. Whoever knows the number has the keys. Trust it nowhere.",
            "경고: 개인 키까지 모든 것이 시드에서 나오고, 시드는 로그에 적혀 있다. 그 수를 아는 사람은 키를 가진 것과 같다. 어디에서도 신뢰하지 않는다.",
        );
        Sheet::new(title)
            .also("folder", Datum::word(folder.place().display().to_string()))
            .also("name", Datum::word(name.clone()))
            .with(
                "authorities",
                Text::new("authorities", "인증 기관"),
                Datum::Sheets(members.map(|one| member(folder, one)).collect()),
            )
            .with(
                "fence",
                Text::new("vouches for", "보증 범위"),
                Datum::Words(fence),
            )
            .with("keys", Text::new("keys", "키"), Datum::Words(keys))
            .also(
                "constrained",
                Datum::Flag(plan.settings.fence == Fence::Reserved),
            )
            .note(self.unconstrained.then_some(unconstrained))
            .note(self.seed.map(|_| seeded))
            .next(format!("tlslab ca issue www.lab.test{flag}"))
            .next(format!("tlslab ca trust{flag}"))
    }
}

/// The page of one authority.
pub(super) fn member(folder: &Folder, member: &Member) -> Sheet {
    let place = folder.of_authority(&member.label).join("cert.pem");
    let known = summary(&member.der);
    let until = known.as_ref().map(|known| known.not_after);
    let until = until.unwrap_or_default();
    let key = known.map(|known| known.key).unwrap_or_default();
    let name = &member.name;
    let title =
        text!(en: "{name}: {key}, until {to}", ko: "{name}: {key}, {to} 까지", to = date(until));
    Sheet::new(title)
        .also("label", Datum::word(member.label.clone()))
        .also("name", Datum::word(member.name.clone()))
        .also("key", Datum::word(key))
        .also("not_after", moment(until))
        .with(
            "certificate",
            Text::new("file", "파일"),
            Datum::word(place.display().to_string()),
        )
        .with(
            "sha256",
            Text::new("SHA-256", "SHA-256"),
            Datum::word(fingerprint::sha256(&member.der)),
        )
}
