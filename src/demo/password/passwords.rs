//! Stored passwords: a table made once opens every unsalted hash; a salt makes each user a case of their own; cost makes each guess dear.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::Attack;
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::password::cost::Scheme;
use crate::demo::password::leak::{self, Each, Table, User, guessed_each, unsalted, users};
use crate::demo::password::rainbow::{CODES, Rainbow, stored};
use crate::demo::primitive::mac::hmac_sha256;
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words, xor};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::picture::{Bar, Drawing, Picture};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "passwords",
    topic: Topic::Password,
    title: Doc::new(
        "Stored passwords: tables, salt, and the price of a guess",
        "저장된 비밀번호: 표, 솔트, 그리고 추측의 값",
    ),
    line: Doc::new(
        "One table opens all unsalted hashes at once; salt takes the table away, PBKDF2, scrypt and Argon2 the speed.",
        "표 하나가 솔트 없는 해시를 한꺼번에 연다. 솔트는 표를, PBKDF2와 scrypt와 Argon2는 속도를 빼앗는다.",
    ),
    takes: &[Takes {
        input: Input::Message,
        sizes: Sizes::Between(1, 64),
        means: Doc::new("the password of the first user", "첫 사용자의 비밀번호"),
    }],
    exercise: Exercise {
        number: 6,
        title: Doc::new("Password shelf", "비밀번호 선반"),
    },
    tell,
    attacks: &[
        Attack {
            name: "lookup_table",
            wins: leak::table_wins,
        },
        Attack {
            name: "fast_hash",
            wins: leak::budget_wins,
        },
    ],
};

/// Small enough to be computed while one reads.
static SMALL: [Scheme; 4] = [
    Scheme::Sha256,
    Scheme::Pbkdf2 { rounds: 1000 },
    Scheme::Scrypt { log_n: 10, r: 8 },
    Scheme::Argon2id {
        kib: 1024,
        passes: 3,
        lanes: 1,
    },
];

/// What is recommended: OWASP for PBKDF2 and scrypt, the second choice of RFC 9106 §4 for Argon2id.
static ADVISED: [Scheme; 3] = [
    Scheme::Pbkdf2 { rounds: 600_000 },
    Scheme::Scrypt { log_n: 17, r: 8 },
    Scheme::Argon2id {
        kib: 1 << 16,
        passes: 3,
        lanes: 4,
    },
];

/// Codes that are looked up in the rainbow table.
const LOOKED: usize = 10;

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let users = users(&mut scene.chance, asked.own.message.as_ref());
    let first = users.first().cloned().unwrap_or_default();
    scene.step(Part::Works, login(&first)?);
    scene.step(Part::Works, by_hand(&first)?);
    scene.step(Part::Works, costs(&first)?);

    let bare: Vec<Vec<u8>> = users.iter().map(|user| unsalted(&user.password)).collect();
    scene.step(Part::Breaks, leaked(&users, &bare));
    let table = Table::new();
    let found = table.all(&bare);
    scene.step(
        Part::Breaks,
        looked_up(&users, &found, &bare, table.made_with),
    );
    scene.cost(
        Part::Breaks,
        "table",
        Text::new("hashes for the table, once", "표를 만드는 해시, 한 번"),
        table.made_with,
    );
    let rainbow = rainbow_step(&mut scene.chance);
    scene.step(Part::Breaks, rainbow);

    let salted: Vec<Vec<u8>> = users
        .iter()
        .map(|user| Scheme::Sha256.stored(&user.password, &user.salt))
        .collect::<Result<_, _>>()?;
    let none = table.all(&salted).len();
    let each = guessed_each(&users, &salted)?;
    scene.step(Part::Repair, salt_step(&users, &salted, none));
    scene.step(Part::Repair, alone(&users, &each));
    scene.cost(
        Part::Repair,
        "guesses",
        Text::new("guesses against salted hashes", "솔트 친 해시에 한 추측"),
        each.guesses,
    );
    scene.step(Part::Repair, dear(each.guesses));
    Ok(finish(scene, table.made_with, each.guesses, found.len()))
}

fn login(user: &User) -> Result<Step, Wrong> {
    let [_, _, _, argon] = SMALL;
    let stored = argon.stored(&user.password, &user.salt)?;
    let again = argon.stored(&user.password, &user.salt)?;
    let typo = [user.password.as_slice(), b"x"].concat();
    let other = argon.stored(&typo, &user.salt)?;
    let name = user.name;
    Ok(Step::desk(Text::new("what a server stores", "서버가 저장하는 것"), "RFC 9106 §3.1")
        .saying(text!(
            en: "Not the password of {name}, but salt, parameters and a hash of both; at login it is computed again and compared.",
            ko: "사용자 {name}의 비밀번호가 아니라 솔트, 매개변수, 둘을 넣은 해시를 둔다. 로그인할 때 다시 계산해 견준다.",
        ))
        .because(Text::new(
            "The file will leak one day: this is what everything here is about. The server needs to recognise the password, never to know it; so it keeps what can be recomputed and not turned back.",
            "파일은 언젠가 새어 나간다. 여기 나오는 것은 모두 그날을 위한 것이다. 서버는 비밀번호를 알아보기만 하면 되고 알고 있을 필요는 없다. 그래서 다시 계산할 수는 있어도 되돌릴 수 없는 것을 둔다.",
        ))
        .with(Value::plain(Text::new("password", "비밀번호"), words(&user.password), Knows::Secret))
        .with(Value::hex(Text::new("salt", "솔트"), &user.salt, Knows::Wire))
        .with(Value::hex(Text::new("stored hash", "저장된 해시"), &stored, Knows::Wire))
        .with(Value::hex(
            Text::new("hash of the password with one letter more", "한 글자 더 친 비밀번호의 해시"),
            &other,
            Knows::Wire,
        ))
        .proving(same(
            Text::new("login", "로그인"),
            "login",
            "Argon2id(p, salt) = stored hash",
            &again,
            &stored,
            Text::new("the right password is recognised", "맞는 비밀번호를 알아본다"),
        )))
}

fn by_hand(user: &User) -> Result<Step, Wrong> {
    const ROUNDS: u32 = 200;
    let mut last = hmac_sha256(
        &user.password,
        &[user.salt.as_slice(), &[0, 0, 0, 1]].concat(),
    );
    let first = last.clone();
    let mut sum = last.clone();
    for _ in 1..ROUNDS {
        last = hmac_sha256(&user.password, &last);
        sum = xor(&sum, &last);
    }
    let real = Scheme::Pbkdf2 { rounds: ROUNDS }.stored(&user.password, &user.salt)?;
    Ok(Step::desk(Text::new("PBKDF2 by hand", "손으로 계산한 PBKDF2"), "RFC 8018 §5.2")
        .saying(text!(
            en: "HMAC of the salt under the password, HMAC of that, and so on, {ROUNDS} times, all added: nobody knows a shorter way.",
            ko: "비밀번호를 키로 솔트를 HMAC하고, 그 결과를 다시 HMAC하기를 {ROUNDS}번 되풀이해 모두 더한다. 지름길은 알려져 있지 않다.",
        ))
        .because(Text::new(
            "A user waits a tenth of a second once; an attacker waits for every guess. But PBKDF2 needs hardly any memory, and a graphics card runs thousands of them side by side: scrypt (Percival, 2009) and Argon2 (winner of a public competition, 2015) make each one fill memory and read it again in an order that hangs on it.",
            "사용자는 0.1초를 한 번 기다리지만 공격자는 추측마다 기다린다. 그러나 PBKDF2는 메모리가 거의 들지 않아 그래픽 카드가 수천 개를 나란히 돌린다. scrypt(Percival, 2009)와 Argon2(2015년 공개 대회 우승)는 하나하나가 메모리를 채우고, 그 내용에 따라 정해지는 차례로 다시 읽게 한다.",
        ))
        .with(Value::hex("U1", &first, Knows::Secret))
        .with(Value::hex(text!(en: "U{ROUNDS}", ko: "U{ROUNDS}"), &last, Knows::Secret))
        .proving(same(
            Text::new("the sum is PBKDF2", "합이 PBKDF2이다"),
            "pbkdf2",
            format!("U1 ⊕ U2 ⊕ … ⊕ U{ROUNDS} = PBKDF2"),
            &sum,
            &real,
            Text::new("equals what a reviewed implementation computes", "검토된 구현이 계산한 값과 같다"),
        )))
}

fn costs(user: &User) -> Result<Step, Wrong> {
    let mut step = Step::desk(Text::new("what one guess costs", "추측 한 번의 값"), "RFC 9106 §4")
        .saying(Text::new(
            "First as computed here, then as recommended; calls of the inner function, and the memory that is needed all the while.",
            "먼저 여기서 계산한 것, 다음은 권장하는 값이다. 안쪽 함수를 부르는 횟수와 그동안 내내 필요한 메모리를 적었다.",
        ))
        .because(Text::new(
            "Calls say how long one guess takes, memory how many can run side by side: in 24 GiB, 192 guesses of scrypt with 128 MiB each, but as many of PBKDF2 as the card has cores. Chips are cheap, memory is not.",
            "횟수는 추측 하나에 걸리는 시간을, 메모리는 몇 개를 나란히 돌릴 수 있는지를 말해 준다. 24GiB에서 128MiB짜리 scrypt는 192개뿐이지만 PBKDF2는 코어 수만큼 돈다. 연산기는 싸고 메모리는 비싸다.",
        ));
    for scheme in SMALL {
        // Each is really computed, so that a parameter that is refused is noticed.
        scheme.stored(&user.password, &user.salt)?;
        step = step.with(Value::new(scheme.name(), scheme.cost(), Knows::Wire));
    }
    for scheme in ADVISED {
        step = step.with(Value::new(scheme.name(), scheme.cost(), Knows::Wire));
    }
    Ok(step)
}

fn leaked(users: &[User], bare: &[Vec<u8>]) -> Step {
    let mut step = Step::desk(Text::new("the file leaks, without salt", "솔트 없는 파일이 새어 나간다"), "")
        .saying(Text::new(
            "Plain SHA-256 of each password. Before any guess it shows who chose the same.",
            "비밀번호마다 SHA-256만 했다. 추측하기도 전에 누가 같은 것을 골랐는지 보인다.",
        ))
        .because(Text::new(
            "In 2012 six and a half million unsalted SHA-1 hashes of LinkedIn were published, and most were opened within days; in 2016 it turned out that there had been over a hundred million.",
            "2012년 LinkedIn의 솔트 없는 SHA-1 해시 650만 개가 공개되었고 대부분이 며칠 만에 풀렸다. 2016년에는 1억 개가 넘었음이 드러났다.",
        ));
    for (user, hash) in users.iter().zip(bare) {
        step = step.with(Value::hex(user.name, hash, Knows::Wire));
    }
    step
}

fn looked_up(users: &[User], found: &[(usize, &str)], bare: &[Vec<u8>], made: u64) -> Step {
    let (n, of) = (found.len(), users.len());
    let mut step = Step::desk(Text::new("one table, all users", "표 하나, 모든 사용자"), "")
        .saying(text!(
            en: "The attacker hashed {made} popular passwords long ago. Looking up is no work at all: {n} of {of} users are open.",
            ko: "공격자는 흔한 비밀번호 {made}개를 진작 해시해 두었다. 찾아보는 데는 일이 들지 않는다. 사용자 {of}명 중 {n}명이 열렸다.",
        ))
        .because(Text::new(
            "The table fits every server in the world that stores passwords this way. What holds is the password that no list has: drawn by a machine.",
            "이 표는 같은 방식으로 저장하는 세상의 모든 서버에 통한다. 버티는 것은 어느 목록에도 없는, 기계가 뽑은 비밀번호이다.",
        ));
    let mut hashed = Vec::new();
    let mut seen = Vec::new();
    for (place, password) in found {
        let name = users.get(*place).map_or("", |user| user.name);
        step = step.with(Value::plain(name, password, Knows::Attacker));
        hashed.extend(unsalted(password.as_bytes()));
        seen.extend(bare.get(*place).cloned().unwrap_or_default());
    }
    step.proving(same(
        Text::new("they are the passwords", "그 비밀번호가 맞다"),
        "lookup",
        "SHA-256(p) = leaked hash",
        &hashed,
        &seen,
        Text::new(
            "each hash is that of the leaked file",
            "해시가 모두 새어 나간 파일과 같다",
        ),
    ))
}

fn rainbow_step(chance: &mut Chance) -> Step {
    let table = Rainbow::new();
    let (mut found, mut hashes) = (0, 0);
    for _ in 0..LOOKED {
        let code = u32::try_from(chance.below(u64::from(CODES))).unwrap_or(0);
        let look = table.look(&stored(code));
        found += usize::from(look.code == Some(code));
        hashes += look.hashes;
    }
    let (rows, each) = (table.rows(), hashes / LOOKED as u64);
    Step::desk(Text::new("a rainbow table: less memory, more work", "레인보 테이블: 메모리는 적게, 일은 많이"), "Oechslin 2003")
        .saying(text!(
            en: "For {CODES} four-digit codes {rows} rows are kept, the two ends of chains of hashes: {found} of {LOOKED} codes found, with some {each} hashes each.",
            ko: "네 자리 코드 {CODES}개에 대해 해시 사슬의 양 끝 {rows}줄만 남긴다. 코드 {LOOKED}개 중 {found}개를 하나에 해시 {each}번쯤으로 찾았다.",
        ))
        .because(Text::new(
            "A chain goes from a code to its hash, from the hash to another code, and so on. To look a hash up, one continues it to the end of a chain and then walks that chain from its beginning. Each column turns hashes into codes in its own way, hence the rainbow. It is a bargain between memory and time (Hellman, 1980), and it pays only because the same table serves for ever.",
            "사슬은 코드에서 해시로, 해시에서 다른 코드로 이어진다. 해시를 찾으려면 그것을 사슬 끝까지 이어 본 다음, 그 사슬을 처음부터 걷는다. 열마다 해시를 코드로 바꾸는 방법이 달라 무지개라고 부른다. 메모리와 시간의 맞바꿈이며(Hellman, 1980), 같은 표를 두고두고 쓸 수 있어야만 이득이다.",
        ))
        .with(Value::plain(Text::new("hashes to make it, once", "만드는 해시, 한 번"), table.made_with, Knows::Wire))
        .with(Value::plain(Text::new("rows kept", "남긴 줄"), rows, Knows::Wire))
}

fn salt_step(users: &[User], salted: &[Vec<u8>], none: usize) -> Step {
    let mut step = Step::desk(Text::new("salt: a hash of one's own", "솔트: 저마다의 해시"), "RFC 8018 §4.1")
        .saying(text!(
            en: "16 random bytes are hashed with each password: equal passwords no longer look equal, and the table opens {none} users.",
            ko: "비밀번호마다 무작위 16바이트를 함께 해시한다. 같은 비밀번호도 달라 보이고, 표로 열리는 사용자는 {none}명이다.",
        ))
        .because(Text::new(
            "A salt is no secret; it stands beside the hash. It must only be different for everyone: then a table would have to be made for each salt, which is the same as guessing at each user. Morris and Thompson gave Unix 12 bits of it in 1979; 16 bytes are usual now.",
            "솔트는 비밀이 아니며 해시 옆에 적어 둔다. 사람마다 다르기만 하면 된다. 그러면 솔트마다 표를 새로 만들어야 하고, 그것은 사용자마다 추측하는 것과 같다. 1979년 Morris와 Thompson이 유닉스에 12비트를 넣었고, 지금은 16바이트가 보통이다.",
        ));
    for (user, hash) in users.iter().zip(salted).take(3) {
        step = step.with(Value::hex(user.name, hash, Knows::Wire));
    }
    step
}

fn alone(users: &[User], each: &Each) -> Step {
    let Each {
        guesses,
        at,
        found,
        of,
    } = each;
    let bars = users.iter().zip(at).map(|(user, tried)| Bar {
        label: Text::same(user.name),
        count: *tried,
    });
    let picture = Picture::new(
        Text::new("guesses at each user", "사용자마다 한 추측"),
        Text::new(
            "whoever chose something popular falls early; the longest bar is the whole list",
            "흔한 것을 고른 사람이 먼저 풀린다. 가장 긴 막대는 목록 전체이다",
        ),
        Drawing::Bars(bars.collect()),
    );
    Step::desk(Text::new("salt does not stop guessing", "솔트는 추측을 막지 못한다"), "")
        .saying(text!(
            en: "One user after the other, every guess hashed anew with their salt: {guesses} hashes, and {found} of {of} are open all the same.",
            ko: "사용자 한 명씩, 추측마다 그 솔트로 새로 해시한다. 해시 {guesses}번이 들었고, 그래도 {of}명 중 {found}명이 열린다.",
        ))
        .because(Text::new(
            "A graphics card computes some ten thousand million SHA-256 a second. A fast hash is the wrong tool however well it is salted.",
            "그래픽 카드는 SHA-256을 초당 백억 번쯤 계산한다. 빠른 해시는 솔트를 아무리 잘 쳐도 알맞은 도구가 아니다.",
        ))
        .picturing(picture)
        .with(Value::plain(Text::new("hashes", "해시"), guesses, Knows::Wire))
}

fn dear(guesses: u64) -> Step {
    let mut step = Step::desk(Text::new("cost: every guess is dear", "비용: 추측마다 비싸게"), "RFC 9106 §4")
        .saying(text!(
            en: "The same {guesses} guesses against what is recommended:",
            ko: "같은 추측 {guesses}번을 권장 설정에 대고 하면:",
        ))
        .because(Text::new(
            "Cost does not save \"password1\": two hundred dear guesses are still few. It moves the border: what was in reach of a week is in reach of a lifetime. Beyond it help rate limits at login, a second factor, and passwords that a machine chose; passkeys do without a shared secret altogether.",
            "비용을 높여도 \"password1\"은 구하지 못한다. 비싼 추측 200번도 많지 않다. 비용은 경계를 옮긴다. 일주일이면 닿던 것이 평생 걸린다. 그 밖에는 로그인 횟수 제한, 2단계 인증, 기계가 뽑은 비밀번호가 돕는다. 패스키는 공유 비밀 자체를 없앤다.",
        ));
    for scheme in ADVISED {
        let calls = guesses.saturating_mul(scheme.calls());
        let side = (24u64 << 30) / scheme.memory().max(1);
        let words = match scheme.memory() >> 20 {
            0 => text!(en: "{calls} calls", ko: "호출 {calls}번"),
            _ => {
                text!(en: "{calls} calls, {side} side by side in 24 GiB", ko: "호출 {calls}번, 24 GiB에서 나란히 {side}개")
            }
        };
        step = step.with(Value::new(scheme.name(), words, Knows::Wire));
    }
    step
}

fn finish(mut scene: Scene, made: u64, guesses: u64, found: usize) -> Story {
    let turn = scene.chance.below(3);
    let log_n = 10 + scene.chance.below(8);
    let kib = 1u64 << log_n;
    let rounds = 1000 * (1 + scene.chance.below(9));
    let calls = 2 * rounds;
    scene.finish(
        Text::new(
            "Salt makes every user a case of their own, cost makes every guess dear; neither makes a bad password good.",
            "솔트는 사용자마다 따로 공격하게 하고, 비용은 추측마다 비싸게 한다. 둘 다 나쁜 비밀번호를 좋게 만들지는 못한다.",
        ),
        [
            Question::word(
                text!(
                    en: "scrypt with N = 2^{log_n} and r = 8 needs 128·r·N bytes. How many KiB are these?",
                    ko: "N = 2^{log_n}, r = 8인 scrypt에는 128·r·N 바이트가 필요하다. 몇 KiB인가?",
                ),
                kib,
                text!(en: "128 times 8 is 1024: one KiB for each of the {kib} blocks.", ko: "128 × 8 = 1024. 블록 {kib}개에 1 KiB씩이다."),
            ),
            Question::word(
                text!(
                    en: "PBKDF2 with {rounds} rounds: how many compressions do the rounds take, at two an HMAC?",
                    ko: "{rounds}회짜리 PBKDF2에서 HMAC 하나에 압축 함수가 두 번이면 모두 몇 번인가?",
                ),
                calls,
                text!(en: "2 times {rounds}: the password's own two compressions are done once and kept.", ko: "2 × {rounds}. 비밀번호 자체에 드는 두 번은 한 번만 하고 남겨 둔다."),
            ),
            Question::choice(
                text!(
                    en: "A table of {made} hashes opened {found} unsalted users. With salts it took {guesses} hashes. Why more?",
                    ko: "해시 {made}개짜리 표가 솔트 없는 사용자 {found}명을 열었다. 솔트가 있으면 해시 {guesses}번이 든다. 왜 더 드는가?",
                ),
                Text::new("each salt needs its own run through the list", "솔트마다 목록을 처음부터 다시 돌아야 한다"),
                [
                    Text::new("a salted hash takes longer to compute", "솔트 친 해시는 계산이 더 오래 걸린다"),
                    Text::new("the salt has to be guessed first", "솔트를 먼저 추측해야 한다"),
                ],
                turn,
                Text::new(
                    "The salt is known and the hash as fast as before; but no work done for one user serves for another.",
                    "솔트는 알려져 있고 해시는 여전히 빠르다. 다만 한 사용자에게 들인 일이 다른 사용자에게 쓸모가 없다.",
                ),
            ),
        ],
    )
}
