//! One route a file: reads the address, owns what is fetched for it, and composes components.

mod account;
mod forum;
mod home;
mod not_found;
mod post;
mod reply;
mod thread;

pub use account::{LostPasswordPage, NewForumPage, SignInPage, SignUpPage};
pub use forum::ForumPage;
pub use home::HomePage;
pub use not_found::NotFoundPage;
pub use post::PostPage;
pub use reply::ReplyPage;
pub use thread::ThreadPage;
