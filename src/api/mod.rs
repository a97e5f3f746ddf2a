//! The one door to the forum API: a method an endpoint, nothing else fetches.

mod call;
mod error;

use gloo_net::http::{Method, RequestBuilder};
use palabre_contract::{
    Credentials, ForumList, ForumSlug, IdempotencyKey, NewPost, Post, PostId, Posted, Session,
    SmileySet, ThreadPage, TopicId, TopicPage, TopicReview, post::IDEMPOTENCY_KEY,
};
use serde::de::DeserializeOwned;

use crate::address::encoded;
pub use call::{Call, Text};
pub use error::ApiError;

/// What every call answers with.
pub type Answer<T> = Result<T, ApiError>;

/// The forum API of one server.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    /// Scheme and host, without a slash at the end. Empty: the server that the page came from.
    origin: &'static str,
}

impl Client {
    /// The API of the server that the page came from.
    pub const fn same_origin() -> Self {
        Self { origin: "" }
    }

    /// All forums.
    pub fn forums(self) -> Call<ForumList> {
        self.get("/forums")
    }

    /// A page of a forum's topics; `after` is the key that the page before it ended with.
    pub fn topics(self, forum: &ForumSlug, after: Option<&str>) -> Call<TopicPage> {
        let path = format!("/forums/{}/topics", encoded(&forum.0));
        Call::new(
            self.request(Method::GET, &path)
                .query(after.map(|key| ("after", key))),
        )
    }

    /// The custom smilies of a forum.
    pub fn smilies(self, forum: &ForumSlug) -> Call<SmileySet> {
        self.get(&format!("/forums/{}/smilies", encoded(&forum.0)))
    }

    /// A page of a thread, from 1.
    pub fn thread(self, topic: TopicId, page: u32) -> Call<ThreadPage> {
        let request = self.request(Method::GET, &format!("/topics/{topic}/posts"));
        Call::new(request.query([("page", page.to_string().as_str())]))
    }

    /// The newest posts of a topic, newest first.
    pub fn review(self, topic: TopicId) -> Call<TopicReview> {
        self.get(&format!("/topics/{topic}/review"))
    }

    /// One post.
    pub fn post(self, post: PostId) -> Call<Post> {
        self.get(&format!("/posts/{post}"))
    }

    /// Sends a reply. With the same `key` it arrives once, however often it is sent.
    pub fn reply(self, topic: TopicId, post: &NewPost, key: &IdempotencyKey) -> Call<Posted> {
        let request = self
            .request(Method::POST, &format!("/topics/{topic}/posts"))
            .header(IDEMPOTENCY_KEY, key.as_str());
        Call::new(request).json(post)
    }

    /// Who is signed in.
    pub fn session(self) -> Call<Session> {
        self.get("/session")
    }

    /// Signs in.
    pub fn sign_in(self, credentials: &Credentials) -> Call<Session> {
        Call::new(self.request(Method::POST, "/session")).json(credentials)
    }

    /// Signs out.
    pub fn sign_out(self) -> Call<Session> {
        Call::new(self.request(Method::DELETE, "/session"))
    }

    fn get<T: DeserializeOwned>(self, path: &str) -> Call<T> {
        Call::new(self.request(Method::GET, path))
    }

    fn request(self, method: Method, path: &str) -> RequestBuilder {
        RequestBuilder::new(&format!("{}/api{path}", self.origin)).method(method)
    }
}
