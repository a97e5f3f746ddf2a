//! The client of the forum API, with one method per endpoint. Nothing else sends requests.

mod call;
mod error;
mod identity;

use gloo_net::http::{Method, RequestBuilder};
use palabre_contract::{
    Accepted, Account, AccountDeletion, Credentials, CustomSmiley, EmailChange, Embedding, Forum,
    ForumList, ForumSlug, Grant, HostKey, HostLogin, HostSession, Hosts, IdempotencyKey, LogId,
    LogPage, LostPassword, MailToken, NewAccount, NewForum, NewPost, NewTopic, PageReply,
    PageThread, PasswordChange, PasswordReset, Post, PostChange, PostId, Posted, Preferences,
    RoleGrant, Session, SessionId, SessionList, Signature, SmileyChange, SmileyId, SmileySet, Team,
    ThreadPage, Topic, TopicChange, TopicId, TopicPage, TopicReview, Watch, WatchChange, WatchList,
    idempotency::IDEMPOTENCY_KEY, topic::POSTS_PER_PAGE,
};
use serde::de::DeserializeOwned;

use crate::{address::encoded, browser::file::Picture, origin::origin};
pub use call::{Call, TextFuture};
pub use error::ApiError;
pub use identity::Identity;

/// The result of a call.
pub type Answer<T> = Result<T, ApiError>;

/// Client of the forum API at [`origin`], authenticated by the current [`Identity`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Client;

impl Client {
    /// All forums.
    pub fn forums(self) -> Call<ForumList> {
        self.get("/forums")
    }

    /// A page of a forum's topics. `after`: the pagination key of the previous page.
    pub fn topics(self, forum: &ForumSlug, after: Option<&str>) -> Call<TopicPage> {
        Call::new(
            self.request(Method::GET, &in_forum(forum, "topics"))
                .query(after.map(|key| ("after", key))),
        )
    }

    /// The custom smilies of a forum.
    pub fn smilies(self, forum: &ForumSlug) -> Call<SmileySet> {
        self.get(&in_forum(forum, "smilies"))
    }

    /// A page of a thread. `page`: from 1; `None` is the last one.
    pub fn thread(self, topic: TopicId, page: Option<u32>, per_page: u32) -> Call<ThreadPage> {
        self.thread_page(topic, ("page", number(page)), per_page)
    }

    /// The page of a thread that contains a post.
    pub fn thread_around(self, topic: TopicId, post: PostId, per_page: u32) -> Call<ThreadPage> {
        self.thread_page(topic, ("post", post.to_string()), per_page)
    }

    fn thread_page(
        self,
        topic: TopicId,
        selector: (&'static str, String),
        per_page: u32,
    ) -> Call<ThreadPage> {
        let mut query = vec![selector];
        // The default is omitted, so that the address is the one that the server preloads.
        if per_page != POSTS_PER_PAGE {
            query.push(("per", per_page.to_string()));
        }
        let request = self.request(Method::GET, &format!("/topics/{topic}/posts"));
        Call::new(request.query(query))
    }

    /// The newest posts of a topic, newest first.
    pub fn review(self, topic: TopicId) -> Call<TopicReview> {
        self.get(&format!("/topics/{topic}/review"))
    }

    /// One post.
    pub fn post(self, post: PostId) -> Call<Post> {
        self.get(&format!("/posts/{post}"))
    }

    /// Posts a reply. Repeating it with the same `key` posts it once.
    pub fn reply(self, topic: TopicId, post: &NewPost, key: &IdempotencyKey) -> Call<Posted> {
        self.keyed(&format!("/topics/{topic}/posts"), key)
            .json(post)
    }

    /// Like [`Self::thread`], for the thread of a page of another site.
    pub fn page_thread(
        self,
        forum: &ForumSlug,
        address: &str,
        page: Option<u32>,
        per_page: u32,
    ) -> Call<PageThread> {
        let query = [
            ("address", address.to_owned()),
            ("page", number(page)),
            ("per", per_page.to_string()),
        ];
        let request = self.request(Method::GET, &in_forum(forum, "pages"));
        Call::new(request.query(query))
    }

    /// Like [`Self::reply`], for the thread of a page of another site.
    pub fn reply_to_page(
        self,
        forum: &ForumSlug,
        reply: &PageReply,
        key: &IdempotencyKey,
    ) -> Call<Posted> {
        self.keyed(&in_forum(forum, "pages"), key).json(reply)
    }

    /// Grants a host a session of the account that is signed in.
    pub fn grant(self, grant: &Grant) -> Call<HostSession> {
        self.send(Method::POST, "/embedding/grants").json(grant)
    }

    /// Signs in with a token from the host's server.
    pub fn sign_in_by_host(self, login: &HostLogin) -> Call<HostSession> {
        self.send(Method::POST, "/embedding/sessions").json(login)
    }

    /// Creates a topic. Repeating it with the same `key` creates it once.
    pub fn open_topic(
        self,
        forum: &ForumSlug,
        topic: &NewTopic,
        key: &IdempotencyKey,
    ) -> Call<Posted> {
        self.keyed(&in_forum(forum, "topics"), key).json(topic)
    }

    /// Edits, withdraws or restores a post.
    pub fn change_post(self, post: PostId, change: &PostChange) -> Call<Post> {
        self.send(Method::PATCH, &format!("/posts/{post}"))
            .json(change)
    }

    /// Locks, pins, moves or renames a topic.
    pub fn change_topic(self, topic: TopicId, change: &TopicChange) -> Call<Topic> {
        self.send(Method::PATCH, &format!("/topics/{topic}"))
            .json(change)
    }

    /// Creates a forum.
    pub fn open_forum(self, forum: &NewForum) -> Call<Forum> {
        self.send(Method::POST, "/forums").json(forum)
    }

    /// A forum.
    pub fn forum(self, forum: &ForumSlug) -> Call<Forum> {
        self.get(&format!("/forums/{}", encoded(&forum.0)))
    }

    /// Replaces the settings of a forum.
    pub fn update_forum(self, forum: &NewForum) -> Call<Forum> {
        let path = format!("/forums/{}", encoded(&forum.slug.0));
        self.send(Method::PUT, &path).json(forum)
    }

    /// The moderators and administrators of a forum.
    pub fn team(self, forum: &ForumSlug) -> Call<Team> {
        self.get(&in_forum(forum, "team"))
    }

    /// Gives somebody a role in a forum.
    pub fn set_role(self, forum: &ForumSlug, grant: &RoleGrant) -> Call<Team> {
        self.send(Method::PUT, &in_forum(forum, "team")).json(grant)
    }

    /// The embedding settings of a forum.
    pub fn embedding(self, forum: &ForumSlug) -> Call<Embedding> {
        self.get(&in_forum(forum, "embedding"))
    }

    /// Sets the sites that may embed a forum.
    pub fn set_hosts(self, forum: &ForumSlug, hosts: &Hosts) -> Call<Embedding> {
        self.send(Method::PUT, &in_forum(forum, "embedding"))
            .json(hosts)
    }

    /// Creates or replaces the key with which these sites sign tokens.
    pub fn create_host_key(self, forum: &ForumSlug) -> Call<HostKey> {
        self.send(Method::POST, &in_forum(forum, "embedding/key"))
    }

    /// Deletes the key of these sites.
    pub fn delete_host_key(self, forum: &ForumSlug) -> Call<Embedding> {
        self.send(Method::DELETE, &in_forum(forum, "embedding/key"))
    }

    /// A page of a forum's audit log. `before`: the pagination key of the previous page.
    pub fn audit_log(self, forum: &ForumSlug, before: Option<LogId>) -> Call<LogPage> {
        let before = before.map(|id| id.to_string());
        let request = self.request(Method::GET, &in_forum(forum, "log"));
        Call::new(request.query(before.iter().map(|key| ("before", key))))
    }

    /// Adds a custom smiley to a forum.
    pub fn add_smiley(self, forum: &ForumSlug, name: &str, picture: Picture) -> Call<CustomSmiley> {
        let request = self.request(Method::POST, &in_forum(forum, "smilies"));
        Call::new(request.query([("name", name)])).picture(picture)
    }

    /// Renames, moves or retires a custom smiley.
    pub fn change_smiley(
        self,
        forum: &ForumSlug,
        smiley: SmileyId,
        change: &SmileyChange,
    ) -> Call<CustomSmiley> {
        let path = in_forum(forum, &format!("smilies/{smiley}"));
        self.send(Method::PATCH, &path).json(change)
    }

    /// Requests an account.
    pub fn sign_up(self, account: &NewAccount) -> Call<Accepted> {
        self.send(Method::POST, "/accounts").json(account)
    }

    /// Redeems the link of a mail: creates the account, or changes its e-mail address.
    pub fn confirm(self, token: &MailToken) -> Call<Session> {
        self.send(Method::POST, "/accounts/confirm").json(token)
    }

    /// Requests the mail for a new password.
    pub fn request_password_reset(self, lost: &LostPassword) -> Call<Accepted> {
        self.send(Method::POST, "/accounts/lost-password")
            .json(lost)
    }

    /// Sets a new password with the token of that mail.
    pub fn reset_password(self, reset: &PasswordReset) -> Call<Session> {
        self.send(Method::POST, "/accounts/reset-password")
            .json(reset)
    }

    /// The sessions of the account that is signed in.
    pub fn sessions(self) -> Call<SessionList> {
        self.get("/account/sessions")
    }

    /// Ends one of them.
    pub fn end_session(self, session: SessionId) -> Call<SessionList> {
        self.send(Method::DELETE, &format!("/account/sessions/{session}"))
    }

    /// Ends all of them, including this one.
    pub fn end_sessions(self) -> Call<Session> {
        self.send(Method::DELETE, "/account/sessions")
    }

    /// Changes the password.
    pub fn change_password(self, change: &PasswordChange) -> Call<Session> {
        self.send(Method::PUT, "/account/password").json(change)
    }

    /// Requests a change of the e-mail address.
    pub fn change_email(self, change: &EmailChange) -> Call<Accepted> {
        self.send(Method::PUT, "/account/email").json(change)
    }

    /// Changes the signature.
    pub fn set_signature(self, signature: &Signature) -> Call<Account> {
        self.send(Method::PUT, "/account/signature").json(signature)
    }

    /// Saves the account's preferences.
    pub fn save_preferences(self, preferences: &Preferences) -> Call<Account> {
        self.send(Method::PUT, "/account/preferences")
            .json(preferences)
    }

    /// Sets the account's picture.
    pub fn set_avatar(self, picture: Picture) -> Call<Account> {
        self.send(Method::PUT, "/account/avatar").picture(picture)
    }

    /// Deletes the account's picture.
    pub fn delete_avatar(self) -> Call<Account> {
        self.send(Method::DELETE, "/account/avatar")
    }

    /// Deletes the account.
    pub fn delete_account(self, deletion: &AccountDeletion) -> Call<Session> {
        self.send(Method::POST, "/account/deletion").json(deletion)
    }

    /// The topics that the account watches.
    pub fn watches(self) -> Call<WatchList> {
        self.get("/account/watches")
    }

    /// Starts or ends the watch on a topic.
    pub fn set_watch(self, topic: TopicId, watched: bool) -> Call<Watch> {
        self.send(Method::PUT, &format!("/topics/{topic}/watch"))
            .json(&WatchChange { watched })
    }

    /// The subscription that an unsubscribe link belongs to.
    pub fn watch(self, token: &str) -> Call<Watch> {
        self.get(&format!("/unsubscribe/{}", encoded(token)))
    }

    /// Ends that subscription.
    pub fn unsubscribe(self, token: &str) -> Call<Watch> {
        self.send(Method::POST, &format!("/unsubscribe/{}", encoded(token)))
    }

    /// Who is signed in.
    pub fn session(self) -> Call<Session> {
        self.get("/session")
    }

    /// Signs in.
    pub fn sign_in(self, credentials: &Credentials) -> Call<Session> {
        self.send(Method::POST, "/session").json(credentials)
    }

    /// Signs out.
    pub fn sign_out(self) -> Call<Session> {
        self.send(Method::DELETE, "/session")
    }

    fn get<T: DeserializeOwned>(self, path: &str) -> Call<T> {
        self.send(Method::GET, path)
    }

    fn send<T: DeserializeOwned>(self, method: Method, path: &str) -> Call<T> {
        Call::new(self.request(method, path))
    }

    fn keyed<T: DeserializeOwned>(self, path: &str, key: &IdempotencyKey) -> Call<T> {
        Call::new(
            self.request(Method::POST, path)
                .header(IDEMPOTENCY_KEY, key.as_str()),
        )
    }

    fn request(self, method: Method, path: &str) -> RequestBuilder {
        identity::authenticate(
            RequestBuilder::new(&format!("{}/api{path}", origin())).method(method),
        )
    }
}

fn number(page: Option<u32>) -> String {
    page.map_or_else(|| "last".to_owned(), |page| page.to_string())
}

fn in_forum(forum: &ForumSlug, part: &str) -> String {
    format!("/forums/{}/{part}", encoded(&forum.0))
}
