//! A codebook: tables of what each byte becomes, for a cipher that never mixes bytes.

use crate::demo::glass::aes::{Block, at, shifted_from};
use crate::demo::symmetric::device::Device;

/// For each byte of the ciphertext, which byte of the plaintext it came from and what that was.
#[derive(Debug)]
pub(crate) struct Codebook {
    tables: Vec<[u8; 256]>,
    rounds: usize,
    /// Blocks that were asked for.
    pub(crate) queries: u64,
}

impl Codebook {
    /// Has 256 blocks encrypted, each of one value sixteen times. That the device has `rounds` rounds is no secret.
    pub(crate) fn ask(device: &mut Device, rounds: usize) -> Self {
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
    pub(crate) fn read(&self, sealed: &Block) -> Block {
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
