//! `POST /sign-out`: the button of plain pages.

use std::sync::Arc;

use axum::{extract::State, http::header, response::Response};

use super::{Pages, back, form_body::FormBody, see_other};
use crate::{error::Error, forum::Visitor, routes::SessionCookie};

/// Ends the session and goes back to the page in the field `back`. Requires the session's form token, so that no page of
/// another site can sign somebody out. Not an error if nobody is signed in.
pub(crate) async fn sign_out(
    State(pages): State<Arc<Pages>>,
    visitor: Visitor,
    cookie: SessionCookie,
    form: FormBody,
) -> Result<Response, Error> {
    if pages.engine.account(&visitor).await?.is_some() {
        form.check_token(&visitor)?;
        let sessions = Arc::clone(&pages.engine)
            .sessions()
            .ok_or(Error::NotSupported)?;
        sessions.sign_out(&visitor).await?;
    }
    let to = back::local(form.get("back")).unwrap_or_else(|| "/".into());
    let mut response = see_other(&to);
    response
        .headers_mut()
        .append(header::SET_COOKIE, cookie.clear());
    Ok(response)
}
