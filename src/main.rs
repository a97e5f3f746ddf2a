//! Entry point of the app.

fn main() {
    palabre::start();
}
