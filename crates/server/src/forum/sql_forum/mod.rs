//! The reference implementation of the forum traits: [`SqlForum`] applies [`policy`] over [`crate::store`].

mod access;
mod accounts;
mod gallery;
mod host_sessions;
mod hosting;
mod moderation;
mod reading;
mod request_hash;
mod store_errors;
mod writing;

use std::sync::Arc;

use async_trait::async_trait;
use palabre_contract::{
    Account, Credentials, Forum as ForumInfo, ForumList, ForumSlug, IdempotencyKey, NewPost,
    NewTopic, Post, PostChange, PostId, Role, SmileySet, ThreadPage, Timestamp, Topic, TopicId,
    TopicPage, TopicReview,
    topic::{REVIEW_POSTS, page_of},
};

use crate::{
    clock::{Clock, milliseconds},
    error::Error,
    forum::{
        Accounts, BROWSER_LIFE, Engine, Gallery, Hosting, IssuedTokens, Limits, Moderation,
        PageSelector, Passwords, Reading, Replied, SESSION_LIFE, Secret, Sessions, SignedIn,
        Visitor, Writing,
        policy::{self, VisitorFacts},
        rate_limit::{AttemptKey, MailLimiter, PostLimiter, SignInLimiter},
    },
    pictures::{Picture, Pictures, still_name},
    store::{KnownBrowser, NewSession, Store, Target, TopicKey, pseudo_key},
};

/// A forum site with its own database.
pub struct SqlForum {
    name: String,
    pub(super) store: Store,
    pub(super) passwords: Passwords,
    pub(super) pictures: Pictures,
    pub(super) sign_in_limiter: SignInLimiter,
    pub(super) post_limiter: PostLimiter,
    pub(super) limits: Limits,
    pub(super) clock: Clock,
    pub(super) mail_limiter: MailLimiter,
    pub(super) public_url: String,
}

impl SqlForum {
    /// The site in that database, with that name.
    #[must_use]
    pub fn new(name: String, store: Store, passwords: Passwords, clock: Clock) -> Self {
        Self {
            name,
            store,
            passwords,
            pictures: Pictures::default(),
            sign_in_limiter: SignInLimiter::default(),
            post_limiter: PostLimiter::default(),
            limits: Limits::default(),
            clock,
            mail_limiter: MailLimiter::default(),
            public_url: "http://127.0.0.1:8080".into(),
        }
    }

    /// Replaces the default limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Sets the public address of the site, which links in mails begin with.
    #[must_use]
    pub fn with_public_url(self, url: impl Into<String>) -> Self {
        Self {
            public_url: url.into().trim_end_matches('/').to_owned(),
            ..self
        }
    }

    /// The account with these credentials. Counts the attempt.
    pub(super) async fn check_password(
        &self,
        visitor: &Visitor,
        given: &Credentials,
    ) -> Result<Account, Error> {
        let attempt_key = self.attempt_key(visitor, &given.pseudo).await?;
        if self.limits.rate_limited {
            self.sign_in_limiter.begin(&attempt_key, self.clock.now())?;
        }
        let stored = self.store.account_by_pseudo(&given.pseudo).await?;
        let hash = stored.as_ref().map(|stored| stored.password.as_str());
        let right = self.passwords.verify(hash, &given.password).await?;
        let account = stored.filter(|_| right).ok_or(Error::WrongCredentials)?;
        self.sign_in_limiter.succeeded(&attempt_key);
        Ok(account.account)
    }

    /// What a sign-in attempt at an account is counted under.
    pub(super) async fn attempt_key(
        &self,
        visitor: &Visitor,
        pseudo: &str,
    ) -> Result<AttemptKey, Error> {
        let account = pseudo_key(pseudo);
        if let Some(browser) = visitor.browser.as_ref().map(Secret::hash) {
            let now = self.clock.now();
            if self.store.is_known_browser(&browser, pseudo, now).await? {
                return Ok(AttemptKey::KnownBrowser { account, browser });
            }
        }
        Ok(AttemptKey::UnknownBrowser {
            account,
            network: visitor.network,
        })
    }

    /// Stores that the account has signed in with the visitor's browser. Returns the new browser token.
    pub(super) async fn remember_browser(
        &self,
        visitor: &Visitor,
        account: &Account,
    ) -> Result<Secret, Error> {
        let token = Secret::generate()?;
        let now = self.clock.now();
        let before = visitor.browser.as_ref().map(Secret::hash);
        let browser = KnownBrowser {
            before: before.as_ref(),
            token_hash: &token.hash(),
            account: account.id,
            now,
            expires_at: Timestamp(now.0 + milliseconds(BROWSER_LIFE)),
        };
        self.store.remember_browser(browser).await?;
        Ok(token)
    }

    /// Opens a session with a new token and ends the visitor's previous one. A token that was planted before the
    /// sign-in (session fixation) is worthless afterwards.
    pub(super) async fn open_session(
        &self,
        visitor: &Visitor,
        account: &Account,
    ) -> Result<IssuedTokens, Error> {
        let token = Secret::generate()?;
        let now = self.clock.now();
        let expires_at = Timestamp(now.0 + milliseconds(SESSION_LIFE));
        let session = NewSession {
            account: account.id,
            token_hash: &token.hash(),
            host: None,
            agent: &visitor.agent,
            now,
            expires_at,
        };
        self.store.open_session(session).await?;
        self.sign_out(visitor).await?;
        Ok(IssuedTokens {
            session: token,
            browser: self.remember_browser(visitor, account).await?,
        })
    }
}

#[async_trait]
impl Reading for SqlForum {
    fn name(&self) -> &str {
        &self.name
    }

    async fn forums(&self, visitor: &Visitor) -> Result<ForumList, Error> {
        let account = self.account(visitor).await?;
        let given = match &account {
            Some(account) => self.store.roles_of(account.id).await?,
            None => Vec::new(),
        };
        let on_host = match (&account, &visitor.host) {
            (Some(account), Some(host)) => Some(self.store.forums_from(account.id, host).await?),
            _ => None,
        };
        let site_role = account.map(|account| account.role);
        let is_readable = |forum: &ForumInfo| {
            let given = given.iter().find(|(id, _)| *id == forum.id);
            let facts = VisitorFacts {
                on_host: on_host.is_some(),
                host_listed: on_host
                    .as_ref()
                    .is_none_or(|forums| forums.contains(&forum.id)),
                ..VisitorFacts::on_site(site_role, given.map(|&(_, role)| role))
            };
            policy::role(facts) >= forum.readers
        };
        let mut forums = self.store.forums().await?;
        forums.retain(is_readable);
        Ok(ForumList {
            name: self.name.clone(),
            forums,
        })
    }

    async fn forum(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<ForumInfo, Error> {
        self.forum_access(visitor, forum)
            .await
            .map(|(_, forum)| forum)
    }

    async fn topics(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        after: Option<&str>,
    ) -> Result<TopicPage, Error> {
        let after = match after {
            None => TopicKey::TOP,
            Some(key) => key.parse().map_err(|_| {
                Error::Malformed("`after` is not a key that this server issued as `next`".into())
            })?,
        };
        let (access, forum) = self.forum_access(visitor, forum).await?;
        let (topics, next) = self.store.topics_after(forum.id, after).await?;
        Ok(TopicPage {
            forum,
            topics,
            you: access.standing(false, false),
            next: next.map(|key| key.to_string()),
        })
    }

    async fn smilies(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<SmileySet, Error> {
        let (_, forum) = self.forum_access(visitor, forum).await?;
        Ok(SmileySet {
            custom: self.store.smilies(forum.id).await?,
        })
    }

    async fn topic(&self, visitor: &Visitor, id: TopicId) -> Result<Topic, Error> {
        self.topic_access(visitor, id).await.map(|(_, topic)| topic)
    }

    async fn thread(
        &self,
        visitor: &Visitor,
        topic: TopicId,
        selector: PageSelector,
        per_page: u32,
    ) -> Result<ThreadPage, Error> {
        let (access, topic) = self.topic_access(visitor, topic).await?;
        let pages = topic.pages(per_page);
        let page = match selector {
            PageSelector::Page(page) => page,
            PageSelector::Last => pages,
            PageSelector::Post(id) => {
                let post = self.store.post(id, self.new_since()).await?;
                let post = post.filter(|post| post.topic == topic.id);
                page_of(post.ok_or(Error::NotFound)?.position, per_page)
            }
        };
        // A reply stored since the topic was read may have begun a page that `pages` does not count.
        if !(1..=pages).contains(&page) {
            return Err(Error::NotFound);
        }
        let first = (page - 1) * per_page + 1;
        let last = first.saturating_add(per_page - 1).min(topic.posts);
        let posts = self.posts(&access, topic.id, first..=last).await?;
        Ok(ThreadPage {
            you: self.standing(&access, &topic).await?,
            smilies: self.smilies_of(topic.forum.id, &posts).await?,
            topic,
            page,
            pages,
            posts,
        })
    }

    async fn review(&self, visitor: &Visitor, topic: TopicId) -> Result<TopicReview, Error> {
        let (access, topic) = self.topic_access(visitor, topic).await?;
        let first = topic.posts.saturating_sub(REVIEW_POSTS) + 1;
        let mut posts = self.posts(&access, topic.id, first..=topic.posts).await?;
        posts.reverse();
        Ok(TopicReview {
            you: self.standing(&access, &topic).await?,
            smilies: self.smilies_of(topic.forum.id, &posts).await?,
            topic,
            posts,
        })
    }

    async fn post(&self, visitor: &Visitor, id: PostId) -> Result<Post, Error> {
        let account = self.account(visitor).await?;
        self.post_as_read_by(account, visitor.host.as_deref(), id)
            .await
    }

    async fn picture(&self, name: &str, still: bool) -> Result<Picture, Error> {
        if still && let Some(picture) = self.store.picture(&still_name(name)).await? {
            return Ok(picture);
        }
        self.store.picture(name).await?.ok_or(Error::NotFound)
    }

    async fn account(&self, visitor: &Visitor) -> Result<Option<Account>, Error> {
        let Some(token) = &visitor.token else {
            return Ok(None);
        };
        let host = visitor.host.as_deref();
        let now = self.clock.now();
        let account = self.store.session_account(&token.hash(), host, now).await?;
        Ok(match host {
            None => account,
            Some(_) => account.map(redacted_for_host),
        })
    }

    async fn check_role(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        role: Role,
    ) -> Result<(), Error> {
        self.with_role(visitor, forum, role).await.map(drop)
    }

    async fn ping(&self) -> Result<(), Error> {
        self.store.ping().await?;
        if self.store.is_writable().await {
            Ok(())
        } else {
            Err(Error::NotWritable)
        }
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

#[async_trait]
impl Sessions for SqlForum {
    async fn sign_in(
        &self,
        visitor: &Visitor,
        credentials: &Credentials,
    ) -> Result<SignedIn, Error> {
        credentials.validate().map_err(Error::Invalid)?;
        let account = self.check_password(visitor, credentials).await?;
        let tokens = self.open_session(visitor, &account).await?;
        Ok(SignedIn { account, tokens })
    }

    async fn sign_out(&self, visitor: &Visitor) -> Result<(), Error> {
        match &visitor.token {
            None => Ok(()),
            Some(token) => Ok(self.store.end_session(&token.hash()).await?),
        }
    }
}

impl Engine for SqlForum {
    fn writing(self: Arc<Self>) -> Option<Arc<dyn Writing>> {
        Some(self)
    }

    fn sessions(self: Arc<Self>) -> Option<Arc<dyn Sessions>> {
        Some(self)
    }

    fn accounts(self: Arc<Self>) -> Option<Arc<dyn Accounts>> {
        Some(self)
    }

    fn moderation(self: Arc<Self>) -> Option<Arc<dyn Moderation>> {
        Some(self)
    }

    fn gallery(self: Arc<Self>) -> Option<Arc<dyn Gallery>> {
        Some(self)
    }

    fn hosting(self: Arc<Self>) -> Option<Arc<dyn Hosting>> {
        Some(self)
    }
}

/// An account as the pages of a host may see it: without its address and role.
pub(super) fn redacted_for_host(account: Account) -> Account {
    Account {
        email: None,
        role: Role::Member,
        ..account
    }
}
