//! Who is told what the pass finds, as it finds it.

use crate::base::side::Side;
use crate::survey::connection::Connection;

/// Is told what the pass finds. Nothing told is kept by the pass.
pub trait Watcher {
    /// A connection is over, or the capture is. They come in the order in which they end, not by number.
    fn connection(&mut self, connection: Connection);

    /// Application bytes of a connection, opened or sent in the clear, in the order of each direction. `packet` completed
    /// them. Early data comes too. Only for connections that [`wants`](Self::wants) them.
    fn bytes(&mut self, _connection: u32, _from: Side, _packet: u32, _bytes: &[u8]) {}

    /// Whether the application bytes of this connection are wanted.
    fn wants(&self, _connection: u32) -> bool {
        false
    }
}
