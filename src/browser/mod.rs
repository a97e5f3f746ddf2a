//! Access to the browser: the only hand-written `web_sys` and `js_sys`. Some browser lacks, or some policy refuses,
//! each of these APIs: functions return an `Option` or a `Result`, or do nothing.

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
