//! The reply form and the sign-in window: a part of the bundle that is loaded after the thread is shown.

use leptos::prelude::*;
use palabre::{
    components::reply_form::{ReplyForm, takeover::Form},
    part,
    state::Composer,
};

use super::{events::use_events, grant::grant, settings::Settings};

part!(elements writing, pub form_part: fn(Form) -> AnyView = form);
part!(elements writing, pub grant_part: fn(Settings) -> AnyView = grant);

fn form((handle, forum, on_posted): Form) -> AnyView {
    use_events().grows();
    let composer = Composer::new(handle);
    view! { <ReplyForm composer forum on_posted/> }.into_any()
}
