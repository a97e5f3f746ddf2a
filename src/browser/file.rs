//! Files from a file input.

use wasm_bindgen::JsCast;
use web_sys::{Event, File, HtmlInputElement};

/// A picture file chosen by the reader.
#[derive(Clone)]
pub struct Picture(File);

impl Picture {
    /// Takes the picture chosen in the event's file input. `None`: no file is chosen. Empties the input, so that the same
    /// file can be chosen again.
    pub fn picked(event: &Event) -> Option<Self> {
        let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
        let file = input.files()?.get(0)?;
        input.set_value("");
        Some(Self(file))
    }

    /// The file name without its extension.
    pub fn name(&self) -> String {
        let name = self.0.name();
        match name.rsplit_once('.') {
            Some((stem, _)) => stem.to_owned(),
            None => name,
        }
    }

    /// The file.
    pub fn into_file(self) -> File {
        self.0
    }
}
