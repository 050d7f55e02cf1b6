//! EncryptedExtensions (RFC 8446 §4.3.1).

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::codes::extension::ExtensionType;
use crate::dissect::tls::extension::block;
use crate::dissect::tls::extension::block::Extension;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// The server's answers that need not be public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncryptedExtensions<'a> {
    /// Extensions in the order sent.
    pub extensions: Vec<Extension<'a>>,
}

/// The body of EncryptedExtensions.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>) -> Result<EncryptedExtensions<'a>> {
    let extensions = block::extensions(r, Place::EncryptedExtensions)?;
    Ok(EncryptedExtensions { extensions })
}

impl<'a> EncryptedExtensions<'a> {
    /// The extension `kind`, if it was sent.
    pub fn extension(&self, kind: ExtensionType) -> Option<&Extension<'a>> {
        block::find(&self.extensions, kind)
    }

    /// The application protocol chosen.
    pub fn alpn(&self) -> Option<&'a [u8]> {
        match &self.extension(ExtensionType::ALPN)?.fact {
            Fact::Protocols(names) => names.first().copied(),
            _ => None,
        }
    }

    /// Whether the server takes the early data.
    pub fn early_data(&self) -> bool {
        self.extension(ExtensionType::EARLY_DATA).is_some()
    }
}

pub(super) static ENCRYPTED_EXTENSIONS: Field = Field::group(
    "EncryptedExtensions",
    "RFC 8446 §4.3.1",
    "The server's answers that are not needed for the keys, such as the application protocol: the first message that is encrypted.",
    "응용 프로토콜처럼 키를 만드는 데 필요하지 않은 서버의 대답들이다. 암호화된 첫 메시지이다.",
);
