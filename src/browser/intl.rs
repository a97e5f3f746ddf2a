//! Dates, numbers and plurals, formatted by the browser's `Intl`. `tag` is the language, as a BCP 47 tag.

use js_sys::{Array, Date, Intl, Object, Reflect};
use palabre_contract::Timestamp;
use wasm_bindgen::JsValue;

use super::page;

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        // Setting a property of a new object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object
}

/// The reader's own locale of a language: the first of the browser's languages with a region. Without one, English is
/// British: `en` alone would write dates as in the United States.
fn locale(tag: &str) -> String {
    let is_own = |own: &String| {
        own.split_once('-')
            .is_some_and(|(language, _)| language == tag)
    };
    let british = || if tag == "en" { "en-GB" } else { tag }.to_owned();
    page::languages()
        .into_iter()
        .find(is_own)
        .unwrap_or_else(british)
}

fn locales(tag: &str) -> Array {
    Array::of1(&JsValue::from_str(&locale(tag)))
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

/// Relative time, for instance "il y a 3 heures"; the date if more than 30 days ago. `None`: less than a minute ago.
pub fn ago(tag: &str, at: Timestamp) -> Option<String> {
    const MINUTE: f64 = 60_000.0;
    const HOUR: f64 = 60.0 * MINUTE;
    const DAY: f64 = 24.0 * HOUR;
    let elapsed = Date::now() - at.0 as f64;
    let (amount, unit) = match elapsed {
        e if e < MINUTE => return None,
        e if e < HOUR => (e / MINUTE, "minute"),
        e if e < DAY => (e / HOUR, "hour"),
        e if e < 30.0 * DAY => (e / DAY, "day"),
        _ => return Some(day(tag, at)),
    };
    let format = Intl::RelativeTimeFormat::new(&locales(tag), &options(&[("numeric", "auto")]));
    Some(format.format(-amount.floor(), unit).into())
}

/// Date without time, for instance "12 mars 2026".
fn day(tag: &str, at: Timestamp) -> String {
    date(at)
        .to_locale_date_string(&locale(tag), &options(&[("dateStyle", "medium")]))
        .into()
}

/// The time in ISO 8601, for the `datetime` attribute.
pub fn iso(at: Timestamp) -> String {
    date(at).to_iso_string().into()
}

/// An integer, for instance "60 000".
pub fn number(tag: &str, value: u32) -> String {
    js_sys::Number::from(value)
        .to_locale_string(&locale(tag))
        .into()
}

/// Plural form of a number in a language (Unicode's cardinal categories).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// "1 réponse"; in French also for 0 and 1,5.
    One,
    /// In French from one million: "1 000 000 de réponses".
    Many,
    /// All other numbers.
    Other,
}

/// The plural form of `value`.
pub fn plural(tag: &str, value: u32) -> Plural {
    let rules = Intl::PluralRules::new(&locales(tag), &Object::new());
    match rules.select(f64::from(value)).as_string().as_deref() {
        Some("one") => Plural::One,
        Some("many") => Plural::Many,
        _ => Plural::Other,
    }
}
