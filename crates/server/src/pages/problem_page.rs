//! Shows the errors of plain forms as pages. Everywhere else an error is a problem document (JSON).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{Method, header},
    middleware::Next,
    response::Response,
};
use palabre_contract::Problem;

use super::{Pages, form_body::is_form};
use crate::forum::Visitor;

/// Middleware: replaces the problem document of a refused form by a page. Is outside of the checks of origins, whose
/// refusals are pages as well.
pub(crate) async fn problem_page(
    State(pages): State<Arc<Pages>>,
    visitor: Visitor,
    request: Request,
    next: Next,
) -> Response {
    let is_form = *request.method() == Method::POST
        && !request.uri().path().starts_with("/api/")
        && is_form(request.headers());
    let (uri, headers) = (request.uri().clone(), request.headers().clone());
    let response = next.run(request).await;
    let problem = response.extensions().get::<Problem>().cloned();
    let Some(problem) = problem.filter(|_| is_form) else {
        return response;
    };
    let reader = pages.reader(&visitor, &uri, &headers).await;
    let mut page = pages.refuse(&reader, &problem, None);
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
