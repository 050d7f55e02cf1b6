//! `tlslab ca rollover`: new keys for the authorities themselves.

use anyhow::Result;
use clap::Args;

use crate::app::ca::faults::refusal;
use crate::app::ca::init::{keys, member};
use crate::app::ca::place::{Opening, Place};
use crate::app::ca::shown::show;
use crate::app::ca::telling;
use crate::app::misuse::whole;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::pki::authority::folder::Folder;
use crate::pki::authority::lineage::Keys;
use crate::pki::authority::succession::{Extent, succeed};
use crate::pki::key::KeyKind;
use crate::text;
use crate::view::sheet::{Datum, Sheet};

/// Give the authority new keys: a new root and what stands below it
///
/// Old and new root vouch for each other, so that clients that trust only one of them find a path to the certificates of both.
/// From then on the new intermediate signs, and its certificates are sent along with what the old root says of the new one.
#[derive(Args, Debug)]
pub(super) struct Rollover {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    opening: Opening,
    /// Keep the root, and make only the intermediates anew
    #[arg(long)]
    keep_root: bool,
    /// The kind of the new keys; by default that of the old root
    #[arg(long, value_name = "KEY", ignore_case = true, value_parser = keys())]
    key: Option<KeyKind>,
    /// How many days the new root is valid; those below it half as long
    #[arg(long, value_name = "DAYS", default_value_t = 3650, value_parser = whole(1, 36_500))]
    days: u64,
    /// Tell what stands in the new certificates and why, and show their bytes
    #[arg(long)]
    explain: bool,
}

impl Rollover {
    /// Makes them and says what there is.
    ///
    /// # Errors
    /// If there is nothing to make anew; those of keys and of the folder.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        let mut held = self.place.enter(ui)?;
        let settings = &held.folder.register.settings;
        if self.keep_root && settings.intermediates == 0 {
            return Err(Refusal::usage(
                Text::new(
                    "this authority has no intermediate: its root signs by itself",
                    "중간 인증 기관이 없고 루트가 직접 서명하는 인증 기관이다",
                ),
                Text::new("leave --keep-root out", "--keep-root 를 뺀다"),
            )
            .into());
        }
        let root = held.folder.register.root();
        let (label, kind) = root
            .map(|root| (root.label.clone(), root.key))
            .unwrap_or((String::new(), KeyKind::EcdsaP256));
        let (office, passphrase) = self.opening.both(&held.folder, &label, ui)?;
        let new = Keys {
            kind: self.key.unwrap_or(kind),
            days: u32::try_from(self.days).unwrap_or(u32::MAX),
            passphrase,
        };
        let extent = match self.keep_root {
            true => Extent::Intermediates,
            false => Extent::Root,
        };
        let below = below_revoked(&held.folder);
        let labels =
            succeed(&mut held, &office, self.place.now(), (&new, extent)).map_err(refusal)?;
        let folder = &held.folder;
        let members: Vec<_> = labels
            .iter()
            .filter_map(|label| folder.register.member(label))
            .collect();
        let stories = match self.explain {
            true => members
                .iter()
                .map(|new| telling::certificate(folder, &new.label, &new.der))
                .collect(),
            false => Vec::new(),
        };
        let crosses = folder
            .register
            .crosses
            .iter()
            .filter(|cross| labels.contains(&cross.label) || labels.contains(&cross.by));
        let crosses: Vec<String> = crosses
            .map(|cross| folder.cross_file(cross).display().to_string())
            .collect();
        let first = labels.first().map_or("", String::as_str);
        let sheet = Sheet::new(Text::new("New authorities", "새 인증 기관"))
            .with(
                "authorities",
                Text::new("authorities", "인증 기관"),
                Datum::Sheets(members.into_iter().map(|new| member(folder, new)).collect()),
            )
            .with(
                "crosses",
                Text::new("cross-signed", "교차 서명"),
                Datum::List(crosses),
            )
            .note(heed(extent, [&label, first], below));
        show(ui, "ca-rollover", &sheet, &stories)?;
        Ok(Answer::Good)
    }
}

/// The name of the authority that signed until now, if it was revoked.
fn below_revoked(folder: &Folder) -> Option<String> {
    let register = &folder.register;
    let signer = register.signer()?;
    let revoked = register.revoked.contains_key(&signer.serial);
    revoked.then(|| signer.name.clone())
}

/// What to do next, and in which order; `revoked` is who signed until now, if it was called back.
fn heed(extent: Extent, [old, new]: [&str; 2], revoked: Option<String>) -> Vec<Text> {
    let renewed = match revoked {
        Some(name) => {
            text!(en: "Certificates issued before stand below {name}, which was revoked: renew each of them with `tlslab ca renew`, and it comes from the new authority.", ko: "전에 발급한 인증서는 폐기된 인증 기관 아래에 있다: {name}. `tlslab ca renew` 로 하나씩 갱신하면 새 인증 기관에서 나온다.")
        }
        None => Text::new(
            "Certificates issued before stay good; what is issued or renewed from now on comes from the new authority.",
            "전에 발급한 인증서는 그대로 유효하다. 앞으로 발급하거나 갱신하는 것은 새 인증 기관에서 나온다.",
        ),
    };
    let stores = Text::new(
        "Put the new root into the trust stores beside the old one; take the old one out when the last certificate below it has expired.",
        "새 루트를 신뢰 저장소에 옛 루트와 나란히 넣고, 옛 루트 아래의 마지막 인증서가 만료되면 옛 루트를 뺀다.",
    );
    let crosses = text!(
        en: "Until then: to clients that know only the new root, a server with an old certificate sends {old}/cross-{new}.pem as well, the old root's key vouched for by the new root; to clients that know only the old root, a server with a new certificate sends {new}/cross-{old}.pem.",
        ko: "그때까지, 새 루트만 아는 클라이언트에게는 옛 인증서를 쓰는 서버가 {old}/cross-{new}.pem 파일도 함께 보낸다. 옛 루트의 키를 새 루트가 보증한 것이다. 옛 루트만 아는 클라이언트에게는 새 인증서를 쓰는 서버가 {new}/cross-{old}.pem 파일을 함께 보낸다."
    );
    match extent {
        Extent::Root => vec![renewed, stores, crosses],
        Extent::Intermediates => vec![renewed],
    }
}
