//! `/unsubscribe/…`: the link in a notification mail.

use leptos::prelude::*;
use palabre_contract::Watch;

use super::head;
use crate::{
    address::Address,
    api::Client,
    components::{
        dynamic::dynamic,
        form::{FormView, submit},
        notice::{Notice, Tone},
    },
    i18n::use_i18n,
    state::use_navigation,
};

/// `/unsubscribe/…`: asks for confirmation, so that programs that prefetch the links of mails do not unsubscribe.
pub(super) fn unsubscribe_page(watch: Watch) -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let is_watched = RwSignal::new(watch.watched);
    let token = match use_navigation().address().get_untracked() {
        Some(Address::Unsubscribe(token)) => token,
        _ => String::new(),
    };
    let about = StoredValue::new(watch.title);
    let to = move || Address::Thread(watch.topic, 1).to_string();
    let form = move || {
        let token = token.clone();
        let on_submit = submit(move |_| {
            let call = client.unsubscribe(&token);
            async move {
                let watch = call.await?;
                is_watched.set(watch.watched);
                Ok(None)
            }
        });
        view! {
            <p class="page__lead">{about.with_value(|title| (i18n.site().unsubscribe_about)(title))}</p>
            <FormView entries=vec![] button=i18n.site().unsubscribe_button on_submit/>
        }
    };
    view! {
        {head(i18n.site().unsubscribe_title, "")}
        {dynamic(move || if is_watched.get() {

            form().into_any()
        } else {
            view! {
                <Notice tone=Tone::Success>
                    <p>{about.with_value(|title| (i18n.site().unsubscribed)(title))}</p>
                    <p><a href=to()>{i18n.site().back_to_topic}</a></p>
                </Notice>
            }
            .into_any()
        })}
    }
}
