//! A time limit for a request.

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use web_sys::{AbortController, AbortSignal};

/// How long an answer may take. The server gives up on its database after 5 seconds; the rest is for slow lines.
const MAX_DURATION: Duration = Duration::from_secs(30);

/// Aborts a request that takes longer than 30 seconds; dropped when its answer is there.
pub struct Timeout {
    controller: Option<AbortController>,
    timer: Option<TimeoutHandle>,
}

impl Timeout {
    /// A limit that runs from now on.
    pub fn new() -> Self {
        let controller = AbortController::new().ok();
        let timer = controller.clone().and_then(|controller| {
            set_timeout_with_handle(move || controller.abort(), MAX_DURATION).ok()
        });
        Self { controller, timer }
    }

    /// What tells the request that its time is over.
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
