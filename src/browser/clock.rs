//! The clock of this machine, which may be wrong.

/// Milliseconds since 1970.
pub fn now() -> i64 {
    js_sys::Date::now() as i64
}
