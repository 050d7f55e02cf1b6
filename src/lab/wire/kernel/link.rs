//! Cables and addresses, by rtnetlink(7): messages of a header, a fixed part and attributes (type, length, value).

use std::io;
use std::net::IpAddr;
use std::os::fd::{AsRawFd, BorrowedFd, OwnedFd};
use std::thread;
use std::time::{Duration, Instant};

use nix::net::if_::if_nametoindex;
use nix::sys::socket::{
    AddressFamily, MsgFlags, NetlinkAddr, SockFlag, SockProtocol, SockType, connect, recv, send,
    socket,
};

use crate::lab::wire::kernel::message::Message;
use crate::lab::wire::kernel::sys;

/// The kernel's network configuration, in the namespace of the thread that opened it.
pub(super) struct Links {
    socket: OwnedFd,
}

/// A veth pair about to be made, both ends at once.
pub(super) struct Cable<'c> {
    /// What the end here is called.
    pub(super) here: &'c str,
    /// Its hardware address.
    pub(super) mac: [u8; 6],
    /// What the end there is called.
    pub(super) there: &'c str,
    /// The namespace it goes to.
    pub(super) namespace: BorrowedFd<'c>,
    /// Largest IP packet on both ends.
    pub(super) mtu: u16,
}

// linux/rtnetlink.h, linux/if_link.h, linux/if_addr.h, linux/veth.h, linux/ethtool.h
const UP: u32 = 0x1;
const RUNNING: u32 = 0x40;
const VETH_INFO_PEER: u16 = 1;
const IFLA_INET6_ADDR_GEN_MODE: u16 = 8;
const ADDR_GEN_MODE_NONE: u8 = 1;
const IFA_F_NODAD: u8 = 0x02;
const INET: u8 = 2;
const INET6: u8 = 10;
/// ETHTOOL_STXCSUM, ETHTOOL_STSO, ETHTOOL_SGSO, ETHTOOL_SGRO.
const OFFLOADS: [u32; 4] = [0x17, 0x1f, 0x24, 0x2c];

impl Links {
    /// Opens a netlink socket in this thread's namespace.
    pub(super) fn open() -> io::Result<Self> {
        let socket = socket(
            AddressFamily::Netlink,
            SockType::Raw,
            SockFlag::SOCK_CLOEXEC,
            SockProtocol::NetlinkRoute,
        )?;
        connect(socket.as_raw_fd(), &NetlinkAddr::new(0, 0))?;
        Ok(Self { socket })
    }

    /// Makes a veth pair. Both ends are down.
    pub(super) fn lay(&self, cable: &Cable<'_>) -> io::Result<()> {
        let namespace = u32::try_from(cable.namespace.as_raw_fd()).map_err(io::Error::other)?;
        let create = libc::NLM_F_CREATE | libc::NLM_F_EXCL | libc::NLM_F_ACK;
        let mut message = Message::new(libc::RTM_NEWLINK, create);
        message.bytes(&link(0, 0));
        end(&mut message, cable.here, cable.mtu);
        message.attribute(libc::IFLA_ADDRESS, &cable.mac);
        message.nest(libc::IFLA_LINKINFO, |info| {
            info.attribute(libc::IFLA_INFO_KIND, b"veth");
            info.nest(libc::IFLA_INFO_DATA, |data| {
                data.nest(VETH_INFO_PEER, |peer| {
                    peer.bytes(&link(0, 0));
                    end(peer, cable.there, cable.mtu);
                    peer.attribute(libc::IFLA_NET_NS_FD, &namespace.to_ne_bytes());
                });
            });
        });
        self.ask(message).map(drop)
    }

    /// Switches off what would show frames that no cable carries: segments larger than the MTU, empty checksums.
    pub(super) fn plain(&self, device: &str) -> io::Result<()> {
        OFFLOADS
            .iter()
            .try_for_each(|command| sys::switch_off(device, *command))
    }

    /// Keeps a device from giving itself a link-local IPv6 address, with all the chatter that brings.
    pub(super) fn quiet(&self, device: &str) -> io::Result<()> {
        let mut message = Message::new(libc::RTM_SETLINK, libc::NLM_F_ACK);
        message.bytes(&link(if_nametoindex(device)?, 0));
        message.nest(libc::IFLA_AF_SPEC, |families| {
            families.nest(INET6.into(), |six| {
                six.attribute(IFLA_INET6_ADDR_GEN_MODE, &[ADDR_GEN_MODE_NONE]);
            });
        });
        match self.ask(message) {
            // A kernel without IPv6 does not chatter in it.
            Err(error) if error.raw_os_error() == Some(libc::EAFNOSUPPORT) => Ok(()),
            other => other.map(drop),
        }
    }

    /// Brings a device up.
    pub(super) fn up(&self, device: &str) -> io::Result<()> {
        let mut message = Message::new(libc::RTM_SETLINK, libc::NLM_F_ACK);
        message.bytes(&link(if_nametoindex(device)?, UP));
        self.ask(message).map(drop)
    }

    /// Waits until a device that is up can send: the kernel learns of the other end in the background, and what is
    /// sent before is lost without a trace.
    pub(super) fn settle(&self, device: &str) -> io::Result<()> {
        let index = if_nametoindex(device)?;
        until(|| {
            let mut message = Message::new(libc::RTM_GETLINK, 0);
            message.bytes(&link(index, 0));
            let answer = self.ask(message)?;
            // nlmsghdr is 16 bytes; in ifinfomsg, 8 bytes stand before the flags.
            let flags = answer.get(24..).and_then(|rest| rest.first_chunk());
            Ok(flags.is_some_and(|flags| u32::from_ne_bytes(*flags) & RUNNING != 0))
        })
    }

    /// Waits until this host answers to an address: for IPv6 the kernel joins the multicast group in which neighbors
    /// ask for it, and then sets up the route to itself, in the background too.
    pub(super) fn answers(&self, address: IpAddr) -> io::Result<()> {
        let (family, bytes) = parts(address);
        let bits = u8::try_from(bytes.len() * 8).map_err(io::Error::other)?;
        until(|| {
            let mut message = Message::new(libc::RTM_GETROUTE, 0);
            message.bytes(&[family, bits, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]); // rtmsg
            message.attribute(libc::RTA_DST, &bytes);
            match self.ask(message) {
                Ok(answer) => Ok(answer.get(23) == Some(&libc::RTN_LOCAL)),
                Err(error) if error.kind() == io::ErrorKind::NetworkUnreachable => Ok(false),
                Err(error) => Err(error),
            }
        })
    }

    /// Gives a device an address, without asking first whether another host has it (RFC 4862 section 5.4).
    pub(super) fn address(&self, device: &str, address: IpAddr, prefix: u8) -> io::Result<()> {
        let index = if_nametoindex(device)?;
        let (family, bytes) = parts(address);
        let create = libc::NLM_F_CREATE | libc::NLM_F_EXCL | libc::NLM_F_ACK;
        let mut message = Message::new(libc::RTM_NEWADDR, create);
        message.bytes(&[family, prefix, IFA_F_NODAD, 0]);
        message.bytes(&index.to_ne_bytes());
        message.attribute(libc::IFA_LOCAL, &bytes);
        message.attribute(libc::IFA_ADDRESS, &bytes);
        self.ask(message).map(drop)
    }

    /// Sends a request, and gives the first message of the answer if it is no refusal.
    fn ask(&self, message: Message) -> io::Result<Vec<u8>> {
        let request = message.finish();
        send(self.socket.as_raw_fd(), &request, MsgFlags::empty())?;
        let mut answer = vec![0; 16 << 10];
        let length = recv(self.socket.as_raw_fd(), &mut answer, MsgFlags::empty())?;
        answer.truncate(length);
        let word = |at: usize| answer.get(at..).and_then(|rest| rest.first_chunk());
        let kind = word(4).map(|[low, high, ..]: &[u8; 4]| u16::from_ne_bytes([*low, *high]));
        let (Some(kind), Some(code)) = (kind, word(16)) else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        // NLMSG_ERROR carries a negated error number; zero is the acknowledgement.
        match i32::from_ne_bytes(*code) {
            code if i32::from(kind) == libc::NLMSG_ERROR && code != 0 => {
                Err(io::Error::from_raw_os_error(-code))
            }
            _ => Ok(answer),
        }
    }
}

/// Asks again and again, for two seconds at most.
fn until(mut there: impl FnMut() -> io::Result<bool>) -> io::Result<()> {
    let limit = Instant::now() + Duration::from_secs(2);
    while !there()? {
        if Instant::now() > limit {
            return Err(io::ErrorKind::TimedOut.into());
        }
        thread::sleep(Duration::from_micros(100));
    }
    Ok(())
}

/// An address as netlink has it: family and bytes.
fn parts(address: IpAddr) -> (u8, Vec<u8>) {
    match address {
        IpAddr::V4(four) => (INET, four.octets().to_vec()),
        IpAddr::V6(six) => (INET6, six.octets().to_vec()),
    }
}

/// ifinfomsg: family, type, index, flags, and which of the flags are meant.
fn link(index: u32, flags: u32) -> [u8; 16] {
    let mut fixed = [0; 16];
    for (place, word) in fixed.chunks_exact_mut(4).zip([0, index, flags, flags]) {
        place.copy_from_slice(&word.to_ne_bytes());
    }
    fixed
}

/// What both ends of a cable are told. One queue: more would only cost time.
fn end(message: &mut Message, name: &str, mtu: u16) {
    message.attribute(libc::IFLA_IFNAME, &[name.as_bytes(), &[0]].concat());
    message.attribute(libc::IFLA_MTU, &u32::from(mtu).to_ne_bytes());
    message.attribute(libc::IFLA_NUM_TX_QUEUES, &1_u32.to_ne_bytes());
    message.attribute(libc::IFLA_NUM_RX_QUEUES, &1_u32.to_ne_bytes());
}
