//! The page's entry: says what broke when something does, and puts the app into the page.

fn main() {
    palabre::start();
}
