//! What every code point can do: say its name and what it means.

/// Gives the newtype `$point` its name and meaning from the registry `$codes`.
macro_rules! code_point {
    ($point:ident, $codes:ident) => {
        impl $point {
            /// Its name in the registry; unknown and GREASE values are kept as such: `unknown (0x1234)`.
            pub fn name(self) -> String {
                $codes.name(self.0.into())
            }

            /// One sentence on what it means, where the registry here has one.
            pub fn meaning(self) -> Option<$crate::base::text::Doc> {
                let row = $codes.row(self.0.into())?;
                (!row.doc.is_empty()).then_some(row.doc)
            }
        }

        impl std::fmt::Display for $point {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.name())
            }
        }
    };
}
