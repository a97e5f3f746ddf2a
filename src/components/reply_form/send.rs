//! From the form to the server.

use leptos::prelude::Set;
use palabre_contract::{
    Account, AccountId, Credentials, Field, NewPost, NewTopic, PageReply, PostChange, PostId,
    Posted, ProblemKind, TopicChange,
};

use super::decision::choices_part;
use crate::{
    api::{ApiError, Client, Identity},
    components::form::{Refused, Typed},
    state::{Composer, Draft, DraftOwner, Question, Sender, SessionStore, Submission, Target},
};

/// What is to be done with what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Send it, as whom the form shows.
    Send,
    /// Send it as the account whose username and password were typed, whoever wrote it.
    SendAsTyped,
    /// Put it in the place of an earlier version of it, which is posted.
    Replace(PostId),
}

/// Checks what was written, sends it, and forgets the draft once the server has it.
///
/// # Errors
/// Why it was not taken; nothing that was written is lost. [`Composer::question`] then says what its writer has
/// to decide, if anything.
pub(super) async fn send(
    client: Client,
    session: SessionStore,
    composer: Composer,
    typed: Typed,
    act: Act,
) -> Result<Posted, Refused> {
    let submission = composer.begin_submission();
    let target = composer.target();
    let mut post = submission.draft.to_post();
    let writer = submission.owner.and_then(DraftOwner::account);
    post.writer = writer.filter(|_| act != Act::SendAsTyped);
    // Sent before the server said who is signed in, the fields may stand there empty for nothing.
    if target.edited().is_none() && !session.is_signed_in().await {
        sign(&mut post, &typed, composer.standing().guests)?;
    }
    let typed_name = post.credentials.as_ref().map(|typed| typed.pseudo.clone());
    let answer = match act {
        Act::Replace(id) => replace(client, id, &target, &submission.draft, writer).await,
        _ => give(client, target, post, &submission).await,
    };
    match answer {
        Ok(posted) => {
            composer.complete_submission(&submission);
            // A change of a post says nothing of who is signed in, and neither does a guest's post.
            if posted.account.is_some() {
                session.set_account(posted.account.clone());
            }
            Ok(posted)
        }
        Err(why) => {
            if let Refused::Answer(error) = &why {
                if error.is(ProblemKind::SignInRequired) {
                    session.expire();
                }
                if let Some(question) = question(client, composer, error, typed_name).await {
                    // Loaded first, so that the focus can move to it. Where it cannot be loaded, that is said there.
                    let _ = choices_part().await;
                    composer.question().set(Some(question));
                }
            }
            Err(why)
        }
    }
}

/// What the writer has to decide after this refusal, if anything.
async fn question(
    client: Client,
    composer: Composer,
    error: &ApiError,
    typed: Option<String>,
) -> Option<Question> {
    let ApiError::Rejected(problem) = error else {
        return None;
    };
    match (problem.kind, problem.post) {
        (ProblemKind::KeyReused, Some(post)) => Some(Question::AlreadyPosted(post)),
        (ProblemKind::OtherAccount, _) => {
            let whom = match typed {
                Some(name) => Sender::Typed(name),
                None => Sender::Session(signed_in(client).await?),
            };
            Some(Question::OtherWriter(whom))
        }
        (ProblemKind::ChangedMeanwhile, _) => {
            let post = composer.target().edited()?;
            Some(Question::Changed(client.post(post).await.ok()?))
        }
        _ => None,
    }
}

async fn signed_in(client: Client) -> Option<Account> {
    client.session().await.ok()?.account
}

/// Writes down who writes: by pseudo and password, or, where that is enough, by a name alone.
fn sign(post: &mut NewPost, typed: &Typed, guests: bool) -> Result<(), Refused> {
    let pseudo = typed.get(Field::Pseudo).trim().to_owned();
    let password = typed.get(Field::Password);
    if guests && password.is_empty() {
        post.guest = Some(pseudo);
        post.writer = None;
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
    submission: &Submission,
) -> Result<Posted, Refused> {
    let draft = &submission.draft;
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
            (page.send)(&forum, reply, key)?
        }
        Target::Edit(old) => {
            post.validate()?;
            let change = PostChange {
                body: Some(post.body),
                smilies: Some(post.smilies),
                seen: draft.base,
                writer: post.writer,
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

/// Puts what was written in the place of the version that is posted.
async fn replace(
    client: Client,
    id: PostId,
    target: &Target,
    draft: &Draft,
    writer: Option<AccountId>,
) -> Result<Posted, Refused> {
    let before = client.post(id).await?;
    let change = PostChange {
        body: Some(draft.body.clone()),
        smilies: Some(draft.smilies),
        seen: before.edited_at,
        writer,
        ..PostChange::default()
    };
    let post = client.change_post(id, &change).await?;
    if let Target::Topic(_) = target {
        let change = TopicChange {
            title: Some(draft.title.trim().to_owned()),
            ..TopicChange::default()
        };
        client.change_topic(post.topic, &change).await?;
    }
    Ok(Posted {
        post,
        account: None,
    })
}
