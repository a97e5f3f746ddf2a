//! What search engines read first: `robots.txt` and `sitemap.xml` (<https://www.sitemaps.org/protocol.html>).

use std::sync::Arc;

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use maud::{Markup, PreEscaped, html};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::Pages;
use crate::{error::Error, forum::PublicPages};

/// Maximum number of addresses in a sitemap, by its protocol.
const MAX_ADDRESSES: u32 = 50_000;

/// `/robots.txt`: pages may be listed, the API may not, except for what the app itself reads: a search engine that runs
/// it would otherwise see an error message instead of the page.
pub(crate) async fn robots(State(pages): State<Arc<Pages>>) -> Response {
    let text = format!(
        "User-agent: *\nAllow: /api/forums\nAllow: /api/topics/\nAllow: /api/posts/\nAllow: /api/session\n\
         Disallow: /api/\n\nSitemap: {}/sitemap.xml\n",
        pages.public_url
    );
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (plain, text).into_response()
}

/// `/sitemap.xml`: the home page, the public forums and their topics, those with the newest posts first.
pub(crate) async fn sitemap(State(pages): State<Arc<Pages>>) -> Result<Response, Error> {
    let public = pages.engine.public_pages(MAX_ADDRESSES - 1).await?;
    let xml = [(header::CONTENT_TYPE, "application/xml; charset=utf-8")];
    Ok((xml, urls(&pages.public_url, &public).into_string()).into_response())
}

fn urls(site: &str, public: &PublicPages) -> Markup {
    let date = |seconds: i64| {
        let moment = OffsetDateTime::from_unix_timestamp(seconds).ok()?;
        moment.format(&Rfc3339).ok()
    };
    html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {
            url { loc { (site) "/" } }
            @for forum in &public.forums { url { loc { (site) "/f/" (forum) } } }
            @for (topic, latest) in &public.topics {
                url {
                    loc { (site) "/t/" (topic) }
                    @if let Some(date) = date(latest.0.div_euclid(1000)) { lastmod { (date) } }
                }
            }
        }
    }
}
