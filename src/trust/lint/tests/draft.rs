//! Certificates put together part by part, with nothing checked, so that every rule can be broken. The signature is made up.

use ring::digest;

/// An element: tag, shortest length, content.
pub(super) fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    let mut out = vec![tag];
    match length {
        [0, 0, 0, n @ 0..=0x7f] => out.push(n),
        [0, 0, 0, n] => out.extend([0x81, n]),
        [0, 0, rest @ ..] => out.extend([&[0x82], &rest[..]].concat()),
        [_, rest @ ..] => out.extend([&[0x83], &rest[..]].concat()),
    }
    out.extend(content);
    out
}

/// A SEQUENCE of elements.
pub(super) fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    element(0x30, &parts.concat())
}

/// The lowest seven bits.
fn low(arc: u64) -> u8 {
    arc.to_be_bytes()[7] & 0x7f
}

/// An OBJECT IDENTIFIER.
pub(super) fn oid(dotted: &str) -> Vec<u8> {
    let arcs: Vec<u64> = dotted.split('.').map(|arc| arc.parse().unwrap()).collect();
    let mut content = Vec::new();
    let joined = std::iter::once(arcs[0] * 40 + arcs[1]).chain(arcs[2..].iter().copied());
    for arc in joined {
        let mut digits = vec![low(arc)];
        let mut rest = arc >> 7;
        while rest > 0 {
            digits.push(low(rest) | 0x80);
            rest >>= 7;
        }
        content.extend(digits.iter().rev());
    }
    element(6, &content)
}

/// A name of one attribute a step.
pub(super) fn name(attributes: &[(&str, u8, &str)]) -> Vec<u8> {
    let steps = attributes.iter().map(|(path, tag, value)| {
        element(
            0x31,
            &sequence(&[oid(path), element(*tag, value.as_bytes())]),
        )
    });
    sequence(&steps.collect::<Vec<_>>())
}

/// An extension in parts.
#[derive(Clone)]
pub(super) struct Extra {
    pub(super) path: &'static str,
    pub(super) critical: Vec<u8>,
    pub(super) value: Vec<u8>,
}

/// A certificate in parts, each already DER but for the times.
#[derive(Clone)]
pub(super) struct Draft {
    pub(super) version: Vec<u8>,
    pub(super) serial: Vec<u8>,
    pub(super) inner: Vec<u8>,
    pub(super) issuer: Vec<u8>,
    pub(super) time_tags: [u8; 2],
    pub(super) not_before: Vec<u8>,
    pub(super) not_after: Vec<u8>,
    pub(super) subject: Vec<u8>,
    pub(super) key: Vec<u8>,
    pub(super) unique: Vec<u8>,
    pub(super) extensions: Vec<Extra>,
    pub(super) outer: Vec<u8>,
    pub(super) trailing: Vec<u8>,
}

pub(super) const COUNTRY: (&str, u8, &str) = ("2.5.4.6", 0x13, "KR");
const CRITICAL: [u8; 3] = [1, 1, 0xff];
pub(super) const ECDSA_SHA256: &str = "1.2.840.10045.4.3.2";

/// A key on `curve` that is no point of it, which nobody checks here.
pub(super) fn curve_key(curve: &str, form: u8) -> Vec<u8> {
    let algorithm = sequence(&[oid("1.2.840.10045.2.1"), oid(curve)]);
    sequence(&[
        algorithm,
        element(3, &[vec![0, form], vec![7; 64]].concat()),
    ])
}

/// An RSA key of `modulus` and `exponent`, big-endian.
pub(super) fn rsa_key(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    let algorithm = sequence(&[oid("1.2.840.113549.1.1.1"), vec![5, 0]]);
    let number = |digits: &[u8]| match digits.first() {
        Some(0x80..) => element(2, &[&[0], digits].concat()),
        _ => element(2, digits),
    };
    let inside = sequence(&[number(modulus), number(exponent)]);
    sequence(&[algorithm, element(3, &[vec![0], inside].concat())])
}

fn label(key: &[u8]) -> Vec<u8> {
    // The content of the BIT STRING, behind the algorithm, begins 65 bytes before the end.
    let point = &key[key.len() - 65..];
    let hash = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, point);
    hash.as_ref().to_vec()
}

pub(super) fn url(text: &str) -> Vec<u8> {
    element(0x86, text.as_bytes())
}

pub(super) fn point(url: Vec<u8>) -> Vec<u8> {
    sequence(&[element(0xa0, &element(0xa0, &url))])
}

pub(super) fn way(method: &str, url: Vec<u8>) -> Vec<u8> {
    sequence(&[oid(method), url])
}

impl Draft {
    fn blank() -> Self {
        let algorithm = sequence(&[oid(ECDSA_SHA256)]);
        Self {
            version: element(0xa0, &[2, 1, 2]),
            serial: element(2, &[0x5a; 16]),
            inner: algorithm.clone(),
            issuer: name(&[COUNTRY, ("2.5.4.3", 0x0c, "toy root")]),
            time_tags: [0x17; 2],
            not_before: b"260401000000Z".to_vec(),
            not_after: b"260930235959Z".to_vec(),
            subject: name(&[]),
            key: curve_key("1.2.840.10045.3.1.7", 4),
            unique: Vec::new(),
            extensions: Vec::new(),
            outer: algorithm,
            trailing: Vec::new(),
        }
    }

    /// A server's certificate as the web wants it.
    pub(super) fn server() -> Self {
        let mut draft = Self::blank();
        draft.subject = name(&[("2.5.4.3", 0x0c, "www.tlslab.dev")]);
        let key = label(&draft.key);
        draft
            .add(
                "2.5.29.17",
                sequence(&[
                    element(0x82, b"www.tlslab.dev"),
                    element(0x82, b"tlslab.dev"),
                ]),
            )
            .add_critical("2.5.29.15", vec![3, 2, 7, 0x80])
            .add("2.5.29.37", sequence(&[oid("1.3.6.1.5.5.7.3.1")]))
            .add("2.5.29.14", element(4, &key))
            .add("2.5.29.35", sequence(&[element(0x80, &key)]))
            .add("2.5.29.32", sequence(&[sequence(&[oid("2.23.140.1.2.1")])]))
            .add(
                "2.5.29.31",
                sequence(&[point(url("http://ca.tlslab.dev/list"))]),
            )
            .add(
                "1.3.6.1.5.5.7.1.1",
                sequence(&[way("1.3.6.1.5.5.7.48.2", url("http://ca.tlslab.dev/ca"))]),
            )
            .add("1.3.6.1.4.1.11129.2.4.2", element(4, &[0, 0]));
        draft
    }

    /// A root's.
    pub(super) fn authority() -> Self {
        let mut draft = Self::blank();
        draft.subject = draft.issuer.clone();
        draft.not_after = b"351231235959Z".to_vec();
        let key = label(&draft.key);
        draft
            .add_critical("2.5.29.19", sequence(&[vec![1, 1, 0xff]]))
            .add_critical("2.5.29.15", vec![3, 2, 1, 6])
            .add("2.5.29.14", element(4, &key));
        draft
    }

    pub(super) fn add(&mut self, path: &'static str, value: Vec<u8>) -> &mut Self {
        self.extensions.push(Extra {
            path,
            critical: Vec::new(),
            value,
        });
        self
    }

    pub(super) fn add_critical(&mut self, path: &'static str, value: Vec<u8>) -> &mut Self {
        self.extensions.push(Extra {
            path,
            critical: CRITICAL.to_vec(),
            value,
        });
        self
    }

    pub(super) fn without(&mut self, path: &str) -> &mut Self {
        self.extensions.retain(|extra| extra.path != path);
        self
    }

    pub(super) fn extra(&mut self, path: &str) -> &mut Extra {
        self.extensions
            .iter_mut()
            .find(|extra| extra.path == path)
            .unwrap()
    }

    /// Puts `value` in the place of the extension's.
    pub(super) fn put(&mut self, path: &str, value: Vec<u8>) -> &mut Self {
        self.extra(path).value = value;
        self
    }

    /// Names in subjectAltName.
    pub(super) fn names(&mut self, names: &[(u8, &[u8])]) -> &mut Self {
        let names: Vec<_> = names
            .iter()
            .map(|(tag, text)| element(*tag, text))
            .collect();
        self.put("2.5.29.17", sequence(&names))
    }

    /// The server's two names and one more host.
    pub(super) fn host(&mut self, host: &[u8]) -> &mut Self {
        self.names(&[(0x82, b"www.tlslab.dev"), (0x82, host)])
    }

    pub(super) fn critical(&mut self, path: &str) -> &mut Self {
        self.extra(path).critical = CRITICAL.to_vec();
        self
    }

    pub(super) fn der(&self) -> Vec<u8> {
        let [from, to] = self.time_tags;
        let validity = sequence(&[
            element(from, &self.not_before),
            element(to, &self.not_after),
        ]);
        let extensions: Vec<_> = self
            .extensions
            .iter()
            .map(|extra| {
                sequence(&[
                    oid(extra.path),
                    extra.critical.clone(),
                    element(4, &extra.value),
                ])
            })
            .collect();
        let parts = [
            self.version.clone(),
            self.serial.clone(),
            self.inner.clone(),
            self.issuer.clone(),
            validity,
            self.subject.clone(),
            self.key.clone(),
            self.unique.clone(),
            element(0xa3, &sequence(&extensions)),
        ];
        let signature = element(3, &[vec![0], vec![9; 64]].concat());
        let whole = sequence(&[sequence(&parts), self.outer.clone(), signature]);
        [whole, self.trailing.clone()].concat()
    }
}
