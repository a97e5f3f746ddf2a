//! What the app knows: stores whose methods are verbs. Each is `Copy`, lives in a context and is fetched
//! by its `use_…` function. Nothing here touches the DOM but through `browser`, and nothing renders.

pub mod composer;
pub mod draft;
pub mod gallery;
pub mod journal;
pub mod navigation;
pub mod pictures;
pub mod preferences;
pub mod session;
pub mod thread;
pub mod way_in;

pub use composer::{Composer, Departure, Question, Sending, Whom, use_composer};
pub use draft::{Draft, Page, Target, answer};
pub use navigation::{Navigation, here, use_navigation, way_back};
pub use pictures::{Pictures, use_pictures};
pub use preferences::{PreferencesStore, THEMES, theme_name, use_preferences};
pub use session::{Holder, SessionStore, use_session};
pub use thread::{FreshPost, Thread, use_fresh_post, use_thread};
pub use way_in::{WayIn, use_way_in};
