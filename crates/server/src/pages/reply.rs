//! `POST /t/{topic}/reply`: the plain form to reply. The same rules as those of the API; only the answers are pages.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use maud::{Markup, html};
use palabre_contract::{
    AccountId, Credentials, IdempotencyKey, NewPost, PostId, Problem, ProblemKind, TopicId,
    VisitorPermissions, idempotency::InvalidIdempotencyKey,
};

use super::{
    Pages,
    form_body::FormBody,
    plain::{self, FormErrors, ReplyForm, ReplyValues, SignedIn, Texts, Tone, notice},
    preload::Data,
    reader::Reader,
    see_other,
};
use crate::{
    error::Error,
    forum::Visitor,
    routes::{PathOf, SessionCookie},
};

/// Posts the reply and goes to it, or shows the reply page again with the reason and everything but the password.
pub(crate) async fn reply(
    State(pages): State<Arc<Pages>>,
    PathOf(topic): PathOf<TopicId>,
    visitor: Visitor,
    cookie: SessionCookie,
    uri: Uri,
    headers: HeaderMap,
    form: FormBody,
) -> Response {
    match pages.post(&visitor, topic, &form, cookie).await {
        Ok(response) => response,
        Err(error) => {
            let refused = Refused {
                topic,
                form: &form,
                problem: error.problem(),
            };
            let reader = pages.reader(&visitor, &uri, &headers).await;
            pages.show_again(&visitor, &refused, &reader).await
        }
    }
}

/// A form that was refused.
struct Refused<'a> {
    topic: TopicId,
    form: &'a FormBody,
    problem: Problem,
}

impl Pages {
    /// The empty form of a topic, on the page at `here` (path and query).
    ///
    /// # Errors
    /// The system has no random numbers.
    pub(super) fn reply_form(
        &self,
        reader: &Reader,
        you: VisitorPermissions,
        here: &str,
    ) -> Result<ReplyForm, Error> {
        let writer = signed_in(reader);
        Ok(ReplyForm {
            values: ReplyValues::blank(you, writer.as_ref().map(|writer| &writer.account)),
            writer,
            key: new_key()?,
            errors: FormErrors::default(),
            here: here.to_owned(),
        })
    }

    async fn post(
        &self,
        visitor: &Visitor,
        topic: TopicId,
        form: &FormBody,
        cookie: SessionCookie,
    ) -> Result<Response, Error> {
        let key = key_of(form)?;
        let values = ReplyValues::of(form);
        let mut post = NewPost {
            body: values.body,
            icon: values.icon,
            notify: values.notify,
            smilies: !values.no_smilies,
            signature: values.signature,
            credentials: None,
            guest: None,
            writer: writer_of(form)?,
        };
        let password = form.get("password");
        if !password.is_empty() || post.writer.is_none() {
            self.add_author(visitor, topic, values.pseudo, password, &mut post)
                .await?;
        } else {
            let account = self
                .engine
                .account(visitor)
                .await?
                .ok_or(Error::SignInRequired)?;
            if post.writer != Some(account.id) {
                return Err(Error::OtherAccount);
            }
            form.check_token(visitor)?;
        }
        let writing = Arc::clone(&self.engine)
            .writing()
            .ok_or(Error::NotSupported)?;
        let replied = writing.reply(visitor, topic, &key, &post).await?;
        let mut response = see_other(&plain::post_address(&replied.posted.post));
        if let Some(tokens) = &replied.tokens {
            cookie.add(tokens, response.headers_mut());
        }
        Ok(response)
    }

    /// Adds the author that a form without a session names: credentials, or only a name if guests may post.
    async fn add_author(
        &self,
        visitor: &Visitor,
        topic: TopicId,
        pseudo: String,
        password: &str,
        post: &mut NewPost,
    ) -> Result<(), Error> {
        if password.is_empty() {
            // The form was shown before somebody signed in.
            if self.engine.account(visitor).await?.is_some() {
                return Err(Error::OtherAccount);
            }
            if self.engine.review(visitor, topic).await?.you.guests {
                post.guest = Some(pseudo);
                (post.notify, post.signature) = (false, false);
                return Ok(());
            }
        }
        let password = password.to_owned();
        post.credentials = Some(Credentials { pseudo, password });
        Ok(())
    }

    /// The reply page with the refused form.
    async fn show_again(
        &self,
        visitor: &Visitor,
        refused: &Refused<'_>,
        reader: &Reader,
    ) -> Response {
        match self.refused_page(visitor, refused, reader).await {
            Ok(page) => {
                let data = Data::Review(refused.topic);
                self.respond_refusal(reader, &refused.problem, &page, Some(&data))
            }
            // The topic cannot be read, or the database failed.
            Err(_) => {
                let text = refused.form.lines("body");
                self.refuse(reader, &refused.problem, Some(&text))
            }
        }
    }

    async fn refused_page(
        &self,
        visitor: &Visitor,
        refused: &Refused<'_>,
        reader: &Reader,
    ) -> Result<plain::Page, Error> {
        let texts = reader.texts;
        let review = self.engine.review(visitor, refused.topic).await?;
        let writer = signed_in(reader);
        let (key, errors) = self
            .explain(visitor, refused, writer.as_ref(), texts)
            .await?;
        let form = ReplyForm {
            writer,
            key,
            values: ReplyValues::of(refused.form),
            errors,
            here: format!("/t/{}/reply", refused.topic),
        };
        Ok(plain::reply(&review, &form, texts))
    }

    /// The reason, and the key for the next attempt. It stays the same, so that a post that was stored after all is not
    /// stored again, unless that is impossible.
    async fn explain(
        &self,
        visitor: &Visitor,
        refused: &Refused<'_>,
        writer: Option<&SignedIn>,
        texts: Texts,
    ) -> Result<(IdempotencyKey, FormErrors), Error> {
        let form = texts.form();
        let whole = |why: Markup| FormErrors::whole(notice(Tone::Failure, &why));
        // A form without a valid key was never stored.
        let Ok(key) = key_of(refused.form) else {
            return Ok((new_key()?, whole(html! { (form.form_incomplete) })));
        };
        let problem = &refused.problem;
        Ok(match (problem.kind, problem.post, writer) {
            (ProblemKind::KeyReused, Some(post), _) => {
                return self.explain_reuse(visitor, refused, key, post, texts).await;
            }
            (ProblemKind::OtherAccount, _, Some(SignedIn { account, .. })) => {
                let name = &account.pseudo;
                (
                    key,
                    whole(html! { ((form.other_writer)(name)) " " ((form.send_again_as)(name)) }),
                )
            }
            (ProblemKind::ForeignOrigin, ..) => (key, whole(html! { (form.session_changed) })),
            _ => (key, FormErrors::of(problem, form.text_kept, texts)),
        })
    }

    /// The key was used for another post. A new key is given only for another text, which cannot be the same post twice.
    async fn explain_reuse(
        &self,
        visitor: &Visitor,
        refused: &Refused<'_>,
        key: IdempotencyKey,
        post: PostId,
        texts: Texts,
    ) -> Result<(IdempotencyKey, FormErrors), Error> {
        let form = texts.form();
        let stored = self.engine.post(visitor, post).await.ok();
        let is_other_text = stored
            .as_ref()
            .is_some_and(|stored| stored.body.trim() != refused.form.lines("body").trim());
        let why = html! {
            (form.arrived)
            @if let Some(stored) = &stored { " " a href=(plain::post_address(stored)) { (form.see_posted) } "." }
            @if is_other_text { " " (form.send_again_to_post_too) }
        };
        let key = if is_other_text { new_key()? } else { key };
        Ok((key, FormErrors::whole(notice(Tone::Failure, &why))))
    }
}

/// Who is signed in, with the token of their form.
fn signed_in(reader: &Reader) -> Option<SignedIn> {
    let account = reader.account.clone();
    let csrf = reader.csrf.clone();
    account
        .zip(csrf)
        .map(|(account, csrf)| SignedIn { account, csrf })
}

fn key_of(form: &FormBody) -> Result<IdempotencyKey, Error> {
    form.get("key")
        .parse()
        .map_err(|error: InvalidIdempotencyKey| Error::KeyRequired(error.to_string()))
}

/// The account that the form showed as the author. `None`: it had fields for pseudo and password.
fn writer_of(form: &FormBody) -> Result<Option<AccountId>, Error> {
    let parse = |id: &str| {
        id.parse()
            .map_err(|_| Error::Malformed("`writer` is no id".into()))
    };
    form.find("writer").map(parse).transpose()
}

fn new_key() -> Result<IdempotencyKey, Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(IdempotencyKey::from_random(bytes))
}
