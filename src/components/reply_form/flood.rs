//! Flood control: a countdown when the server demands a pause between two posts, and sending when it is over.

use std::time::Duration;

use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*};
use palabre_contract::ProblemKind;

use crate::{
    api::ApiError,
    components::{
        dynamic::dynamic,
        form::SubmitError,
        notice::{Notice, Tone},
    },
    i18n::use_i18n,
    state::Composer,
};

/// The pause that the server demands.
#[derive(Clone, Copy, Default)]
pub(super) struct Flood {
    /// Seconds left. `None`: no pause was demanded.
    left: RwSignal<Option<u32>>,
    /// Whether the post is sent automatically at the end.
    sends_at_end: RwSignal<bool>,
    /// The timer that counts down.
    timer: StoredValue<Option<IntervalHandle>>,
}

impl Flood {
    /// Starts the countdown if the server demanded a pause. `false`: the post was rejected for another reason.
    pub(super) fn begin(self, why: &SubmitError, composer: Composer) -> bool {
        let SubmitError::Answer(ApiError::Rejected(problem)) = why else {
            return false;
        };
        let (ProblemKind::TooSoon, Some(wait)) = (problem.kind, problem.retry_after) else {
            return false;
        };
        self.left.set(Some(wait));
        let handle = set_interval_with_handle(move || self.tick(composer), Duration::from_secs(1));
        self.timer.set_value(handle.ok());
        true
    }

    /// Ends the pause and cancels automatic sending.
    pub(super) fn end(self) {
        self.stop();
        self.left.set(None);
        self.sends_at_end.set(false);
    }

    fn tick(self, composer: Composer) {
        let Some(Some(left)) = self.left.try_get_untracked() else {
            return self.stop();
        };
        let left = left.saturating_sub(1);
        self.left.set(Some(left));
        if left == 0 {
            self.stop();
            if self.sends_at_end.get_untracked() {
                composer.send();
            }
        }
    }

    fn stop(self) {
        if let Some(Some(handle)) = self.timer.try_update_value(Option::take) {
            handle.clear();
        }
    }
}

/// The countdown, with a button for automatic sending.
#[component]
pub(super) fn Countdown(flood: Flood) -> impl IntoView {
    let i18n = use_i18n();
    on_cleanup(move || flood.stop());
    let waiting = move || {
        let left = flood.left.get()?;
        let wait = i18n.counted(left, i18n.seconds);
        Some(if left == 0 {
            i18n.form().may_send_now.to_owned()
        } else if flood.sends_at_end.get() {
            (i18n.form().sends_in)(&wait)
        } else {
            format!(
                "{} {}",
                (i18n.form().too_soon)(&wait),
                i18n.form().text_kept
            )
        })
    };
    let is_counting = move || flood.left.get().is_some_and(|left| left > 0);
    let is_waiting = Memo::new(move |_| flood.left.get().is_some());
    dynamic(move || {
        is_waiting.get().then(|| {
            view! {
                <Notice tone=Tone::Info>
                    // Screen readers do not announce changes of a timer, so not every second is read out.
                    <p role="timer">{dynamic(waiting)}</p>
                    <button class="button" type="button" hidden=move || !is_counting()
                        aria-pressed=move || flood.sends_at_end.get().to_string()
                        on:click=move |_| flood.sends_at_end.update(|sends| *sends = !*sends)>
                        {i18n.form().send_when_allowed}
                    </button>
                </Notice>
            }
        })
    })
}
