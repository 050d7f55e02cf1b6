//! One speaker's part in one connection, over a TCP socket of the kernel.

use std::io;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::io::{AsyncReadExt, AsyncWriteExt, Interest};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};

use crate::base::time::Time;
use crate::lab::wire::visit::{Ended, Speaker, Wants};

/// Where the conversation is.
#[derive(Clone, Copy)]
enum Phase {
    /// Both ends may speak.
    Open,
    /// The speaker is done, or must be; FIN goes after what waits to be sent.
    Closing,
    /// FIN is sent; the other end's FIN is waited for, until this moment.
    Closed(Instant),
}

/// The wall clock.
pub(super) fn now() -> Time {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Time::default() + since
}

/// Lets `speaker` speak over `stream` until both ends are done. After its own FIN it waits for `linger` at most for
/// the other end's; nothing goes beyond `limit`.
pub(super) async fn talk(
    mut stream: TcpStream,
    speaker: &mut dyn Speaker,
    linger: Duration,
    limit: Instant,
) {
    let mut waiting = Vec::new();
    let mut heard = Instant::now();
    let mut phase = Phase::Open;
    let mut buffer = vec![0; 16 << 10];
    let ended = loop {
        if let Phase::Open = phase {
            say(speaker, &mut waiting);
            if speaker.wants() == Wants::Close {
                phase = Phase::Closing;
            }
        }
        if waiting.is_empty() && matches!(phase, Phase::Closing) {
            if stream.shutdown().await.is_err() {
                break Ended::Reset;
            }
            phase = Phase::Closed(Instant::now() + linger);
        }
        let wake = match phase {
            Phase::Open => speaker.patience().map(|patience| heard + patience),
            Phase::Closing => None,
            Phase::Closed(until) => Some(until),
        };
        let wake = wake.map_or(limit, |wake| wake.min(limit));
        let interest = if waiting.is_empty() {
            Interest::READABLE
        } else {
            Interest::READABLE | Interest::WRITABLE
        };
        let Ok(ready) = timeout_at(wake, stream.ready(interest)).await else {
            if let Phase::Closed(_) = phase {
                return; // It said all it had to say, and needs nothing more.
            }
            break Ended::TimedOut;
        };
        if ready.is_ok_and(|ready| ready.is_writable())
            && let Ok(sent) = stream.try_write(&waiting)
        {
            waiting.drain(..sent);
        }
        match stream.try_read(&mut buffer) {
            Ok(0) => break Ended::Finished,
            Ok(length) => {
                heard = Instant::now();
                speaker.receive(buffer.get(..length).unwrap_or_default(), now());
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(_) => break Ended::Reset,
        }
    };
    speaker.ended(ended, now());
    if !matches!(phase, Phase::Closed(_)) {
        say(speaker, &mut waiting);
    }
    let limit = limit.min(Instant::now() + linger);
    // If even this fails the connection is gone, and the speaker has been told that it ended.
    drop(timeout_at(limit, part(stream, &waiting)).await);
}

/// Sends what is left to say, then FIN, and listens to nothing more than the other end's FIN.
async fn part(mut stream: TcpStream, waiting: &[u8]) -> io::Result<()> {
    stream.write_all(waiting).await?;
    stream.shutdown().await?;
    let mut ignored = [0; 1024];
    while stream.read(&mut ignored).await? > 0 {}
    Ok(())
}

/// Takes what the speaker has to send.
fn say(speaker: &mut dyn Speaker, waiting: &mut Vec<u8>) {
    loop {
        let more = speaker.transmit(now());
        if more.is_empty() {
            return;
        }
        waiting.extend(more);
    }
}
