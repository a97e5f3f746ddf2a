//! The wait between two posts: how long it still is, and sending when it is over.

use std::time::Duration;

use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*};
use palabre_contract::ProblemKind;

use crate::{
    api::ApiError,
    components::{
        dynamic::dynamic,
        form::Refused,
        notice::{Notice, Tone},
    },
    i18n::use_i18n,
    state::Composer,
};

/// How long the server wants no further post.
#[derive(Clone, Copy, Default)]
pub(super) struct Flood {
    /// Seconds that are left. `None`: there was nothing to wait for.
    left: RwSignal<Option<u32>>,
    /// Whether the post is sent by itself once the wait is over.
    is_armed: RwSignal<bool>,
    ticking: StoredValue<Option<IntervalHandle>>,
}

impl Flood {
    /// Begins to wait, where that is why the post was not taken. `false`: it is something else.
    pub(super) fn begin(self, why: &Refused, composer: Composer) -> bool {
        let Refused::Answer(ApiError::Rejected(problem)) = why else {
            return false;
        };
        let (ProblemKind::TooSoon, Some(wait)) = (problem.kind, problem.retry_after) else {
            return false;
        };
        self.left.set(Some(wait));
        let handle = set_interval_with_handle(move || self.tick(composer), Duration::from_secs(1));
        self.ticking.set_value(handle.ok());
        true
    }

    /// There is nothing to wait for any more.
    pub(super) fn end(self) {
        self.stop();
        self.left.set(None);
        self.is_armed.set(false);
    }

    fn tick(self, composer: Composer) {
        let Some(Some(left)) = self.left.try_get_untracked() else {
            return self.stop();
        };
        let left = left.saturating_sub(1);
        self.left.set(Some(left));
        if left == 0 {
            self.stop();
            if self.is_armed.get_untracked() {
                composer.send();
            }
        }
    }

    fn stop(self) {
        if let Some(Some(handle)) = self.ticking.try_update_value(Option::take) {
            handle.clear();
        }
    }
}

/// What is said while a post has to wait.
#[component]
pub(super) fn Countdown(flood: Flood) -> impl IntoView {
    let i18n = use_i18n();
    on_cleanup(move || flood.stop());
    let waiting = move || {
        let left = flood.left.get()?;
        let wait = i18n.counted(left, i18n.seconds);
        Some(if left == 0 {
            i18n.may_send_now.to_owned()
        } else if flood.is_armed.get() {
            (i18n.sends_in)(&wait)
        } else {
            format!("{} {}", (i18n.too_soon)(&wait), i18n.text_kept)
        })
    };
    let may_arm = move || flood.left.get().is_some_and(|left| left > 0);
    let is_waiting = Memo::new(move |_| flood.left.get().is_some());
    dynamic(move || {
        is_waiting.get().then(|| {
            view! {
                <Notice tone=Tone::Info>
                    // Not read out at every second: the timer is, when it is asked for.
                    <p role="timer">{dynamic(waiting)}</p>
                    <button class="button" type="button" hidden=move || !may_arm()
                        aria-pressed=move || flood.is_armed.get().to_string()
                        on:click=move |_| flood.is_armed.update(|armed| *armed = !*armed)>
                        {i18n.send_when_allowed}
                    </button>
                </Notice>
            }
        })
    })
}
