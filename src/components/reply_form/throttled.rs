//! What is drawn beside the keys: the draft, a moment behind them.

use std::time::Duration;

use leptos::prelude::*;

use crate::state::Draft;

/// Time for the browser to show a key before anything is made of it. Of keys that come faster than this,
/// several are drawn at once.
const MOMENT: Duration = Duration::from_millis(50);

/// The draft as it was a [`MOMENT`] ago. A key changes nothing that depends on this one.
pub(super) fn settled(draft: Signal<Draft>) -> Signal<Draft> {
    let settled = RwSignal::new(draft.get_untracked());
    let is_due = StoredValue::new(false);
    Effect::new(move |_| {
        draft.track();
        if is_due.get_value() {
            return;
        }
        is_due.set_value(true);
        // Nothing is there any more where the page has been left meanwhile.
        let settle = move || {
            settled.try_update(|settled| {
                is_due.set_value(false);
                *settled = draft.get_untracked();
            });
        };
        set_timeout(settle, MOMENT);
    });
    settled.into()
}
