//! Dates, numbers and plurals, as the browser's `Intl` writes them in a language.

use js_sys::{Array, Date, Intl, Object, Reflect};
use palabre_contract::Timestamp;
use wasm_bindgen::JsValue;

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        // Setting a member of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object
}

fn locales(tag: &str) -> Array {
    Array::of1(&JsValue::from_str(tag))
}

fn date(at: Timestamp) -> Date {
    Date::new(&JsValue::from_f64(at.0 as f64))
}

/// Date and time, for instance "12 mars 2026, 14:05".
pub fn date_time(tag: &str, at: Timestamp) -> String {
    let options = options(&[("dateStyle", "medium"), ("timeStyle", "short")]);
    Intl::DateTimeFormat::new(&locales(tag), &options)
        .format()
        .call1(&JsValue::UNDEFINED, &date(at))
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| iso(at))
}

/// How long ago, for instance "il y a 3 heures"; from a month on, the date.
pub fn ago(tag: &str, at: Timestamp) -> String {
    const MINUTE: f64 = 60_000.0;
    const HOUR: f64 = 60.0 * MINUTE;
    const DAY: f64 = 24.0 * HOUR;
    let elapsed = Date::now() - at.0 as f64;
    let (amount, unit) = match elapsed {
        e if e < HOUR => ((e / MINUTE).max(0.0), "minute"),
        e if e < DAY => (e / HOUR, "hour"),
        e if e < 30.0 * DAY => (e / DAY, "day"),
        _ => return day(tag, at),
    };
    let format = Intl::RelativeTimeFormat::new(&locales(tag), &options(&[("numeric", "auto")]));
    format.format(-amount.floor(), unit).into()
}

/// The day, for instance "12 mars 2026".
fn day(tag: &str, at: Timestamp) -> String {
    date(at)
        .to_locale_date_string(tag, &options(&[("dateStyle", "medium")]))
        .into()
}

/// The moment in ISO 8601, for the `datetime` attribute.
pub fn iso(at: Timestamp) -> String {
    date(at).to_iso_string().into()
}

/// A whole number, for instance "60 000".
pub fn number(tag: &str, value: u32) -> String {
    js_sys::Number::from(value).to_locale_string(tag).into()
}

/// Which plural form a number takes in a language (Unicode's cardinal categories).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// "1 réponse"; in French also 0 and 1,5.
    One,
    /// French from a million on: "1 000 000 de réponses".
    Many,
    /// All others.
    Other,
}

/// The plural form of `value` in that language.
pub fn plural(tag: &str, value: u32) -> Plural {
    let rules = Intl::PluralRules::new(&locales(tag), &Object::new());
    match rules.select(f64::from(value)).as_string().as_deref() {
        Some("one") => Plural::One,
        Some("many") => Plural::Many,
        _ => Plural::Other,
    }
}
