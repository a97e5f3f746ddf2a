//! The router: API, assets and the middleware around both, in one place.

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    extract::Path,
    http::header,
    middleware,
    response::{IntoResponse, Response},
    routing::get,
};
use tower_http::{
    CompressionLevel,
    compression::CompressionLayer,
    csrf::{ConfigError, CsrfLayer, ProtectionError},
};

use crate::{
    assets::Assets,
    error::Error,
    forum::{Accounts, Forum, Gallery, HostSessions, Hosting, Moderation},
    headers, host_header,
    pages::{self, Pages},
    request_log,
    routes::{self, ApiState, Bodies, Gate, Proxies, SessionCookie},
};

/// What a site is made of.
pub struct Site {
    /// Its forum.
    pub forum: Arc<dyn Forum>,
    /// How order is kept in it.
    pub moderation: Arc<dyn Moderation>,
    /// Its accounts.
    pub accounts: Arc<dyn Accounts>,
    /// The pictures that people gave.
    pub gallery: Arc<dyn Gallery>,
    /// The forum in the pages of other sites.
    pub hosting: Arc<dyn Hosting>,
    /// Who is signed in there.
    pub host_sessions: Arc<dyn HostSessions>,
    /// The bundled app.
    pub assets: Assets,
    /// How its session cookie is written.
    pub cookie: SessionCookie,
    /// Origins whose pages may change something, beside the one that a request was sent to.
    pub trusted_origins: Vec<String>,
    /// Reverse proxies that say where a request comes from.
    pub trusted_proxies: Proxies,
}

/// The whole site as one service.
///
/// # Errors
/// One of the trusted origins is none.
pub fn app(site: Site) -> Result<Router, ConfigError> {
    let (api, description) = routes::all().split_for_parts();
    let description = Bytes::from(
        description
            .to_pretty_json()
            .expect("a description has only string keys"),
    );
    let pages = Arc::new(Pages {
        forum: Arc::clone(&site.forum),
        hosting: Arc::clone(&site.hosting),
        assets: site.assets,
        cookie: site.cookie,
    });
    let accounts = Arc::clone(&site.accounts);
    let gate = Gate {
        hosting: Arc::clone(&site.hosting),
        trusted: site.trusted_origins.clone().into(),
    };
    Ok(api
        .with_state(ApiState {
            forum: site.forum,
            moderation: site.moderation,
            accounts: site.accounts,
            gallery: site.gallery,
            hosting: site.hosting,
            host_sessions: site.host_sessions,
            cookie: site.cookie,
            bodies: Bodies::default(),
        })
        .route(
            "/api/openapi.json",
            get(move || {
                let json = [(header::CONTENT_TYPE, "application/json")];
                std::future::ready((json, description.clone()))
            }),
        )
        .route(
            "/unsubscribe/{token}",
            get(pages::answer).post(move |Path(token): Path<String>| {
                routes::one_click(Arc::clone(&accounts), token)
            }),
        )
        .route("/embed/frame", get(pages::embed::frame))
        .route("/embed/sign-in", get(pages::embed::sign_in))
        .fallback(pages::answer)
        .method_not_allowed_fallback(|| std::future::ready(Error::MethodNotAllowed))
        .with_state(pages)
        .layer(compression())
        .layer(csrf(site.trusted_origins)?)
        .layer(middleware::from_fn_with_state(gate, routes::share))
        .layer(middleware::from_fn(host_header::check))
        .layer(middleware::map_response(headers::complete))
        .layer(middleware::map_request_with_state(
            site.trusted_proxies,
            routes::see_through,
        ))
        .layer(middleware::from_fn(request_log::log)))
}

/// Compresses what was made for this request. Files of the app come compressed beforehand, and better.
fn compression() -> CompressionLayer {
    // From 5 on brotli looks for repetitions in earnest; past it, the processor costs more than the bytes.
    CompressionLayer::new().quality(CompressionLevel::Precise(5))
}

/// Refuses changes that a page of another site asks for (CSRF). A request with neither `Origin` nor
/// `Sec-Fetch-Site` comes from no browser, so from nobody who was lured: it passes. What the pages of hosts may
/// ask for, `routes::share` guards.
fn csrf(
    origins: Vec<String>,
) -> Result<CsrfLayer<impl Fn(ProtectionError) -> Response + Clone>, ConfigError> {
    origins
        .into_iter()
        .try_fold(CsrfLayer::new(), CsrfLayer::add_trusted_origin)
        .map(|layer| {
            let layer = layer.with_insecure_bypass(|method, uri| {
                routes::is_change_for_hosts(method, uri.path())
            });
            layer.with_rejection_response(|_: ProtectionError| Error::ForeignOrigin.into_response())
        })
}
