//! The padding oracle: one bit of answer, whether the padding is right, decrypts a token without the key.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text, plural};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::primitive::cipher::{BLOCK, Padding, cbc_decrypt};
use crate::demo::primitive::mac::hmac_sha256;
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words};
use crate::demo::sizes::Sizes;
use crate::demo::symmetric::blocks::filled;
use crate::demo::symmetric::oracle::{Answer, Byte, Server, Token, Work, clear, decrypt, forge};
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::picture::{Bar, Drawing, Picture};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "padding-oracle",
    topic: Topic::Symmetric,
    title: Doc::new(
        "The padding oracle: decrypted by error messages",
        "패딩 오라클: 오류 메시지로 복호화하기",
    ),
    line: Doc::new(
        "A server says only whether the padding is right; that is enough to read the token, byte by byte.",
        "서버는 패딩이 맞는지만 말한다. 그것만으로 토큰을 한 바이트씩 읽을 수 있다.",
    ),
    takes: &[Takes {
        input: Input::Message,
        sizes: Sizes::Between(0, 256),
        means: Doc::new("the text of the token", "토큰의 내용"),
    }],
    exercise: Exercise {
        number: 20,
        title: Doc::new("Padding oracle", "패딩 오라클"),
    },
    tell,
    attacks: &[
        Attack {
            name: "padding_oracle",
            wins: oracle_wins,
        },
        Attack {
            name: "forged_token",
            wins: forge_wins,
        },
    ],
};

/// What the attacker would like to be.
static WISH: &[u8] = b"user=eve;role=admin";

static USERS: &[&str] = &["mina", "jiho", "alice", "bob", "sora", "minsu"];

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let (key, iv) = (scene.chance.vec(16), scene.chance.bytes());
    let text = asked
        .own
        .or(Input::Message, || token_text(&mut scene.chance));
    let mut server = Server::trusting(&key);
    let token = server.issue(&iv, &text)?;
    scene.step(Part::Works, issued(&key, &iv, &text, &token)?);
    scene.step(Part::Works, answers(&mut server, &token)?);

    let mut server = Server::trusting(&key);
    let done = decrypt(&mut server, &token)?;
    let first = done.first().cloned();
    if let Some(work) = &first {
        if let Some(last) = work.bytes.first() {
            scene.step(Part::Breaks, last_byte(&token, last));
        }
        if let Some(next) = work.bytes.get(1) {
            scene.step(Part::Breaks, next_byte(&token, work, next));
        }
        scene.step(Part::Breaks, whole_block(&token, work, &filled(&text)));
    }
    scene.step(Part::Breaks, whole_token(&done, &text, server.queries()));
    scene.cost(
        Part::Breaks,
        "oracle_queries",
        Text::new("questions to read the token", "토큰을 읽는 데 던진 질문"),
        server.queries(),
    );
    let mut server = Server::trusting(&key);
    let forged = forge(&mut server, WISH, &[])?;
    scene.step(Part::Breaks, written(&server, forged)?);
    scene.cost(
        Part::Breaks,
        "forging_queries",
        Text::new("questions to write one", "토큰을 쓰는 데 던진 질문"),
        server.queries(),
    );

    let tags = scene.chance.vec(32);
    let mut server = Server::checking(&key, &tags);
    let token = server.issue(&iv, &text)?;
    scene.step(Part::Repair, tagged(&tags, &token));
    let nothing = decrypt(&mut server, &token)?;
    scene.step(Part::Repair, all_alike(&nothing, server.queries()));
    scene.cost(
        Part::Repair,
        "refused_queries",
        Text::new("questions refused after the repair", "고친 뒤 거부된 질문"),
        server.queries(),
    );

    let turn = scene.chance.below(3);
    let blocks = token.blocks.len() / BLOCK - 1;
    let most = 256 * BLOCK * blocks;
    let byte = first.as_ref().and_then(|work| work.bytes.first());
    let (guess, inner) = byte.map_or((0, 0), |byte| (byte.asked[BLOCK - 1], byte.inner));
    Ok(scene.finish(
        Text::new(
            "Any difference in the answer is an answer. Check the tag first, and decrypt nothing that fails.",
            "대답에 차이가 있으면 그것이 곧 대답이다. 태그부터 확인하고, 틀린 것은 복호화하지 않는다.",
        ),
        [
            Question::word(
                text!(
                    en: "With {guess:02x} in front the last byte of the block decrypts to the padding 01. What is it before anything is added, in hexadecimal?",
                    ko: "앞에 {guess:02x} 값을 놓으면 블록의 마지막 바이트가 패딩 01로 복호화된다. 아무것도 더하기 전의 값은 16진수로 무엇인가?",
                ),
                format!("{inner:02x}"),
                text!(
                    en: "{guess:02x} ⊕ 01 = {inner:02x}. This belongs to the ciphertext block alone; added to the true byte in front, it gives the plaintext.",
                    ko: "{guess:02x} ⊕ 01 = {inner:02x}. 이 값은 암호문 블록에만 달려 있다. 원래 앞에 있던 바이트를 더하면 평문이 된다.",
                ),
            ),
            Question::word(
                text!(
                    en: "The token has {blocks} block{s} behind its IV. How many questions are needed at most, with 256 guesses a byte (the checks of last bytes not counted)?",
                    ko: "토큰은 IV 뒤에 블록 {blocks}개가 있다. 바이트마다 추측이 256번이라면 질문은 많아야 몇 번인가(마지막 바이트의 확인 질문은 빼고)?",
                    s = plural(blocks),
                ),
                most,
                text!(
                    en: "256 × 16 × {blocks} = {most}; half of that on average. Guessing a whole block at once would take 2^128.",
                    ko: "256 × 16 × {blocks} = {most}. 평균은 그 절반이다. 블록을 한꺼번에 추측한다면 2^128번이다.",
                ),
            ),
            Question::choice(
                Text::new("The server stops naming the error, but still decrypts before it checks. Is it safe?", "서버가 오류 이름을 말하지 않기로 했지만, 여전히 확인보다 복호화를 먼저 한다. 안전한가?"),
                Text::new("no, the time it takes still tells", "아니다. 걸리는 시간이 여전히 말해 준다"),
                [
                    Text::new("yes, the attacker sees one message only", "그렇다. 공격자에게는 메시지가 하나뿐이다"),
                    Text::new("yes, if the key is longer", "그렇다. 키를 늘리면"),
                ],
                turn,
                Text::new(
                    "Lucky Thirteen (2013) read TLS by the time that a MAC over a few bytes more or less took. A tag over the ciphertext is checked before there is any padding to speak of.",
                    "Lucky Thirteen(2013)은 몇 바이트 더 길거나 짧은 MAC 계산 시간의 차이로 TLS를 읽어 냈다. 암호문에 대한 태그는 패딩이 생기기도 전에 확인된다.",
                ),
            ),
        ],
    ))
}

fn issued(key: &[u8], iv: &[u8], text: &[u8], token: &Token) -> Result<Step, Wrong> {
    let sealed = token.blocks.get(BLOCK..).unwrap_or_default();
    let opened = cbc_decrypt(key, iv, sealed, Padding::Pkcs7)?.unwrap_or_default();
    Ok(
        Step::desk(Text::new("a token", "토큰"), "SP 800-38A §6.2")
            .saying(text!(
                en: "A server hands out its own notes, encrypted with CBC under a key only it has, and takes them back later: {blocks} block{s} behind an IV.",
                ko: "서버가 자기만 아는 키로 CBC 암호화한 메모를 내주고 나중에 돌려받는다. IV 뒤에 블록 {blocks}개가 있다.",
                blocks = sealed.len() / BLOCK,
                s = plural(sealed.len() / BLOCK),
            ))
            .with(Value::hex(Text::new("key", "키"), key, Knows::Secret))
            .with(Value::plain(Text::new("text", "내용"), words(text), Knows::Secret))
            .with(Value::hex(Text::new("padded", "패딩을 더한 내용"), &filled(text), Knows::Secret))
            .with(Value::hex("IV", iv, Knows::Wire))
            .with(Value::hex(Text::new("ciphertext", "암호문"), sealed, Knows::Wire))
            .proving(same(
                Text::new("the server reads it", "서버는 읽는다"),
                "token_opens",
                "unpad(CBC⁻¹(k, IV, c))",
                &opened,
                text,
                Text::new("its own text comes back", "자기가 쓴 내용이 돌아온다"),
            )),
    )
}

/// The token itself, and the token with the last byte of its padding made larger than any padding is.
fn answers(server: &mut Server, token: &Token) -> Result<Step, Wrong> {
    let mut changed = token.clone();
    let at = changed.blocks.len().saturating_sub(BLOCK + 1);
    changed
        .blocks
        .iter_mut()
        .skip(at)
        .take(1)
        .for_each(|byte| *byte ^= 0x80);
    let [good, bad] = [server.ask(token)?, server.ask(&changed)?].map(said);
    Ok(
        Step::desk(Text::new("what the server says", "서버가 하는 말"), "")
            .saying(Text::new(
                "To a token that comes back it says one of two things; to one with the last padding byte spoilt, the other.",
                "돌아온 토큰에 서버는 둘 중 하나를 말한다. 패딩의 마지막 바이트를 망가뜨린 토큰에는 다른 하나를 말한다.",
            ))
            .because(Text::new(
                "Nobody means to build an oracle. It is an exception with its own page, an entry in a log, an alert of its own (bad_record_mac and decryption_failed in TLS 1.0), or a few microseconds.",
                "오라클을 일부러 만드는 사람은 없다. 따로 뜨는 오류 페이지, 로그 한 줄, 따로 있는 경고(TLS 1.0의 bad_record_mac과 decryption_failed), 또는 몇 마이크로초가 오라클이 된다.",
            ))
            .with(Value::new(Text::new("the token", "토큰"), good, Knows::Wire))
            .with(Value::new(Text::new("the token, changed", "바꾼 토큰"), bad, Knows::Wire)),
    )
}

fn said(answer: Answer) -> Text {
    match answer {
        Answer::Padded => Text::new("\"padding is right\"", "\"패딩이 맞다\""),
        Answer::BadPadding => Text::new("\"padding is wrong\"", "\"패딩이 틀렸다\""),
        Answer::Refused => Text::new("\"refused\"", "\"거부\""),
    }
}

/// The block in front of the first, as the token has it.
fn front(token: &Token) -> [u8; BLOCK] {
    token.blocks.first_chunk().copied().unwrap_or_default()
}

fn last_byte(token: &Token, byte: &Byte) -> Step {
    let real = front(token)[BLOCK - 1];
    let (guess, inner, queries) = (byte.asked[BLOCK - 1], byte.inner, byte.queries);
    let clear = inner ^ real;
    Step::desk(Text::new("the last byte", "마지막 바이트"), "")
        .saying(text!(
            en: "The attacker sends the first block alone, behind a block of their own, and tries its last byte: {guess:02x} makes the padding right, so the last byte decrypts to 01. {guess:02x} ⊕ 01 = {inner:02x}; with the true {real:02x} in front it is {clear:02x}.",
            ko: "공격자는 첫 블록만 떼어 자기가 고른 블록 뒤에 놓고, 고른 블록의 마지막 바이트를 바꾸어 본다. {guess:02x} 일 때 패딩이 맞으므로 마지막 바이트가 01로 복호화된 것이다. {guess:02x} ⊕ 01 = {inner:02x}. 원래 앞에 있던 {real:02x} 값을 더하면 {clear:02x} 이다.",
        ))
        .because(Text::new(
            "The padding could be right for another reason: 02 behind another 02, and so on. So the attacker changes the byte before and asks once more; if the padding is still right, it was 01.",
            "다른 까닭으로 패딩이 맞을 수도 있다. 02 뒤의 02 같은 경우이다. 그래서 공격자는 바로 앞 바이트를 바꾸어 한 번 더 묻는다. 그래도 맞으면 01이다.",
        ))
        .with(Value::plain(Text::new("questions", "질문 수"), queries, Knows::Attacker))
        .with(Value::hex(Text::new("block sent in front", "앞에 놓은 블록"), &byte.asked, Knows::Attacker))
}

fn next_byte(token: &Token, work: &Work, byte: &Byte) -> Step {
    let place = byte.place;
    let real = front(token)[BLOCK - 2];
    let (guess, inner, queries) = (byte.asked[BLOCK - 2], byte.inner, byte.queries);
    let clear = inner ^ real;
    let known = work.inner[BLOCK - 1];
    let set = known ^ 2;
    Step::desk(Text::new("the byte before", "그 앞 바이트"), "")
        .saying(text!(
            en: "Now the last byte is set so that it decrypts to 02 ({known:02x} ⊕ 02 = {set:02x}), and byte {place} is tried until 02 02 stands there: {guess:02x}. {guess:02x} ⊕ 02 = {inner:02x}, with {real:02x} in front {clear:02x}.",
            ko: "이제 마지막 바이트가 02로 복호화되도록 두고({known:02x} ⊕ 02 = {set:02x}) 바이트 {place} 자리를 02 02가 될 때까지 바꾸어 본다. 답은 {guess:02x} 이다. {guess:02x} ⊕ 02 = {inner:02x}, 앞의 {real:02x} 값을 더하면 {clear:02x} 이다.",
        ))
        .with(Value::plain(Text::new("questions", "질문 수"), queries, Knows::Attacker))
        .with(Value::hex(Text::new("block sent in front", "앞에 놓은 블록"), &byte.asked, Knows::Attacker))
}

fn whole_block(token: &Token, work: &Work, filled: &[u8]) -> Step {
    let queries: u64 = work.bytes.iter().map(|byte| byte.queries).sum();
    let bars = work.bytes.iter().map(|byte| {
        let place = byte.place;
        Bar {
            label: text!(en: "byte {place}", ko: "바이트 {place}"),
            count: byte.queries,
        }
    });
    Step::desk(Text::new("the whole block", "블록 전체"), "")
        .saying(text!(
            en: "The same for all sixteen bytes, until the whole block is padding: {queries} questions for one block.",
            ko: "블록 전체가 패딩이 될 때까지 열여섯 바이트에 같은 일을 한다. 블록 하나에 질문 {queries}번이다.",
        ))
        .because(Text::new(
            "The block is decrypted by the one who has the key: the server. The attacker only learns, one answer after the other, what came out.",
            "블록을 복호화하는 것은 키를 가진 서버이다. 공격자는 무엇이 나왔는지를 대답 하나하나에서 알아낼 뿐이다.",
        ))
        .with(Value::hex("D(k, c1)", &work.inner, Knows::Attacker))
        .with(Value::hex("IV", &front(token), Knows::Wire))
        .picturing(Picture::new(
            Text::new("questions for each byte", "바이트마다 질문 수"),
            Text::new("256 at most, 128 on average.", "많아야 256번, 평균 128번이다."),
            Drawing::Bars(bars.collect()),
        ))
        .proving(same(
            Text::new("the first block", "첫 블록"),
            "oracle_reads_block",
            "D(k, c1) ⊕ IV",
            &work.clear,
            filled.get(..BLOCK).unwrap_or(filled),
            Text::new("it is the first block of the text", "내용의 첫 블록과 같다"),
        ))
}

fn whole_token(done: &[Work], text: &[u8], queries: u64) -> Step {
    let read = clear(done);
    Step::desk(Text::new("the whole token", "토큰 전체"), "")
        .saying(text!(
            en: "Block after block, {queries} questions in all; the key was never needed.",
            ko: "블록마다 되풀이해 질문은 모두 {queries}번이다. 키는 한 번도 필요하지 않았다.",
        ))
        .because(Text::new(
            "Serge Vaudenay described it in 2002. In 2010 Juliano Rizzo and Thai Duong turned it on ASP.NET, where it opened configuration files of very many sites; POODLE (2014) is the same idea against the padding of SSL 3.0.",
            "2002년 세르주 보드네가 발표했다. 2010년 줄리아노 리조와 타이 드엉은 이것으로 수많은 ASP.NET 사이트의 설정 파일을 열었다. POODLE(2014)은 SSL 3.0의 패딩에 대한 같은 공격이다.",
        ))
        .with(Value::plain(Text::new("read", "읽어 낸 것"), words(&read), Knows::Attacker))
        .proving(same(
            Text::new("read without the key", "키 없이 읽었다"),
            "oracle_reads_token",
            "unpad(p₁ ‖ p₂ ‖ …)",
            &read,
            text,
            Text::new("it is the text of the token", "토큰의 내용과 같다"),
        ))
}

fn written(server: &Server, forged: Option<Token>) -> Result<Step, Wrong> {
    let queries = server.queries();
    let (read, blocks) = match &forged {
        Some(token) => (server.read(token)?, token.blocks.as_slice()),
        None => (None, [].as_slice()),
    };
    Ok(
        Step::desk(Text::new("a token written", "토큰을 써 넣는다"), "")
            .saying(text!(
                en: "It runs the other way as well: the attacker takes any last block, asks what it decrypts to, and puts in front what makes \"{wish}\" of it. {queries} questions, and the server takes it for its own.",
                ko: "거꾸로도 된다. 공격자는 아무 블록이나 마지막에 놓고 무엇으로 복호화되는지 알아낸 뒤, \"{wish}\" 글이 되게 하는 값을 앞에 놓는다. 질문 {queries}번이면 서버가 그것을 자기 토큰으로 여긴다.",
                wish = words(WISH),
            ))
            .with(Value::hex(Text::new("token written", "써 넣은 토큰"), blocks, Knows::Attacker))
            .proving(same(
                Text::new("what the server reads", "서버가 읽는 것"),
                "forged_token_reads",
                "unpad(CBC⁻¹(k, IV′, c′))",
                &read.unwrap_or_default(),
                WISH,
                Text::new("the attacker's own words, under a key they never had", "공격자가 지은 그대로이다. 키는 가져 본 적도 없다"),
            )),
    )
}

fn tagged(tags: &[u8], token: &Token) -> Step {
    Step::desk(Text::new("encrypt, then MAC", "암호화한 뒤 MAC"), "RFC 7366 §3")
        .saying(Text::new(
            "A tag over the IV and the ciphertext, under a key of its own, is checked before anything is decrypted.",
            "IV와 암호문 전체에 별도의 키로 태그를 붙이고, 복호화하기 전에 먼저 확인한다.",
        ))
        .because(Text::new(
            "SSL and TLS up to 1.2 did it the other way round, MAC, then encrypt: the padding had to be taken off before the tag could be checked, and fifteen years of oracles followed. RFC 7366 (2014) turned the order over; TLS 1.3 knows only AEAD.",
            "SSL과 1.2까지의 TLS는 거꾸로 MAC을 붙인 뒤 암호화했다. 태그를 확인하려면 패딩부터 떼어야 했고, 오라클이 15년 동안 이어졌다. RFC 7366(2014)이 순서를 뒤집었고, TLS 1.3에는 AEAD만 있다.",
        ))
        .with(Value::hex(Text::new("MAC key", "MAC 키"), tags, Knows::Secret))
        .with(Value::hex(Text::new("tag", "태그"), &token.tag, Knows::Wire))
        .proving(same(
            Text::new("the tag of the token", "토큰의 태그"),
            "tag_over_ciphertext",
            "HMAC-SHA-256(k', IV ‖ c)",
            &hmac_sha256(tags, &token.blocks),
            &token.tag,
            Text::new("the token as it was issued passes", "내준 그대로의 토큰은 통과한다"),
        ))
}

fn all_alike(nothing: &[Work], queries: u64) -> Step {
    let found: usize = nothing.iter().map(|work| work.bytes.len()).sum();
    Step::desk(Text::new("all answers alike", "모든 대답이 똑같다"), "")
        .saying(text!(
            en: "The same attacker asks {queries} times and hears \"refused\" each time: bytes found: {found}.",
            ko: "같은 공격자가 {queries}번 묻고 매번 \"거부\"만 듣는다. 알아낸 바이트는 {found}개이다.",
        ))
        .because(Text::new(
            "The tag is compared in constant time, or it becomes the next oracle.",
            "태그는 일정한 시간에 비교한다. 그러지 않으면 그것이 다음 오라클이 된다.",
        ))
}

fn token_text(chance: &mut Chance) -> Vec<u8> {
    let user = chance.pick(USERS).copied().unwrap_or_default();
    let pin = chance.below(9000) + 1000;
    format!("user={user};role=guest;pin={pin}").into_bytes()
}

fn oracle_wins(chance: &mut Chance, instance: Instance) -> bool {
    let (key, tags, iv) = (chance.vec(16), chance.vec(32), chance.bytes());
    let size = 1 + chance.place(24);
    let text = chance.vec(size);
    let mut server = match instance {
        Instance::Weak => Server::trusting(&key),
        Instance::Fixed => Server::checking(&key, &tags),
    };
    let Ok(token) = server.issue(&iv, &text) else {
        return false;
    };
    decrypt(&mut server, &token).is_ok_and(|done| !done.is_empty() && clear(&done) == text)
}

fn forge_wins(chance: &mut Chance, instance: Instance) -> bool {
    /// One block, so that a hundred of them are soon done.
    const SHORT: &[u8] = b"role=admin";
    let (key, tags, iv) = (chance.vec(16), chance.vec(32), chance.bytes());
    let mut server = match instance {
        Instance::Weak => Server::trusting(&key),
        Instance::Fixed => Server::checking(&key, &tags),
    };
    let Ok(seen) = server.issue(&iv, b"role=guest") else {
        return false;
    };
    let Ok(Some(token)) = forge(&mut server, SHORT, &seen.tag) else {
        return false;
    };
    server
        .read(&token)
        .is_ok_and(|read| read.as_deref() == Some(SHORT))
}
