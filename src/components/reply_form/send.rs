//! Sends a post from the form to the server.

use leptos::prelude::Set;
use palabre_contract::{
    Account, AccountId, Credentials, Field, NewPost, NewTopic, PageReply, PostChange, PostId,
    Posted, ProblemKind, TopicChange,
};

use crate::{
    api::{ApiError, Client, Identity},
    components::form::{FormValues, SubmitError},
    state::{Composer, Draft, DraftOwner, Question, Sender, SessionStore, Submission, Target},
};

/// How to send the post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SendAction {
    /// Send it with the account or name that the form shows.
    Send,
    /// Send it with the account whose credentials were typed, even if another account wrote the draft.
    SendAsTyped,
    /// Replace an earlier version of it, which was posted.
    Replace(PostId),
}

/// Validates and sends the post. Deletes the draft once the server has saved the post.
///
/// # Errors
/// Why the post was not accepted; the draft is kept. If the author has to decide something, [`Composer::question`] is set.
pub(super) async fn send(
    client: Client,
    session: SessionStore,
    composer: Composer,
    values: FormValues,
    act: SendAction,
) -> Result<Posted, SubmitError> {
    let submission = composer.begin_submission();
    let target = composer.target();
    let mut post = submission.draft.to_post();
    let writer = submission.owner.and_then(DraftOwner::account);
    post.writer = writer.filter(|_| act != SendAction::SendAsTyped);
    // Asks the session rather than reading the form: until the session is known, the form shows empty fields for credentials
    // even to a signed-in author.
    if target.edited().is_none() && !session.is_signed_in().await {
        add_author(&mut post, &values, composer.standing().guests)?;
    }
    let typed_name = post
        .credentials
        .as_ref()
        .map(|values| values.pseudo.clone());
    let answer = match act {
        SendAction::Replace(id) => replace(client, id, &target, &submission.draft, writer).await,
        _ => send_post(client, target, post, &submission).await,
    };
    match answer {
        Ok(posted) => {
            composer.complete_submission(&submission);
            // `None` after an edit or a guest's post: the session is unchanged.
            if posted.account.is_some() {
                session.set_account(posted.account.clone());
            }
            Ok(posted)
        }
        Err(why) => {
            if let SubmitError::Answer(error) = &why {
                if error.is(ProblemKind::SignInRequired) {
                    session.expire();
                }
                if let Some(question) = question_after(client, composer, error, typed_name).await {
                    composer.question().set(Some(question));
                }
            }
            Err(why)
        }
    }
}

/// The question that this rejection raises, if any.
async fn question_after(
    client: Client,
    composer: Composer,
    error: &ApiError,
    values: Option<String>,
) -> Option<Question> {
    let ApiError::Rejected(problem) = error else {
        return None;
    };
    match (problem.kind, problem.post) {
        (ProblemKind::KeyReused, Some(post)) => Some(Question::AlreadyPosted(post)),
        (ProblemKind::OtherAccount, _) => {
            let sender = match values {
                Some(name) => Sender::FormValues(name),
                None => Sender::Session(signed_in(client).await?),
            };
            Some(Question::OtherWriter(sender))
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

/// Adds the author to the post: credentials, or only a name if guests may post and no password was typed.
fn add_author(post: &mut NewPost, values: &FormValues, guests: bool) -> Result<(), SubmitError> {
    let pseudo = values.get(Field::Pseudo).trim().to_owned();
    let password = values.get(Field::Password);
    if guests && password.is_empty() {
        post.guest = Some(pseudo);
        post.writer = None;
        (post.notify, post.signature) = (false, false);
    } else if Identity::is_foreign() {
        return Err(SubmitError::SignIn);
    } else {
        post.credentials = Some(Credentials { pseudo, password });
    }
    Ok(())
}

async fn send_post(
    client: Client,
    target: Target,
    post: NewPost,
    submission: &Submission,
) -> Result<Posted, SubmitError> {
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
            reply.validate()?;
            client.reply_to_page(&forum, &reply, key)
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

/// Replaces the posted version with the draft; of a new topic, the title as well.
async fn replace(
    client: Client,
    id: PostId,
    target: &Target,
    draft: &Draft,
    writer: Option<AccountId>,
) -> Result<Posted, SubmitError> {
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
