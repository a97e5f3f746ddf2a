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

/// The text in lower case and without accents, for searching.
pub fn folded(text: &str) -> String {
    // NFD takes a letter and its accents apart (Unicode Standard Annex 15).
    let apart: String = JsString::from(text).to_lower_case().normalize("NFD").into();
    apart
        .chars()
        .filter(|c| !matches!(c, '\u{300}'..='\u{36f}'))
        .collect()
}
