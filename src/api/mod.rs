//! The one door to the forum API: a method an endpoint, nothing else fetches.

mod error;

use gloo_net::http::{Method, Request, RequestBuilder, Response};
use palabre_contract::{
    Credentials, ForumList, ForumSlug, IdempotencyKey, NewPost, Post, PostId, Posted, Problem,
    Session, SmileySet, ThreadPage, TopicId, TopicPage, TopicReview, post::IDEMPOTENCY_KEY,
};
use serde::{Serialize, de::DeserializeOwned};

use crate::address::encoded;
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
    pub async fn forums(self) -> Answer<ForumList> {
        self.get("/forums").await
    }

    /// A page of a forum's topics; `after` is the key that the page before it ended with.
    pub async fn topics(self, forum: &ForumSlug, after: Option<&str>) -> Answer<TopicPage> {
        let forum = encoded(&forum.0);
        let request = self.request(Method::GET, &format!("/forums/{forum}/topics"));
        send::<(), _>(request.query(after.map(|key| ("after", key))), None).await
    }

    /// The custom smilies of a forum.
    pub async fn smilies(self, forum: &ForumSlug) -> Answer<SmileySet> {
        self.get(&format!("/forums/{}/smilies", encoded(&forum.0)))
            .await
    }

    /// A page of a thread, from 1.
    pub async fn thread(self, topic: TopicId, page: u32) -> Answer<ThreadPage> {
        let request = self.request(Method::GET, &format!("/topics/{topic}/posts"));
        send::<(), _>(request.query([("page", page.to_string())]), None).await
    }

    /// The newest posts of a topic, newest first.
    pub async fn review(self, topic: TopicId) -> Answer<TopicReview> {
        self.get(&format!("/topics/{topic}/review")).await
    }

    /// One post.
    pub async fn post(self, post: PostId) -> Answer<Post> {
        self.get(&format!("/posts/{post}")).await
    }

    /// Sends a reply. With the same `key` it arrives once, however often it is sent.
    pub async fn reply(
        self,
        topic: TopicId,
        post: &NewPost,
        key: &IdempotencyKey,
    ) -> Answer<Posted> {
        let request = self
            .request(Method::POST, &format!("/topics/{topic}/posts"))
            .header(IDEMPOTENCY_KEY, key.as_str());
        send(request, Some(post)).await
    }

    /// Who is signed in.
    pub async fn session(self) -> Answer<Session> {
        self.get("/session").await
    }

    /// Signs in.
    pub async fn sign_in(self, credentials: &Credentials) -> Answer<Session> {
        send(self.request(Method::POST, "/session"), Some(credentials)).await
    }

    /// Signs out.
    pub async fn sign_out(self) -> Answer<Session> {
        send::<(), _>(self.request(Method::DELETE, "/session"), None).await
    }

    async fn get<T: DeserializeOwned>(self, path: &str) -> Answer<T> {
        send::<(), _>(self.request(Method::GET, path), None).await
    }

    fn request(self, method: Method, path: &str) -> RequestBuilder {
        RequestBuilder::new(&format!("{}/api{path}", self.origin)).method(method)
    }
}

async fn send<B: Serialize, T: DeserializeOwned>(
    request: RequestBuilder,
    body: Option<&B>,
) -> Answer<T> {
    let request: Request = match body {
        Some(body) => request.json(body),
        None => request.build(),
    }
    .map_err(|_| ApiError::Decode)?;
    decode(request.send().await.map_err(|_| ApiError::Network)?).await
}

async fn decode<T: DeserializeOwned>(response: Response) -> Answer<T> {
    let (ok, unavailable) = (response.ok(), response.status() >= 500);
    let text = response.text().await.map_err(|_| ApiError::Network)?;
    if ok {
        return serde_json::from_str(&text).map_err(|_| ApiError::Decode);
    }
    match serde_json::from_str::<Problem>(&text) {
        Ok(problem) => Err(ApiError::Rejected(Box::new(problem))),
        // A gateway's own page: the forum behind it was not reached.
        Err(_) if unavailable => Err(ApiError::Network),
        Err(_) => Err(ApiError::Decode),
    }
}
