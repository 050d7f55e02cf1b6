//! Before TLS 1.3: from the premaster secret to the master secret, the key block, and the keys cut from it (RFC 5246 §6.3, §8.1).

use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::dissect::tls::codes::version::Version;
use crate::keys::derived::Derived;
use crate::keys::prf::Prf;
use crate::keys::sealed::Wrapping;
use crate::keys::tls12;
use crate::keys::tls12::KeyBlock;
use crate::story::book::Book;
use crate::story::model::{Given, Proof, Step, Value, Who};
use crate::story::proof::Against;
use crate::story::tls::agreement;
use crate::story::tls::agreement::Exchanges;
use crate::story::tls::session::Session;
use crate::story::tls::talk::Talk;
use crate::text;

/// The shared secret of an exchange that the ends recorded.
pub(crate) fn shared(talk: &mut Talk, book: &mut Book<'_>, public: &[u8]) {
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

/// The master secret: computed where the premaster secret is known, else as the key log has it.
pub(crate) fn master(talk: &mut Talk, book: &mut Book<'_>, chapter: Text) {
    let logged = talk.session.logged(book);
    let Some(prf) = talk.session.prf() else {
        return;
    };
    if talk.session.shared.is_empty() {
        return given(talk, book, logged, chapter);
    }
    let derived = if talk.session.extended {
        let hash = prf.transcript_hash(talk.session.transcript.bytes());
        tls12::extended_master_secret(prf, &talk.session.shared, &hash)
    } else {
        tls12::master_secret(
            prf,
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

/// The master secret that the key log gives, where the key exchange cannot be computed again.
fn given(talk: &mut Talk, book: &mut Book<'_>, logged: Vec<Vec<u8>>, chapter: Text) {
    let Some(master) = logged.into_iter().next() else {
        return;
    };
    talk.session.master_secret.clone_from(&master);
    if !book.evidence.is_captured() {
        return;
    }
    let mut step =
        Step::computation(Who::Both, Text::same("master_secret"), "RFC 5246 §8.1").under(chapter);
    let by_random = !book
        .logged("CLIENT_RANDOM", &talk.session.client_random)
        .is_empty();
    let found = match by_random {
        true => Text::new(
            "The key log gives the master secret of this session, found by the client random.",
            "키 로그가 이 세션의 마스터 비밀을 알려 준다. 클라이언트 random으로 찾았다.",
        ),
        false => Text::new(
            "The key log gives the master secret of this session, found by the session's id.",
            "키 로그가 이 세션의 마스터 비밀을 알려 준다. 세션 ID로 찾았다.",
        ),
    };
    step.sentence = found.then(&Text::new(
        "How it came from the key exchange cannot be computed again: for that the private half of one end would be needed.",
        "키 교환에서 이 값이 나온 과정은 다시 계산할 수 없다. 그러려면 한쪽의 개인 값이 있어야 한다.",
    ));
    step.values
        .push(Value::hex("master_secret", &master, Knows::Both));
    let says = Text::new(
        "taken from the key log; Finished, made from it, will tell whether it is right",
        "키 로그에서 가져온 값이다. 이것으로 만든 Finished가 맞는지 알려 준다",
    );
    let mut proof = Proof::new(
        Text::same("master_secret"),
        "master_secret",
        Verdict::NotReached,
        says,
        "RFC 5246 §8.1",
    );
    proof.result = Some(master.clone());
    proof.inputs.push(Given {
        value: Value::hex("master_secret", &master, Knows::Both),
        seen: match by_random {
            true => Text::new("key log, CLIENT_RANDOM", "키 로그의 CLIENT_RANDOM"),
            false => Text::new("key log, RSA Session-ID", "키 로그의 RSA Session-ID"),
        },
    });
    step.proofs.push(proof);
    book.push(step);
}

impl Session {
    /// The master secret as the key log has it: by the client random, else by the session's name.
    fn logged(&self, book: &Book<'_>) -> Vec<Vec<u8>> {
        let logged = book.logged("CLIENT_RANDOM", &self.client_random);
        match logged.is_empty() {
            true => book.logged_session(&self.session_id),
            false => logged,
        }
    }

    /// What makes keys before TLS 1.3, once version and suite are agreed on.
    pub(crate) fn prf(&self) -> Option<Prf> {
        Some(Prf::of(self.legacy_version(), self.cipher?))
    }

    /// The version as the key schedules before TLS 1.3 take it.
    pub(crate) fn legacy_version(&self) -> u16 {
        self.version.map_or(Version::TLS12.0, |version| version.0)
    }
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
        let chapter = self.session.chapter_now();
        if self.session.master_secret.is_empty() {
            let logged = self.session.logged(book);
            given(self, book, logged, chapter.clone());
        }
        if self.session.master_secret.is_empty() {
            return;
        }
        self.session.keys_ready = true;
        if let Some(earlier) = self
            .session
            .resumes
            .filter(|earlier| *earlier != self.connection)
        {
            self.remembered_master(book, earlier, chapter.clone());
        }
        let version = self.session.legacy_version();
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
            Step::computation(Who::Both, Text::same("key_block"), block.rfc).under(chapter);
        step.sentence = match cipher.mac_length() {
            0 => Text::new(
                "The master secret and both randoms are stretched into one block and cut into a key and an IV for each direction.",
                "마스터 비밀과 두 random에서 긴 덩어리 하나를 뽑아, 방향마다 키와 IV로 잘라 쓴다.",
            ),
            _ => Text::new(
                "The master secret and both randoms are stretched into one block and cut, for each direction, into a key for the MAC and what the cipher needs.",
                "마스터 비밀과 두 random에서 긴 덩어리 하나를 뽑아, 방향마다 MAC 키와 암호에 필요한 것으로 잘라 쓴다.",
            ),
        };
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
        let wrapping = match self.session.encrypt_then_mac {
            true => Wrapping::EncryptThenMac,
            false => Wrapping::MacThenEncrypt,
        };
        for side in Side::BOTH {
            let (key, iv) = keys.of(side);
            let parts = [keys.mac(side), key, iv];
            for part in parts.into_iter().filter(|part| !part.output.is_empty()) {
                step.values.push(value(part));
            }
            self.door(side)
                .add12(cipher, version, wrapping, &keys.write_keys(side));
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

fn value(part: &Derived) -> Value {
    Value::hex(part.name.clone(), &part.output, Knows::Both)
}
