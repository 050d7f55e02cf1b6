//! A server that decrypts tokens and says what went wrong, and whoever makes a decryption of that (Vaudenay 2002).

use crate::demo::primitive::cipher::{BLOCK, Padding, cbc_decrypt, cbc_encrypt};
use crate::demo::primitive::mac::hmac_sha256;
use crate::demo::show::xor;
use crate::demo::symmetric::blocks::filled;
use crate::demo::wrong::Wrong;

/// A token: `IV (16) ‖ ciphertext (whole blocks) ‖ tag (32, or none)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// The IV and the blocks of ciphertext.
    pub(crate) blocks: Vec<u8>,
    /// The tag, where the server wants one.
    pub(crate) tag: Vec<u8>,
}

/// What the server says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It reads as a token, or as nonsense with right padding: the page looks the same to whoever asks.
    Padded,
    /// The padding is wrong.
    BadPadding,
    /// The tag is wrong, or there is none.
    Refused,
}

/// Whoever answers.
pub(crate) type Ask<'a> = &'a mut dyn FnMut(&Token) -> Result<Answer, Wrong>;

/// A server with its keys.
#[derive(Debug)]
pub(crate) struct Server {
    key: Vec<u8>,
    /// The key of the tag, where there is a tag: encrypt, then MAC.
    tags: Option<Vec<u8>>,
    queries: u64,
}

impl Server {
    /// A server that decrypts what comes.
    pub(crate) fn trusting(key: &[u8]) -> Self {
        Self {
            key: key.to_vec(),
            tags: None,
            queries: 0,
        }
    }

    /// A server that first looks at a tag over the IV and the ciphertext, made with `tags`.
    pub(crate) fn checking(key: &[u8], tags: &[u8]) -> Self {
        Self {
            tags: Some(tags.to_vec()),
            ..Self::trusting(key)
        }
    }

    /// A token of its own making.
    pub(crate) fn issue(&self, iv: &[u8; BLOCK], text: &[u8]) -> Result<Token, Wrong> {
        let sealed = cbc_encrypt(&self.key, iv, text, Padding::Pkcs7)?;
        let blocks = [iv.as_slice(), &sealed].concat();
        let tag = self.tags.as_ref().map(|key| hmac_sha256(key, &blocks));
        Ok(Token {
            tag: tag.unwrap_or_default(),
            blocks,
        })
    }

    /// What it says to a token of anybody's making.
    pub(crate) fn ask(&mut self, token: &Token) -> Result<Answer, Wrong> {
        self.queries += 1;
        if self.refuses(token) {
            return Ok(Answer::Refused);
        }
        Ok(match self.read(token)? {
            Some(_) => Answer::Padded,
            None => Answer::BadPadding,
        })
    }

    /// What it reads in a token that it takes.
    pub(crate) fn read(&self, token: &Token) -> Result<Option<Vec<u8>>, Wrong> {
        if self.refuses(token) {
            return Ok(None);
        }
        let (iv, sealed) = token.blocks.split_at(BLOCK.min(token.blocks.len()));
        cbc_decrypt(&self.key, iv, sealed, Padding::Pkcs7)
    }

    fn refuses(&self, token: &Token) -> bool {
        let right = |key: &Vec<u8>| hmac_sha256(key, &token.blocks) == token.tag;
        !self.tags.as_ref().is_none_or(right)
    }

    /// How often it was asked.
    pub(crate) fn queries(&self) -> u64 {
        self.queries
    }
}

/// One byte of the work.
#[derive(Clone, Debug)]
pub(crate) struct Byte {
    /// Its place in the block, from 0.
    pub(crate) place: usize,
    /// How many questions it took.
    pub(crate) queries: u64,
    /// What stood before the block when the padding was right.
    pub(crate) asked: [u8; BLOCK],
    /// What the block decrypts to before anything is added: the byte at `place`.
    pub(crate) inner: u8,
}

/// The work on one block, from its last byte to its first.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    /// The bytes in the order found; less than 16 where the server gave no different answer.
    pub(crate) bytes: Vec<Byte>,
    /// What the block decrypts to before the block in front is added; zeros where nothing was found.
    pub(crate) inner: [u8; BLOCK],
    /// The plaintext of the block, as far as it was found.
    pub(crate) clear: Vec<u8>,
}

/// Decrypts `token` by asking `server`: the work on each block, until one does not give in.
pub(crate) fn decrypt(server: &mut Server, token: &Token) -> Result<Vec<Work>, Wrong> {
    decrypt_by(&mut |asked| server.ask(asked), token)
}

/// The same, by asking whoever answers.
pub(crate) fn decrypt_by(ask: Ask<'_>, token: &Token) -> Result<Vec<Work>, Wrong> {
    let blocks = token.blocks.as_chunks::<BLOCK>().0;
    let mut done = Vec::new();
    for pair in blocks.windows(2) {
        let [before, block] = pair else {
            continue;
        };
        let work = decrypt_block(ask, before, block, &token.tag)?;
        let whole = work.bytes.len() == BLOCK;
        done.push(work);
        if !whole {
            break;
        }
    }
    Ok(done)
}

/// The plaintext that was found, padding taken off.
pub(crate) fn clear(done: &[Work]) -> Vec<u8> {
    let mut clear: Vec<u8> = done.iter().flat_map(|work| work.clear.clone()).collect();
    let fill = usize::from(clear.last().copied().unwrap_or(0));
    clear.truncate(clear.len().saturating_sub(fill));
    clear
}

fn decrypt_block(
    ask: Ask<'_>,
    before: &[u8; BLOCK],
    block: &[u8; BLOCK],
    tag: &[u8],
) -> Result<Work, Wrong> {
    let mut work = Work {
        bytes: Vec::new(),
        inner: [0; BLOCK],
        clear: Vec::new(),
    };
    for place in (0..BLOCK).rev() {
        let Some(byte) = find(ask, &work.inner, place, block, tag)? else {
            return Ok(work);
        };
        put(&mut work.inner, place, byte.inner);
        work.bytes.push(byte);
    }
    work.clear = xor(&work.inner, before);
    Ok(work)
}

/// Finds the byte at `place`; those behind it are known.
fn find(
    ask: Ask<'_>,
    inner: &[u8; BLOCK],
    place: usize,
    block: &[u8; BLOCK],
    tag: &[u8],
) -> Result<Option<Byte>, Wrong> {
    let pad = u8::try_from(BLOCK - place).unwrap_or(0);
    // Behind `place` everything is to decrypt to the padding `pad`.
    let mut asked = inner.map(|byte| byte ^ pad);
    asked.iter_mut().take(place).for_each(|byte| *byte = 0);
    let mut queries = 0;
    let mut asks = |before: &[u8; BLOCK]| {
        queries += 1;
        ask(&Token {
            blocks: [before.as_slice(), block].concat(),
            tag: tag.to_vec(),
        })
    };
    for guess in 0..=u8::MAX {
        put(&mut asked, place, guess);
        if asks(&asked)? != Answer::Padded {
            continue;
        }
        // The last byte may also be right because it is 02 behind another 02, and so on. Another byte in front tells.
        if pad == 1 {
            let mut other = asked;
            other
                .iter_mut()
                .skip(place - 1)
                .take(1)
                .for_each(|byte| *byte ^= 0xff);
            if asks(&other)? != Answer::Padded {
                continue;
            }
        }
        return Ok(Some(Byte {
            place,
            queries,
            asked,
            inner: guess ^ pad,
        }));
    }
    Ok(None)
}

fn put(block: &mut [u8; BLOCK], place: usize, byte: u8) {
    if let Some(to) = block.get_mut(place) {
        *to = byte;
    }
}

/// A token that says `text`, made without the key: the last block is anything, and each block in front of it is chosen so that what
/// `server` decrypts gives the text (Rizzo and Duong 2010). None where the server gives no different answer.
pub(crate) fn forge(server: &mut Server, text: &[u8], tag: &[u8]) -> Result<Option<Token>, Wrong> {
    let mut behind = [0; BLOCK];
    let mut blocks = behind.to_vec();
    for clear in filled(text).as_chunks::<BLOCK>().0.iter().rev() {
        let work = decrypt_block(&mut |asked| server.ask(asked), clear, &behind, tag)?;
        let Some(front) = work.clear.first_chunk() else {
            return Ok(None);
        };
        behind = *front;
        blocks.splice(0..0, behind);
    }
    Ok(Some(Token {
        blocks,
        tag: tag.to_vec(),
    }))
}
