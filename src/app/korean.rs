//! The help in Korean. The English words are the doc comments of the arguments; these are held against them by command and id,
//! and a test fails for whatever has none here.

use std::fmt::Write as _;

use clap::builder::{PossibleValue, PossibleValuesParser, Str};
use clap::{Arg, Command};

/// The words of one command.
struct Page {
    command: &'static str,
    about: &'static str,
    /// Said after it in the long help; empty: nothing.
    more: &'static str,
    arguments: &'static [Words],
}

/// The words of one argument.
struct Words {
    id: &'static str,
    help: &'static str,
    /// Values that have words of their own.
    values: &'static [(&'static str, &'static str)],
}

const fn words(id: &'static str, help: &'static str) -> Words {
    Words {
        id,
        help,
        values: &[],
    }
}

static PAGES: &[Page] = &[
    Page {
        command: "tlslab",
        about: "TLS 연결의 모든 바이트를 설명하고 증명한다",
        more: "",
        // Flags every command takes.
        arguments: &[
            words(
                "help",
                "도움말을 보여 준다 (-h 는 간단하게, --help 는 자세하게)",
            ),
            words("version", "버전을 보여 준다"),
            Words {
                id: "lang",
                help: "언어. 지정하지 않으면 로캘을 따른다",
                values: &[("en", "영어 (English)"), ("ko", "한국어")],
            },
            Words {
                id: "color",
                help: "색. auto: 터미널이고 NO_COLOR가 없을 때만 쓴다",
                values: &[
                    ("auto", "터미널에서만"),
                    ("always", "언제나"),
                    ("never", "쓰지 않음"),
                ],
            },
            Words {
                id: "depth",
                help: "얼마나 깊이 볼 것인가: 단계마다 한 줄, 한 문단, 모든 필드, 모든 바이트",
                values: &[
                    ("line", "단계마다 한 줄"),
                    ("block", "한 문장과 중요한 값과 증명"),
                    ("field", "모든 필드와 그 쓰임"),
                    ("byte", "필드 옆에 모든 바이트까지"),
                ],
            },
            Words {
                id: "form",
                help: "사람이 읽을 글, 또는 프로그램이 읽을 JSON",
                values: &[
                    ("plain", "사람이 읽을 글"),
                    ("json", "프로그램이 읽을 JSON"),
                ],
            },
            words("step", "단계마다 멈추고 키를 기다린다"),
            words("output", "터미널 대신 파일에 쓴다"),
        ],
    },
    Page {
        command: "handshake",
        about: "클라이언트와 서버가 전용 선로에서 만나는 과정을 본다. 단계마다 해독하고 증명한다",
        more: "실제 실행이다. tlslab이 직접 이어 준 두 호스트가 TCP와 TLS로 대화하며, 아무것도 이 컴퓨터 밖으로 나가지 않는다. \
               시나리오가 말한 대로 끝나면 종료 코드는 0, 아니면 1이다.",
        arguments: &[
            words(
                "scenario",
                "무엇을 볼 것인가. `tlslab scenarios` 로 목록을 본다",
            ),
            words("tls", "양 끝이 쓸 유일한 버전"),
            words("group", "양 끝이 키 교환에 쓸 유일한 그룹"),
            words("suite", "양 끝이 쓸 유일한 암호 모음"),
            words("key", "인증서에 담을 키의 종류"),
            Words {
                id: "wire",
                help: "어느 선로를 쓸 것인가: 네트워크 네임스페이스 두 개 속 커널의 TCP, 또는 건너뛰는 시계를 쓰는 메모리 속 TCP 스택 두 개",
                values: &[
                    ("auto", "커널 선로를 쓸 수 있으면 커널, 아니면 가상 선로"),
                    ("kernel", "커널 선로"),
                    ("virtual", "가상 선로"),
                ],
            },
            words(
                "delay",
                "프레임마다 길에서 붙잡아 둘 시간(밀리초), 최대 1000",
            ),
            words("loss", "TCP를 담은 프레임 가운데 사라질 비율(%), 최대 90"),
            words("mtu", "가장 큰 IP 패킷의 바이트 수, 68부터 9000까지"),
            words(
                "seed",
                "모든 무작위 값을 이 수에서 뽑아, 실행이 바이트까지 똑같이 되풀이되게 한다. 가상 선로를 쓴다",
            ),
            words("ipv6", "IPv6로 연결한다"),
            words(
                "force",
                "함께 쓸 수 없는 선택도 실행하여 실패하는 모습을 본다",
            ),
            words(
                "all",
                "접어 둔 단계도 보여 준다: 확인 응답만 담은 것, 쓰이지 않는 나머지 티켓의 키",
            ),
            words(
                "save",
                "프레임을 Wireshark용으로 저장한다. 비밀과 프레임마다의 설명도 함께 담는다",
            ),
            words("keylog", "비밀만 SSLKEYLOGFILE 형식으로 저장한다"),
        ],
    },
    Page {
        command: "inspect",
        about: "캡처 안의 TLS를 본다. 모든 연결을 나열하고 설명하며, 비밀이 있으면 복호화한다",
        more: "TLS 연결이 하나이면 바로 한 단계씩 설명한다. 연결이 여럿이거나 캡처가 여럿이면 누가 누구와 말했는지, 무엇을 합의했는지, 어떻게 끝났는지, \
               무엇을 살펴볼지를 표로 보인다. 모두 읽었으면 종료 코드는 0, 파일이 손상되었거나 캡처가 아니면 3, Ctrl-C 로 끝냈으면 \
               130이다. 손상된 곳 앞의 내용은 어느 경우에나 보인다.",
        arguments: &[
            words(
                "files",
                "캡처: pcap이나 pcapng. gzip이나 zstd로 압축되어 있어도 된다. - 는 표준 입력",
            ),
            words(
                "keys",
                "비밀이 담긴 파일. SSLKEYLOGFILE 형식이며, 여러 번 줄 수 있다",
            ),
            words(
                "rsa_key",
                "서버의 RSA 개인 키(PEM이나 DER). RSA로 키를 교환한 연결을 연다. 여러 번 줄 수 있다",
            ),
            words(
                "connection",
                "이 연결을 한 단계씩 설명한다. 번호는 표에 있다",
            ),
            words("follow", "이 연결이 TLS 안에서 한 말을 대화로 보여 준다"),
            words(
                "export",
                "--follow 와 함께: 주고받은 말을 이 폴더의 번호-client.bin 과 번호-server.bin 에 쓴다",
            ),
            words(
                "query",
                "이 조건에 맞는 연결만. 예: 'sni=*.example and version<1.2'. 틀리면 쓸 수 있는 것을 알려 준다",
            ),
            words(
                "sort",
                "표의 순서. 예: -bytes,sni. --where 의 필드를 쓰며, 앞에 - 를 붙이면 역순이다",
            ),
            words(
                "summary",
                "버전, 암호 모음, 그룹, 이름, 지문, 살필 점을 모든 연결에 걸쳐 센다",
            ),
            words(
                "limit",
                "표의 최대 행 수. 주지 않으면 1000. 0이면 모두, 나오는 대로",
            ),
            words("all", "이야기에서 접어 둔 단계도 보여 준다"),
        ],
    },
    Page {
        command: "scenarios",
        about: "`tlslab handshake` 로 볼 수 있는 것을 모두 보여 준다",
        more: "",
        arguments: &[],
    },
    Page {
        command: "completions",
        about: "셸 자동 완성 스크립트를 출력한다",
        more: "bash라면: tlslab completions bash > ~/.local/share/bash-completion/completions/tlslab",
        arguments: &[words("shell", "어느 셸인가")],
    },
    Page {
        command: "man",
        about: "설명서(man)를 출력한다",
        more: "읽으려면: tlslab man | man -l -",
        arguments: &[words(
            "command",
            "설명서를 볼 명령. 없으면 tlslab 자체의 설명서",
        )],
    },
    Page {
        command: "help",
        about: "명령으로 할 수 있는 것을 보여 준다",
        more: "",
        arguments: &[words("command", "볼 명령. 없으면 모든 명령")],
    },
];

/// What stands for a value.
static STAND_INS: &[(&str, &str)] = &[
    ("LANG", "언어"),
    ("WHEN", "언제"),
    ("DEPTH", "깊이"),
    ("FORM", "형식"),
    ("FILE", "파일"),
    ("CAPTURE", "캡처"),
    ("FOLDER", "폴더"),
    ("QUERY", "조건"),
    ("FIELDS", "필드"),
    ("SCENARIO", "시나리오"),
    ("VERSION", "버전"),
    ("GROUP", "그룹"),
    ("SUITE", "암호 모음"),
    ("KEY", "키"),
    ("WIRE", "선로"),
    ("MS", "밀리초"),
    ("PERCENT", "퍼센트"),
    ("BYTES", "바이트"),
    ("NUMBER", "수"),
    ("FILE.pcapng", "파일.pcapng"),
    ("SHELL", "셸"),
    ("COMMAND", "명령"),
];

/// Where defaults and possible values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notes {
    /// Into the help of each argument: for a screen, where clap has only English words for them.
    Written,
    /// Nowhere: for a manual page or a shell, which get them as data.
    Apart,
}

/// `built`, a command line that is built to its leaves, with its words in Korean. It is for showing, not for reading values with.
pub fn spoken(built: Command, notes: Notes) -> Command {
    let name = built.get_name().to_owned();
    let page = PAGES.iter().find(|page| page.command == name);
    let bold = *built.get_styles().get_usage();
    let mut command = built
        .help_template(format!(
            "{{about-with-newline}}\n{bold}사용법:{bold:#} {{usage}}\n\n{{all-args}}"
        ))
        .subcommand_help_heading("명령")
        .subcommand_value_name("명령")
        .mut_args(|arg| argument(page, arg, notes))
        .mut_subcommands(|below| spoken(below, notes));
    if let Some(page) = page {
        command = command.about(page.about);
        if !page.more.is_empty() {
            command = command.long_about(format!("{}\n\n{}", page.about, page.more));
        }
    }
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    command.override_usage(usage.replace("[OPTIONS]", "[옵션]"))
}

fn argument(page: Option<&'static Page>, arg: Arg, notes: Notes) -> Arg {
    let id = arg.get_id().as_str();
    let everywhere = PAGES.iter().find(|page| page.command == "tlslab");
    let words = [page, everywhere]
        .into_iter()
        .flatten()
        .flat_map(|page| page.arguments)
        .find(|words| words.id == id);
    let Some(words) = words else {
        return arg;
    };
    let whole = page.is_some_and(|page| page.command == "tlslab");
    let everywhere = arg.get_help_heading().is_some() || id == "help";
    let heading = match everywhere && !whole {
        true => "어디서나",
        false if arg.is_positional() => "인자",
        false => "옵션",
    };
    let names = arg.get_value_names().into_iter().flatten();
    let names: Vec<Str> = names.map(stand_in).collect();
    let (short, long) = match notes {
        Notes::Written => noted(&arg, words),
        Notes::Apart => (words.help.to_owned(), words.help.to_owned()),
    };
    let values: Vec<PossibleValue> = values(&arg, words)
        .map(|(value, said)| match said {
            Some(said) => value.help(said),
            None => value,
        })
        .collect();
    let mut arg = arg.help(short).long_help(long).help_heading(heading);
    if notes == Notes::Written {
        arg = arg.hide_possible_values(true).hide_default_value(true);
    }
    if !values.is_empty() {
        arg = arg.value_parser(PossibleValuesParser::new(values));
    }
    match names.is_empty() {
        true => arg,
        false => arg.value_names(names),
    }
}

/// The values an argument takes, each with its words.
fn values(
    arg: &Arg,
    words: &'static Words,
) -> impl Iterator<Item = (PossibleValue, Option<&'static str>)> {
    let possible = match arg.get_action().takes_values() {
        true => arg.get_possible_values(),
        false => Vec::new(),
    };
    possible.into_iter().map(|value| {
        let mut all = words.values.iter();
        let said = all.find(|(name, _)| *name == value.get_name());
        (value, said.map(|(_, said)| *said))
    })
}

/// The help with values and default behind it: in brief, and at length.
fn noted(arg: &Arg, words: &'static Words) -> (String, String) {
    let (mut short, mut long) = (words.help.to_owned(), words.help.to_owned());
    let values: Vec<_> = values(arg, words).collect();
    let names: Vec<&str> = values.iter().map(|(value, _)| value.get_name()).collect();
    let widest = names.iter().map(|name| name.len()).max().unwrap_or(0) + 1;
    // Writing to a string cannot fail.
    if !values.is_empty() {
        let names = names.join(", ");
        let _ = write!(short, " [쓸 수 있는 값: {names}]");
        if values.iter().all(|(_, said)| said.is_none()) {
            let _ = write!(long, "\n\n[쓸 수 있는 값: {names}]");
        } else {
            long.push_str("\n\n쓸 수 있는 값:");
            for (value, said) in &values {
                let name = format!("{}:", value.get_name());
                let _ = write!(long, "\n- {name:<widest$} {}", said.unwrap_or_default());
            }
        }
    }
    let defaults = arg.get_default_values().iter();
    let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
    if !defaults.is_empty() && arg.get_action().takes_values() {
        let defaults = defaults.join(", ");
        let _ = write!(short, " [기본값: {defaults}]");
        let _ = write!(long, "\n\n[기본값: {defaults}]");
    }
    (short, long)
}

/// An argument as clap names it in an error, with its values in Korean: `--limit <NUMBER>` is `--limit <수>`.
pub(super) fn named(argument: &str) -> String {
    let stand_ins = STAND_INS.iter();
    stand_ins.fold(argument.to_owned(), |said, (english, korean)| {
        said.replace(&format!("<{english}>"), &format!("<{korean}>"))
    })
}

fn stand_in(name: &Str) -> Str {
    let found = STAND_INS.iter().find(|(english, _)| english == name);
    found.map_or_else(|| name.clone(), |(_, korean)| Str::from(*korean))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::cli::Cli;
    use clap::CommandFactory;

    fn hangul(text: &str) -> bool {
        text.chars().any(|c| ('가'..='힣').contains(&c))
    }

    /// Says what has no Korean below `command`.
    fn check(command: &Command, wrong: &mut Vec<String>) {
        let name = command.get_name();
        let mut look = |what: &str, said: Option<String>| match said {
            Some(said) if hangul(&said) => {}
            said => wrong.push(format!("{name} {what}: {said:?}")),
        };
        look("about", command.get_about().map(ToString::to_string));
        if let Some(long) = command.get_long_about() {
            look("long about", Some(long.to_string()));
        }
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            look(id, arg.get_help().map(ToString::to_string));
            look(id, arg.get_long_help().map(ToString::to_string));
            look(id, arg.get_help_heading().map(str::to_owned));
            if arg.get_action().takes_values() {
                let names = arg.get_value_names().map(|names| names.join(" "));
                look(id, names);
                for value in arg.get_possible_values() {
                    if let Some(help) = value.get_help() {
                        look(
                            &format!("{id} {}", value.get_name()),
                            Some(help.to_string()),
                        );
                    }
                }
            }
        }
        for below in command.get_subcommands() {
            check(below, wrong);
        }
    }

    #[test]
    fn every_help_text_has_korean() {
        let mut whole = Cli::command();
        whole.build();
        let mut wrong = Vec::new();
        for notes in [Notes::Written, Notes::Apart] {
            check(&spoken(whole.clone(), notes), &mut wrong);
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    #[test]
    fn no_words_are_left_over() {
        let mut whole = Cli::command();
        whole.build();
        for page in PAGES {
            let command = match page.command {
                "tlslab" => Some(&whole),
                name => whole.find_subcommand(name),
            };
            let command = command.unwrap_or_else(|| panic!("no command {}", page.command));
            let long = command.get_long_about().is_some();
            assert_eq!(long, !page.more.is_empty(), "{}", page.command);
            for words in page.arguments {
                let mut all = command.get_arguments();
                let arg = all.find(|arg| arg.get_id() == words.id);
                let arg = arg.unwrap_or_else(|| panic!("{}: no {}", page.command, words.id));
                for (name, _) in words.values {
                    let values = arg.get_possible_values();
                    assert!(
                        values.iter().any(|value| value.get_name() == *name),
                        "{name}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_page_has_no_english_heading() {
        let mut whole = Cli::command();
        whole.build();
        let whole = spoken(whole, Notes::Written);
        let names: Vec<_> = whole.get_subcommands().map(Command::get_name).collect();
        for name in names {
            let mut command = whole.find_subcommand(name).unwrap().clone().term_width(80);
            for page in [command.render_help(), command.render_long_help()] {
                let page = page.to_string();
                for english in [
                    "Usage",
                    "Options",
                    "OPTIONS",
                    "Arguments",
                    "default",
                    "ossible",
                ] {
                    assert!(!page.contains(english), "{name}: {english} in {page}");
                }
            }
        }
    }

    #[test]
    fn no_row_is_wider_than_the_screen() {
        use unicode_width::UnicodeWidthStr;
        let mut whole = Cli::command();
        whole.build();
        let whole = spoken(whole, Notes::Written);
        let command = whole.find_subcommand("handshake").unwrap();
        for width in [80, 100] {
            let mut command = command.clone().term_width(width);
            for row in command.render_long_help().to_string().lines() {
                assert!(row.width() <= width, "{row}");
            }
        }
    }
}
