//! One letter sent in six ways, from the open to what TLS does, with what an eavesdropper, a tamperer and an impostor can do at
//! each: symmetric and asymmetric cryptography side by side.

mod attackers;
mod envelope;
mod keys;
pub mod tell;
mod ways;
