//! Shows the errors of plain forms as pages. Everywhere else an error is a problem document (JSON).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{Method, header},
    middleware::Next,
    response::Response,
};
use palabre_contract::Problem;

use super::{Pages, texts};

/// Middleware: replaces the problem document of a refused form by a page. Is outside of the checks of origins, whose
/// refusals are pages as well.
pub(crate) async fn problem_page(
    State(pages): State<Arc<Pages>>,
    request: Request,
    next: Next,
) -> Response {
    let is_form = *request.method() == Method::POST && !request.uri().path().starts_with("/api/");
    let texts = texts(request.headers());
    let response = next.run(request).await;
    let problem = response.extensions().get::<Problem>().cloned();
    let Some(problem) = problem.filter(|_| is_form) else {
        return response;
    };
    let mut page = pages.refuse(&problem, None, texts);
    // For instance the cookies of the response and `Vary`.
    for (name, value) in response.headers() {
        if !matches!(
            *name,
            header::CONTENT_TYPE | header::CONTENT_LENGTH | header::RETRY_AFTER
        ) {
            page.headers_mut().append(name, value.clone());
        }
    }
    page
}
