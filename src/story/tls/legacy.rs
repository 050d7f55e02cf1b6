//! TLS 1.2: the key exchange in messages of its own, the master secret and the keys made from it (RFC 5246).

use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::dissect::tls::handshake::client_key_exchange::ClientKeyExchange;
use crate::dissect::tls::handshake::server_key_exchange::ServerKeyExchange;
use crate::keys::tls12;
use crate::keys::tls12::KeyBlock;
use crate::story::book::Book;
use crate::story::model::{Proof, Step, Value, Who};
use crate::story::proof::Against;
use crate::story::tls::agreement;
use crate::story::tls::agreement::Exchanges;
use crate::story::tls::signed;
use crate::story::tls::signed::Signed;
use crate::story::tls::talk::{Talk, set};
use crate::story::tls::told::Told;
use crate::text;

/// Tells a ServerKeyExchange (RFC 8422 §5.4) and checks its signature.
pub(crate) fn server_key_exchange(
    talk: &mut Talk,
    book: &mut Book<'_>,
    told: Told<'_>,
    body: &ServerKeyExchange<'_>,
) {
    talk.session.transcript.add(told.bytes);
    let chapter = talk.session.chapter_now();
    let public = body.public;
    if let Some(group) = body.group {
        talk.session.group = Some(group);
        set(&mut talk.session.shares, Side::Server, public.to_vec());
        if let Some(step) = agreement::key_pair(book, Side::Server, group, public) {
            book.push(step.under(chapter.clone()));
        }
    }
    let mut step = told
        .step(book, Text::same("ServerKeyExchange"), "RFC 8422 §5.4")
        .under(chapter.clone());
    step.sentence = match body.group {
        Some(group) => {
            text!(en: "The server sends its half of the key exchange ({group}), signed with its certificate's key.", ko: "서버가 키 교환의 자기 몫({group})을 인증서의 키로 서명해 보낸다.")
        }
        None => Text::new(
            "The server sends its half of the key exchange, signed with its certificate's key.",
            "서버가 키 교환의 자기 몫을 인증서의 키로 서명해 보낸다.",
        ),
    };
    step.why.push(Text::new(
        "The signature also covers both randoms, so a recorded one cannot be used in another connection.",
        "두 random도 서명 대상에 들어가므로, 기록해 둔 서명을 다른 연결에 쓸 수 없다.",
    ));
    step.values.push(Value::hex("public", public, Knows::Wire));
    if let Some(scheme) = body.scheme {
        step.values
            .push(Value::plain("signature algorithm", scheme, Knows::Wire));
    }
    book.push(step);
    let content = tls12::server_key_exchange_content(
        &talk.session.client_random,
        &talk.session.server_random,
        body.parameters,
    );
    if let Some(scheme) = body.scheme {
        let signature = Signed {
            signer: Side::Server,
            scheme,
            signature: body.signature,
            content: &content,
            formula: "Verify(server's public key, client_random ‖ server_random ‖ params)",
            key: "server_key_exchange",
            rfc: "RFC 8422 §5.4",
        };
        signed::check(talk, book, &signature);
    }
}

/// Tells ServerHelloDone (RFC 5246 §7.4.5).
pub(crate) fn server_hello_done(talk: &mut Talk, book: &mut Book<'_>, told: Told<'_>) {
    talk.session.transcript.add(told.bytes);
    let step = told
        .step(book, Text::same("ServerHelloDone"), "RFC 5246 §7.4.5")
        .under(talk.session.chapter_now())
        .saying(Text::new("The server has said all it has to say; now it is the client's turn.", "서버가 할 말을 다 했다. 이제 클라이언트의 차례이다."))
        .because(Text::new(
            "An empty message, there only because in TLS 1.2 the client cannot know otherwise how many messages the server sends.",
            "빈 메시지이다. TLS 1.2에서는 이것이 없으면 서버가 메시지를 몇 개 보낼지 클라이언트가 알 수 없다.",
        ));
    book.push(step);
}

/// Tells a ClientKeyExchange (RFC 8422 §5.7) and computes the master secret.
pub(crate) fn client_key_exchange(
    talk: &mut Talk,
    book: &mut Book<'_>,
    told: Told<'_>,
    body: &ClientKeyExchange<'_>,
) {
    talk.session.transcript.add(told.bytes);
    let chapter = talk.session.chapter_now();
    let public = match *body {
        ClientKeyExchange::Ecdhe(public)
        | ClientKeyExchange::Dhe(public)
        | ClientKeyExchange::Rsa(public)
        | ClientKeyExchange::Other(public) => public,
    };
    set(&mut talk.session.shares, Side::Client, public.to_vec());
    if let Some(step) = talk
        .session
        .group
        .and_then(|group| agreement::key_pair(book, Side::Client, group, public))
    {
        book.push(step.under(chapter.clone()));
    }
    let mut step = told
        .step(book, Text::same("ClientKeyExchange"), "RFC 8422 §5.7")
        .under(chapter.clone());
    step.sentence = match body {
        ClientKeyExchange::Rsa(_) => Text::new(
            "The client sends the premaster secret, encrypted with the server's public key.",
            "클라이언트가 프리마스터 비밀을 서버의 공개 키로 암호화해 보낸다.",
        ),
        _ => Text::new(
            "The client answers with its half of the key exchange.",
            "클라이언트가 키 교환의 자기 몫으로 답한다.",
        ),
    };
    if matches!(body, ClientKeyExchange::Rsa(_)) {
        step.why.push(Text::new(
            "No forward secrecy: whoever gets the server's private key, even years later, opens a recording of this connection. TLS 1.3 removed this exchange.",
            "순방향 비밀성이 없다. 서버의 개인 키를 얻은 사람은 몇 년 뒤에라도 기록해 둔 이 통신을 열 수 있다. TLS 1.3은 이 교환 방식을 없앴다.",
        ));
    } else {
        step.why.push(Text::new(
            "It is not signed: at this point anyone may be the client. Only the Finished messages tie it to the rest.",
            "서명이 없다. 이 시점에서는 누구나 클라이언트일 수 있다. Finished 메시지만이 이것을 나머지와 묶는다.",
        ));
    }
    step.values.push(Value::hex("public", public, Knows::Wire));
    book.push(step);
    shared(talk, book, public);
    master(talk, book, chapter);
}

fn shared(talk: &mut Talk, book: &mut Book<'_>, public: &[u8]) {
    let [_, server_share] = &talk.session.shares;
    let exchanges = Exchanges {
        client: book.exchange(Side::Client, public),
        server: book.exchange(Side::Server, server_share),
    };
    let mut step = Step::computation(
        Who::Both,
        Text::new("premaster secret", "프리마스터 비밀"),
        "RFC 8422 §5.10",
    );
    step.why.push(Text::new(
        "TLS 1.2 calls the shared secret premaster secret, as it called what RSA once carried. An eavesdropper has both public values and still cannot compute it.",
        "TLS 1.2는 공유 비밀을 프리마스터 비밀이라 부른다. 예전에 RSA로 실어 나르던 것의 이름이다. 엿듣는 사람은 두 공개 값을 모두 가져도 계산할 수 없다.",
    ));
    agreement::shared(talk, book, &exchanges, step);
}

fn master(talk: &mut Talk, book: &mut Book<'_>, chapter: Text) {
    let logged = book.logged("CLIENT_RANDOM", &talk.session.client_random);
    let Some(hash) = talk.session.hash() else {
        return;
    };
    if talk.session.shared.is_empty() {
        talk.session.master_secret = logged.into_iter().next().unwrap_or_default();
        return;
    }
    let derived = if talk.session.extended {
        tls12::extended_master_secret(
            hash,
            &talk.session.shared,
            &talk.session.transcript.hash(hash),
        )
    } else {
        tls12::master_secret(
            hash,
            &talk.session.shared,
            &talk.session.client_random,
            &talk.session.server_random,
        )
    };
    let mut step =
        Step::computation(Who::Both, Text::same("master_secret"), derived.rfc).under(chapter);
    step.sentence = Text::new(
        "From the premaster secret comes the master secret of the session, 48 bytes.",
        "프리마스터 비밀에서 세션의 마스터 비밀 48바이트가 나온다.",
    );
    if talk.session.extended {
        step.why.push(Text::new(
            "Extended: the hash of all messages so far goes in, instead of the two randoms alone. Without that, an attacker in the middle could bring two connections to the same master secret (triple handshake).",
            "확장 방식: 두 random만이 아니라 지금까지의 모든 메시지 해시가 들어간다. 이 방식이 없을 때는 중간에 낀 공격자가 두 연결의 마스터 비밀을 똑같이 만들 수 있었다(삼중 핸드셰이크 공격).",
        ));
    }
    step.values
        .push(Value::hex("master_secret", &derived.output, Knows::Both));
    let proof = Proof::of(&derived, "master_secret", &Against::Log(&logged));
    if proof.verdict == Verdict::Fails {
        talk.session.failed.get_or_insert("master_secret");
    }
    step.proofs.push(proof);
    talk.session.master_secret = derived.output;
    book.push(step);
}

impl Talk {
    /// At a ChangeCipherSpec: cuts the keys of both directions out of the key block, once.
    pub(crate) fn ready_legacy(&mut self, book: &mut Book<'_>) {
        if self.session.keys_ready || self.session.tls13() {
            return;
        }
        let Some(cipher) = self.session.cipher else {
            return;
        };
        if self.session.master_secret.is_empty() {
            self.session.master_secret = book
                .logged("CLIENT_RANDOM", &self.session.client_random)
                .into_iter()
                .next()
                .unwrap_or_default();
        }
        if self.session.master_secret.is_empty() {
            return;
        }
        self.session.keys_ready = true;
        let chapter = self.session.chapter_now();
        if let Some(earlier) = self.session.resumes {
            self.remembered_master(book, earlier, chapter.clone());
        }
        let version = self.session.version.map_or(0x0303, |version| version.0);
        let block = tls12::key_block(
            version,
            cipher,
            &self.session.master_secret,
            &self.session.client_random,
            &self.session.server_random,
        );
        let keys = KeyBlock::cut(version, cipher, &block);
        self.session.key_block.clone_from(&block.output);
        let mut step =
            Step::computation(Who::Both, Text::same("key_block"), "RFC 5246 §6.3").under(chapter);
        step.sentence = Text::new(
            "The master secret and both randoms are stretched into one block and cut into a key and an IV for each direction.",
            "마스터 비밀과 두 random에서 긴 덩어리 하나를 뽑아, 방향마다 키와 IV로 잘라 쓴다.",
        );
        step.why.push(Text::new("Here the server's random comes first, in the master secret the client's does: an old trap for implementers.", "여기서는 서버의 random이 앞에 오고 마스터 비밀에서는 클라이언트의 것이 앞에 온다. 구현자들이 자주 빠지는 함정이다."));
        let says = Text::new(
            "the next protected record opens with keys cut from it (see there)",
            "다음 보호된 레코드가 여기서 자른 키로 열린다(해당 단계 참고)",
        );
        step.proofs.push(Proof::of(
            &block,
            "key_block",
            &Against::Heir(Verdict::NotReached, says),
        ));
        for side in Side::BOTH {
            let (key, iv) = keys.of(side);
            step.values
                .push(Value::hex(key.name.clone(), &key.output, Knows::Both));
            step.values
                .push(Value::hex(iv.name.clone(), &iv.output, Knows::Both));
            self.door(side)
                .add12(cipher, version, &keys.write_keys(side));
        }
        book.push(step);
    }

    fn remembered_master(&self, book: &mut Book<'_>, earlier: usize, chapter: Text) {
        let logged = book.logged("CLIENT_RANDOM", &self.session.client_random);
        let number = earlier + 1;
        let mut step = Step::computation(Who::Both, Text::same("master_secret"), "RFC 5246 §7.3")
            .under(chapter);
        step.sentence = text!(en: "No key exchange: both ends take the master secret of connection {number} again.", ko: "키 교환이 없다. 양 끝이 {number}번 연결의 마스터 비밀을 다시 쓴다.");
        step.values.push(Value::hex(
            "master_secret",
            &self.session.master_secret,
            Knows::Both,
        ));
        let claim = Text::same("master_secret");
        let says = [
            Text::new(
                "equals what the ends logged for this connection",
                "이 연결에 대해 양 끝이 기록한 값과 같다",
            ),
            Text::new(
                "differs from what the ends logged",
                "양 끝이 기록한 값과 다르다",
            ),
        ];
        let place = text!(en: "from connection {number}", ko: "{number}번 연결에서");
        let proof = match logged.first() {
            Some(seen) => Proof::equal(
                claim,
                "master_secret",
                "master_secret of the session",
                &self.session.master_secret,
                seen,
                says,
                "RFC 5246 §7.3",
            ),
            None => Proof::new(
                claim,
                "master_secret",
                Verdict::NotReached,
                Text::new(
                    "no end logged it for this connection; Finished will tell",
                    "이 연결에 대한 기록이 없다. Finished가 알려 준다",
                ),
                "RFC 5246 §7.3",
            ),
        };
        step.proofs.push(proof.given(
            Value::hex("master_secret", &self.session.master_secret, Knows::Both),
            place,
        ));
        book.push(step);
    }
}
