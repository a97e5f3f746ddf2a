//! Storing new posts and changes to posts.

use async_trait::async_trait;
use palabre_contract::{
    Account, AccountId, Field, ForumSlug, IdempotencyKey, NewPost, NewTopic, Post, PostChange,
    PostId, Posted, TopicId, rules,
};

use super::{SqlForum, request_hash::request_hash, store_errors::invalid};
use crate::{
    clock::milliseconds,
    error::Error,
    forum::{Reading, Replied, Secret, Visitor, Writing, policy::PostRate, reply_mail::ReplyMail},
    store::{Edit, StoreError, Submission, Submitted, Target, Writer},
};

impl SqlForum {
    /// Stores a validated post, once for each key and account.
    pub(super) async fn submit(
        &self,
        visitor: &Visitor,
        target: Target<'_>,
        key: &IdempotencyKey,
        post: &NewPost,
    ) -> Result<Replied, Error> {
        let account = match &post.credentials {
            // A page of another site could read the password.
            Some(_) if visitor.host.is_some() => return Err(Error::ForeignOrigin),
            Some(credentials) => Some(self.check_password(visitor, credentials).await?),
            None => self.account(visitor).await?,
        };
        check_writer(post.writer, account.as_ref())?;
        // The form was shown to a guest, but an account is signed in.
        if account.is_some() && post.guest.is_some() && post.credentials.is_none() {
            return Err(Error::OtherAccount);
        }
        let network = visitor.network.to_string();
        let writer = match (&account, &post.guest) {
            (Some(account), _) => Writer::Account(account),
            (None, Some(pseudo)) => Writer::Guest {
                pseudo: pseudo.trim(),
                network: &network,
            },
            (None, None) => return Err(Error::SignInRequired),
        };
        let submitted = self
            .store_once(visitor, target, writer, key, post, &Secret::generate()?)
            .await?;
        // The writer may have lost the right to read the post since: the forum may be hidden now, the topic moved,
        // the post withdrawn.
        let stored = if submitted.replayed {
            let host = visitor.host.as_deref();
            self.post_as_read_by(account.clone(), host, submitted.post.id)
                .await?
        } else {
            submitted.post
        };
        // If this fails, the post is stored although the response is an error. A retry with the same key returns it.
        let tokens = match (&post.credentials, &account) {
            (Some(_), Some(account)) => Some(self.open_session(visitor, account).await?),
            _ => None,
        };
        Ok(Replied {
            posted: Posted {
                post: stored,
                account,
            },
            replayed: submitted.replayed,
            tokens,
        })
    }

    async fn store_once(
        &self,
        visitor: &Visitor,
        target: Target<'_>,
        writer: Writer<'_>,
        key: &IdempotencyKey,
        post: &NewPost,
        watch_token: &Secret,
    ) -> Result<Submitted, StoreError> {
        let now = self.clock.now();
        let counts = !self.limits.flood.is_zero();
        let network_wait = counts
            .then(|| self.post_limiter.begin(visitor.network, now))
            .flatten();
        let notices = ReplyMail::new(&self.public_url);
        let submission = Submission {
            target,
            post,
            writer,
            host: visitor.host.as_deref(),
            key,
            request_hash: &request_hash(target, post),
            now,
            new_since: self.new_since(),
            rate: PostRate {
                interval: milliseconds(self.limits.flood),
                network_wait,
            },
            watch_token: watch_token.as_str(),
            reply_mail: &|post, watcher| notices.mail(post, watcher),
        };
        let outcome = self.store.submit(submission).await;
        let is_new = outcome.as_ref().is_ok_and(|submitted| !submitted.replayed);
        if counts && network_wait.is_none() && !is_new {
            self.post_limiter.undo(visitor.network);
        }
        outcome
    }

    /// Changes a post.
    pub(super) async fn edit(
        &self,
        visitor: &Visitor,
        id: PostId,
        change: &PostChange,
    ) -> Result<Post, Error> {
        let account = self.account(visitor).await?.ok_or(Error::SignInRequired)?;
        check_writer(change.writer, Some(&account))?;
        if let Some(body) = &change.body {
            rules::body(body).map_err(|fault| invalid(Field::Body, fault))?;
        }
        let edit = Edit {
            post: id,
            change,
            by: &account,
            host: visitor.host.as_deref(),
            now: self.clock.now(),
            new_since: self.new_since(),
        };
        Ok(self.store.change_post(edit).await?)
    }
}

#[async_trait]
impl Writing for SqlForum {
    async fn reply(
        &self,
        visitor: &Visitor,
        topic: TopicId,
        key: &IdempotencyKey,
        post: &NewPost,
    ) -> Result<Replied, Error> {
        post.validate().map_err(Error::Invalid)?;
        self.submit(visitor, Target::Topic(topic), key, post).await
    }

    async fn open_topic(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        key: &IdempotencyKey,
        topic: &NewTopic,
    ) -> Result<Replied, Error> {
        topic.validate().map_err(Error::Invalid)?;
        let target = Target::NewTopic {
            forum,
            title: &topic.title,
        };
        self.submit(visitor, target, key, &topic.post).await
    }

    async fn change_post(
        &self,
        visitor: &Visitor,
        id: PostId,
        change: &PostChange,
    ) -> Result<Post, Error> {
        self.edit(visitor, id, change).await
    }
}

/// Rejects a request whose form showed one account as the author while another one is signed in.
fn check_writer(writer: Option<AccountId>, account: Option<&Account>) -> Result<(), Error> {
    match (writer, account) {
        (Some(writer), Some(account)) if writer != account.id => Err(Error::OtherAccount),
        (Some(_), None) => Err(Error::SignInRequired),
        _ => Ok(()),
    }
}
