//! The one door to the forum API: a method an endpoint, nothing else fetches.

mod error;

use std::pin::Pin;

use gloo_net::http::{Method, RequestBuilder};
use palabre_contract::{
    Credentials, ForumList, ForumSlug, IdempotencyKey, NewPost, Post, PostId, Posted, Session,
    SmileySet, ThreadPage, TopicId, TopicPage, TopicReview, post::IDEMPOTENCY_KEY,
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
        send(request.query(after.map(|key| ("after", key))), None).await
    }

    /// The custom smilies of a forum.
    pub async fn smilies(self, forum: &ForumSlug) -> Answer<SmileySet> {
        self.get(&format!("/forums/{}/smilies", encoded(&forum.0)))
            .await
    }

    /// A page of a thread, from 1.
    pub async fn thread(self, topic: TopicId, page: u32) -> Answer<ThreadPage> {
        let request = self.request(Method::GET, &format!("/topics/{topic}/posts"));
        send(request.query([("page", page.to_string())]), None).await
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
        send(request, json(post)).await
    }

    /// Who is signed in.
    pub async fn session(self) -> Answer<Session> {
        self.get("/session").await
    }

    /// Signs in.
    pub async fn sign_in(self, credentials: &Credentials) -> Answer<Session> {
        send(self.request(Method::POST, "/session"), json(credentials)).await
    }

    /// Signs out.
    pub async fn sign_out(self) -> Answer<Session> {
        send(self.request(Method::DELETE, "/session"), None).await
    }

    async fn get<T: DeserializeOwned>(self, path: &str) -> Answer<T> {
        send(self.request(Method::GET, path), None).await
    }

    fn request(self, method: Method, path: &str) -> RequestBuilder {
        RequestBuilder::new(&format!("{}/api{path}", self.origin)).method(method)
    }
}

/// Sends a request and reads what is answered.
async fn send<T: DeserializeOwned>(request: RequestBuilder, body: Option<String>) -> Answer<T> {
    let text = exchange(request, body).await?;
    serde_json::from_str(&text).map_err(|_| ApiError::Decode)
}

/// Sends a request and waits for the text of its answer. No type of an answer is known here, so that the
/// bundle holds this once and not once for each of them.
fn exchange(
    request: RequestBuilder,
    body: Option<String>,
) -> Pin<Box<dyn Future<Output = Answer<String>>>> {
    Box::pin(async move {
        let request = match body {
            Some(json) => request
                .header("content-type", "application/json")
                .body(json),
            None => request.build(),
        };
        let response = request.map_err(|_| ApiError::Decode)?.send().await;
        let response = response.map_err(|_| ApiError::Network)?;
        let text = response.text().await.map_err(|_| ApiError::Network)?;
        if response.ok() {
            return Ok(text);
        }
        Err(match serde_json::from_str(&text) {
            Ok(problem) => ApiError::Rejected(Box::new(problem)),
            // A gateway's own page: the forum behind it was not reached.
            Err(_) if response.status() >= 500 => ApiError::Network,
            Err(_) => ApiError::Decode,
        })
    })
}

fn json(body: &impl Serialize) -> Option<String> {
    // The contract's types hold nothing that JSON cannot.
    serde_json::to_string(body).ok()
}
