//! The HTTP side of the API, one file per resource: parse the request, call the forum, build the response.
//!
//! No SQL and no rules here. The attributes of the handlers make up the OpenAPI document.

mod account;
mod avatar;
mod bearer;
mod bodies;
mod capability;
mod cookie;
mod cors;
mod embedding;
mod enrolment;
mod etag;
mod extract;
mod forums;
mod grants;
mod health;
mod host_pages;
mod log;
mod picture_body;
mod pictures;
mod posts;
mod proxies;
mod refusals;
mod required_role;
mod session;
mod smilies;
mod team;
mod topics;
mod unsubscribe;
mod visitor;

pub(crate) use bearer::is_change_for_hosts;
pub use bodies::Bodies;
pub(crate) use capability::HasEngine;
pub use cookie::SessionCookie;
pub(crate) use cors::{Cors, cors};
pub(crate) use extract::PathOf;
pub use proxies::Proxies;
pub(crate) use proxies::set_client_ip;
pub(crate) use unsubscribe::one_click;
pub use visitor::ClientIp;

use std::sync::Arc;

use axum::extract::FromRef;
use palabre_contract::Problem;
use utoipa::{
    Modify, OpenApi,
    openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::forum::Engine;

/// Maximum size of a JSON body in bytes: a post of 60,000 characters of four bytes each, plus the rest of its JSON.
pub const BODY_LIMIT: usize = 256 * 1024;

/// State of the API handlers.
#[derive(Clone)]
pub struct ApiState {
    /// The forum.
    pub engine: Arc<dyn Engine>,
    /// How session cookies are read and written.
    pub cookie: SessionCookie,
    /// Reads request bodies, with limits on memory and time.
    pub bodies: Bodies,
}

impl HasEngine for ApiState {
    fn engine(&self) -> &Arc<dyn Engine> {
        &self.engine
    }
}

impl FromRef<ApiState> for Arc<dyn Engine> {
    fn from_ref(state: &ApiState) -> Self {
        Arc::clone(&state.engine)
    }
}

impl FromRef<ApiState> for SessionCookie {
    fn from_ref(state: &ApiState) -> Self {
        state.cookie
    }
}

impl FromRef<ApiState> for Bodies {
    fn from_ref(state: &ApiState) -> Self {
        state.bodies.clone()
    }
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Palabre",
        description = "A forum: read threads and reply to them. Every error is a problem document (RFC 9457).",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    components(schemas(Problem)),
    modifiers(&SessionScheme),
    tags(
        (name = "forums", description = "Forums and their lists of topics"),
        (name = "topics", description = "Topics and the pages of their threads"),
        (name = "posts", description = "Reading, writing and changing posts"),
        (name = "moderation", description = "Moderators, the audit log and changes to topics"),
        (name = "session", description = "Signing in and out"),
        (name = "accounts", description = "Creating, changing and deleting accounts"),
        (name = "embedding", description = "Embedding a forum in other sites, its hosts"),
        (name = "pictures", description = "Custom smilies and avatars")
    )
)]
struct Description;

/// The security schemes of the OpenAPI document.
struct SessionScheme;

impl Modify for SessionScheme {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        let cookie = ApiKey::Cookie(ApiKeyValue::with_description(
            "palabre",
            "Set by signing in. Over https, its name is `__Host-palabre`.",
        ));
        if let Some(components) = &mut description.components {
            components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
            let bearer = HttpBuilder::new()
                .scheme(HttpAuthScheme::Bearer)
                .description(Some(
                    "A session for the pages of a host, valid only with the `Origin` of that host.",
                ))
                .build();
            components.add_security_scheme("host", SecurityScheme::Http(bearer));
        }
    }
}

/// All routes under `/api`, `/pictures` and `/healthz`, with their OpenAPI document.
pub fn all() -> OpenApiRouter<ApiState> {
    let mut router = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(forums::list_forums, forums::create_forum))
        .routes(routes!(forums::get_forum, forums::change_forum))
        .routes(routes!(team::get_team, team::set_role))
        .routes(routes!(log::get_log))
        .routes(routes!(embedding::get_embedding, embedding::set_hosts))
        .routes(routes!(
            embedding::create_host_key,
            embedding::delete_host_key
        ))
        .routes(routes!(
            host_pages::get_page_thread,
            host_pages::post_page_reply
        ))
        .routes(routes!(grants::open_host_session))
        .routes(routes!(grants::sign_in_from_host))
        .routes(routes!(forums::list_topics, forums::open_topic))
        .routes(routes!(forums::list_smilies, smilies::add_smiley))
        .routes(routes!(smilies::change_smiley))
        .routes(routes!(avatar::put_avatar, avatar::delete_avatar))
        .routes(routes!(pictures::get_picture))
        .routes(routes!(topics::get_topic, topics::change_topic))
        .routes(routes!(topics::get_thread_page, posts::post_reply))
        .routes(routes!(topics::get_topic_review))
        .routes(routes!(posts::get_post, posts::change_post))
        .routes(routes!(
            session::get_session,
            session::sign_in,
            session::sign_out
        ))
        .routes(routes!(enrolment::sign_up))
        .routes(routes!(enrolment::confirm))
        .routes(routes!(enrolment::request_password_reset))
        .routes(routes!(enrolment::reset_password))
        .routes(routes!(account::list_sessions, account::end_sessions))
        .routes(routes!(account::end_session))
        .routes(routes!(account::change_password))
        .routes(routes!(account::change_email))
        .routes(routes!(account::change_signature))
        .routes(routes!(account::change_preferences))
        .routes(routes!(account::list_watches))
        .routes(routes!(account::set_watch))
        .routes(routes!(account::delete_account))
        .routes(routes!(unsubscribe::get_watch, unsubscribe::unsubscribe))
        .routes(routes!(health::healthz));
    refusals::add_problem_bodies(router.get_openapi_mut());
    router
}
