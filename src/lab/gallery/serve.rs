//! All servers of the gallery on one thread: a bounded number of connections, a bounded time for each.

use std::io;
use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::LocalSet;
use tokio::time;

/// One server.
pub struct Stall {
    /// Where it listens.
    pub listener: TcpListener,
    /// What it shows.
    pub config: Arc<ServerConfig>,
    /// What it answers a request with.
    pub page: String,
}

impl std::fmt::Debug for Stall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stall")
            .field("listener", &self.listener)
            .finish_non_exhaustive()
    }
}

/// Connections at once to one server; whoever comes beyond waits, and only there.
const MOST: usize = 8;
/// How long a connection may take, from its first byte to its last.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is asked whether to stop.
const BEAT: Duration = Duration::from_millis(50);
/// Bytes of a request that are read; what is longer gets the page all the same.
const LONGEST: usize = 16 << 10;

/// Serves what comes to the stalls until `stop` says so; whoever is being served then is let go.
///
/// # Errors
/// If a listener or the runtime fails.
pub fn serve(stalls: Vec<Stall>, stop: &dyn Fn() -> bool) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let talks = LocalSet::new();
    talks.block_on(&runtime, async {
        for stall in stalls {
            stall.listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(stall.listener)?;
            tokio::task::spawn_local(attend(listener, stall.config, stall.page.into()));
        }
        while !stop() {
            time::sleep(BEAT).await;
        }
        Ok(())
    })
}

/// Takes connections, each once there is a seat for it.
async fn attend(listener: tokio::net::TcpListener, config: Arc<ServerConfig>, page: Arc<str>) {
    let seats = Arc::new(Semaphore::new(MOST));
    loop {
        // Out of descriptors, or the other end left already: others may still come.
        let Ok((stream, _)) = listener.accept().await else {
            time::sleep(BEAT).await;
            continue;
        };
        // One connection at most is held here without a seat; further ones stay in the kernel's queue.
        let Ok(seat) = Arc::clone(&seats).acquire_owned().await else {
            return;
        };
        let (config, page) = (Arc::clone(&config), Arc::clone(&page));
        tokio::task::spawn_local(async move {
            // What fails on a connection is the other end's affair: it judges, and may leave.
            let _ = time::timeout(PATIENCE, talk(stream, config, &page)).await;
            drop(seat);
        });
    }
}

/// One connection: a handshake, a request, the page.
async fn talk(mut stream: TcpStream, config: Arc<ServerConfig>, page: &str) -> io::Result<()> {
    let mut tls = ServerConnection::new(config).map_err(io::Error::other)?;
    let mut heard = Vec::new();
    let mut bytes = [0; 4096];
    loop {
        send(&mut stream, &mut tls).await?;
        let n = stream.read(&mut bytes).await?;
        let mut came = bytes.get(..n).unwrap_or_default();
        if came.is_empty() {
            return Ok(());
        }
        while !came.is_empty() {
            tls.read_tls(&mut came)?;
            let Ok(state) = tls.process_new_packets() else {
                // The alert that says why.
                return send(&mut stream, &mut tls).await;
            };
            let mut plain = vec![0; state.plaintext_bytes_to_read()];
            io::Read::read_exact(&mut tls.reader(), &mut plain)?;
            heard.extend(plain);
        }
        let asked = heard.windows(4).any(|four| four == b"\r\n\r\n");
        if asked || heard.len() > LONGEST {
            answer(&mut tls, page)?;
            send(&mut stream, &mut tls).await?;
            return stream.shutdown().await;
        }
    }
}

fn answer(tls: &mut ServerConnection, page: &str) -> io::Result<()> {
    let length = page.len();
    let head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n";
    let whole = format!("{head}Content-Length: {length}\r\n\r\n{page}");
    tls.writer().write_all(whole.as_bytes())?;
    tls.send_close_notify();
    Ok(())
}

async fn send(stream: &mut TcpStream, tls: &mut ServerConnection) -> io::Result<()> {
    while tls.wants_write() {
        let mut bytes = Vec::new();
        tls.write_tls(&mut bytes)?;
        stream.write_all(&bytes).await?;
    }
    Ok(())
}
