//! The timeout of a request.

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use web_sys::{AbortController, AbortSignal};

/// The server's database timeout is 5 seconds; the other 25 are for slow connections.
const MAX_DURATION: Duration = Duration::from_secs(30);

/// Aborts a request after 30 seconds, unless dropped before.
pub struct Timeout {
    controller: Option<AbortController>,
    timer: Option<TimeoutHandle>,
}

impl Timeout {
    /// Starts the timeout.
    pub fn new() -> Self {
        let controller = AbortController::new().ok();
        let timer = controller.clone().and_then(|controller| {
            set_timeout_with_handle(move || controller.abort(), MAX_DURATION).ok()
        });
        Self { controller, timer }
    }

    /// The signal that aborts the request.
    pub fn signal(&self) -> Option<AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }
}

impl Default for Timeout {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        if let Some(timer) = self.timer {
            timer.clear();
        }
    }
}
