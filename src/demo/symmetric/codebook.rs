//! A codebook: tables of what each byte becomes, for a cipher that never mixes bytes.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::glass::aes::{Block, at, shifted_from};
use crate::demo::show::{same, words};
use crate::demo::symmetric::device::Device;
use crate::story::model::{Step, Value};
use crate::text;

/// For each byte of the ciphertext, which byte of the plaintext it came from and what that was.
#[derive(Debug)]
pub(super) struct Codebook {
    tables: Vec<[u8; 256]>,
    rounds: usize,
    /// Blocks that were asked for.
    pub(super) queries: u64,
}

impl Codebook {
    /// Has 256 blocks encrypted, each of one value sixteen times. That the device has `rounds` rounds is no secret.
    pub(super) fn ask(device: &mut Device, rounds: usize) -> Self {
        let mut tables = vec![[0; 256]; 16];
        for value in 0..=u8::MAX {
            let answer = device.encrypt(&[value; 16]);
            for (table, byte) in tables.iter_mut().zip(answer) {
                if let Some(row) = table.get_mut(usize::from(byte)) {
                    *row = value;
                }
            }
        }
        Self {
            tables,
            rounds,
            queries: device.queries(),
        }
    }

    /// What `sealed` was, as far as the tables say.
    pub(super) fn read(&self, sealed: &Block) -> Block {
        let mut opened = [0; 16];
        for (to, table) in self.tables.iter().enumerate() {
            // ShiftRows moves each byte in each round; where it began is no secret either.
            let from = (0..self.rounds).fold(to, |place, _| shifted_from(place));
            let byte = table.get(usize::from(at(sealed, to))).copied();
            for (opened, byte) in opened.iter_mut().skip(from).zip(byte) {
                *opened = byte;
            }
        }
        opened
    }
}

/// Tells how `sealed`, somebody else's `secret`, is read.
pub(super) fn read(book: &Codebook, sealed: &Block, secret: &Block) -> Step {
    let opened = book.read(sealed);
    let (queries, text) = (book.queries, words(&opened));
    Step::desk(Text::new("a codebook", "코드북"), "")
        .saying(text!(
            en: "The attacker has {queries} blocks of their own encrypted (16 times 00, 16 times 01, up to ff), notes what each byte becomes, and reads somebody else's block: \"{text}\".",
            ko: "공격자는 자기 블록 {queries}개(00 열여섯 번, 01 열여섯 번, … ff까지)를 암호화하게 하고 바이트마다 무엇이 되는지 적어 둔다. 그러면 남의 블록이 키 없이 \"{text}\" 라고 읽힌다.",
        ))
        .with(Value::hex(Text::new("ciphertext", "암호문"), sealed, Knows::Wire))
        .proving(same(
            Text::new("read without the key", "키 없이 읽었다"),
            "codebook_reads",
            "T₀⁻¹(c₀) ‖ T₁⁻¹(c₁) ‖ …",
            &opened,
            secret,
            Text::new("it is what was encrypted", "암호화했던 바로 그 블록이다"),
        ))
}
