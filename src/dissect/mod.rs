//! Bytes to fields: link, IP and TCP headers, TCP streams, TLS messages, X.509 certificates.
//!
//! No I/O, no clock, no keys: a parser reads what stands in its bytes and nothing else. Each is written once, against
//! [`Reader`](crate::base::reader::Reader), and serves both the fast pass and the message on the screen.
//!
//! Links carry IP, IP carries tunnels, and tunnels carry what links do: the shapes of what is found hold each other and stand in
//! one file ([`inside`]); its readers follow one another downwards, from [`link`] on, and get back to the top only through the
//! functions that a `Nesting` brings along.

pub mod arp;
pub mod checksum;
pub mod cooked;
pub mod datagram;
pub mod ethernet;
pub mod ethertype;
pub mod fragment;
pub mod fragments;
mod geneve;
mod gre;
mod gtp;
pub mod icmp;
pub mod icmp6;
pub mod inside;
mod ip;
pub mod ip4;
pub mod ip6;
pub mod link;
mod llc;
mod mpls;
pub mod neighbor;
mod nesting;
mod ppp;
mod pppoe;
pub mod protocol;
mod radiotap;
pub mod starttls;
pub mod stream;
pub mod sum;
pub mod tcp;
pub mod tcp_options;
mod timestamps;
pub mod tls;
mod tunnel;
pub mod udp;
mod vxlan;
mod wifi;
pub mod x509;
