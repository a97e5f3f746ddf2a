//! The body of a form that a browser sends without the app: `application/x-www-form-urlencoded`.

use std::{borrow::Cow, sync::Arc};

use axum::{
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};
use palabre_contract::Field;
use url::form_urlencoded;

use super::Pages;
use crate::{error::Error, forum::Visitor, routes::BODY_LIMIT};

/// Maximum size in bytes. Percent-encoding makes three bytes of one, so the longest JSON body fits as a form.
const FORM_LIMIT: usize = 3 * BODY_LIMIT;
/// Maximum number of fields. Without a limit, a body of `a&a&a…` would take many times its size in memory.
const MAX_FIELDS: usize = 64;

/// The name of the field with [`crate::forum::Secret::form_token`].
pub(super) const CSRF: &str = "csrf";

/// The fields of a submitted form.
pub(crate) struct FormBody(Vec<(String, String)>);

impl FormBody {
    fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let owned =
            |(name, value): (Cow<'_, str>, Cow<'_, str>)| (name.into_owned(), value.into_owned());
        let fields: Vec<_> = form_urlencoded::parse(bytes)
            .map(owned)
            .take(MAX_FIELDS + 1)
            .collect();
        if fields.len() > MAX_FIELDS {
            return Err(Error::Malformed("too many fields".into()));
        }
        Ok(Self(fields))
    }

    /// The value of a field. `None`: the form has no such field, or a box was not ticked.
    pub(super) fn find(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(given, _)| given == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The value of a field; empty if there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    /// A text of several lines. Browsers send line breaks as CR LF; the app sends LF.
    pub(super) fn lines(&self, name: &str) -> String {
        self.get(name).replace("\r\n", "\n")
    }

    /// Checks that the form was drawn for the session of the visitor (CSRF). Needed wherever the session's account
    /// acts: text browsers send neither `Origin` nor `Sec-Fetch-Site`, and old browsers ignore `SameSite`.
    ///
    /// # Errors
    /// [`Error::ForeignOrigin`]
    pub(super) fn check_token(&self, visitor: &Visitor) -> Result<(), Error> {
        let session = visitor.token.as_ref();
        if session.is_some_and(|session| session.is_form_token(self.get(CSRF))) {
            Ok(())
        } else {
            Err(Error::ForeignOrigin)
        }
    }
}

impl FromRequest<Arc<Pages>> for FormBody {
    type Rejection = Error;

    async fn from_request(request: Request, pages: &Arc<Pages>) -> Result<Self, Error> {
        if !is_form(request.headers()) {
            return Err(Error::NotForm);
        }
        Self::parse(&pages.bodies.read(request, FORM_LIMIT).await?)
    }
}

/// Whether the body is a form, according to its content type.
pub(super) fn is_form(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|essence| {
            essence
                .trim()
                .eq_ignore_ascii_case("application/x-www-form-urlencoded")
        })
}

/// The `name` of the control of a field in a form, and the `id` of the control: those of the app
/// (`src/components/form/entry.rs`).
pub(super) const fn names(field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Body => ("body", "reply-body"),
        Field::Pseudo => ("pseudo", "pseudo"),
        Field::Password => ("password", "password"),
        Field::Email => ("email", "email"),
        Field::NewPassword => ("new-password", "new-password"),
        Field::Website => ("website", "website"),
        // Forms with other fields are only in the app.
        _ => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_decoded_and_the_first_of_a_name_counts() {
        let form = FormBody::parse(b"body=Bons%C3%B4ir+%26%0D%0Aa&body=b&notify=1&empty=").unwrap();
        assert_eq!(form.lines("body"), "Bonsôir &\na");
        assert_eq!(form.find("notify"), Some("1"));
        assert_eq!((form.find("empty"), form.find("none")), (Some(""), None));
    }

    #[test]
    fn forms_with_too_many_fields_are_rejected() {
        let body = "a=1&".repeat(MAX_FIELDS);
        assert!(FormBody::parse(body.as_bytes()).is_ok());
        assert!(FormBody::parse(format!("{body}b").as_bytes()).is_err());
    }
}
