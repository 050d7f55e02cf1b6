//! Rules on what leads out of a certificate: policies, revocation lists, the issuer's services (RFC 5280 §4.2.1.4, §4.2.1.13, §4.2.2.1).

use crate::base::field::printable;
use crate::base::text::Text;
use crate::dissect::x509::oid;
use crate::text;
use crate::trust::lint::element::Element;
use crate::trust::lint::rule::Book::{Standard, Web};
use crate::trust::lint::rule::Scope::{All, Leaf, Server};
use crate::trust::lint::rule::{Found, Rule, own};
use crate::trust::lint::sheet::{DISTRIBUTION_POINTS, INFORMATION_ACCESS, POLICIES, Sheet, path};
use crate::trust::reason::Levels;

/// The rules of this family.
#[rustfmt::skip]
pub static RULES: &[Rule] = &[
    Rule { book: Web, scope: Server, check: no_access, reason: &own("lint.no-issuer-access", "CA/B BR §7.1.2.7.7", Levels::WEB, [
        ("it does not say where its issuer's certificate is", "발급자의 인증서를 얻을 곳이 없다"),
        ("A client that was sent no intermediate can fetch it from there and mend the chain.", "중간 인증서를 받지 못한 클라이언트는 그곳에서 받아 사슬을 이을 수 있다."),
        ("issue it with authorityInfoAccess, caIssuers and an http URL", "authorityInfoAccess에 caIssuers와 http URL을 넣어 다시 발급한다"),
    ]) },
    Rule { book: Web, scope: Leaf, check: no_revocation, reason: &own("lint.no-revocation", "CA/B BR §7.1.2.11.2", Levels::WEB, [
        ("one cannot find out whether it is revoked", "폐기되었는지 알아볼 곳이 없다"),
        ("With neither a list nor a responder, a stolen key stays good until the end; a life of at most 7 days is the exception.", "목록도 응답자도 없으면 도둑맞은 키가 끝까지 통한다. 수명이 7일 이하인 인증서만 예외이다."),
        ("issue it with cRLDistributionPoints", "cRLDistributionPoints를 넣어 다시 발급한다"),
    ]) },
    Rule { book: Standard, scope: All, check: secure_list, reason: &own("lint.crl-https", "RFC 5280 §8", Levels::WEB_WARNED, [
        ("the revocation list is fetched by https", "폐기 목록을 https로 받게 한다"),
        ("To open https one must check a certificate and its revocation, and so go round in a circle; the list is signed anyway.", "https를 열려면 또 인증서와 그 폐기 여부를 확인해야 하므로 끝없이 돈다. 목록은 어차피 서명되어 있다."),
        ("write an http URL", "http URL을 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: secure_access, reason: &own("lint.access-https", "RFC 5280 §8", Levels::WEB_WARNED, [
        ("a service of the issuer is reached by https", "발급자의 서비스를 https로 열게 한다"),
        ("As with lists: https would need what is being fetched, and what is fetched is signed.", "목록과 같다. https를 열려면 지금 받으려는 것이 필요하고, 받는 것은 서명되어 있다."),
        ("write an http URL", "http URL을 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: nowhere, reason: &own("lint.crl-point-empty", "RFC 5280 §4.2.1.13", Levels::ERROR, [
        ("a distribution point gives no place", "배포 지점에 위치가 없다"),
        ("With reasons alone nobody knows where to look.", "사유만 적으면 어디를 보아야 할지 알 수 없다."),
        ("give its URL", "URL을 적는다"),
    ]) },
    Rule { book: Web, scope: Server, check: no_policy, reason: &own("lint.no-policy", "CA/B BR §7.1.2.7.9", Levels::WEB, [
        ("it does not say how its owner was checked", "소유자를 어떻게 확인했는지 적혀 있지 않다"),
        ("A policy of the Forum tells whether only the name (domain-validated) or an organization was checked.", "CA/Browser Forum의 정책은 이름만 확인했는지(domain-validated), 조직까지 확인했는지 알려 준다."),
        ("issue it with 2.23.140.1.2.1 or another of the Forum's policies", "2.23.140.1.2.1 같은 Forum의 정책을 넣어 다시 발급한다"),
    ]) },
    Rule { book: Standard, scope: All, check: twice, reason: &own("lint.policy-twice", "RFC 5280 §4.2.1.4", Levels::ERROR, [
        ("a policy stands twice", "같은 정책이 두 번 나온다"),
        ("Two entries could carry two different notes on one policy.", "한 정책에 서로 다른 설명 둘이 붙을 수 있다."),
        ("keep one of them", "하나만 남긴다"),
    ]) },
    Rule { book: Standard, scope: Leaf, check: any_policy, reason: &own("lint.any-policy", "RFC 5280 §4.2.1.4", Levels::WARNING, [
        ("a leaf names anyPolicy", "말단의 정책이 anyPolicy이다"),
        ("anyPolicy lets an authority issue under whatever policy; of a leaf it says nothing.", "anyPolicy는 인증 기관이 어떤 정책으로든 발급하게 한다. 말단에서는 아무것도 말해 주지 않는다."),
        ("name the policy that was followed", "실제로 따른 정책을 적는다"),
    ]) },
];

const ANY_POLICY: &str = "2.5.29.32.0";
const RESPONDER: &str = "1.3.6.1.5.5.7.48.1";
const ISSUERS: &str = "1.3.6.1.5.5.7.48.2";
/// Policies of the CA/Browser Forum for TLS servers.
const FORUM: [&str; 4] = [
    "2.23.140.1.1",
    "2.23.140.1.2.1",
    "2.23.140.1.2.2",
    "2.23.140.1.2.3",
];
/// At most this long a certificate is short-lived and needs no way to be revoked (BR §1.6.1).
const SHORT: i64 = 7 * 86_400;

/// The ways to reach more, each with what is there: the path of the method, and the name.
fn ways<'d>(sheet: &Sheet<'d>) -> Vec<(String, Element<'d>)> {
    let list = sheet.value(INFORMATION_ACCESS);
    let ways = list.iter().flat_map(Element::parts);
    ways.filter_map(|way| Some((path(&way.part(0)?), way.part(1)?)))
        .collect()
}

/// The policies, each by its path.
fn policies<'d>(sheet: &Sheet<'d>) -> Vec<(String, Element<'d>)> {
    let list = sheet.value(POLICIES);
    let policies = list.iter().flat_map(Element::parts);
    policies
        .filter_map(|policy| Some((path(&policy.part(0)?), policy)))
        .collect()
}

fn no_access(sheet: &Sheet<'_>) -> Vec<Found> {
    let there = ways(sheet).iter().any(|(method, _)| method == ISSUERS);
    if there {
        return Vec::new();
    }
    Found::alone(
        sheet.gap(),
        Text::new(
            "it does not say where the issuer's certificate is",
            "발급자의 인증서를 얻을 곳이 적혀 있지 않다",
        ),
    )
}

fn no_revocation(sheet: &Sheet<'_>) -> Vec<Found> {
    let responder = ways(sheet).iter().any(|(method, _)| method == RESPONDER);
    let list = sheet.extension(DISTRIBUTION_POINTS).is_some();
    let short = sheet.span().is_some_and(|(from, to)| to.0 - from.0 < SHORT);
    if responder || list || short {
        return Vec::new();
    }
    Found::alone(
        sheet.gap(),
        Text::new(
            "it names neither a revocation list nor a responder",
            "폐기 목록도 응답자도 적혀 있지 않다",
        ),
    )
}

/// The URL of a general name, where it is one that begins with https.
fn secure(name: &Element<'_>) -> Option<String> {
    let head = name.content.get(..6).filter(|_| name.tag == 0x86)?;
    head.eq_ignore_ascii_case(b"https:")
        .then(|| printable(name.content))
}

fn secure_list(sheet: &Sheet<'_>) -> Vec<Found> {
    let list = sheet.value(DISTRIBUTION_POINTS);
    let points = list.iter().flat_map(Element::parts);
    let names = points
        .filter_map(|point| point.tagged(0xa0)?.tagged(0xa0))
        .flat_map(|full| full.parts());
    names
        .filter_map(|name| Some((name, secure(&name)?)))
        .map(|(name, url)| {
            let says = text!(en: "the revocation list is at {url}", ko: "폐기 목록의 위치: {url}");
            Found::new(name.at(), says)
        })
        .collect()
}

fn secure_access(sheet: &Sheet<'_>) -> Vec<Found> {
    let all = ways(sheet).into_iter();
    let wrong = all.filter_map(|(method, name)| Some((method, name, secure(&name)?)));
    wrong
        .map(|(method, name, url)| {
            let method = oid::name(&method);
            let says = text!(en: "{method} is at {url}", ko: "{method} 위치: {url}");
            Found::new(name.at(), says)
        })
        .collect()
}

fn nowhere(sheet: &Sheet<'_>) -> Vec<Found> {
    let list = sheet.value(DISTRIBUTION_POINTS);
    let points = list.iter().flat_map(Element::parts);
    let wrong = points.filter(|point| !point.parts().any(|part| [0xa0, 0xa2].contains(&part.tag)));
    wrong
        .map(|point| {
            let says = Text::new(
                "a distribution point gives no place",
                "배포 지점에 위치가 없다",
            );
            Found::new(point.at(), says)
        })
        .collect()
}

fn no_policy(sheet: &Sheet<'_>) -> Vec<Found> {
    let all = policies(sheet);
    if all.iter().any(|(path, _)| FORUM.contains(&path.as_str())) {
        return Vec::new();
    }
    Found::alone(
        sheet.gap(),
        Text::new(
            "it names no policy of the CA/Browser Forum",
            "CA/Browser Forum의 정책이 적혀 있지 않다",
        ),
    )
}

fn twice(sheet: &Sheet<'_>) -> Vec<Found> {
    let all = policies(sheet);
    let again = all.iter().enumerate().filter(|(n, (path, _))| {
        let mut before = all.iter().take(*n);
        before.any(|(other, _)| other == path)
    });
    again
        .map(|(_, (path, policy))| {
            let name = oid::name(path);
            let says =
                text!(en: "the policy {name} stands there again", ko: "다시 나오는 정책: {name}");
            Found::new(policy.at(), says)
        })
        .collect()
}

fn any_policy(sheet: &Sheet<'_>) -> Vec<Found> {
    let all = policies(sheet).into_iter();
    let any = all.filter(|(path, _)| path == ANY_POLICY);
    any.map(|(_, policy)| {
        let says = Text::new("its policy is anyPolicy", "정책이 anyPolicy이다");
        Found::new(policy.at(), says)
    })
    .collect()
}
