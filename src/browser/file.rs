//! Files from a file input.

use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event, File, FileList, HtmlInputElement};

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

    /// Like [`Self::picked`], for an input of several files.
    pub fn all_picked(event: &Event) -> Vec<Self> {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else {
            return Vec::new();
        };
        let files = listed(input.files());
        input.set_value("");
        files
    }

    /// The files that were dropped.
    pub fn dropped(event: &DragEvent) -> Vec<Self> {
        listed(event.data_transfer().and_then(|data| data.files()))
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

fn listed(files: Option<FileList>) -> Vec<Picture> {
    let Some(files) = files else {
        return Vec::new();
    };
    (0..files.length())
        .filter_map(|at| files.get(at).map(Picture))
        .collect()
}
