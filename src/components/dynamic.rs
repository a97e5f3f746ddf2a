//! Parts of a view that change.

use leptos::prelude::*;

/// A part of a view that is drawn anew whenever a signal that it reads changes.
pub type Dynamic = Box<dyn FnMut() -> AnyView + Send>;

/// Draws a part of a view anew whenever a signal that it reads changes.
///
/// Leptos takes the closure as it is, too, and then compiles its whole machinery of change for each
/// closure once more. Behind this one type it is there once.
pub fn dynamic<V: IntoView + 'static>(mut part: impl FnMut() -> V + Send + 'static) -> Dynamic {
    Box::new(move || part().into_any())
}
