//! A network card without a cable: frames lie in two queues until the wire takes them on.

use std::collections::VecDeque;
use std::mem::take;

use smoltcp::phy::{self, Device, DeviceCapabilities, Medium};
use smoltcp::time::Instant;

/// Length of an Ethernet header: two hardware addresses and a type.
const ETHERNET_HEADER: usize = 14;

/// The card of one host.
#[derive(Debug)]
pub struct Nic {
    incoming: VecDeque<Vec<u8>>,
    outgoing: Vec<Vec<u8>>,
    mtu: u16,
}

impl Nic {
    /// A card whose largest IP packet has `mtu` bytes.
    pub fn new(mtu: u16) -> Self {
        Self {
            incoming: VecDeque::new(),
            outgoing: Vec::new(),
            mtu,
        }
    }

    /// A frame arrives.
    pub fn arrive(&mut self, frame: Vec<u8>) {
        self.incoming.push_back(frame);
    }

    /// Takes the frames that the host sent since it was last asked.
    pub fn sent(&mut self) -> Vec<Vec<u8>> {
        take(&mut self.outgoing)
    }
}

impl Device for Nic {
    type RxToken<'a> = Received;
    type TxToken<'a> = Sending<'a>;

    fn receive(&mut self, _: Instant) -> Option<(Received, Sending<'_>)> {
        let frame = self.incoming.pop_front()?;
        Some((Received(frame), Sending(&mut self.outgoing)))
    }

    fn transmit(&mut self, _: Instant) -> Option<Sending<'_>> {
        Some(Sending(&mut self.outgoing))
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ethernet;
        capabilities.max_transmission_unit = usize::from(self.mtu) + ETHERNET_HEADER;
        capabilities
    }
}

/// A frame on its way up.
#[derive(Debug)]
pub struct Received(Vec<u8>);

impl phy::RxToken for Received {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, f: F) -> R {
        f(&self.0)
    }
}

/// Room for a frame on its way down.
#[derive(Debug)]
pub struct Sending<'a>(&'a mut Vec<Vec<u8>>);

impl phy::TxToken for Sending<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, length: usize, f: F) -> R {
        let mut frame = vec![0; length];
        let result = f(&mut frame);
        self.0.push(frame);
        result
    }
}
