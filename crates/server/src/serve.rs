//! Connections: taking them, cutting off the silent ones, and stopping without losing a post.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::Router;
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tower::ServiceExt;

use crate::routes::Peer;

/// How long a connection may take to send the head of a request, and how long it may be idle.
const HEADER_PATIENCE: Duration = Duration::from_secs(15);
/// The most bytes of a connection that wait to be read, which also bounds the head of a request; past it the
/// answer is 431. By default it is 400 KiB, and each stalled upload fills it.
const READ_BUFFER: usize = 16 * 1024;
/// Connections that are open at once. Others wait until one is closed.
const CONNECTIONS: usize = 4096;
/// How long requests under way may take to finish once the server is told to stop.
const STOP_PATIENCE: Duration = Duration::from_secs(10);
/// How long to wait before accepting again after the machine refused (too many open files).
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Answers connections until `stop` is ready, then lets those under way finish.
pub async fn serve(listener: TcpListener, app: Router, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            (place, accepted) = accept(&listener, &places) => match accepted {
                Ok((stream, peer)) => answer(stream, peer, place, app.clone(), &graceful),
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            },
            () = &mut stop => break,
        }
    }
    drop(listener);
    tracing::info!("stopping; requests under way may finish");
    if tokio::time::timeout(STOP_PATIENCE, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not finish in time");
    }
}

/// The next connection, once there is a place for it.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (OwnedSemaphorePermit, io::Result<(TcpStream, SocketAddr)>) {
    let place = Arc::clone(places)
        .acquire_owned()
        .await
        .expect("the semaphore is never closed");
    (place, listener.accept().await)
}

fn answer(
    stream: TcpStream,
    peer: SocketAddr,
    place: OwnedSemaphorePermit,
    app: Router,
    graceful: &GracefulShutdown,
) {
    // Answers are written whole: waiting for more to send would only delay them.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "no TCP_NODELAY");
    }
    let service = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer.ip()));
        app.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_PATIENCE)
        .max_buf_size(READ_BUFFER)
        .serve_connection(TokioIo::new(stream), service);
    let watched = graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            tracing::debug!(%error, "a connection broke off");
        }
        drop(place);
    });
}

/// Ready when the process is told to stop, by the terminal (ctrl-C) or by the system (SIGTERM).
///
/// # Errors
/// The system does not let the process listen for signals.
pub fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(test)]
mod tests {
    use std::task::Poll;

    use super::*;

    #[tokio::test]
    async fn a_connection_past_the_cap_waits_until_another_one_is_closed() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let places = Arc::new(Semaphore::new(1));
        let (_first, _second) = (
            TcpStream::connect(address).await.unwrap(),
            TcpStream::connect(address).await.unwrap(),
        );
        let (place, accepted) = accept(&listener, &places).await;
        assert!(accepted.is_ok());
        let mut next = std::pin::pin!(accept(&listener, &places));
        let polled = std::future::poll_fn(|cx| Poll::Ready(next.as_mut().poll(cx).is_ready()));
        assert!(!polled.await, "there is no place");
        drop(place);
        assert!(next.await.1.is_ok());
    }
}
