//! Why there is no kernel wire here, and what to try.

use std::io;

use thiserror::Error;

use crate::base::text::Text;
use crate::text;

/// The kernel wire cannot be had: what stood in the way and what may help, a line each.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", .what.en)]
pub struct Refused {
    /// What was refused, and the system's own words.
    pub what: Text,
    /// What to try.
    pub hint: Text,
}

/// What was being done when the system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A user namespace of its own for this process.
    User,
    /// The user and group the process has in it.
    Map,
    /// A network namespace for a thread.
    Net,
    /// A pair of veth devices, their addresses and settings.
    Cable,
    /// A packet socket on the wire's end of a cable.
    Tap,
    /// A thread, a runtime, a channel between threads.
    Thread,
}

impl Refused {
    /// The system answered `error` at `step`.
    pub fn at(step: Step, error: &io::Error) -> Self {
        let (en, ko) = match step {
            Step::User => (
                "no user namespace of its own for this process",
                "이 프로세스만의 사용자 네임스페이스를 만들 수 없음",
            ),
            Step::Map => (
                "no user and group in the new user namespace",
                "새 사용자 네임스페이스에 사용자와 그룹을 둘 수 없음",
            ),
            Step::Net => (
                "no network namespace for a host of the run",
                "실행할 호스트의 네트워크 네임스페이스를 만들 수 없음",
            ),
            Step::Cable => (
                "no veth cable between host and wire",
                "호스트와 선로를 잇는 veth 케이블을 만들 수 없음",
            ),
            Step::Tap => (
                "no packet socket to carry frames with",
                "프레임을 나를 패킷 소켓을 열 수 없음",
            ),
            Step::Thread => (
                "a host of the run did not start",
                "실행할 호스트를 시작하지 못함",
            ),
        };
        let errno = error.raw_os_error().unwrap_or_default();
        // The system's own words for this speak of a disk.
        let what = match (step, errno) {
            (Step::User | Step::Net, ENOSPC | EUSERS) => text!(
                en: "{en}: the limit on namespaces is used up or zero",
                ko: "{ko}: 네임스페이스 수의 한도가 찼거나 0임",
            ),
            _ => text!(en: "{en}: {error}", ko: "{ko}: {error}"),
        };
        Self {
            what,
            hint: hint(step, errno),
        }
    }

    /// The MTU is too small for the IP version of the run.
    pub(super) fn mtu(mtu: u16, least: u16) -> Self {
        Self {
            what: text!(
                en: "an MTU of {mtu} bytes is too small for TCP over this IP version",
                ko: "MTU {mtu}바이트: 이 IP 버전 위의 TCP에는 너무 작음",
            ),
            hint: text!(
                en: "take {least} or more: IPv6 requires 1280 (RFC 8200), and Linux cuts no TCP segment below 88 over IPv4",
                ko: "{least} 이상으로 한다: IPv6는 1280을 요구하고(RFC 8200), 리눅스는 IPv4에서 TCP 세그먼트를 88보다 작게 나누지 않는다",
            ),
        }
    }

    /// This system is not Linux.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn elsewhere() -> Self {
        Self {
            what: Text::new(
                "network namespaces are Linux's: this system has none",
                "네트워크 네임스페이스는 리눅스의 기능이며 이 시스템에는 없음",
            ),
            hint: VIRTUAL,
        }
    }
}

/// What always works.
const VIRTUAL: Text = Text::new(
    "use the virtual wire: it needs no permission and runs everywhere",
    "가상 선로를 쓴다: 권한이 필요 없고 어디서나 돌아간다",
);

// The error numbers are Linux's, where alone they come up.
const EPERM: i32 = 1;
const EACCES: i32 = 13;
const EINVAL: i32 = 22;
const ENOSPC: i32 = 28;
const EUSERS: i32 = 87;
const EOPNOTSUPP: i32 = 95;

fn hint(step: Step, errno: i32) -> Text {
    let hint = match (step, errno) {
        (Step::User, EPERM | EACCES) => Text::new(
            "a container (seccomp), a chroot or sysctl kernel.unprivileged_userns_clone=0 forbids it; in Docker, --security-opt seccomp=unconfined lifts it;",
            "컨테이너(seccomp), chroot 또는 sysctl kernel.unprivileged_userns_clone=0 설정이 막는다. Docker에서는 --security-opt seccomp=unconfined 옵션이 풀어 준다.",
        ),
        (Step::User | Step::Net, ENOSPC | EUSERS) => Text::new(
            "raise it: sudo sysctl user.max_user_namespaces=10000 user.max_net_namespaces=10000;",
            "한도를 올린다: sudo sysctl user.max_user_namespaces=10000 user.max_net_namespaces=10000.",
        ),
        (Step::User, EINVAL) => Text::new(
            "the process has a second thread already, or the kernel was built without user namespaces;",
            "프로세스에 이미 다른 스레드가 있거나, 커널에 사용자 네임스페이스가 들어 있지 않다.",
        ),
        (Step::Map | Step::Net | Step::Cable | Step::Tap, EPERM | EACCES) => Text::new(
            "AppArmor allows the namespace but nothing inside it: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0, or run as root;",
            "AppArmor가 네임스페이스는 허용하고 그 안의 일은 막는다: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0, 또는 root로 실행한다.",
        ),
        (Step::Cable, EOPNOTSUPP) => Text::new(
            "the kernel has no veth devices: sudo modprobe veth;",
            "커널에 veth 장치가 없다: sudo modprobe veth.",
        ),
        _ => return VIRTUAL,
    };
    let or = Text::new(
        "or use the virtual wire, which needs no permission",
        "아니면 권한이 필요 없는 가상 선로를 쓴다",
    );
    hint.then(&or)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_limit_is_not_called_a_full_disk_only() {
        let refused = Refused::at(Step::User, &io::Error::from_raw_os_error(ENOSPC));
        assert!(refused.hint.en.contains("user.max_user_namespaces"));
        assert!(refused.hint.ko.contains("가상 선로"));
        assert_eq!(refused.to_string(), refused.what.en);
    }

    #[test]
    fn what_is_not_known_leads_to_the_virtual_wire() {
        assert_eq!(
            Refused::at(Step::Thread, &io::Error::other("x")).hint,
            VIRTUAL
        );
    }
}
