//! The UDP header (RFC 768).

use crate::base::field::Field;
use crate::base::reader::{Fault, Reader, Result};
use crate::base::text::Doc;
use crate::dissect::sum::{Checksum, Pseudo, Sum};

/// A UDP datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Datagram<'a> {
    /// Port of the sender.
    pub source: u16,
    /// Port of the receiver.
    pub destination: u16,
    /// The checksum as written, and what it is over; over IPv4 it may be unused, written as 0.
    pub sum: Sum<'a>,
    /// What it carries, perhaps cut.
    pub payload: &'a [u8],
    /// Where the payload begins in the frame.
    pub payload_at: usize,
}

impl Datagram<'_> {
    /// The checksum, and what it should be: summed now.
    pub fn checksum(&self) -> Checksum {
        let mut checksum = self.sum.check();
        if checksum.written == 0 {
            checksum.computed = None;
        }
        checksum
    }
}

/// Reads a datagram of which `n` bytes are in the capture. Its payload is for `inside`; where that finds nothing it knows,
/// it is left as bytes.
pub fn datagram<'a, T>(
    r: &mut Reader<'a, '_>,
    n: usize,
    pseudo: &Pseudo<'a>,
    inside: impl FnOnce(&mut Reader<'a, '_>, &Datagram<'a>) -> Option<T>,
) -> Result<(Datagram<'a>, Option<T>)> {
    if pseudo.length < 8 {
        let have = pseudo.length;
        return r.fail(&UDP, Fault::Short { need: 8, have });
    }
    let start = r.at();
    let (source, destination, length, written) = r.group(&UDP, |r| {
        Ok((
            r.u16(&SOURCE)?,
            r.u16(&DESTINATION)?,
            usize::from(r.u16(&LENGTH)?),
            r.u16(&CHECKSUM)?,
        ))
    })?;
    // A length of 0 leaves it to IP (jumbograms, segmentation offload); one beyond the packet cannot be true.
    let length = match length {
        0 => pseudo.length,
        1..=7 => {
            let found = u64::try_from(length).unwrap_or_default();
            return r.fail(
                &LENGTH,
                Fault::Value {
                    found,
                    want: Doc::new("8 or more", "8 이상"),
                },
            );
        }
        _ => length.min(pseudo.length),
    };
    let pseudo = Pseudo { length, ..*pseudo };
    let here = r.whole(start..start + length.min(n));
    let datagram = Datagram {
        source,
        destination,
        sum: Sum {
            written,
            at: 6,
            bytes: here,
            pseudo,
        },
        payload: here.get(8..).unwrap_or_default(),
        payload_at: r.at(),
    };
    let known = inside(r, &datagram);
    if known.is_none() && !datagram.payload.is_empty() {
        r.bytes(&PAYLOAD, datagram.payload.len())?;
    }
    if n > length {
        r.bytes(&SURPLUS, n - length)?;
    }
    Ok((datagram, known))
}

static UDP: Field = Field::group(
    "User Datagram Protocol",
    "RFC 768",
    "Adds ports to IP and nothing else: no order, no repetition of what is lost.",
    "IP에 포트만 더한다. 순서를 맞추지도, 사라진 것을 다시 보내지도 않는다.",
);
static SOURCE: Field = Field::dec(
    "Source Port",
    "RFC 768",
    "The program on the sending host, and where an answer goes.",
    "보낸 호스트의 프로그램을 가리키며, 답이 갈 곳이다.",
);
static DESTINATION: Field = Field::dec(
    "Destination Port",
    "RFC 768",
    "The program on the receiving host: 53 is DNS, 443 QUIC.",
    "받는 호스트의 프로그램을 가리키며, 53은 DNS, 443은 QUIC이다.",
);
static LENGTH: Field = Field::dec(
    "Length",
    "RFC 768",
    "Bytes of header and payload.",
    "헤더와 내용의 바이트 수이다.",
);
static CHECKSUM: Field = Field::hex(
    "Checksum",
    "RFC 768",
    "Guards header, payload and addresses against damage; 0 over IPv4 means not used.",
    "헤더와 내용과 주소가 손상되지 않았는지 확인하게 한다. IPv4에서 0은 쓰지 않음을 뜻한다.",
);
static PAYLOAD: Field = Field::hex(
    "UDP payload",
    "RFC 768",
    "What the program sent.",
    "프로그램이 보낸 내용이다.",
);
static SURPLUS: Field = Field::hex(
    "surplus",
    "RFC 768",
    "Bytes of the IP packet after the datagram's own length; receivers ignore them.",
    "데이터그램의 길이를 넘은 IP 패킷의 바이트로, 받는 쪽은 무시한다.",
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dissect::sum::Soundness;

    fn read(bytes: &[u8], length: usize) -> Result<Datagram<'_>> {
        let pseudo = Pseudo {
            addresses: &[10, 77, 0, 1, 10, 77, 0, 2],
            protocol: 17,
            length,
        };
        let n = bytes.len().min(length);
        let none = |_: &mut Reader<'_, '_>, _: &Datagram<'_>| None::<()>;
        datagram(&mut Reader::quiet(bytes), n, &pseudo, none).map(|(datagram, _)| datagram)
    }

    #[test]
    fn a_zero_sum_is_unused() {
        let bytes = [0, 53, 0x10, 0, 0, 10, 0, 0, 7, 8];
        let datagram = read(&bytes, 10).unwrap();
        assert_eq!((datagram.source, datagram.payload), (53, &[7, 8][..]));
        assert_eq!(datagram.checksum().verdict(), Soundness::Unchecked);
    }

    #[test]
    fn surplus_is_not_payload() {
        let bytes = [0, 53, 0x10, 0, 0, 9, 0, 0, 7, 8];
        assert_eq!(read(&bytes, 10).unwrap().payload, &[7]);
        assert!(read(&bytes, 7).is_err());
        assert!(read(&[0, 53, 0x10, 0, 0, 7, 0, 0], 8).is_err());
        let whole = read(&[0, 53, 0x10, 0, 0, 99, 0, 0], 8).unwrap();
        assert!(whole.payload.is_empty());
    }
}
