//! The author: the signed-in account, or fields for pseudo and password, or, on another site, a button that opens a window to
//! sign in.

use leptos::prelude::*;

use crate::{
    components::{
        dynamic::dynamic,
        form::{Entry, FieldRow, FormErrors, entry_row},
        icon::Icon,
    },
    i18n::use_i18n,
    state::{Composer, SignInMethod, back_or_here, use_session, use_sign_in_method},
};

/// The signed-in account, or the controls to identify oneself.
#[component]
pub(super) fn Identity(composer: Composer, errors: FormErrors) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let (back, method) = (back_or_here(), use_sign_in_method());
    let pseudo = Memo::new(move |_| {
        session
            .account()
            .with(|a| a.as_ref().map(|a| a.pseudo.clone()))
    });
    dynamic(move || match pseudo.get() {
        Some(pseudo) => view! { <SignedIn pseudo/> }.into_any(),
        None if let SignInMethod::Window(open) = method => {
            view! { <SignInElsewhere composer errors open/> }.into_any()
        }
        None => {
            let mut password = Entry::password(i18n);
            if composer.standing().guests {
                password = password.hint(i18n.form().guest_hint);
            }
            let rows = [Entry::pseudo(i18n, &back), password];
            rows.map(|entry| entry_row(entry, errors)).into_any()
        }
    })
}

/// A button that opens the sign-in window, and a field for a name if guests may post.
#[component]
fn SignInElsewhere(composer: Composer, errors: FormErrors, open: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let name = (composer.standing().guests).then(|| {
        let entry = Entry::pseudo(i18n, "").hint(i18n.form().guest_or_sign_in);
        entry_row(entry, errors)
    });
    view! {
        {name}
        <div class="field">
            <div class="field__control">
                <button class="button" type="button" on:click=move |_| open.run(())>
                    <Icon name="user"/>
                    {i18n.sign_in}
                </button>
                <p class="field__hint">{i18n.form().sign_in_window}</p>
            </div>
        </div>
    }
}

#[component]
fn SignedIn(pseudo: String) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let sign_out = move |_| {
        leptos::task::spawn_local(async move {
            // On an error the account stays shown, because the session still exists.
            let _ = session.sign_out().await;
        });
    };
    view! {
        <FieldRow label=i18n.form().pseudo>
            <strong class="field__value">{pseudo}</strong>
            <button class="button" data-variant="link" type="button" on:click=sign_out>
                {i18n.sign_out}
            </button>
        </FieldRow>
    }
}
