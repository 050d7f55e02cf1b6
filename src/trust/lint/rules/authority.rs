//! Rules on who is an authority and how far (RFC 5280 §4.2.1.9 to §4.2.1.14).

use crate::base::text::Text;
use crate::dissect::x509::oid;
use crate::dissect::x509::tag;
use crate::text;
use crate::trust::lint::element::Element;
use crate::trust::lint::rule::Book::Standard;
use crate::trust::lint::rule::Scope::{All, Authority, Leaf};
use crate::trust::lint::rule::{Found, Rule, own};
use crate::trust::lint::sheet::{BASIC_CONSTRAINTS, NAME_CONSTRAINTS, Sheet};
use crate::trust::reason::Levels;
use crate::trust::reasons;

/// The rules of this family.
#[rustfmt::skip]
pub static RULES: &[Rule] = &[
    Rule { book: Standard, scope: Authority, check: not_critical, reason: &reasons::authority::NOT_CRITICAL },
    Rule { book: Standard, scope: All, check: depth, reason: &own("lint.path-length", "RFC 5280 §4.2.1.9", Levels::ERROR, [
        ("pathLenConstraint is out of place", "pathLenConstraint가 잘못 쓰였다"),
        ("It counts authorities below this one; below a leaf there are none, and programs disagree on what it means there.", "아래에 올 인증 기관의 수를 센다. 말단 아래에는 아무도 없으며, 거기서 무슨 뜻인지는 프로그램마다 다르게 본다."),
        ("leave it out, or make it an authority", "빼거나 인증 기관으로 만든다"),
    ]) },
    Rule { book: Standard, scope: All, check: unsigned_depth, reason: &reasons::authority::PATHLEN_WITHOUT },
    Rule { book: Standard, scope: Leaf, check: fenced_leaf, reason: &reasons::constraints::NC_IN_LEAF },
    Rule { book: Standard, scope: Authority, check: soft_fence, reason: &reasons::constraints::NC_NOT_CRITICAL },
    Rule { book: Standard, scope: All, check: no_fence, reason: &reasons::constraints::NC_EMPTY },
    Rule { book: Standard, scope: All, check: fence_bounds, reason: &own("lint.name-constraints-bounds", "RFC 5280 §4.2.1.10", Levels::ERROR, [
        ("a subtree has a minimum or a maximum", "하위 트리에 minimum이나 maximum이 있다"),
        ("X.500 counted levels of a tree with them; on the Internet minimum is 0, which is not written, and maximum is absent.", "X.500에서 트리의 단계를 세던 것이다. 인터넷에서는 minimum이 적지 않는 0이고 maximum은 없다."),
        ("leave both out", "둘 다 뺀다"),
    ]) },
    Rule { book: Standard, scope: All, check: fence_address, reason: &own("lint.name-constraints-address", "RFC 5280 §4.2.1.10", Levels::ERROR, [
        ("a constraint on addresses is no network", "주소 제약이 네트워크가 아니다"),
        ("A mask with holes is no network; programs that convert it to a prefix fence in something else.", "구멍 난 마스크는 네트워크가 아니다. 접두 길이로 바꾸는 프로그램은 엉뚱한 범위에 울타리를 친다."),
        ("write 8 bytes for IPv4, 32 for IPv6, the mask as a prefix", "IPv4는 8바이트, IPv6은 32바이트로, 마스크는 접두 꼴로 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: fence_dot, reason: &own("lint.name-constraints-dot", "RFC 5280 §4.2.1.10", Levels::WARNING, [
        ("a constraint on host names begins with a dot", "호스트 이름 제약이 점으로 시작한다"),
        ("For URLs a leading dot means hosts below only; for host names it is not defined, and programs differ.", "URL에서는 앞의 점이 '그 아래만'을 뜻하지만 호스트 이름에서는 정해진 뜻이 없어 프로그램마다 다르다."),
        ("drop the dot: a name stands for itself and all below it", "점을 뺀다. 이름은 자신과 그 아래 전부를 나타낸다"),
    ]) },
    Rule { book: Standard, scope: All, check: policy_critical, reason: &own("lint.policy-limit-critical", "RFC 5280 §4.2.1.11", Levels::ERROR, [
        ("a limit on policies is not critical", "정책 제한이 critical이 아니다"),
        ("A limit that may be skipped limits nobody.", "건너뛰어도 되는 제한은 아무도 제한하지 못한다."),
        ("mark it critical", "critical로 표시한다"),
    ]) },
    Rule { book: Standard, scope: Leaf, check: policy_leaf, reason: &own("lint.policy-limit-leaf", "RFC 5280 §4.2.1.11", Levels::WARNING, [
        ("a limit on policies stands in a leaf", "정책 제한이 말단에 있다"),
        ("They limit what follows below, and nothing follows a leaf.", "아래에 오는 것을 제한하는데 말단 아래에는 아무것도 오지 않는다."),
        ("leave it out", "뺀다"),
    ]) },
];

/// Critical by the RFC: policyConstraints and inhibitAnyPolicy.
const POLICY_LIMITS: [&str; 2] = ["2.5.29.36", "2.5.29.54"];

fn not_critical(sheet: &Sheet<'_>) -> Vec<Found> {
    match sheet.extension(BASIC_CONSTRAINTS) {
        Some(basic) if !basic.is_critical() => Found::alone(
            basic.whole.at(),
            Text::new(
                "basicConstraints of an authority are not critical",
                "인증 기관의 basicConstraints가 critical이 아니다",
            ),
        ),
        Some(_) | None => Vec::new(),
    }
}

fn path_length<'d>(sheet: &Sheet<'d>) -> Option<Element<'d>> {
    sheet.value(BASIC_CONSTRAINTS)?.tagged(tag::INTEGER)
}

fn depth(sheet: &Sheet<'_>) -> Vec<Found> {
    let Some(length) = path_length(sheet) else {
        return Vec::new();
    };
    let says = match length.content {
        [0..=0x7f] if sheet.is_authority() => return Vec::new(),
        [0..=0x7f] => Text::new(
            "pathLenConstraint stands in a certificate that is no authority's",
            "인증 기관이 아닌 인증서에 pathLenConstraint가 있다",
        ),
        _ => Text::new(
            "pathLenConstraint is negative or very large",
            "pathLenConstraint가 음수이거나 아주 크다",
        ),
    };
    Found::alone(length.at(), says)
}

fn unsigned_depth(sheet: &Sheet<'_>) -> Vec<Found> {
    let signs = sheet.uses().is_none() || sheet.may(5);
    match path_length(sheet) {
        Some(length) if sheet.is_authority() && !signs => Found::alone(
            length.at(),
            Text::new(
                "pathLenConstraint stands there without keyCertSign",
                "keyCertSign 없이 pathLenConstraint가 있다",
            ),
        ),
        Some(_) | None => Vec::new(),
    }
}

fn fenced_leaf(sheet: &Sheet<'_>) -> Vec<Found> {
    let fence = sheet.extension(NAME_CONSTRAINTS).map(|fence| {
        let says = Text::new(
            "nameConstraints stand in a certificate that is no authority's",
            "인증 기관이 아닌 인증서에 nameConstraints가 있다",
        );
        Found::new(fence.whole.at(), says)
    });
    fence.into_iter().collect()
}

fn soft_fence(sheet: &Sheet<'_>) -> Vec<Found> {
    let fence = sheet.extension(NAME_CONSTRAINTS);
    let soft = fence.filter(|fence| !fence.is_critical()).map(|fence| {
        let says = Text::new(
            "nameConstraints are not critical",
            "nameConstraints가 critical이 아니다",
        );
        Found::new(fence.whole.at(), says)
    });
    soft.into_iter().collect()
}

/// The subtrees of nameConstraints, permitted and excluded.
fn subtrees<'d>(sheet: &Sheet<'d>) -> Vec<Element<'d>> {
    let fence = sheet.value(NAME_CONSTRAINTS);
    let lists = fence.iter().flat_map(Element::parts);
    lists.flat_map(|list| list.parts()).collect()
}

fn no_fence(sheet: &Sheet<'_>) -> Vec<Found> {
    match sheet.value(NAME_CONSTRAINTS) {
        Some(fence) if subtrees(sheet).is_empty() => Found::alone(
            fence.at(),
            Text::new(
                "nameConstraints permit and exclude nothing",
                "nameConstraints에 허용한 것도 제외한 것도 없다",
            ),
        ),
        Some(_) | None => Vec::new(),
    }
}

fn fence_bounds(sheet: &Sheet<'_>) -> Vec<Found> {
    let extra = |subtree: &Element<'_>| subtree.parts().skip(1).map(|bound| bound.at()).next();
    let wrong = subtrees(sheet);
    wrong
        .iter()
        .filter_map(extra)
        .map(|at| {
            let says = Text::new(
                "a subtree has a minimum or a maximum",
                "하위 트리에 minimum이나 maximum이 있다",
            );
            Found::new(at, says)
        })
        .collect()
}

fn fence_address(sheet: &Sheet<'_>) -> Vec<Found> {
    let straight = |mask: &[u8]| {
        let ones: u32 = mask.iter().map(|byte| byte.count_ones()).sum();
        let mut bits = mask
            .iter()
            .flat_map(|byte| (0..8).map(move |n| byte << n & 0x80 != 0));
        let leading = bits.by_ref().take_while(|bit| *bit).count();
        u32::try_from(leading).is_ok_and(|leading| leading == ones)
    };
    let right = |bytes: &[u8]| {
        let mask = bytes.get(bytes.len() / 2..).unwrap_or_default();
        [8, 32].contains(&bytes.len()) && straight(mask)
    };
    let bases = subtrees(sheet)
        .into_iter()
        .filter_map(|subtree| subtree.part(0));
    let wrong = bases.filter(|base| base.tag == 0x87 && !right(base.content));
    wrong
        .map(|base| {
            let raw = hex::encode(base.content);
            let says = text!(en: "{raw} is no address with a prefix mask", ko: "{raw}: 주소와 접두 마스크가 아니다");
            Found::new(base.at(), says)
        })
        .collect()
}

fn fence_dot(sheet: &Sheet<'_>) -> Vec<Found> {
    let bases = subtrees(sheet)
        .into_iter()
        .filter_map(|subtree| subtree.part(0));
    let wrong = bases.filter(|base| base.tag == 0x82 && base.content.first() == Some(&b'.'));
    wrong
        .map(|base| {
            let name = crate::base::field::printable(base.content);
            let says = text!(en: "the constraint {name} begins with a dot", ko: "점으로 시작하는 제약: {name}");
            Found::new(base.at(), says)
        })
        .collect()
}

fn policy_critical(sheet: &Sheet<'_>) -> Vec<Found> {
    let all = sheet.extensions.iter();
    let soft = all.filter(|one| POLICY_LIMITS.contains(&one.path.as_str()) && !one.is_critical());
    soft.map(|one| {
        let name = oid::name(&one.path);
        let says = text!(en: "{name} is not critical", ko: "critical이 아닌 확장: {name}");
        Found::new(one.whole.at(), says)
    })
    .collect()
}

fn policy_leaf(sheet: &Sheet<'_>) -> Vec<Found> {
    let all = sheet.extensions.iter();
    let limits = all.filter(|one| POLICY_LIMITS.contains(&one.path.as_str()));
    limits
        .map(|one| {
            let name = oid::name(&one.path);
            let says = text!(en: "{name} stands in a certificate that is no authority's", ko: "인증 기관이 아닌 인증서에 든 확장: {name}");
            Found::new(one.whole.at(), says)
        })
        .collect()
}
