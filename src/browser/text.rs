//! Letter case, as the browser knows it: the tables that Rust would bring along are in there already.

use js_sys::JsString;

/// The text in lower case, for comparing.
pub fn lower(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}

/// The text in upper case.
pub fn upper(text: &str) -> String {
    JsString::from(text).to_upper_case().into()
}
