//! Programs that keep stores of their own, and settings that reach one program or one shell alone.

use crate::base::text::Doc;
use crate::pki::stores::system::Act::{Hand, Run};
use crate::pki::stores::system::System;

pub(super) static PROGRAMS: System = System {
    name: "programs",
    title: Doc::new(
        "One program at a time: curl, git, Python, Node.js and others (the safest)",
        "프로그램 하나씩: curl, git, Python, Node.js 등 (가장 안전하다)",
    ),
    reach: Doc::new(
        "Only the command with the flag, or what is started from a shell where the variable is set. The computer as a whole believes nothing new.",
        "옵션을 준 그 명령이나, 변수를 설정한 셸에서 시작한 프로그램만 믿는다. 컴퓨터 전체는 아무것도 새로 믿지 않는다.",
    ),
    trust: &[
        Run("curl --cacert {file} https://localhost:8443/"),
        Run("wget --ca-certificate={file} https://localhost:8443/"),
        Run("openssl s_client -connect localhost:8443 -CAfile {file} -verify_return_error"),
        Run("git -c http.sslCAInfo={file} clone https://localhost:8443/x.git"),
        Run("export CURL_CA_BUNDLE={file}        # curl"),
        Run("export GIT_SSL_CAINFO={file}        # git"),
        Run(
            "export SSL_CERT_FILE={file}         # OpenSSL, Python's ssl, Go, Ruby, rustls-native-certs",
        ),
        Run("export REQUESTS_CA_BUNDLE={file}    # Python: requests"),
        Run("export PIP_CERT={file}              # Python: pip"),
        Run("export NODE_EXTRA_CA_CERTS={file}   # Node.js: adds to its own list"),
    ],
    check: &[Run(
        "env | grep -E 'CA_BUNDLE|CAINFO|CERT_FILE|PIP_CERT|CA_CERTS'",
    )],
    untrust: &[Run(
        "unset CURL_CA_BUNDLE GIT_SSL_CAINFO SSL_CERT_FILE REQUESTS_CA_BUNDLE PIP_CERT NODE_EXTRA_CA_CERTS",
    )],
    heed: Doc::new(
        "All but NODE_EXTRA_CA_CERTS replace the whole list: while the variable is set, that program believes this root and nobody else, so public sites fail. That is a good thing in a test, and a surprise elsewhere.",
        "NODE_EXTRA_CA_CERTS를 빼면 모두 목록 전체를 바꾼다. 변수가 설정된 동안 그 프로그램은 이 루트만 믿으므로 공개 사이트에는 접속하지 못한다. 시험에는 좋지만 다른 곳에서는 뜻밖일 수 있다.",
    ),
};

pub(super) static FIREFOX: System = System {
    name: "firefox",
    title: Doc::new(
        "Firefox and Thunderbird (NSS, a store in each profile)",
        "Firefox와 Thunderbird (NSS, 프로필마다 따로 저장)",
    ),
    reach: Doc::new(
        "The one profile that is named. Put the path of yours in place of PROFILE: about:profiles shows it.",
        "지정한 프로필 하나만 믿는다. PROFILE 자리에 자신의 프로필 경로를 쓴다. about:profiles 에서 볼 수 있다.",
    ),
    trust: &[
        Hand(Doc::new(
            "By hand: Settings, Privacy & Security, Certificates, View Certificates, Authorities, Import; choose {file} and tick only \"Trust this CA to identify websites\".",
            "손으로: 설정, 개인 정보 및 보안, 인증서, 인증서 보기, 인증 기관, 가져오기에서 {file} 파일을 고르고 \"이 인증 기관을 웹 사이트 식별에 신뢰\"만 선택한다.",
        )),
        Run("certutil -A -d sql:PROFILE -n {name} -t C,, -i {file}"),
    ],
    check: &[Run("certutil -L -d sql:PROFILE -n {name}")],
    untrust: &[
        Hand(Doc::new(
            "By hand: the same list, choose the root, Delete or Distrust.",
            "손으로: 같은 목록에서 루트를 골라 삭제하거나 신뢰를 없앤다.",
        )),
        Run("certutil -D -d sql:PROFILE -n {name}"),
    ],
    heed: Doc::new(
        "certutil is in libnss3-tools (Debian) or nss-tools (Fedora); close Firefox first. C means: may vouch for servers. Leave the places for mail and code empty.",
        "certutil은 libnss3-tools(Debian)나 nss-tools(Fedora)에 있다. 먼저 Firefox를 닫는다. C는 서버를 보증할 수 있다는 뜻이다. 메일과 코드 자리는 비워 둔다.",
    ),
};

pub(super) static CHROMIUM: System = System {
    name: "chromium",
    title: Doc::new(
        "Chromium, Chrome, Edge on Linux (NSS, one store for each user)",
        "Linux의 Chromium, Chrome, Edge (NSS, 사용자마다 하나)",
    ),
    reach: Doc::new(
        "Chromium and its kin, for you alone. On macOS and Windows they follow the system instead.",
        "현재 사용자에 대해 Chromium 계열이 믿게 된다. macOS와 Windows에서는 시스템의 목록을 따른다.",
    ),
    trust: &[
        Run(
            "mkdir -p ~/.pki/nssdb && [ -e ~/.pki/nssdb/cert9.db ] || certutil -N -d sql:$HOME/.pki/nssdb --empty-password",
        ),
        Run("certutil -A -d sql:$HOME/.pki/nssdb -n {name} -t C,, -i {file}"),
    ],
    check: &[Run("certutil -L -d sql:$HOME/.pki/nssdb -n {name}")],
    untrust: &[Run("certutil -D -d sql:$HOME/.pki/nssdb -n {name}")],
    heed: Doc::new(
        "The snap keeps its store in ~/snap/chromium/current/.pki/nssdb instead. To try without touching yours, set HOME to an empty folder for one run. Restart the browser afterwards, after untrusting too: it remembers.",
        "snap으로 설치했으면 ~/snap/chromium/current/.pki/nssdb 를 쓴다. 자신의 저장소를 건드리지 않고 시험하려면 한 번 실행할 때만 HOME을 빈 폴더로 바꾼다. 바꾼 뒤에는, 신뢰를 없앤 뒤에도, 브라우저를 다시 시작한다. 결과를 기억하기 때문이다.",
    ),
};

pub(super) static JAVA: System = System {
    name: "java",
    title: Doc::new("Java (keytool)", "Java (keytool)"),
    reach: Doc::new(
        "Every program that this installation of Java runs. Safer is a list of its own for one program: leave -cacerts out, name a file with -keystore, and start the program with -Djavax.net.ssl.trustStore=FILE.",
        "이 Java로 실행하는 모든 프로그램이 믿게 된다. 프로그램 하나에만 목록을 주는 쪽이 더 안전하다. -cacerts 대신 -keystore 로 파일을 정하고, 프로그램을 -Djavax.net.ssl.trustStore=파일 로 시작한다.",
    ),
    trust: &[Run(
        "sudo keytool -importcert -noprompt -cacerts -storepass changeit -alias {slug} -file {file}",
    )],
    check: &[Run(
        "keytool -list -cacerts -storepass changeit -alias {slug}",
    )],
    untrust: &[Run(
        "sudo keytool -delete -cacerts -storepass changeit -alias {slug}",
    )],
    heed: Doc::new(
        "changeit is the password of every Java unless somebody changed it. An update of Java may bring a new list, without this root.",
        "changeit은 누가 바꾸지 않았다면 모든 Java의 암호이다. Java를 갱신하면 이 루트가 없는 새 목록으로 바뀔 수 있다.",
    ),
};
