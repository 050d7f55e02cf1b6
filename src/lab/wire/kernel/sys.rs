//! The system calls that no safe crate offers, each in a function that checks its result.
#![expect(
    unsafe_code,
    reason = "packet sockets, ethtool and ppoll have no safe wrapper; every block is one call on local, live data"
)]

use std::io;
use std::mem::{size_of, zeroed};
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::ptr::{from_mut, from_ref, null};
use std::time::Duration;

use libc::{c_int, c_void, socklen_t};

/// Switches one ethtool setting of a device off. `command` is an `ETHTOOL_S…` constant of `linux/ethtool.h`.
pub(super) fn switch_off(device: &str, command: u32) -> io::Result<()> {
    let socket = socket(libc::AF_INET, libc::SOCK_DGRAM)?;
    // SAFETY: ifreq is plain old data, all zero is a value of it.
    let mut request: libc::ifreq = unsafe { zeroed() };
    for (place, byte) in request.ifr_name.iter_mut().zip(device.bytes()) {
        *place = libc::c_char::from_ne_bytes([byte]);
    }
    let mut value = [command, 0_u32]; // struct ethtool_value: the command, then the setting.
    request.ifr_ifru.ifru_data = value.as_mut_ptr().cast();
    // SAFETY: SIOCETHTOOL reads an ifreq and the ethtool_value it points to; both live until after the call.
    check(unsafe {
        libc::ioctl(
            socket.as_raw_fd(),
            libc::SIOCETHTOOL as _,
            from_mut(&mut request),
        )
    })?;
    Ok(())
}

/// A packet socket that receives every frame that arrives at a device, and sends frames from it. It never blocks.
pub(super) fn tap(index: u32) -> io::Result<OwnedFd> {
    // Protocol 0: deaf until bound, so that no frame of another device slips in.
    let socket = socket(libc::AF_PACKET, libc::SOCK_RAW | libc::SOCK_NONBLOCK)?;
    // Frames sent from here are not shown again. The kernel doubles the buffer, up to its limit.
    option(&socket, libc::SOL_PACKET, libc::PACKET_IGNORE_OUTGOING, 1)?;
    option(&socket, libc::SOL_SOCKET, libc::SO_RCVBUF, 1 << 20)?;
    // SAFETY: sockaddr_ll is plain old data, all zero is a value of it.
    let mut address: libc::sockaddr_ll = unsafe { zeroed() };
    address.sll_family = u16::try_from(libc::AF_PACKET).unwrap_or_default();
    address.sll_protocol = u16::try_from(libc::ETH_P_ALL).unwrap_or_default().to_be();
    address.sll_ifindex = c_int::try_from(index).map_err(io::Error::other)?;
    // SAFETY: the address is a sockaddr_ll of the length given, and lives until after the call.
    check(unsafe {
        libc::bind(
            socket.as_raw_fd(),
            from_ref(&address).cast(),
            length::<libc::sockaddr_ll>()?,
        )
    })?;
    Ok(socket)
}

/// How many frames a tap had no room for since this was last asked: losses that nobody wrote down.
pub(super) fn overflow(tap: BorrowedFd<'_>) -> io::Result<u32> {
    let mut counts = [0_u32; 2]; // struct tpacket_stats: frames, then those of them that were dropped.
    let mut length = length::<[u32; 2]>()?;
    // SAFETY: the array has the length given, and both live until after the call.
    check(unsafe {
        libc::getsockopt(
            tap.as_raw_fd(),
            libc::SOL_PACKET,
            libc::PACKET_STATISTICS,
            counts.as_mut_ptr().cast(),
            from_mut(&mut length),
        )
    })?;
    Ok(counts[1])
}

/// Waits until one of `files` is ready to be read or is closed at the other end, for `limit` at most. Tells which are.
pub(super) fn wait<const N: usize>(
    files: [BorrowedFd<'_>; N],
    limit: Duration,
) -> io::Result<[bool; N]> {
    let mut polled = files.map(|file| libc::pollfd {
        fd: file.as_raw_fd(),
        events: libc::POLLIN,
        revents: 0,
    });
    // SAFETY: timespec is plain old data, all zero is a value of it.
    let mut time: libc::timespec = unsafe { zeroed() };
    time.tv_sec = limit.as_secs().try_into().unwrap_or(libc::time_t::MAX);
    time.tv_nsec = limit.subsec_nanos().into();
    let count = libc::nfds_t::try_from(N).map_err(io::Error::other)?;
    // SAFETY: the array has `count` entries with open files, and lives until after the call, as does the time.
    let result = check(unsafe { libc::ppoll(polled.as_mut_ptr(), count, from_ref(&time), null()) });
    match result {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok([false; N]),
        Err(error) => Err(error),
        Ok(_) => Ok(polled.map(|one| one.revents != 0)),
    }
}

fn socket(family: c_int, kind: c_int) -> io::Result<OwnedFd> {
    // SAFETY: plain numbers; the kernel checks them.
    let fd = check(unsafe { libc::socket(family, kind | libc::SOCK_CLOEXEC, 0) })?;
    // SAFETY: the call succeeded, so fd is open and nobody else's.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn option(socket: &OwnedFd, level: c_int, name: c_int, value: c_int) -> io::Result<()> {
    let value: *const c_void = from_ref(&value).cast();
    // SAFETY: the value is a c_int of this frame, and the length given is a c_int's.
    check(unsafe { libc::setsockopt(socket.as_raw_fd(), level, name, value, length::<c_int>()?) })?;
    Ok(())
}

fn length<T>() -> io::Result<socklen_t> {
    socklen_t::try_from(size_of::<T>()).map_err(io::Error::other)
}

fn check(result: c_int) -> io::Result<c_int> {
    if result < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(result)
}
