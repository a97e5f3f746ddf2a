//! The reference forum: the rules, over the SQL store.

use async_trait::async_trait;
use palabre_contract::{
    Account, Credentials, CustomSmiley, ForumId, ForumList, ForumSlug, IdempotencyKey, NewPost,
    Post, PostId, Posted, SmileySet, Standing, ThreadPage, Timestamp, Topic, TopicId, TopicPage,
    TopicReview,
    topic::{POSTS_PER_PAGE, REVIEW_POSTS, page_of},
};

use super::{
    Forum, Passwords, Place, Replied, SESSION_LIFE, SessionToken, SignedIn, Visitor,
    attempts::Attempts, reply::request_hash, smilies::smilies_in,
};
use crate::{
    clock::{Clock, milliseconds},
    error::Error,
    pictures::Pictures,
    store::{Reply, ReplyOutcome, Store, TopicKey, pseudo_key},
};

/// A forum in a database of its own.
pub struct SqlForum {
    name: String,
    pub(super) store: Store,
    passwords: Passwords,
    pub(super) pictures: Pictures,
    attempts: Attempts,
    pub(super) clock: Clock,
}

impl SqlForum {
    /// The forum in that database, under that name.
    #[must_use]
    pub fn new(name: String, store: Store, passwords: Passwords, clock: Clock) -> Self {
        Self {
            name,
            store,
            passwords,
            pictures: Pictures::default(),
            attempts: Attempts::default(),
            clock,
        }
    }

    /// The account that these credentials are right for.
    async fn check(&self, visitor: &Visitor, given: &Credentials) -> Result<Account, Error> {
        let key = pseudo_key(&given.pseudo);
        self.attempts
            .begin(&key, visitor.network, self.clock.now())?;
        let stored = self.store.account_by_pseudo(&given.pseudo).await?;
        let hash = stored.as_ref().map(|stored| stored.password.as_str());
        let right = self.passwords.verify(hash, &given.password).await?;
        let account = stored.filter(|_| right).ok_or(Error::WrongCredentials)?;
        self.attempts.succeeded(&key, visitor.network);
        Ok(account.account)
    }

    /// Opens a session in place of the visitor's, under a token of its own: one that was planted
    /// before the sign-in (session fixation) is worth nothing after it.
    async fn open_session(
        &self,
        visitor: &Visitor,
        account: &Account,
    ) -> Result<SessionToken, Error> {
        let token = SessionToken::fresh()?;
        let expires_at = Timestamp(self.clock.now().0 + milliseconds(SESSION_LIFE));
        self.store
            .open_session(account.id, &token.hash(), expires_at)
            .await?;
        self.sign_out(visitor).await?;
        Ok(token)
    }

    async fn smilies_of(&self, forum: ForumId, posts: &[Post]) -> Result<Vec<CustomSmiley>, Error> {
        let codes = smilies_in(posts);
        Ok(self.store.smilies_named(forum, &codes).await?)
    }
}

#[async_trait]
impl Forum for SqlForum {
    fn name(&self) -> &str {
        &self.name
    }

    async fn forums(&self) -> Result<ForumList, Error> {
        Ok(ForumList {
            name: self.name.clone(),
            forums: self.store.forums().await?,
        })
    }

    async fn topics(&self, forum: &ForumSlug, after: Option<&str>) -> Result<TopicPage, Error> {
        let after = match after {
            None => TopicKey::TOP,
            Some(key) => key.parse().map_err(|_| {
                Error::Malformed("`after` is not a key that this server gave out as `next`".into())
            })?,
        };
        let forum = self.store.forum(forum).await?.ok_or(Error::NotFound)?;
        let (topics, next) = self.store.topics_after(forum.id, after).await?;
        Ok(TopicPage {
            forum,
            topics,
            you: Standing::default(),
            next: next.map(|key| key.to_string()),
        })
    }

    async fn smilies(&self, forum: &ForumSlug) -> Result<SmileySet, Error> {
        let forum = self.store.forum(forum).await?.ok_or(Error::NotFound)?;
        Ok(SmileySet {
            custom: self.store.smilies(forum.id).await?,
        })
    }

    async fn topic(&self, id: TopicId) -> Result<Topic, Error> {
        self.store.topic(id).await?.ok_or(Error::NotFound)
    }

    async fn thread(&self, topic: TopicId, place: Place) -> Result<ThreadPage, Error> {
        let topic = self.topic(topic).await?;
        let page = match place {
            Place::Page(page) => page,
            Place::Last => topic.pages(POSTS_PER_PAGE),
            Place::Post(id) => {
                let post = self.post(id).await?;
                if post.topic != topic.id {
                    return Err(Error::NotFound);
                }
                page_of(post.position, POSTS_PER_PAGE)
            }
        };
        // A reply that came in since the topic was read may have begun a page that it did not count.
        let pages = topic.pages(POSTS_PER_PAGE);
        if !(1..=pages).contains(&page) {
            return Err(Error::NotFound);
        }
        let first = (page - 1) * POSTS_PER_PAGE + 1;
        let last = (first + POSTS_PER_PAGE - 1).min(topic.posts);
        let posts = self.store.posts_at(topic.id, first..=last).await?;
        Ok(ThreadPage {
            smilies: self.smilies_of(topic.forum.id, &posts).await?,
            topic,
            page,
            pages,
            posts,
            you: Standing::default(),
        })
    }

    async fn review(&self, topic: TopicId) -> Result<TopicReview, Error> {
        let topic = self.topic(topic).await?;
        let first = topic.posts.saturating_sub(REVIEW_POSTS) + 1;
        let mut posts = self.store.posts_at(topic.id, first..=topic.posts).await?;
        posts.reverse();
        Ok(TopicReview {
            smilies: self.smilies_of(topic.forum.id, &posts).await?,
            topic,
            posts,
            you: Standing::default(),
        })
    }

    async fn post(&self, id: PostId) -> Result<Post, Error> {
        self.store.post(id).await?.ok_or(Error::NotFound)
    }

    async fn reply(
        &self,
        visitor: &Visitor,
        topic: TopicId,
        key: &IdempotencyKey,
        post: &NewPost,
    ) -> Result<Replied, Error> {
        post.validate().map_err(Error::Invalid)?;
        let author = match &post.credentials {
            Some(credentials) => self.check(visitor, credentials).await?,
            None => self.account(visitor).await?.ok_or(Error::SignInRequired)?,
        };
        let reply = Reply {
            topic,
            post,
            author: &author,
            key,
            request_hash: &request_hash(topic, post),
            now: self.clock.now(),
        };
        let (stored, replayed) = match self.store.reply(reply).await? {
            ReplyOutcome::Posted(post) => (post, false),
            ReplyOutcome::Replayed(post) => (post, true),
            ReplyOutcome::KeyReused => return Err(Error::KeyReused),
            ReplyOutcome::NoTopic => return Err(Error::NotFound),
            ReplyOutcome::Locked => return Err(Error::TopicLocked),
        };
        // Should this fail, the reply is in the thread and its writer is told of a failure. The
        // next try, with the same key, finds it there.
        let token = match post.credentials {
            Some(_) => Some(self.open_session(visitor, &author).await?),
            None => None,
        };
        Ok(Replied {
            posted: Posted {
                post: stored,
                account: Some(author),
            },
            replayed,
            token,
        })
    }

    async fn account(&self, visitor: &Visitor) -> Result<Option<Account>, Error> {
        match &visitor.token {
            None => Ok(None),
            Some(token) => Ok(self
                .store
                .session_account(&token.hash(), self.clock.now())
                .await?),
        }
    }

    async fn sign_in(
        &self,
        visitor: &Visitor,
        credentials: &Credentials,
    ) -> Result<SignedIn, Error> {
        credentials.validate().map_err(Error::Invalid)?;
        let account = self.check(visitor, credentials).await?;
        let token = self.open_session(visitor, &account).await?;
        Ok(SignedIn { account, token })
    }

    async fn sign_out(&self, visitor: &Visitor) -> Result<(), Error> {
        match &visitor.token {
            None => Ok(()),
            Some(token) => Ok(self.store.end_session(&token.hash()).await?),
        }
    }

    async fn ping(&self) -> Result<(), Error> {
        Ok(self.store.ping().await?)
    }
}
