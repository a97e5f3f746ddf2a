//! The app's state: stores whose methods are verbs. Each is `Copy` and provided in a context, which its `use_…`
//! function returns. Nothing here renders, and the DOM is accessed only through `browser`.

pub mod composer;
pub mod custom_smilies;
pub mod draft;
pub mod draft_storage;
pub mod form_handle;
pub mod navigation;
pub mod preferences;
pub mod server_form;
pub mod session;
pub mod sign_in_method;
pub mod smiley_index;
pub mod thread;

pub use composer::{CloseReason, Composer, Question, Sender, Submission};
pub use custom_smilies::{CustomSmilies, use_custom_smilies};
pub use draft::{Draft, Page, Target};
pub use form_handle::{FormHandle, Request, use_form_handle};
pub use navigation::{Navigation, back_or_here, here, use_navigation};
pub use preferences::{DENSITIES, PreferencesStore, THEMES, theme_name, use_preferences};
pub use server_form::{ServerForm, use_server_form};
pub use session::{DraftOwner, SessionStore, use_session};
pub use sign_in_method::{SignInMethod, use_sign_in_method};
pub use thread::{FreshPost, Thread, use_fresh_post, use_thread};
