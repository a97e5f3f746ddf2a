//! An API call: a request and the type of its answer.

use std::{marker::PhantomData, pin::Pin};

use gloo_net::http::RequestBuilder;
use serde::{Serialize, de::DeserializeOwned};

use super::{Answer, ApiError};
use crate::{
    browser::{file::Picture, timeout::Timeout},
    json,
};

/// Resolves to the text of an answer.
pub type TextFuture = Pin<Box<dyn Future<Output = Answer<String>>>>;

enum Body {
    Json(String),
    Picture(Picture),
}

/// A request that is answered with a `T`. It is sent when it is awaited.
pub struct Call<T> {
    request: RequestBuilder,
    body: Option<Body>,
    answer: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Call<T> {
    pub(super) fn new(request: RequestBuilder) -> Self {
        Self {
            request,
            body: None,
            answer: PhantomData,
        }
    }

    pub(super) fn json(mut self, body: &impl Serialize) -> Self {
        // Never fails: JSON can represent every type of the contract.
        self.body = serde_json::to_string(body).ok().map(Body::Json);
        self
    }

    pub(super) fn picture(mut self, picture: Picture) -> Self {
        self.body = Some(Body::Picture(picture));
        self
    }

    /// Sends the request; resolves to the text of its answer, for [`Self::decode`].
    pub fn text(self) -> TextFuture {
        send(self.request, self.body)
    }

    /// Decodes the text of an answer.
    ///
    /// # Errors
    /// [`ApiError::Decode`]
    pub fn decode(text: &str) -> Answer<T> {
        json::from_str(text).map_err(|_| ApiError::Decode)
    }
}

impl<T: DeserializeOwned + 'static> IntoFuture for Call<T> {
    type Output = Answer<T>;
    type IntoFuture = Pin<Box<dyn Future<Output = Answer<T>>>>;

    fn into_future(self) -> Self::IntoFuture {
        let text = self.text();
        Box::pin(async move { Self::decode(&text.await?) })
    }
}

/// Not generic, so that it is compiled in this crate and not in every crate that makes calls.
fn send(request: RequestBuilder, body: Option<Body>) -> TextFuture {
    Box::pin(exchange(request, body))
}

/// Sends a request and waits for the text of its answer. Not generic, so that the bundle contains it once and not
/// once per type of answer.
async fn exchange(request: RequestBuilder, body: Option<Body>) -> Answer<String> {
    let timeout = Timeout::new();
    let request = request.abort_signal(timeout.signal().as_ref());
    let request = match body {
        Some(Body::Json(json)) => request
            .header("content-type", "application/json")
            .body(json),
        // The browser sets the content type of the file.
        Some(Body::Picture(picture)) => request.body(picture.into_file()),
        None => request.build(),
    };
    let response = request.map_err(|_| ApiError::Decode)?.send().await;
    let response = response.map_err(|_| ApiError::Network)?;
    let text = response.text().await.map_err(|_| ApiError::Network)?;
    drop(timeout);
    if response.ok() {
        return Ok(text);
    }
    Err(match json::from_str(&text) {
        Ok(problem) => ApiError::Rejected(Box::new(problem)),
        // An error page of a gateway that could not reach the forum's server.
        Err(_) if response.status() >= 500 => ApiError::Network,
        Err(_) => ApiError::Decode,
    })
}
