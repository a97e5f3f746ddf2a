//! The request log: one line per request, without secrets.

use std::{
    io,
    sync::{Arc, Mutex},
};

use axum::http::{Method, StatusCode};

use crate::site::{Request, Site};

/// A writer that collects the log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[tokio::test]
async fn tokens_in_requests_are_not_logged() {
    let site = Site::new().await;
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::DEBUG)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let token = "0123456789abcdef".repeat(4);
    for path in [
        format!("/unsubscribe/{token}"),
        format!("/unsubscribe/{token}/"),
        format!("/api/unsubscribe/{token}"),
        format!("/api/unsubscribe/{token}/"),
        format!("/api/{token}"),
        format!("/confirm?token={token}"),
        format!("/reset-password?token={token}"),
        format!("/nothing/{token}"),
    ] {
        for method in [Method::GET, Method::POST] {
            site.send(Request::new(method, &path).with("referer", &path))
                .await;
        }
    }
    let json = format!(r#"{{"token":"{token}","password":"palabre-basile"}}"#);
    for path in ["/api/accounts/confirm", "/api/accounts/reset-password"] {
        site.send(Request::post(path, &json)).await;
    }
    let response = site.get("/api/topics/1").await;
    assert_eq!(response.status, StatusCode::OK);
    drop(guard);
    let log = log.text();
    assert_eq!(log.matches("status=").count(), 19, "{log}");
    assert!(!log.contains(&token), "{log}");
    assert!(!log.contains(&token[..20]), "{log}");
    // Paths without secrets are logged in full.
    assert!(log.contains(r#"path="/api/topics/1""#), "{log}");
}
