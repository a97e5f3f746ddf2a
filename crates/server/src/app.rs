//! The router: API, pages and assets, and the middleware around them.

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
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
    clock::Clock,
    error::Error,
    forum::Engine,
    headers, host_header,
    pages::{self, Pages},
    request_log,
    routes::{self, ApiState, Bodies, Cors, Proxies, SessionCookie},
};

/// The parts of a site.
pub struct Site {
    /// The forum.
    pub engine: Arc<dyn Engine>,
    /// The bundled app.
    pub assets: Assets,
    /// How session cookies are read and written.
    pub cookie: SessionCookie,
    /// The current time.
    pub clock: Clock,
    /// The public address of the site, for instance `https://forum.example.org`.
    pub public_url: String,
    /// Origins whose pages may send changes, in addition to the site's own origin.
    pub trusted_origins: Vec<String>,
    /// Reverse proxies whose `X-Forwarded-For` is trusted.
    pub trusted_proxies: Proxies,
}

/// The whole site as one service.
///
/// # Errors
/// One of the trusted origins is not an origin.
pub fn app(site: Site) -> Result<Router, ConfigError> {
    let (api, description) = routes::all().split_for_parts();
    let description = Bytes::from(
        description
            .to_pretty_json()
            .expect("an OpenAPI document has only string keys"),
    );
    let bodies = Bodies::default();
    let pages = Arc::new(Pages {
        engine: Arc::clone(&site.engine),
        assets: site.assets,
        cookie: site.cookie,
        bodies: bodies.clone(),
        clock: site.clock,
        public_url: site.public_url.trim_end_matches('/').to_owned(),
    });
    let cors = Cors {
        hosting: Arc::clone(&site.engine).hosting(),
        trusted: site.trusted_origins.clone().into(),
    };
    Ok(api
        .with_state(ApiState {
            engine: site.engine,
            cookie: site.cookie,
            bodies,
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
            get(pages::answer).post(routes::one_click),
        )
        .route("/t/{topic}/reply", get(pages::answer).post(pages::reply))
        .route("/sign-out", get(pages::answer).post(pages::sign_out))
        .route("/robots.txt", get(pages::robots))
        .route("/sitemap.xml", get(pages::sitemap))
        .route("/embed/frame", get(pages::embed::frame))
        .route("/embed/sign-in", get(pages::embed::sign_in))
        .fallback(pages::answer)
        .method_not_allowed_fallback(|| std::future::ready(Error::MethodNotAllowed))
        .with_state(Arc::clone(&pages))
        .layer(compression())
        .layer(csrf(site.trusted_origins)?)
        .layer(middleware::from_fn_with_state(pages, pages::problem_page))
        .layer(middleware::from_fn_with_state(cors, routes::cors))
        .layer(middleware::from_fn(host_header::check))
        .layer(middleware::map_response(headers::add_defaults))
        .layer(middleware::map_request_with_state(
            site.trusted_proxies,
            routes::set_client_ip,
        ))
        .layer(middleware::from_fn(request_log::log)))
}

/// Compresses responses that are generated per request. Files of the app are compressed at build time, and better.
fn compression() -> CompressionLayer {
    // Brotli compresses much better from level 5 on; higher levels cost more CPU time than they save in transfer.
    CompressionLayer::new().quality(CompressionLevel::Precise(5))
}

/// Rejects changes sent by a page of another site (CSRF). A request with neither `Origin` nor `Sec-Fetch-Site`
/// does not come from a browser, so no user was tricked into it: it is accepted. Changes that host pages may send
/// are checked by `routes::cors` instead.
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
