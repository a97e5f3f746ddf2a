//! The preview of the message.

use leptos::prelude::*;

use super::{inspector::inspector, throttled::throttled};
use crate::{
    components::dynamic::dynamic,
    components::markup_view::MarkupView,
    i18n::use_i18n,
    state::{Composer, use_custom_smilies, use_session},
};

/// The throttled text, rendered by the parser and the components of the thread.
#[component]
pub(super) fn Preview(composer: Composer) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let draft = throttled(composer.draft());
    let shown = Memo::new(move |_| draft.with(|draft| (draft.body.clone(), draft.smilies)));
    let signature = Memo::new(move |_| {
        let wanted = draft.with(|draft| draft.signature);
        session
            .account()
            .with(|account| account.as_ref()?.signature.clone().filter(|_| wanted))
    });
    let custom_smilies = use_custom_smilies();
    let body = move || {
        // Tracked here, because the body of a component is untracked.
        custom_smilies.track();
        match shown.get() {
            (body, _) if body.trim().is_empty() => {
                view! { <p class="preview__empty">{i18n.form().preview_empty}</p> }.into_any()
            }
            (body, smilies) => view! {
                <div class="prose">
                    <MarkupView text=body smilies/>
                </div>
                {dynamic(move || signature.get().map(|signature| view! {
                    <div class="post__signature prose">
                        <MarkupView text=signature smilies/>
                    </div>
                }))}
            }
            .into_any(),
        }
    };
    view! {
        <section class="preview" aria-label=i18n.form().preview>
            <h2 class="preview__title">{i18n.form().preview}</h2>
            {dynamic(body)}
            {inspector(composer, draft)}
        </section>
    }
}
