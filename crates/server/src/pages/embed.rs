//! The pages of the site that other sites show: the frame of an element, and the window in which somebody
//! signs in for it. Both are nothing but the elements' script, which sees from its address what to do.

use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use maud::{DOCTYPE, html};
use palabre_contract::{ForumSlug, TopicId, rules};
use serde::Deserialize;

use super::{Pages, words};
use crate::{error::Error, forum::Framed, headers};

/// What a frame is to show, and the site that says it shows it.
#[derive(Deserialize)]
pub(crate) struct FrameQuery {
    forum: Option<ForumSlug>,
    topic: Option<TopicId>,
    host: Option<String>,
}

/// `/embed/frame`: only a host of what it shows may frame it. The answer names the origin that the request has
/// named, or nobody: a forum's list of hosts is not told, and one that lists others answers as one that does not
/// exist. That the page around really is of that origin, the browser sees to (`frame-ancestors`).
pub(crate) async fn frame(
    State(pages): State<Arc<Pages>>,
    query: Result<Query<FrameQuery>, QueryRejection>,
    request: HeaderMap,
) -> Result<Response, Error> {
    let framer = match query {
        Ok(Query(query)) => pages.framer(query).await?,
        // Twice the same name, or no number: what the script would make of it is not known here.
        Err(_) => None,
    };
    let mut response = pages.bare(&request);
    if let Some(origin) = framer {
        headers::let_frame(&mut response, &origin);
    }
    Ok(response)
}

/// `/embed/sign-in`: a window of its own, which nobody frames.
pub(crate) async fn sign_in(State(pages): State<Arc<Pages>>, request: HeaderMap) -> Response {
    let mut response = pages.bare(&request);
    headers::let_talk_to_opener(&mut response);
    response
}

impl Pages {
    /// The named site, where it may show both the forum and the topic, as far as they are named.
    async fn framer(&self, query: FrameQuery) -> Result<Option<String>, Error> {
        // Written as browsers write it: anything else could say more in the policy than one origin.
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
        let mut may_frame = !shown.is_empty();
        for framed in &shown {
            may_frame &= self.hosting.may_frame(&host, framed).await?;
        }
        Ok(may_frame.then_some(host))
    }

    fn bare(&self, request: &HeaderMap) -> Response {
        let page = html! {
            (DOCTYPE)
            html lang=(words(request).language()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.forum.name()) }
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
