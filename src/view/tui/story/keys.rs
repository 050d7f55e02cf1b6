//! What keys do while one reads a story: the one list, from which the line of keys and the help are printed.

use crate::view::tui::input::Key;
use crate::view::tui::story::place::Panel;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// The next step, or the next row of the part that has the keys.
    Forward,
    /// The one before.
    Back,
    /// The next step, whichever part has the keys.
    Next,
    /// The step before.
    Before,
    /// The opening, before the first step.
    First,
    /// The closing, after the last.
    Last,
    /// A screenful on.
    PageDown,
    /// A screenful back.
    PageUp,
    /// To the step whose number was typed, or that the row leads to; the next answer where answers are hidden; else the next step.
    Choose,
    /// To where one was before the last jump.
    Return,
    /// The keys go to the next part.
    Part,
    /// And to the one before.
    PartBefore,
    /// The part that has the keys alone, or all of them.
    Alone,
    /// What is to be searched for.
    Search,
    /// Where it is found next.
    Match,
    /// And before.
    MatchBefore,
    /// The next step with a proof.
    Proof,
    /// The one before.
    ProofBefore,
    /// The next thing that is wrong.
    Failure,
    /// Another panel right of the steps.
    Panel(Panel),
    /// Another exhibit of the step.
    Exhibit,
    /// Steps that are folded are shown, or no longer.
    Fold,
    /// Computations are folded, or no longer.
    Computations,
    /// The other language.
    Language,
    /// Answers are hidden, or no longer.
    Hide,
    /// The next hidden answer of the step.
    Reveal,
    /// All of them.
    RevealAll,
    /// It walks on by itself, or no longer.
    Play,
    /// Faster.
    Faster,
    /// Slower.
    Slower,
    /// What the keys do.
    Help,
    /// Out.
    Leave,
}

/// What a wish is about: the help has a section for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// From step to step.
    Walk,
    /// To what one looks for.
    Find,
    /// What is seen.
    See,
    /// To learn with it.
    Learn,
}

impl Section {
    /// All of them, each with its heading in English and in Korean.
    pub(super) const ALL: [(Self, &str, &str); 4] = [
        (Self::Walk, "From step to step", "단계에서 단계로"),
        (Self::Find, "To what you look for", "찾아가기"),
        (Self::See, "What is seen", "보이는 것"),
        (Self::Learn, "To learn with it", "배우기"),
    ];
}

/// A wish, the keys for it, and what it is in English and in Korean.
pub struct Binding {
    pub(super) wish: Wish,
    /// The keys.
    pub keys: &'static [Key],
    pub(super) section: Section,
    pub(super) en: &'static str,
    pub(super) ko: &'static str,
    /// In a word, for the line of keys; none: it is in the help alone.
    pub(super) brief: Option<(&'static str, &'static str)>,
}

impl Binding {
    const fn new(
        wish: Wish,
        keys: &'static [Key],
        section: Section,
        en: &'static str,
        ko: &'static str,
    ) -> Self {
        Self {
            wish,
            keys,
            section,
            en,
            ko,
            brief: None,
        }
    }

    const fn brief(mut self, en: &'static str, ko: &'static str) -> Self {
        self.brief = Some((en, ko));
        self
    }
}

/// Every wish, those first that one needs most.
#[rustfmt::skip]
pub static KEYS: &[Binding] = &[
    Binding::new(Wish::Forward, &[Key::Down, Key::Right, Key::Char('j')], Section::Walk,
        "the next step; in the other panels, the next row", "다음 단계. 다른 창에서는 다음 줄").brief("next", "다음"),
    Binding::new(Wish::Back, &[Key::Up, Key::Left, Key::Char('k')], Section::Walk,
        "the step or the row before", "이전 단계 또는 이전 줄").brief("back", "뒤로"),
    Binding::new(Wish::Part, &[Key::Tab], Section::See,
        "the keys speak to the next panel: steps, page, bytes", "키를 받을 창을 바꾼다: 단계, 설명, 바이트").brief("panel", "창"),
    Binding::new(Wish::PartBefore, &[Key::BackTab], Section::See, "to the panel before", "이전 창"),
    Binding::new(Wish::Reveal, &[Key::Char('r')], Section::Learn,
        "reveal the next answer", "다음 답 보기").brief("reveal", "답 보기"),
    Binding::new(Wish::RevealAll, &[Key::Char('R')], Section::Learn,
        "reveal every answer of the step", "이 단계의 답 모두 보기"),
    Binding::new(Wish::Panel(Panel::Proofs), &[Key::Char('p')], Section::See,
        "its proofs, with everything that went in", "증명과 그 입력"),
    Binding::new(Wish::Panel(Panel::Step), &[Key::Char('f')], Section::See,
        "the step with its fields", "단계와 그 필드"),
    Binding::new(Wish::Panel(Panel::Known), &[Key::Char('m')], Section::See,
        "who knows which key material by now", "이 순간 누가 어떤 키를 아는가"),
    Binding::new(Wish::Panel(Panel::Ends), &[Key::Char('s')], Section::See,
        "the state both ends are in", "양 끝의 상태"),
    Binding::new(Wish::Search, &[Key::Char('/')], Section::Find,
        "search names, sentences, values and fields, in both languages", "이름, 문장, 값, 필드를 두 언어로 찾는다").brief("search", "찾기"),
    Binding::new(Wish::Match, &[Key::Char('n')], Section::Find, "the next place it is found", "다음 결과"),
    Binding::new(Wish::MatchBefore, &[Key::Char('N')], Section::Find, "the place before where it is found", "이전 결과"),
    Binding::new(Wish::Play, &[Key::Char('y')], Section::Learn,
        "play: walk on by itself, or stop", "재생: 저절로 넘어간다. 다시 누르면 멈춘다").brief("play", "재생"),
    Binding::new(Wish::Faster, &[Key::Char('+'), Key::Char('=')], Section::Learn, "play faster", "더 빨리 재생"),
    Binding::new(Wish::Slower, &[Key::Char('-')], Section::Learn, "play slower", "더 느리게 재생"),
    Binding::new(Wish::Hide, &[Key::Char('h')], Section::Learn,
        "hide the answers, to predict them", "답을 숨기고 예측해 보기").brief("hide answers", "답 숨김"),
    Binding::new(Wish::Language, &[Key::Char('l')], Section::See, "한국어로", "in English").brief("한국어", "English"),
    Binding::new(Wish::Leave, &[Key::Char('q'), Key::Escape], Section::Walk, "leave", "나가기").brief("leave", "나가기"),
    Binding::new(Wish::Next, &[Key::Char(' ')], Section::Walk,
        "the next step, from every panel", "어느 창에서나 다음 단계"),
    Binding::new(Wish::Before, &[Key::Char('b')], Section::Walk,
        "the step before, from every panel", "어느 창에서나 이전 단계"),
    Binding::new(Wish::First, &[Key::Home, Key::Char('g')], Section::Walk,
        "to the beginning; 12 g: to step 12", "처음으로. 12 g: 12단계로"),
    Binding::new(Wish::Last, &[Key::End, Key::Char('G')], Section::Walk, "to the end", "끝으로"),
    Binding::new(Wish::PageDown, &[Key::PageDown], Section::Walk, "a screenful on", "한 화면 아래로"),
    Binding::new(Wish::PageUp, &[Key::PageUp], Section::Walk, "a screenful back", "한 화면 위로"),
    Binding::new(Wish::Choose, &[Key::Enter], Section::Walk,
        "to where the row leads; 12 Enter: to step 12", "줄이 가리키는 곳으로. 12 Enter: 12단계로"),
    Binding::new(Wish::Return, &[Key::Backspace, Key::Char('u')], Section::Walk,
        "back to where you were before the jump", "건너뛰기 전 자리로"),
    Binding::new(Wish::Proof, &[Key::Char(']')], Section::Find, "the next step with a proof", "증명이 있는 다음 단계"),
    Binding::new(Wish::ProofBefore, &[Key::Char('[')], Section::Find, "the step before with a proof", "증명이 있는 이전 단계"),
    Binding::new(Wish::Failure, &[Key::Char('!')], Section::Find,
        "the next thing that is wrong: a fault, a proof that fails, the cause", "다음으로 잘못된 것: 결함, 성립하지 않는 증명, 실패 원인"),
    Binding::new(Wish::Exhibit, &[Key::Char('x')], Section::See,
        "other bytes of the step", "이 단계의 다른 바이트"),
    Binding::new(Wish::Fold, &[Key::Char('a')], Section::See,
        "show steps that are folded, or fold them", "접힌 단계를 펼치거나 접는다"),
    Binding::new(Wish::Computations, &[Key::Char('c')], Section::See,
        "fold computations, or show them", "계산을 접거나 펼친다"),
    Binding::new(Wish::Alone, &[Key::Char('z')], Section::See,
        "this panel alone, or all of them", "이 창만 크게, 또는 모두"),
    Binding::new(Wish::Help, &[Key::Char('?')], Section::See, "these keys", "키 설명").brief("keys", "키 설명"),
];

/// What `key` asks for.
pub(super) fn wish(key: Key) -> Option<Wish> {
    let found = KEYS.iter().find(|binding| binding.keys.contains(&key));
    found.map(|binding| binding.wish)
}
