//! A system with a trust store of its own.

use crate::base::text::{Doc, Text};
use crate::pki::stores::root::Root;

/// A system with a trust store of its own, or a program with a setting for one.
#[derive(Clone, Copy, Debug)]
pub struct System {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is.
    pub title: Doc,
    /// Who believes the root then, and who does not.
    pub reach: Doc,
    /// How to trust the root.
    pub trust: &'static [Act],
    /// How to see that it is trusted.
    pub check: &'static [Act],
    /// How to take it away again, without a trace.
    pub untrust: &'static [Act],
    /// What else to know; empty: nothing.
    pub heed: Doc,
}

/// Something to do.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// A command for a shell, with places to fill in.
    Run(&'static str),
    /// Something done by hand.
    Hand(Doc),
}

/// The same with everything filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A command.
    Run(String),
    /// Something done by hand.
    Hand(Text),
}

impl Act {
    /// Fills in what is known of `root`: `{file}` its path and `{name}` its name, both quoted for a POSIX shell; `{slug}` a name for
    /// files; `{sha1}` its fingerprint as Windows and macOS take it.
    pub fn filled(&self, root: &Root) -> Deed {
        match self {
            Self::Run(template) => Deed::Run(fill(template, root)),
            Self::Hand(doc) => Deed::Hand(Text {
                en: fill(doc.en, root).into(),
                ko: fill(doc.ko, root).into(),
            }),
        }
    }
}

fn fill(template: &str, root: &Root) -> String {
    // In one pass: a name may itself look like a place to fill in.
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (place, after) = after.split_once('}').unwrap_or((after, ""));
        match place {
            "file" => out.push_str(&quoted(&root.file)),
            "name" => out.push_str(&quoted(&root.name)),
            "slug" => out.push_str(&root.slug),
            "sha1" => out.push_str(&root.sha1),
            other => {
                out.push('{');
                out.push_str(other);
                out.push('}');
            }
        }
        rest = after;
    }
    out + rest
}

/// `word` as one word of a POSIX shell.
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+,:@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_shell() {
        assert_eq!(quoted("/a/b.pem"), "/a/b.pem");
        assert_eq!(quoted("Kim's root"), r"'Kim'\''s root'");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("$(x)"), "'$(x)'");
    }

    #[test]
    fn a_name_is_not_filled_in_twice() {
        let root = Root {
            name: "{slug} root".to_owned(),
            ..Root::default()
        };
        let Deed::Run(command) = Act::Run("echo {name} ${HOME}").filled(&root) else {
            panic!("no command");
        };
        assert_eq!(command, "echo '{slug} root' ${HOME}");
    }
}
