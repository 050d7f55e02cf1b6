//! Chains to practise judgement on: a few dozen kinds of the gallery's, sound and faulty, for whatever host is wanted, so that no name
//! tells what is wrong.

use crate::base::text::Doc;
use crate::pki::gallery::case::Case;
use crate::pki::gallery::der;
use crate::pki::gallery::extension::{
    ALTERNATIVE, BASIC, Extension, KEY_USAGE, Name, Subtree, Weight, purpose, usage,
};
use crate::pki::gallery::issuer::Issuer;
use crate::pki::gallery::key::Fault;
use crate::pki::gallery::plan::Plan;
use crate::pki::gallery::workshop::{Fence, Workshop, after, before};

/// A kind of chain.
#[derive(Clone, Copy, Debug)]
pub struct Drill {
    /// Its name, for those who write tasks.
    pub name: &'static str,
    /// The reason a verifier must give; `None`: it must accept.
    pub reason: Option<&'static str>,
    /// What somebody who knows the chain would tell of it, without the verdict.
    pub tells: Doc,
    make: fn(&mut Workshop, &str) -> Result<Case, Fault>,
}

impl Drill {
    /// Makes it in `shop` for a `host` of three labels, such as `wiki.kestrel.test`, or for one above or below it.
    ///
    /// # Errors
    /// A key could not be made or used.
    pub fn make(&self, shop: &mut Workshop, host: &str) -> Result<Case, Fault> {
        shop.begin(host);
        (self.make)(shop, host)
    }
}

/// The kind called `name`.
pub fn find(name: &str) -> Option<&'static Drill> {
    DRILLS.iter().find(|drill| drill.name == name)
}

/// A row of the table.
const fn row(
    name: &'static str,
    reason: Option<&'static str>,
    [en, ko]: [&'static str; 2],
    make: fn(&mut Workshop, &str) -> Result<Case, Fault>,
) -> Drill {
    Drill {
        name,
        reason,
        tells: Doc::new(en, ko),
        make,
    }
}

/// All kinds.
pub static DRILLS: &[Drill] = &[
    row(
        "plain",
        None,
        [
            "the server sends its certificate and the intermediate's",
            "서버가 자기 인증서와 중간 CA 인증서를 보낸다",
        ],
        |shop, host| authority(shop, host, |_| ()),
    ),
    row(
        "wildcard",
        None,
        [
            "the certificate is for `*.` and the zone: one label stands in the place of the star",
            "인증서의 이름은 `*.`과 영역이다. 별표 자리에 레이블 하나가 온다",
        ],
        |shop, host| {
            let star = format!("*.{}", zone(host));
            leaf(shop, host, |_, plan| named(plan, &star, &[&star]))
        },
    ),
    row(
        "root-sent",
        None,
        [
            "the server sends the self-signed root along, at the end of the chain",
            "서버가 사슬 끝에 자기 서명한 루트까지 보낸다",
        ],
        |shop, host| {
            let mut case = leaf(shop, host, |_, _| ())?;
            case.sent.push(shop.root.certificate.clone());
            Ok(case)
        },
    ),
    row(
        "last-hours",
        None,
        [
            "the certificate runs out within a day from now",
            "인증서가 지금부터 하루 안에 끝난다",
        ],
        |shop, host| leaf(shop, host, |now, plan| plan.not_after = after(now, 1)),
    ),
    row(
        "other-common-name",
        None,
        [
            "the common name is another host; the host stands among the subjectAltNames",
            "공통 이름(CN)은 다른 호스트이고, 호스트는 subjectAltName 가운데 있다",
        ],
        |shop, host| {
            let other = format!("old.{}", zone(host));
            leaf(shop, host, |_, plan| named(plan, &other, &[host]))
        },
    ),
    row(
        "unknown-optional",
        None,
        [
            "the certificate has an extension nobody has ever heard of; it is not critical",
            "인증서에 아무도 모르는 확장이 있다. critical은 아니다",
        ],
        |shop, host| {
            leaf(shop, host, |_, plan| {
                plan.set(Extension::unheard_of(Weight::Optional));
            })
        },
    ),
    row(
        "expired",
        Some("time.expired"),
        [
            "the certificate ran out two days ago; nothing else has changed",
            "인증서가 이틀 전에 끝났다. 다른 것은 그대로이다",
        ],
        |shop, host| {
            leaf(shop, host, |now, plan| {
                plan.not_before = before(now, 88);
                plan.not_after = before(now, 2);
            })
        },
    ),
    row(
        "intermediate-expired",
        Some("time.expired"),
        [
            "the server's certificate is valid for weeks to come; the intermediate's ran out nine days ago",
            "서버 인증서는 앞으로 몇 주 더 유효하고, 중간 CA 인증서는 아흐레 전에 끝났다",
        ],
        |shop, host| {
            authority(shop, host, |plan| {
                plan.not_after = before(after(plan.not_before, 300), 9);
            })
        },
    ),
    row(
        "not-yet",
        Some("time.not-yet"),
        [
            "the certificate was ordered in advance and begins in three days",
            "인증서를 미리 발급받았고 사흘 뒤에 시작한다",
        ],
        |shop, host| {
            leaf(shop, host, |now, plan| {
                plan.not_before = after(now, 3);
                plan.not_after = after(now, 80);
            })
        },
    ),
    row(
        "common-name",
        Some("name.mismatch"),
        [
            "the common name is the host; the subjectAltNames are other hosts of the zone",
            "공통 이름(CN)은 그 호스트이고, subjectAltName은 같은 영역의 다른 호스트들이다",
        ],
        |shop, host| {
            let others = ["www", "old"].map(|label| format!("{label}.{}", zone(host)));
            leaf(shop, host, |_, plan| {
                named(plan, host, &[&others[0], &others[1]]);
            })
        },
    ),
    row(
        "no-san",
        Some("name.no-san"),
        [
            "the common name is the host; there is no subjectAltName at all",
            "공통 이름(CN)은 그 호스트이고, subjectAltName은 아예 없다",
        ],
        |shop, host| leaf(shop, host, |_, plan| plan.without(ALTERNATIVE)),
    ),
    row(
        "wildcard-depth",
        Some("name.wildcard-depth"),
        [
            "the certificate is for `*.` and the zone: two labels would stand in the place of the star",
            "인증서의 이름은 `*.`과 영역이다. 별표 자리에 레이블 두 개가 와야 한다",
        ],
        |shop, host| {
            let star = format!("*.{}", zone(host));
            let deep = format!("cdn.{host}");
            leaf(shop, &deep, |_, plan| named(plan, &star, &[&star]))
        },
    ),
    row(
        "wildcard-apex",
        Some("name.wildcard-apex"),
        [
            "the certificate is for `*.` and the host itself: nothing would stand in the place of the star",
            "인증서의 이름은 `*.`과 그 호스트 자체이다. 별표 자리에 아무것도 오지 않는다",
        ],
        |shop, host| {
            let star = format!("*.{}", zone(host));
            leaf(shop, zone(host), |_, plan| named(plan, &star, &[&star]))
        },
    ),
    row(
        "client-only",
        Some("usage.eku"),
        [
            "a sound certificate for the host, whose only purpose is clientAuth",
            "그 호스트의 멀쩡한 인증서인데 용도가 clientAuth뿐이다",
        ],
        |shop, host| {
            leaf(shop, host, |_, plan| {
                plan.set(Extension::purposes(&[purpose::CLIENT_AUTH]));
            })
        },
    ),
    row(
        "unknown-critical",
        Some("ext.unknown-critical"),
        [
            "the certificate has an extension nobody has ever heard of; it is critical",
            "인증서에 아무도 모르는 확장이 있고, critical이다",
        ],
        |shop, host| {
            leaf(shop, host, |_, plan| {
                plan.set(Extension::unheard_of(Weight::Critical));
            })
        },
    ),
    row(
        "not-a-ca",
        Some("ca.not-a-ca"),
        [
            "the certificate is signed by the owner of another server's certificate, which is sound itself",
            "다른 서버 인증서의 주인이 서명한 인증서이다. 그 다른 인증서 자체는 멀쩡하다",
        ],
        |shop, host| {
            authority(shop, host, |plan| {
                plan.set(Extension::no_ca());
                plan.without(KEY_USAGE);
            })
        },
    ),
    row(
        "no-basic-constraints",
        Some("ca.no-basic-constraints"),
        [
            "the intermediate's certificate has keyCertSign and no basicConstraints",
            "중간 CA 인증서에 keyCertSign은 있고 basicConstraints가 없다",
        ],
        |shop, host| authority(shop, host, |plan| plan.without(BASIC)),
    ),
    row(
        "no-cert-sign",
        Some("ca.no-cert-sign"),
        [
            "the intermediate is a CA; its keyUsage names digitalSignature and cRLSign only",
            "중간 CA는 CA가 맞고, keyUsage에는 digitalSignature와 cRLSign만 있다",
        ],
        |shop, host| {
            authority(shop, host, |plan| {
                plan.set(Extension::ca(None));
                plan.set(Extension::key_usage(&[
                    usage::DIGITAL_SIGNATURE,
                    usage::CRL_SIGN,
                ]));
            })
        },
    ),
    row(
        "outside-names",
        Some("nc.not-permitted"),
        [
            "the intermediate may vouch for names below `museum.test`; the host is elsewhere",
            "중간 CA는 `museum.test` 아래의 이름만 보증할 수 있고, 호스트는 다른 곳에 있다",
        ],
        |shop, host| {
            authority(shop, host, |plan| {
                plan.set(Extension::constraints(
                    &[Subtree::Hosts("museum.test")],
                    &[],
                ));
            })
        },
    ),
    row(
        "path-too-long",
        Some("ca.pathlen"),
        [
            "two intermediates; the upper has a path length of 0",
            "중간 CA가 둘이고, 위쪽의 경로 길이 제한이 0이다",
        ],
        path_too_long,
    ),
    row(
        "missing-issuer",
        Some("chain.missing-issuer"),
        [
            "the server sends its own certificate and nothing else; the client knows the root only",
            "서버가 자기 인증서만 보내고, 클라이언트는 루트만 안다",
        ],
        |shop, host| {
            let mut case = leaf(shop, host, |_, _| ())?;
            case.sent.clear();
            Ok(case)
        },
    ),
    row(
        "untrusted-root",
        Some("chain.untrusted-root"),
        [
            "a complete and sound chain up to a root that the client does not have",
            "빠진 것 없이 멀쩡한 사슬인데, 그 루트를 클라이언트가 갖고 있지 않다",
        ],
        |shop, host| {
            let other = shop.new_root("northern root", Fence::Around)?;
            let key = shop.key()?;
            let leaf = shop.leaf(host, &key, &other).sign(&other.key)?;
            Ok(Case {
                sent: vec![other.certificate],
                ..shop.case(host, leaf, key)
            })
        },
    ),
    row(
        "self-signed",
        Some("chain.self-signed"),
        [
            "the server made its certificate itself: it is its own issuer",
            "서버가 인증서를 직접 만들었다. 발급자가 자기 자신이다",
        ],
        |shop, host| {
            let key = shop.key()?;
            let itself = Issuer {
                name: der::name(host),
                key: key.clone(),
                certificate: Vec::new(),
            };
            let leaf = shop.leaf(host, &key, &itself).sign(&key)?;
            Ok(Case {
                sent: Vec::new(),
                ..shop.case(host, leaf, key)
            })
        },
    ),
    row(
        "issuer-key-differs",
        Some("chain.issuer-key-differs"),
        [
            "the intermediate that is sent has the issuer's name, and another key than the one that signed",
            "보낸 중간 CA 인증서의 이름은 발급자와 같고, 키는 서명한 키와 다르다",
        ],
        |shop, host| {
            let (old, new, root) = (shop.key()?, shop.key()?, shop.root.clone());
            let common = format!("CA for {}", zone(host));
            let plan = shop.authority(&common, &old, Some(0), &root);
            let signer = Issuer {
                name: plan.subject.clone(),
                key: old,
                certificate: Vec::new(),
            };
            let sent = shop
                .authority(&common, &new, Some(0), &root)
                .sign(&root.key)?;
            let key = shop.key()?;
            let leaf = shop.leaf(host, &key, &signer).sign(&signer.key)?;
            Ok(Case {
                sent: vec![sent],
                ..shop.case(host, leaf, key)
            })
        },
    ),
];

/// What follows the first label.
fn zone(host: &str) -> &str {
    host.split_once('.').map_or(host, |(_, zone)| zone)
}

/// Sets common name and subjectAltNames.
fn named(plan: &mut Plan, common: &str, hosts: &[&str]) {
    plan.subject = der::name(common);
    let names: Vec<Name> = hosts.iter().map(Name::host).collect();
    plan.set(Extension::names(&names));
}

/// A server's certificate that `spoil` worked on, below the intermediate of all.
fn leaf(
    shop: &mut Workshop,
    host: &str,
    spoil: impl Fn(crate::base::time::Time, &mut Plan),
) -> Result<Case, Fault> {
    let (key, issuer, now) = (shop.key()?, shop.intermediate.clone(), shop.now);
    let mut plan = shop.leaf(host, &key, &issuer);
    spoil(now, &mut plan);
    let leaf = plan.sign(&issuer.key)?;
    Ok(shop.case(host, leaf, key))
}

/// A sound certificate below a CA of its own, on whose certificate `spoil` worked.
fn authority(shop: &mut Workshop, host: &str, spoil: impl Fn(&mut Plan)) -> Result<Case, Fault> {
    let (ca, key, root) = (shop.key()?, shop.key()?, shop.root.clone());
    let common = format!("CA for {}", zone(host));
    let mut plan = shop.authority(&common, &ca, Some(0), &root);
    spoil(&mut plan);
    let issuer = Issuer {
        name: plan.subject.clone(),
        key: ca,
        certificate: plan.sign(&root.key)?,
    };
    let leaf = shop.leaf(host, &key, &issuer).sign(&issuer.key)?;
    Ok(Case {
        sent: vec![issuer.certificate],
        ..shop.case(host, leaf, key)
    })
}

fn path_too_long(shop: &mut Workshop, host: &str) -> Result<Case, Fault> {
    let (upper_key, lower_key, key) = (shop.key()?, shop.key()?, shop.key()?);
    let root = shop.root.clone();
    let plan = shop.authority("northern CA", &upper_key, Some(0), &root);
    let upper = Issuer {
        name: plan.subject.clone(),
        certificate: plan.sign(&root.key)?,
        key: upper_key,
    };
    let common = format!("CA for {}", zone(host));
    let plan = shop.authority(&common, &lower_key, Some(0), &upper);
    let lower = Issuer {
        name: plan.subject.clone(),
        certificate: plan.sign(&upper.key)?,
        key: lower_key,
    };
    let leaf = shop.leaf(host, &key, &lower).sign(&lower.key)?;
    Ok(Case {
        sent: vec![lower.certificate, upper.certificate],
        ..shop.case(host, leaf, key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Time;
    use crate::trust::profile::Profile;
    use crate::trust::verify::verify;

    #[test]
    fn every_kind_is_refused_for_its_reason_alone() {
        let now = Time::seconds(1_767_225_600);
        let mut shop = Workshop::open(Some(1), now).unwrap();
        for drill in DRILLS {
            let case = drill.make(&mut shop, "wiki.kestrel.test").unwrap();
            let judged = verify(&case.question(&[], Profile::Rfc5280));
            let refusing = judged.faults().filter(|fault| fault.refuses());
            let codes: Vec<&str> = refusing.map(|fault| fault.reason.code).collect();
            let expected: Vec<&str> = drill.reason.into_iter().collect();
            assert_eq!(codes, expected, "{}", drill.name);
        }
    }
}
