//! The registry of systems, and those that keep one store for many programs.

use crate::base::text::Doc;
use crate::pki::stores::programs;
use crate::pki::stores::system::Act::{Hand, Run};
use crate::pki::stores::system::System;

/// All of them: first what believes the root the least, then whole systems, then programs with stores of their own.
pub static SYSTEMS: [&System; 9] = [
    &programs::PROGRAMS,
    &DEBIAN,
    &FEDORA,
    &ARCH,
    &MACOS,
    &WINDOWS,
    &programs::FIREFOX,
    &programs::CHROMIUM,
    &programs::JAVA,
];

/// The one called `name`.
pub fn find(name: &str) -> Option<&'static System> {
    let mut all = SYSTEMS.iter();
    all.find(|system| system.name == name).copied()
}

static DEBIAN: System = System {
    name: "debian",
    title: Doc::new(
        "Debian, Ubuntu, Mint, Raspberry Pi OS",
        "Debian, Ubuntu, Mint, Raspberry Pi OS",
    ),
    reach: Doc::new(
        "Everything that uses the system's list in /etc/ssl/certs, for all users: OpenSSL, GnuTLS, curl, wget, git, Go, and Java where ca-certificates-java is installed. Not Firefox, not Chromium, not Node.js, not Python programs that bring certifi along.",
        "모든 사용자에 대해 /etc/ssl/certs 의 목록을 쓰는 것들이 믿게 된다: OpenSSL, GnuTLS, curl, wget, git, Go, 그리고 ca-certificates-java가 설치된 Java. Firefox, Chromium, Node.js, certifi를 쓰는 Python 프로그램은 아니다.",
    ),
    trust: &[
        Run("sudo install -m 644 {file} /usr/local/share/ca-certificates/{slug}.crt"),
        Run("sudo update-ca-certificates"),
    ],
    check: &[Run(
        "openssl verify -CAfile /etc/ssl/certs/ca-certificates.crt {file}",
    )],
    untrust: &[
        Run("sudo rm /usr/local/share/ca-certificates/{slug}.crt"),
        Run("sudo update-ca-certificates --fresh"),
    ],
    heed: Doc::new(
        "The name must end in .crt, or the file is passed over without a word.",
        "파일 이름이 .crt 로 끝나지 않으면 아무 말 없이 건너뛴다.",
    ),
};

static FEDORA: System = System {
    name: "fedora",
    title: Doc::new(
        "Fedora, RHEL, Rocky, Alma, CentOS Stream",
        "Fedora, RHEL, Rocky, Alma, CentOS Stream",
    ),
    reach: Doc::new(
        "Everything that uses the system's list under /etc/pki/ca-trust, for all users: OpenSSL, GnuTLS, curl, git, Go, Java, and through p11-kit also Firefox and Chromium of the distribution.",
        "모든 사용자에 대해 /etc/pki/ca-trust 의 목록을 쓰는 것들이 믿게 된다: OpenSSL, GnuTLS, curl, git, Go, Java. 배포판의 Firefox와 Chromium도 p11-kit을 거쳐 믿는다.",
    ),
    trust: &[
        Run("sudo install -m 644 {file} /etc/pki/ca-trust/source/anchors/{slug}.pem"),
        Run("sudo update-ca-trust"),
    ],
    check: &[Run("trust list --filter=ca-anchors | grep -F -A 3 {name}")],
    untrust: &[
        Run("sudo rm /etc/pki/ca-trust/source/anchors/{slug}.pem"),
        Run("sudo update-ca-trust"),
    ],
    heed: Doc::EMPTY,
};

static ARCH: System = System {
    name: "arch",
    title: Doc::new("Arch Linux, Manjaro", "Arch Linux, Manjaro"),
    reach: Doc::new(
        "Everything that uses p11-kit's list, for all users: OpenSSL, GnuTLS, curl, git, Go, and Firefox and Chromium of the distribution.",
        "모든 사용자에 대해 p11-kit의 목록을 쓰는 것들이 믿게 된다: OpenSSL, GnuTLS, curl, git, Go, 그리고 배포판의 Firefox와 Chromium.",
    ),
    trust: &[Run("sudo trust anchor --store {file}")],
    check: &[Run("trust list --filter=ca-anchors | grep -F -A 3 {name}")],
    untrust: &[Run("sudo trust anchor --remove {file}")],
    heed: Doc::EMPTY,
};

static MACOS: System = System {
    name: "macos",
    title: Doc::new("macOS", "macOS"),
    reach: Doc::new(
        "Safari, Chrome, Mail, the system's curl and everything built on the Security framework, for you alone. For all users: put sudo in front, add -d, and name /Library/Keychains/System.keychain instead. Firefox follows it unless told otherwise; Homebrew's OpenSSL, Python and Node.js do not.",
        "현재 사용자에 대해 Safari, Chrome, Mail, 시스템의 curl 등 Security 프레임워크를 쓰는 것들이 믿게 된다. 모든 사용자에게 적용하려면 앞에 sudo, 뒤에 -d 를 붙이고 키체인을 /Library/Keychains/System.keychain 으로 바꾼다. Firefox는 따로 설정하지 않으면 이를 따른다. Homebrew의 OpenSSL, Python, Node.js는 따르지 않는다.",
    ),
    trust: &[Run(
        "security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db {file}",
    )],
    check: &[Run("security verify-cert -c {file}")],
    untrust: &[
        Run("security remove-trusted-cert {file}"),
        Run("security delete-certificate -Z {sha1} ~/Library/Keychains/login.keychain-db"),
    ],
    heed: Doc::new(
        "The first command of the two takes the trust away, the second the certificate: both are needed to leave nothing.",
        "첫 명령은 신뢰를, 둘째 명령은 인증서를 없앤다. 흔적을 남기지 않으려면 둘 다 필요하다.",
    ),
};

static WINDOWS: System = System {
    name: "windows",
    title: Doc::new("Windows", "Windows"),
    reach: Doc::new(
        "Edge, Chrome, PowerShell, .NET and everything built on SChannel, for you alone; without -user, as administrator, for all users. Firefox follows it unless told otherwise; Git for Windows does if git config http.sslBackend is schannel; Python and Node.js do not.",
        "현재 사용자에 대해 Edge, Chrome, PowerShell, .NET 등 SChannel을 쓰는 것들이 믿게 된다. 관리자로 -user 없이 실행하면 모든 사용자에게 적용된다. Firefox는 따로 설정하지 않으면 이를 따르고, Git for Windows는 git config http.sslBackend 가 schannel이면 따른다. Python과 Node.js는 따르지 않는다.",
    ),
    trust: &[
        Hand(Doc::new(
            "Copy {file} to the Windows machine as {slug}.crt, and open a command prompt there.",
            "{file} 파일을 Windows 컴퓨터에 {slug}.crt 라는 이름으로 복사하고 그곳에서 명령 프롬프트를 연다.",
        )),
        Run("certutil -user -addstore Root {slug}.crt"),
    ],
    check: &[Run("certutil -user -verifystore Root {sha1}")],
    untrust: &[Run("certutil -user -delstore Root {sha1}")],
    heed: Doc::new(
        "Windows asks whether you really want this and shows the fingerprint (thumbprint): compare it with the SHA-1 in these commands.",
        "Windows는 정말 신뢰할지 물으며 지문을 보여 준다. 이 명령들에 적힌 SHA-1과 같은지 확인한다.",
    ),
};
