//! A throttled copy of the draft, for views that are too slow to update on every key.

use std::time::Duration;

use leptos::prelude::*;

use crate::state::Draft;

/// How long to wait after a key, so the browser can show it first. Further keys within this time cause no further update.
const DELAY: Duration = Duration::from_millis(50);

/// The draft, updated at most once per [`DELAY`].
pub(super) fn throttled(draft: Signal<Draft>) -> Signal<Draft> {
    let throttled = RwSignal::new(draft.get_untracked());
    let is_scheduled = StoredValue::new(false);
    Effect::new(move |_| {
        draft.track();
        if is_scheduled.get_value() {
            return;
        }
        is_scheduled.set_value(true);
        // The signals are disposed if the page was left in the meantime.
        let update = move || {
            throttled.try_update(|throttled| {
                is_scheduled.set_value(false);
                *throttled = draft.get_untracked();
            });
        };
        set_timeout(update, DELAY);
    });
    throttled.into()
}
