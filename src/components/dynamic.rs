//! Parts of a view that change, may be missing, or come in numbers.
//!
//! Leptos compiles its machinery once more for each type of view that is put into a list, an option or a
//! closure. Behind these functions, all of them are one type.

use leptos::prelude::*;

/// A part of a view that is drawn anew whenever a signal that it reads changes.
pub type Dynamic = Box<dyn FnMut() -> AnyView + Send>;

/// Draws a part of a view anew whenever a signal that it reads changes.
pub fn dynamic<V: IntoView + 'static>(mut part: impl FnMut() -> V + Send + 'static) -> Dynamic {
    Box::new(move || part().into_any())
}

/// Draws each of some things.
pub fn each<T, V: IntoView + 'static>(
    things: impl IntoIterator<Item = T>,
    mut draw: impl FnMut(T) -> V,
) -> Vec<AnyView> {
    let mut drawn = Vec::new();
    for thing in things {
        drawn.push(draw(thing).into_any());
    }
    drawn
}

/// Draws a part of a view, or leaves it out.
pub fn when<V: IntoView + 'static>(is_there: bool, draw: impl FnOnce() -> V) -> Option<AnyView> {
    is_there.then(|| draw().into_any())
}

/// Draws something that may be missing.
pub fn given<T, V: IntoView + 'static>(
    thing: Option<T>,
    draw: impl FnOnce(T) -> V,
) -> Option<AnyView> {
    thing.map(|thing| draw(thing).into_any())
}
