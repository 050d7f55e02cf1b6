//! What a frame holds: packets, what they carry, and packets inside those.
//!
//! The shapes alone, which hold each other; who reads them is told in [`link`](crate::dissect::link).

use std::net::IpAddr;

use crate::dissect::arp::Arp;
use crate::dissect::fragment::Fragment;
use crate::dissect::icmp::Icmp;
use crate::dissect::ip4;
use crate::dissect::sum::Checksum;
use crate::dissect::tcp::Segment;
use crate::dissect::udp::Datagram;

/// What a frame carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inside<'a> {
    /// A question or answer about addresses.
    Arp(Arp),
    /// An IP packet.
    Ip(Ip<'a>),
    /// Something else, by its EtherType; 0 where it has none.
    Other(u16),
}

/// An IP packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ip<'a> {
    /// Address of the host that sent it.
    pub source: IpAddr,
    /// Address of the host it goes to.
    pub destination: IpAddr,
    /// Routers it may still pass.
    pub ttl: u8,
    /// The whole packet in bytes, header included, as on the wire.
    pub length: usize,
    /// Its headers as captured: all of IPv4 with options, of IPv6 with extension headers.
    pub header: &'a [u8],
    /// What it carries.
    pub carries: Carries<'a>,
}

impl<'a> Ip<'a> {
    /// The checksum of the IPv4 header, and what it should be; IPv6 has none.
    pub fn checksum(&self) -> Option<Checksum> {
        self.source.is_ipv4().then(|| ip4::checksum(self.header))
    }

    /// The packet inside all tunnels; this one where it carries none.
    pub fn innermost(&self) -> &Self {
        let mut ip = self;
        while let Carries::Tunnel(_, inside) = &ip.carries
            && let Inside::Ip(inner) = &**inside
        {
            ip = inner;
        }
        ip
    }
}

/// What an IP packet carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carries<'a> {
    /// A piece of a TCP connection.
    Tcp(Segment<'a>),
    /// A UDP datagram.
    Udp(Datagram<'a>),
    /// A message about IP itself, of either version.
    Icmp(Icmp),
    /// A piece of a larger packet.
    Fragment(Fragment<'a>),
    /// A packet or frame inside this one.
    Tunnel(Tunnel, Box<Inside<'a>>),
    /// Something else, by its protocol number.
    Other(u8),
}

/// A protocol that carries whole packets or frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tunnel {
    /// IPv4 in IP (RFC 2003).
    Ip4,
    /// IPv6 in IP: 6in4 (RFC 4213), or IPv6 in IPv6 (RFC 2473).
    Ip6,
    /// Generic Routing Encapsulation (RFC 2784), or PPTP's form of it (RFC 2637).
    Gre,
    /// Ethernet in UDP (RFC 7348).
    Vxlan,
    /// Ethernet or IP in UDP, with options (RFC 8926).
    Geneve,
    /// IP of a mobile phone in UDP (3GPP TS 29.281).
    Gtp,
}

impl Tunnel {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ip4 => "IPv4 in IP",
            Self::Ip6 => "IPv6 in IP",
            Self::Gre => "GRE",
            Self::Vxlan => "VXLAN",
            Self::Geneve => "Geneve",
            Self::Gtp => "GTP-U",
        }
    }
}
