//! Parts of the bundles that are loaded when they are needed.
//!
//! A release of the app, or of the elements, is split into a main file, which draws what most visits need, and parts with
//! the rest (`xtask/src/build/split.rs`). [`part!`](crate::part!) declares the entry of a part. Code that only entries
//! reach moves into their part; code that the main file uses as well stays in the main file. Without the features
//! `split-app` and `split-elements`, as in tests and during development, there is one file and loading is immediate.

use std::pin::Pin;

use crate::api::Answer;

/// Resolves to a function of a part once the part is loaded, or to [`ApiError::Part`](crate::api::ApiError::Part). After a
/// failure, the next call tries again.
pub type Loading<F> = Pin<Box<dyn Future<Output = Answer<F>>>>;

/// Defines a function that loads a part and returns its entry, a function in the part.
///
/// ```ignore
/// part!(app moderation, controls_part: fn(Thread) -> AnyView = controls);
/// let controls = controls_part().await?;
/// ```
///
/// The first argument is the bundle: `app`, `elements` or `both`. A bundle must use each of its parts: an unused one would
/// stay in the main file. The second argument is the name of the part, of its file and of its row in `xtask/budget.toml`.
/// A part may have several entries.
#[macro_export]
macro_rules! part {
    (app $($definition:tt)*) => {
        $crate::part! { @(feature = "split-app") $($definition)* }
    };
    (elements $($definition:tt)*) => {
        $crate::part! { @(feature = "split-elements") $($definition)* }
    };
    (both $($definition:tt)*) => {
        $crate::part! { @(any(feature = "split-app", feature = "split-elements")) $($definition)* }
    };
    (@($($split:tt)*) $part:ident, $(#[$meta:meta])* $vis:vis $name:ident: $function:ty = $path:path) => {
        $(#[$meta])*
        $vis fn $name() -> $crate::part::Loading<$function> {
            #[cfg($($split)*)]
            #[::leptos::wasm_split::wasm_split($part, wasm_split_path = ::leptos::wasm_split, fallible)]
            fn $name() -> $crate::api::Answer<$function> {
                Ok($path)
            }
            #[cfg(not($($split)*))]
            async fn $name() -> $crate::api::Answer<$function> {
                Ok($path)
            }
            Box::pin($name())
        }
    };
}
