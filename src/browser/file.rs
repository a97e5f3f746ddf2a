//! Files that a person picks.

use wasm_bindgen::JsCast;
use web_sys::{Event, File, HtmlInputElement};

/// A picture that a person picked, as it lies on their disk.
#[derive(Clone)]
pub struct Picture(File);

impl Picture {
    /// The picture that was picked in the input that the event comes from. `None`: none was. The input
    /// is empty afterwards, so that the same picture can be picked again.
    pub fn picked(event: &Event) -> Option<Self> {
        let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
        let file = input.files()?.get(0)?;
        input.set_value("");
        Some(Self(file))
    }

    /// Its name without the extension.
    pub fn name(&self) -> String {
        let name = self.0.name();
        match name.rsplit_once('.') {
            Some((stem, _)) => stem.to_owned(),
            None => name,
        }
    }

    /// The file, to be sent.
    pub fn into_file(self) -> File {
        self.0
    }
}
