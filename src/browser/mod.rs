//! Access to the browser: the only hand-written `web_sys` and `js_sys`. Each of these APIs may be missing in a browser or
//! blocked by a policy: functions then return `None` or an error, or do nothing.

pub mod channel;
pub mod clock;
pub mod current_post;
pub mod file;
pub mod history;
pub mod intl;
pub mod locks;
pub mod page;
pub mod plain_form;
pub mod random;
pub mod roving;
pub mod selection;
pub mod storage;
pub mod text;
pub mod text_area;
pub mod timeout;
