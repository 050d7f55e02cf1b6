//! Published colliding openings: two different runs of blocks that take a hash from its start to the same state.
//!
//! MD5: Wang, Feng, Lai and Yu, 2004, two blocks. SHA-1: Stevens, Bursztein, Karpman, Albertini and Markov, 2017 (SHAttered), the
//! first five blocks of their two PDF files.

/// Two openings with one hash.
#[derive(Debug)]
pub(super) struct Opening {
    /// The hash that both have in common, by its name.
    pub(super) hash: &'static str,
    /// A byte in which they differ.
    pub(super) at: usize,
    /// A bit of it that is set in the first and not in the other.
    pub(super) bit: u8,
    /// Both, in hexadecimal: what they have in common, then what each goes on with.
    hex: [&'static str; 3],
}

impl Opening {
    /// Both openings, as many bytes each.
    pub(super) fn both(&self) -> [Vec<u8>; 2] {
        let [common, one, other] = self.hex;
        [one, other].map(|rest| hex::decode([common, rest].concat()).unwrap_or_default())
    }

    /// Whether `document` begins as the first of both: what a program can be made to look at.
    pub(super) fn is_first(&self, document: &[u8]) -> bool {
        document
            .get(self.at)
            .is_some_and(|byte| byte & self.bit != 0)
    }
}

/// 128 bytes.
pub(super) static MD5: Opening = Opening {
    hash: "md5",
    at: 19,
    bit: 0x80,
    hex: [
        "",
        "d131dd02c5e6eec4693d9a0698aff95c2fcab58712467eab4004583eb8fb7f89\
         55ad340609f4b30283e488832571415a085125e8f7cdc99fd91dbdf280373c5b\
         d8823e3156348f5bae6dacd436c919c6dd53e2b487da03fd02396306d248cda0\
         e99f33420f577ee8ce54b67080a80d1ec69821bcb6a8839396f9652b6ff72a70",
        "d131dd02c5e6eec4693d9a0698aff95c2fcab50712467eab4004583eb8fb7f89\
         55ad340609f4b30283e4888325f1415a085125e8f7cdc99fd91dbd7280373c5b\
         d8823e3156348f5bae6dacd436c919c6dd53e23487da03fd02396306d248cda0\
         e99f33420f577ee8ce54b67080280d1ec69821bcb6a8839396f965ab6ff72a70",
    ],
};

/// 320 bytes; the last two of five blocks differ.
pub(super) static SHA1: Opening = Opening {
    hash: "sha1",
    at: 192,
    bit: 0x08,
    hex: [
        "255044462d312e330a25e2e3cfd30a0a0a312030206f626a0a3c3c2f57696474\
         682032203020522f4865696768742033203020522f547970652034203020522f\
         537562747970652035203020522f46696c7465722036203020522f436f6c6f72\
         53706163652037203020522f4c656e6774682038203020522f42697473506572\
         436f6d706f6e656e7420383e3e0a73747265616d0affd8fffe00245348412d31\
         20697320646561642121212121852fec092339759c39b1a1c63c4c97e1fffe01",
        "7f46dc93a6b67e013b029aaa1db2560b45ca67d688c7f84b8c4c791fe02b3df6\
         14f86db1690901c56b45c1530afedfb76038e972722fe7ad728f0e4904e046c2\
         30570fe9d41398abe12ef5bc942be33542a4802d98b5d70f2a332ec37fac3514\
         e74ddc0f2cc1a874cd0c78305a21566461309789606bd0bf3f98cda8044629a1",
        "7346dc9166b67e118f029ab621b2560ff9ca67cca8c7f85ba84c79030c2b3de2\
         18f86db3a90901d5df45c14f26fedfb3dc38e96ac22fe7bd728f0e45bce046d2\
         3c570feb141398bb552ef5a0a82be331fea48037b8b5d71f0e332edf93ac3500\
         eb4ddc0decc1a864790c782c76215660dd309791d06bd0af3f98cda4bc4629b1",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::primitive::hash::named;

    #[test]
    fn both_have_one_hash() {
        for (opening, length, hash) in [
            (&MD5, 128, "79054025255fb1a26e4bc422aef54eb4"),
            (&SHA1, 320, "f92d74e3874587aaf443d1db961d4e26dde13e9c"),
        ] {
            let [one, other] = opening.both();
            assert!(one.len() == length && other.len() == length && one != other);
            assert!(opening.is_first(&one) && !opening.is_first(&other));
            for opened in [one, other] {
                let found = named(opening.hash).unwrap().digest(&opened);
                assert_eq!(hex::encode(found), hash);
            }
        }
    }
}
