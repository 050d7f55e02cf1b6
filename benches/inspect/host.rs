//! One end of a connection as its frames show it: Ethernet, IPv4 or IPv6, and TCP with timestamps, every checksum right.

/// The TCP flags used here.
pub(crate) const FIN: u8 = 1;
pub(crate) const SYN: u8 = 2;
pub(crate) const RST: u8 = 4;
pub(crate) const PSH: u8 = 8;
pub(crate) const ACK: u8 = 16;

const ETHERNET: usize = 14;

/// Frames of one connection, one after the other, until they are written.
#[derive(Default)]
pub(crate) struct Frames {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    taken: usize,
}

impl Frames {
    /// The next frame.
    pub(crate) fn take(&mut self) -> Option<&[u8]> {
        let Some(&end) = self.ends.get(self.taken) else {
            self.bytes.clear();
            self.ends.clear();
            self.taken = 0;
            return None;
        };
        let start = match self.taken {
            0 => 0,
            taken => self.ends[taken - 1],
        };
        self.taken += 1;
        Some(&self.bytes[start..end])
    }

    /// Adds a frame that is whole.
    pub(crate) fn add(&mut self, frame: &[u8]) {
        self.bytes.extend_from_slice(frame);
        self.ends.push(self.bytes.len());
    }
}

/// What is the same in all frames that one end sends, and what it counts.
pub(crate) struct Host {
    /// Ethernet and IP header, with length, identification and checksum left out.
    head: Vec<u8>,
    ports: [u16; 2],
    /// Sum of the IPv4 header so far; 0 with IPv6, which has none.
    ip_sum: u64,
    /// Sum of the pseudo-header's addresses and protocol.
    pseudo: u64,
    identification: u16,
    clock: u32,
}

/// An address: 4 or 16 bytes.
pub(crate) type Address = Vec<u8>;

impl Host {
    /// The end at `from` that speaks to `to`; `luck` is where its counters begin.
    pub(crate) fn new(from: (&Address, u16), to: (&Address, u16), luck: u64) -> Self {
        let [low, high] = if from.0 < to.0 { [1, 2] } else { [2, 1] };
        let mut head = vec![2, 0, 0, 0, 0, high, 2, 0, 0, 0, 0, low];
        match from.0.len() {
            4 => head.extend_from_slice(&[8, 0, 0x45, 0, 0, 0, 0, 0, 0x40, 0, 64, 6, 0, 0]),
            _ => head.extend_from_slice(&[0x86, 0xdd, 0x60, 0, 0, 0, 0, 0, 6, 64]),
        }
        head.extend_from_slice(from.0);
        head.extend_from_slice(to.0);
        Self {
            ip_sum: sum(&head[ETHERNET..]),
            pseudo: sum(from.0) + sum(to.0) + 6,
            head,
            ports: [from.1, to.1],
            identification: luck as u16,
            clock: (luck >> 16) as u32,
        }
    }

    /// Puts a segment at the end of `frames`.
    pub(crate) fn send(
        &mut self,
        frames: &mut Frames,
        flags: u8,
        [sequence, acknowledgment]: [u32; 2],
        payload: &[u8],
    ) {
        self.clock = self.clock.wrapping_add(1);
        let mut tcp = [0; 40];
        tcp[..2].copy_from_slice(&self.ports[0].to_be_bytes());
        tcp[2..4].copy_from_slice(&self.ports[1].to_be_bytes());
        tcp[4..8].copy_from_slice(&sequence.to_be_bytes());
        tcp[8..12].copy_from_slice(&acknowledgment.to_be_bytes());
        tcp[13] = flags;
        tcp[14..16].copy_from_slice(&501_u16.to_be_bytes());
        let length = if flags & SYN != 0 {
            // Maximum segment size, selective acknowledgment, timestamps, window scale.
            tcp[20..28].copy_from_slice(&[2, 4, 5, 180, 4, 2, 8, 10]);
            tcp[28..32].copy_from_slice(&self.clock.to_be_bytes());
            tcp[36..40].copy_from_slice(&[1, 3, 3, 7]);
            40
        } else {
            tcp[20..24].copy_from_slice(&[1, 1, 8, 10]);
            tcp[24..28].copy_from_slice(&self.clock.to_be_bytes());
            tcp[31] = 1;
            32
        };
        tcp[12] = (length << 2) as u8;
        let whole = length + payload.len();
        let added = sum(&tcp[..length]) + sum(payload);
        let checksum = folded(self.pseudo + whole as u64 + added);
        tcp[16..18].copy_from_slice(&checksum.to_be_bytes());
        self.head(whole);
        frames.bytes.extend_from_slice(&self.head);
        frames.bytes.extend_from_slice(&tcp[..length]);
        frames.add(payload);
    }

    /// Makes the IP header right for a segment of `whole` bytes.
    fn head(&mut self, whole: usize) {
        let ip = &mut self.head[ETHERNET..];
        if ip[0] >> 4 == 6 {
            ip[4..6].copy_from_slice(&(whole as u16).to_be_bytes());
            return;
        }
        self.identification = self.identification.wrapping_add(1);
        let length = 20 + whole as u16;
        let own = u64::from(length) + u64::from(self.identification);
        ip[2..4].copy_from_slice(&length.to_be_bytes());
        ip[4..6].copy_from_slice(&self.identification.to_be_bytes());
        ip[10..12].copy_from_slice(&folded(self.ip_sum + own).to_be_bytes());
    }
}

/// A UDP datagram over IPv4 as a frame. Its checksum is 0: none was made (RFC 768).
pub(crate) fn datagram(from: (&Address, u16), to: (&Address, u16), payload: &[u8]) -> Vec<u8> {
    let mut host = Host::new(from, to, 0);
    host.head[ETHERNET + 9] = 17;
    host.ip_sum += 11;
    host.head(8 + payload.len());
    let length = (8 + payload.len()) as u16;
    let header = [from.1, to.1, length, 0].map(u16::to_be_bytes).concat();
    [&host.head, &header, payload].concat()
}

/// The sum of 16-bit words (RFC 1071), not yet folded; an odd byte at the end is the high one of its word.
fn sum(bytes: &[u8]) -> u64 {
    let fours = bytes.chunks_exact(4);
    let mut rest = [0; 4];
    rest[..fours.remainder().len()].copy_from_slice(fours.remainder());
    let word = |four: &[u8]| u64::from(u32::from_be_bytes([four[0], four[1], four[2], four[3]]));
    fours.map(word).sum::<u64>() + word(&rest)
}

/// The checksum of what adds up to `sum`.
fn folded(mut sum: u64) -> u16 {
    while sum > 0xffff {
        sum = (sum >> 16) + (sum & 0xffff);
    }
    !(sum as u16)
}
