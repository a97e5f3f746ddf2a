//! Reactive, optional and repeated views, with their types erased.
//!
//! Leptos generates rendering code for each type of view in a list, an option or a closure. These functions turn every
//! view into an `AnyView`, so the bundle contains that code once.

use leptos::prelude::*;

/// A view that is rendered again whenever a signal that it reads changes.
pub type Dynamic = Box<dyn FnMut() -> AnyView + Send>;

/// Renders a view again whenever a signal that it reads changes.
pub fn dynamic<V: IntoView + 'static>(mut render: impl FnMut() -> V + Send + 'static) -> Dynamic {
    Box::new(move || render().into_any())
}

/// Renders each item.
pub fn each<T, V: IntoView + 'static>(
    items: impl IntoIterator<Item = T>,
    mut render: impl FnMut(T) -> V,
) -> Vec<AnyView> {
    let mut views = Vec::new();
    for item in items {
        views.push(render(item).into_any());
    }
    views
}

/// Renders a view if the condition holds.
pub fn when<V: IntoView + 'static>(condition: bool, render: impl FnOnce() -> V) -> Option<AnyView> {
    condition.then(|| render().into_any())
}

/// Renders a value if there is one.
pub fn given<T, V: IntoView + 'static>(
    value: Option<T>,
    render: impl FnOnce(T) -> V,
) -> Option<AnyView> {
    value.map(|value| render(value).into_any())
}
