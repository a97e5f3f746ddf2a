//! The ways in: signing in, opening an account, getting back into one, and where mails lead.

use leptos::prelude::*;
use palabre_contract::{
    Credentials, Field, LostPassword, MailToken, NewAccount, PasswordReset, Watch,
};

use super::head;
use crate::{
    address::{Address, Single},
    api::Client,
    components::{
        dynamic::dynamic,
        form::{Control, Entry, Refused, Sheet, strength, submit},
        notice::{Notice, Tone},
    },
    i18n::use_i18n,
    state::{journal, use_navigation, use_session},
};

/// `/sign-in`: pseudo and password, without a post.
pub(super) fn sign_in_page() -> impl IntoView {
    let i18n = use_i18n();
    let (session, navigation) = (use_session(), use_navigation());
    let back = navigation.way_back();
    let form = move || {
        let on_submit = submit(move |typed| {
            let credentials = Credentials {
                pseudo: typed.get(Field::Pseudo).trim().to_owned(),
                password: typed.get(Field::Password),
            };
            async move {
                credentials.validate()?;
                let hint = i18n.site().locked_out_hint;
                let refused = |error| Refused::AnswerWithHint(error, hint);
                session.sign_in(credentials).await.map_err(refused)?;
                navigation.go_back();
                Ok(None)
            }
        });
        let entries = vec![Entry::pseudo(i18n, &back), Entry::password(i18n)];
        view! { <Sheet entries button=i18n.sign_in on_submit/> }
    };
    view! {
        {head(i18n.site().sign_in_title, "")}
        {dynamic(move || match session.account().get() {
            Some(account) => view! {
                <Notice tone=Tone::Success>
                    <p>{(i18n.site().already_signed_in)(&account.pseudo)}</p>
                    <p><a href=Address::Home.to_string()>{i18n.all_forums}</a></p>
                </Notice>
            }
            .into_any(),
            None => form().into_any(),
        })}
    }
}

/// `/sign-up`: pseudo, e-mail address, password.
pub(super) fn sign_up_page() -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let back = use_navigation().back();
    let on_submit = submit(move |typed| {
        let account = NewAccount {
            pseudo: typed.get(Field::Pseudo).trim().to_owned(),
            email: typed.get(Field::Email).trim().to_owned(),
            password: typed.get(Field::Password),
            language: i18n.language().tag().to_owned(),
            back_to: back.clone(),
            website: typed.get(Field::Website),
        };
        async move {
            account.validate()?;
            client.sign_up(&account).await?;
            Ok(Some(i18n.site().sign_up_sent))
        }
    });
    let entries = vec![
        Entry::new(
            Field::Pseudo,
            i18n.pseudo,
            Control::Line("text", "username"),
        ),
        Entry::email(i18n).hint(i18n.site().email_hint),
        Entry::new(
            Field::Password,
            i18n.password,
            Control::NewPassword(strength),
        ),
        Entry::new(Field::Website, "", Control::Trap),
    ];
    view! {
        {head(i18n.site().sign_up_title, i18n.site().sign_up_lead)}
        <Sheet entries button=i18n.site().sign_up_button on_submit/>
    }
}

/// `/lost-password`: the e-mail address that a link is sent to.
pub(super) fn lost_password_page() -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let on_submit = submit(move |typed| {
        let lost = LostPassword {
            email: typed.get(Field::Email).trim().to_owned(),
            language: i18n.language().tag().to_owned(),
        };
        async move {
            lost.validate()?;
            client.lose_password(&lost).await?;
            Ok(Some(i18n.site().lost_password_sent))
        }
    });
    view! {
        {head(i18n.site().lost_password_title, i18n.site().lost_password_lead)}
        <Sheet entries=vec![Entry::email(i18n)] button=i18n.site().lost_password_button on_submit/>
    }
}

/// `/reset-password?token=…`: another password, by the link of a mail.
pub(super) fn reset_password_page(token: String) -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let (session, navigation) = (use_session(), use_navigation());
    let on_submit = submit(move |typed| {
        let reset = PasswordReset {
            token: token.clone(),
            password: typed.get(Field::NewPassword),
        };
        async move {
            reset.validate()?;
            session.enter(client.reset_password(&reset)).await?;
            navigation.go_instead(&Address::from(Single::Account).to_string());
            Ok(None)
        }
    });
    let password = Entry::new(
        Field::NewPassword,
        i18n.site().new_password,
        Control::NewPassword(strength),
    );
    view! {
        {head(i18n.site().reset_title, i18n.site().reset_lead)}
        <Sheet entries=vec![password] button=i18n.site().reset_button on_submit/>
    }
}

/// `/confirm?token=…`: where the mail of a sign-up, or of a new address, leads. A button and no more, so
/// that a program that looks at links in mails opens no account.
pub(super) fn confirm_page(token: String, back: Option<String>) -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let (session, navigation) = (use_session(), use_navigation());
    let on_submit = submit(move |_| {
        let token = MailToken {
            token: token.clone(),
        };
        let to = (back.clone())
            .filter(|to| Address::of_site(to).is_some())
            .unwrap_or_else(|| Address::Home.to_string());
        async move {
            session.enter(client.confirm(&token)).await?;
            journal::note_sign_up();
            navigation.go_instead(&to);
            Ok(None)
        }
    });
    view! {
        {head(i18n.site().confirm_title, i18n.site().confirm_lead)}
        <Sheet entries=vec![] button=i18n.site().confirm_button on_submit/>
    }
}

/// `/unsubscribe/…`: where a notice leads who wants no more of them.
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
            <Sheet entries=vec![] button=i18n.site().unsubscribe_button on_submit/>
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
