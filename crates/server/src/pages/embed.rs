//! The pages for embedding: the frame that an element shows, and the pop-up window for signing in. Both only load
//! the elements' script, which reads from the address what to do.

use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use maud::{DOCTYPE, html};
use palabre_contract::{ForumSlug, TopicId, rules};
use serde::Deserialize;

use super::{Pages, texts};
use crate::{error::Error, forum::Framed, headers};

/// What a frame shows, and the site that embeds it according to the request.
#[derive(Deserialize)]
pub(crate) struct FrameQuery {
    forum: Option<ForumSlug>,
    topic: Option<TopicId>,
    host: Option<String>,
}

/// `/embed/frame`: only a host of the shown forum may frame it. `frame-ancestors` is the origin in the request or
/// none, and the browser checks that the embedding page has that origin. A forum's list of hosts is not disclosed:
/// a forum that does not list the origin is answered like one that does not exist.
pub(crate) async fn frame(
    State(pages): State<Arc<Pages>>,
    query: Result<Query<FrameQuery>, QueryRejection>,
    request: HeaderMap,
) -> Result<Response, Error> {
    let allowed_origin = match query {
        Ok(Query(query)) => pages.allowed_framing_origin(query).await?,
        // A repeated parameter or an invalid number: the script may read it differently, so nobody may frame it.
        Err(_) => None,
    };
    let mut response = pages.script_page(&request);
    if let Some(origin) = allowed_origin {
        headers::allow_framing(&mut response, &origin);
    }
    Ok(response)
}

/// `/embed/sign-in`: a pop-up window, which no page may frame.
pub(crate) async fn sign_in(State(pages): State<Arc<Pages>>, request: HeaderMap) -> Response {
    let mut response = pages.script_page(&request);
    headers::allow_opener(&mut response);
    response
}

impl Pages {
    /// The origin in the query, if it may frame the forum and the topic in the query.
    async fn allowed_framing_origin(&self, query: FrameQuery) -> Result<Option<String>, Error> {
        // Only the exact form that browsers send: anything else could add directives to the policy.
        let host = query
            .host
            .filter(|host| rules::host(host).as_ref() == Ok(host));
        let Some(host) = host else {
            return Ok(None);
        };
        let forum = query.forum.map(Framed::Forum);
        let shown: Vec<_> = (forum.into_iter())
            .chain(query.topic.map(Framed::Topic))
            .collect();
        let Some(hosting) = Arc::clone(&self.engine).hosting() else {
            return Ok(None);
        };
        let mut may_frame = !shown.is_empty();
        for framed in &shown {
            may_frame &= hosting.may_frame(&host, framed).await?;
        }
        Ok(may_frame.then_some(host))
    }

    fn script_page(&self, request: &HeaderMap) -> Response {
        let page = html! {
            (DOCTYPE)
            html lang=(texts(request).language()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.engine.name()) }
                    base target="_blank";
                }
                body { script type="module" src="/embed.js" data-frame {} }
            }
        };
        let mut response = Html(page.into_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        );
        response
    }
}
