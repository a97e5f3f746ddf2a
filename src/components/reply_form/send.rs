//! From the form to the server.

use leptos::prelude::GetUntracked;
use palabre_contract::{
    Credentials, Field, NewPost, NewTopic, PageReply, PostChange, Posted, ProblemKind,
};

use crate::{
    api::{Client, Identity},
    components::form::{Refused, Typed},
    state::{Composer, Draft, SessionStore, Target},
};

/// Checks what was written, sends it, and clears it once the server has it.
///
/// # Errors
/// Why it was not taken; nothing that was written is lost.
pub(super) async fn send(
    client: Client,
    session: SessionStore,
    composer: Composer,
    typed: Typed,
) -> Result<Posted, Refused> {
    let draft = composer.draft().get_untracked();
    let target = composer.target();
    let mut post = draft.to_post();
    // Sent before the server said who is signed in, the fields may stand there empty for nothing.
    if target.edited().is_none() && !session.is_open().await {
        sign(&mut post, &typed, composer.standing().guests)?;
    }
    match give(client, target, post, &draft).await {
        Ok(posted) => {
            // A change of a post says nothing of who is signed in, and neither does a guest's post.
            if posted.account.is_some() {
                session.take(posted.account.clone());
            }
            composer.sent(&draft.body);
            Ok(posted)
        }
        Err(why) => {
            if let Refused::Answer(error) = &why {
                if error.is(ProblemKind::SignInRequired) {
                    session.take(None);
                }
                if error.is(ProblemKind::KeyReused) {
                    composer.renew_key();
                }
            }
            Err(why)
        }
    }
}

/// Writes down who writes: by pseudo and password, or, where that is enough, by a name alone.
fn sign(post: &mut NewPost, typed: &Typed, guests: bool) -> Result<(), Refused> {
    let pseudo = typed.get(Field::Pseudo).trim().to_owned();
    let password = typed.get(Field::Password);
    if guests && password.is_empty() {
        post.guest = Some(pseudo);
        (post.notify, post.signature) = (false, false);
    } else if Identity::is_foreign() {
        return Err(Refused::SignIn);
    } else {
        post.credentials = Some(Credentials { pseudo, password });
    }
    Ok(())
}

async fn give(
    client: Client,
    target: Target,
    post: NewPost,
    draft: &Draft,
) -> Result<Posted, Refused> {
    let key = &draft.key;
    let call = match target {
        Target::Reply(topic) => {
            post.validate()?;
            client.reply(topic, &post, key)
        }
        Target::Topic(forum) => {
            let topic = NewTopic {
                title: draft.title.trim().to_owned(),
                post,
            };
            topic.validate()?;
            client.open_topic(&forum, &topic, key)
        }
        Target::Page(forum, page) => {
            let reply = PageReply {
                address: page.address,
                title: page.title,
                post,
            };
            (page.answer)(&forum, reply, key)?
        }
        Target::Edit(old) => {
            post.validate()?;
            let change = PostChange {
                body: Some(post.body),
                smilies: Some(post.smilies),
                seen: old.edited_at,
                ..PostChange::default()
            };
            return Ok(Posted {
                post: client.change_post(old.id, &change).await?,
                account: None,
            });
        }
    };
    Ok(call.await?)
}
