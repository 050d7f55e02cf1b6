//! Facts: values by name, and what is asked of them.
//!
//! ```text
//! tcp.client.isn  tcp.server.isn  tcp.client.mss  tcp.server.mss     tcp.client.port
//! tcp.rtt_us      SYN to SYN, ACK in microseconds; tcp.rtt_first_us from the first SYN of all
//! tcp.syns        how often SYN was sent; tcp.syn.frame  tcp.syn.last  tcp.syn_ack.frame
//! tls.sni  tls.alpn.offered  tls.alpn.first  tls.alpn.chosen  tls.version  tls.versions  tls.suites  tls.suites.first  tls.suite
//! tls.groups  tls.group  tls.client.random  tls.client.session_id  tls.server.random  tls.certificate.name  tls.resumed  tls.retry  tls.client_auth
//! tls.messages    handshake messages in order; tls.encrypted those of them under encryption; tls.clear the others
//! tls.alert  tls.alert.from  cause
//! visible.…       visible or hidden to who sees the capture and has no secrets
//! ```
//!
//! What is asked is a name; `name + 1`, `name - 1`, `name * 2`, `name / 2` of a number; `name | lower`, `name | upper` of words;
//! `=word` is the word itself.

use std::collections::BTreeMap;

use crate::exercise::kind::Unfit;

/// Values by name; most have one value, some a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<String, Vec<String>>);

impl Facts {
    /// Sets what has one value.
    pub fn set(&mut self, name: &str, value: impl ToString) {
        self.0.insert(name.to_owned(), vec![value.to_string()]);
    }

    /// Sets what is a list.
    pub fn list(&mut self, name: &str, values: impl IntoIterator<Item = impl ToString>) {
        let values = values.into_iter().map(|value| value.to_string());
        self.0.insert(name.to_owned(), values.collect());
    }

    /// Takes over all of `other`, under names that begin with `prefix`.
    pub fn extend(&mut self, prefix: &str, other: &Self) {
        let named =
            |(name, values): (&String, &Vec<String>)| (format!("{prefix}{name}"), values.clone());
        self.0.extend(other.0.iter().map(named));
    }

    /// What both know and do not say alike: `name: this, that`.
    #[cfg(test)]
    pub(crate) fn differing(&self, other: &Self) -> Vec<String> {
        let both = self.0.iter().filter_map(|(name, values)| {
            let others = other.0.get(name)?;
            (values != others).then(|| format!("{name}: {values:?}, {others:?}"))
        });
        both.collect()
    }

    /// The values of `asked`.
    ///
    /// # Errors
    /// There is no such fact, or it is none to reckon with.
    pub fn all(&self, asked: &str) -> Result<Vec<String>, Unfit> {
        if let Some(word) = asked.strip_prefix('=') {
            return Ok(vec![word.to_owned()]);
        }
        let words: Vec<&str> = asked.split_whitespace().collect();
        let values = |name: &str| {
            let found = self.0.get(name).cloned();
            found.ok_or_else(|| Unfit::new(format!("there is no fact `{name}`")))
        };
        match words.as_slice() {
            [name] => values(name),
            [name, "|", "lower"] => Ok(each(values(name)?, |value| value.to_lowercase())),
            [name, "|", "upper"] => Ok(each(values(name)?, |value| value.to_uppercase())),
            [name, sign, by] => {
                let number = values(name)?.first().and_then(|value| value.parse().ok());
                let by: Option<i64> = by.parse().ok();
                let result = number
                    .zip(by)
                    .and_then(|(number, by)| reckon(number, sign, by));
                let result = result.ok_or_else(|| Unfit::new(format!("`{asked}` is no number")));
                Ok(vec![result?.to_string()])
            }
            _ => Err(Unfit::new(format!("`{asked}` cannot be asked"))),
        }
    }

    /// The value of `asked`; a list with blanks between its values, `none` for an empty one.
    ///
    /// # Errors
    /// There is no such fact, or it is none to reckon with.
    pub fn one(&self, asked: &str) -> Result<String, Unfit> {
        let all = self.all(asked)?;
        Ok(match all.is_empty() {
            true => "none".to_owned(),
            false => all.join(" "),
        })
    }
}

fn each(values: Vec<String>, change: fn(&String) -> String) -> Vec<String> {
    values.iter().map(change).collect()
}

fn reckon(number: i64, sign: &str, by: i64) -> Option<i64> {
    match sign {
        "+" => number.checked_add(by),
        "-" => number.checked_sub(by),
        "*" => number.checked_mul(by),
        "/" => number.checked_div(by),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_reckoned() {
        let mut facts = Facts::default();
        facts.set("isn", 7);
        facts.list("alpn", ["H2", "http/1.1"]);
        let check = |asked: &str, expected: &str| {
            assert_eq!(facts.one(asked).unwrap(), expected, "{asked}");
        };
        check("isn", "7");
        check("isn + 1", "8");
        check("isn / 2", "3");
        check("=0", "0");
        check("alpn", "H2 http/1.1");
        check("alpn | lower", "h2 http/1.1");
        assert!(facts.one("mss").is_err());
        assert!(facts.one("alpn + 1").is_err());
    }
}
