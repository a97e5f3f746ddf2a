//! The pages of the site that other sites show: the frame of an element, and the window in which somebody
//! signs in for it. Both are nothing but the elements' script, which sees from its address what to do.

use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use maud::{DOCTYPE, html};
use palabre_contract::{ForumSlug, TopicId};
use serde::Deserialize;

use super::{Pages, words};
use crate::{error::Error, forum::Framed, headers};

/// What a frame is to show.
#[derive(Deserialize)]
pub(crate) struct FrameQuery {
    forum: Option<ForumSlug>,
    topic: Option<TopicId>,
}

/// `/embed/frame`: only the hosts of what it shows may frame it.
pub(crate) async fn frame(
    State(pages): State<Arc<Pages>>,
    query: Result<Query<FrameQuery>, QueryRejection>,
    request: HeaderMap,
) -> Result<Response, Error> {
    let framers = match query {
        Ok(Query(query)) => pages.framers(query).await?,
        // Twice the same name, or no number: what the script would make of it is not known here.
        Err(_) => Vec::new(),
    };
    let mut response = pages.bare(&request);
    headers::let_frame(&mut response, &framers);
    Ok(response)
}

/// `/embed/sign-in`: a window of its own, which nobody frames.
pub(crate) async fn sign_in(State(pages): State<Arc<Pages>>, request: HeaderMap) -> Response {
    let mut response = pages.bare(&request);
    headers::let_talk_to_opener(&mut response);
    response
}

impl Pages {
    /// Who may show both the forum and the topic, where both are named.
    async fn framers(&self, query: FrameQuery) -> Result<Vec<String>, Error> {
        let forum = query.forum.map(Framed::Forum);
        let topic = query.topic.map(Framed::Topic);
        let mut shown = forum.into_iter().chain(topic);
        let Some(first) = shown.next() else {
            return Ok(Vec::new());
        };
        let mut framers = self.hosting.framers(&first).await?;
        for other in shown {
            let also = self.hosting.framers(&other).await?;
            framers.retain(|host| also.contains(host));
        }
        Ok(framers)
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
