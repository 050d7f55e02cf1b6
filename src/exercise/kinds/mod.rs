//! The kinds of exercises: a file a kind, a line for it in [`list`].

pub mod bag;
pub mod bare_rsa;
pub mod blobs;
pub mod broken;
pub mod capture;
pub mod card;
pub mod certificate;
pub mod collision;
pub mod drilled;
pub mod finished;
pub mod flip;
pub mod guessed;
pub mod kem_box;
pub mod length_extension;
mod lines;
pub mod drawn;
pub mod list;
pub mod nonce_reuse;
pub mod padding_oracle;
pub mod password_shelf;
pub mod pictures;
pub mod reassembly;
pub mod repeated_k;
pub mod schedule;
pub mod sealed_letter;
pub mod switched_key;
pub mod two_time_pad;
