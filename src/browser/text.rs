//! Letter case and accents, by the browser: Rust's Unicode tables would add to the bundle.

use js_sys::JsString;

/// The text in lower case, for comparison.
pub fn lower(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}

/// The text in upper case.
pub fn upper(text: &str) -> String {
    JsString::from(text).to_upper_case().into()
}

/// The text in lower case and without accents, for search.
pub fn folded(text: &str) -> String {
    // NFD separates letters from their accents (Unicode Standard Annex 15).
    let decomposed: String = JsString::from(text).to_lower_case().normalize("NFD").into();
    decomposed
        .chars()
        .filter(|c| !matches!(c, '\u{300}'..='\u{36f}'))
        .collect()
}
