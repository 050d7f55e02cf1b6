//! What both sides have.

use serde::Serialize;

/// One value for each side.
#[derive(Serialize)]
pub(super) struct BySide<T> {
    client: T,
    server: T,
}

impl<T> From<[T; 2]> for BySide<T> {
    fn from([client, server]: [T; 2]) -> Self {
        Self { client, server }
    }
}
