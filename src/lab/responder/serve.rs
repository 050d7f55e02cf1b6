//! The server's loop: one thread, a bounded number of connections, a bounded time for each.

use std::io;
use std::net::TcpListener;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::LocalSet;
use tokio::time;

use crate::lab::responder::http;
use crate::lab::responder::http::Progress;
use crate::lab::responder::service::{Method, Response, Service};

/// Connections at once; whoever comes beyond is told to come back.
const MOST: usize = 64;
/// How long a connection may take, from its first byte to its last.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is asked whether to stop.
const BEAT: Duration = Duration::from_millis(50);

/// Serves what comes to `listener` until `stop` says so; whoever is being served then is let go.
///
/// # Errors
/// If the listener or the runtime fails.
pub fn serve(
    listener: TcpListener,
    service: &Rc<dyn Service>,
    stop: &dyn Fn() -> bool,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let talks = LocalSet::new();
    talks.block_on(&runtime, async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let seats = Arc::new(Semaphore::new(MOST));
        while !stop() {
            let Ok(came) = time::timeout(BEAT, listener.accept()).await else {
                continue;
            };
            // Out of descriptors, or the other end left already: others may still come.
            let Ok((stream, _)) = came else {
                time::sleep(BEAT).await;
                continue;
            };
            let Ok(seat) = Arc::clone(&seats).try_acquire_owned() else {
                let busy = http::write(&Response::text(http::BUSY, "busy\n"), Method::Get);
                // What does not fit into the socket at once is not waited for.
                let _ = stream.try_write(&busy);
                service.refused(http::BUSY);
                continue;
            };
            let service = Rc::clone(service);
            tokio::task::spawn_local(async move {
                talk(stream, service.as_ref()).await;
                drop(seat);
            });
        }
        Ok(())
    })
}

/// One connection, from its first byte to its last. What fails on it is the other end's affair.
async fn talk(mut stream: TcpStream, service: &dyn Service) {
    let whole = async {
        let (response, method) = match hear(&mut stream).await {
            Heard::Request(request) => (service.answer(&request), request.method),
            Heard::Wrong(status) => {
                service.refused(status);
                (Response::text(status, status), Method::Get)
            }
            Heard::Gone => return,
        };
        let bytes = http::write(&response, method);
        if stream.write_all(&bytes).await.is_ok() && stream.shutdown().await.is_ok() {
            drain(&mut stream).await;
        }
    };
    if time::timeout(PATIENCE, whole).await.is_err() {
        service.refused(http::TIMEOUT);
    }
}

/// What came of listening.
enum Heard {
    Request(crate::lab::responder::service::Request),
    Wrong(&'static str),
    Gone,
}

async fn hear(stream: &mut TcpStream) -> Heard {
    let mut bytes = Vec::new();
    let mut invited = false;
    loop {
        match http::read(&bytes) {
            Progress::Whole(request) => return Heard::Request(request),
            Progress::Wrong(status) => return Heard::Wrong(status),
            Progress::Continue if !invited => {
                invited = true;
                let go_on = b"HTTP/1.1 100 Continue\r\n\r\n";
                if stream.write_all(go_on).await.is_err() {
                    return Heard::Gone;
                }
            }
            Progress::Continue | Progress::More => {}
        }
        // Bounded by what `http::read` lets grow: a head and a body at most.
        match stream.read_buf(&mut bytes).await {
            Ok(1..) => {}
            Ok(0) | Err(_) => return Heard::Gone,
        }
    }
}

/// Reads on for a moment what the other end still sends: closing on unread bytes would reset the connection and take the response
/// away from it.
async fn drain(stream: &mut TcpStream) {
    let mut scrap = [0; 1024];
    let all = async { while matches!(stream.read(&mut scrap).await, Ok(1..)) {} };
    let _ = time::timeout(BEAT, all).await;
}
