//! The edge to the browser: the only hand-written `web_sys` and `js_sys`. Everything answers with an
//! `Option` or a `Result`, since each of these things is missing in some browser or refused by some
//! policy.

pub mod channel;
pub mod clock;
pub mod current_post;
pub mod file;
pub mod history;
pub mod intl;
pub mod locks;
pub mod page;
pub mod random;
pub mod roving;
pub mod selection;
pub mod storage;
pub mod text;
pub mod text_area;
pub mod timeout;
