//! Quotes a post for a reply to it.

use crate::{
    Quote,
    bbcode::{LITERAL, write_quote_tag},
    pairs,
    tag::{self, Container, Kind, Name},
    tags,
};

/// Wraps the text of a post in `[quote]`, followed by a line end.
///
/// `depth` is the maximum number of nested quotes in the result, including the new one; deeper quotes are left out.
/// phpBB's default is 3. `time_secs` is the time of the post in seconds since 1970. The text stays as it was typed,
/// except for unpaired tags, which could pair with tags outside the quote: their brackets are put into `[noparse]`.
///
/// ```
/// # use palabre_markup::quote;
/// let quoted = quote("Bonsoir", "Jean Valjean", Some(24), Some(1_700_000_000), 3);
/// assert_eq!(quoted, "[quote=\"Jean Valjean\" post_id=24 time=1700000000]Bonsoir[/quote]\n");
/// ```
#[must_use]
pub fn quote(
    text: &str,
    author: &str,
    post: Option<i64>,
    time_secs: Option<i64>,
    depth: usize,
) -> String {
    let author = (!author.is_empty()).then(|| author.into());
    let mut out = String::with_capacity(text.len() + 80);
    write_quote_tag(
        &mut out,
        &Quote {
            author,
            post,
            time: time_secs,
            blocks: Vec::new(),
        },
    );
    out.push_str(without_deep_quotes(text, depth).trim());
    out.push_str("[/quote]\n");
    out
}

/// The text without the quotes nested deeper than `depth`.
fn without_deep_quotes(text: &str, depth: usize) -> String {
    let tags = tags::find(text);
    let partners = pairs::pair(&tags);
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    let mut level = 1;
    for (tag, partner) in tags.iter().zip(&partners) {
        // The tag is inside a quote that is left out.
        if tag.range.start < start {
            continue;
        }
        push_text(&mut out, &text[start..tag.range.start]);
        start = tag.range.end;
        let typed = &text[tag.range.clone()];
        match (&tag.kind, partner) {
            (Kind::Container(..), None) => push_literal(&mut out, typed),
            (Kind::Close(name), None) if name.is_container() => push_literal(&mut out, typed),
            (Kind::Container(_, Container::Quote { .. }), &Some(partner)) if level >= depth => {
                start = after_line_end(text, tags[partner].range.end);
            }
            (Kind::Container(_, Container::Quote { .. }), Some(_)) => {
                level += 1;
                out.push_str(typed);
            }
            (Kind::Close(Name::Quote | Name::QuoteMessage), Some(_)) => {
                level -= 1;
                out.push_str(typed);
            }
            _ => out.push_str(typed),
        }
    }
    push_text(&mut out, &text[start..]);
    out
}

/// Writes text in which no tag was found. Escapes starts of tags: their end could follow in the reply, or in the text
/// after a quote that is left out.
fn push_text(out: &mut String, text: &str) {
    let mut start = 0;
    for (at, _) in text.match_indices('[') {
        if tag::may_start(&text[at..]) {
            out.push_str(&text[start..at]);
            push_literal_bracket(out);
            start = at + 1;
        }
    }
    out.push_str(&text[start..]);
}

/// Writes a tag as text. Escapes every bracket, because its values may contain some.
fn push_literal(out: &mut String, tag: &str) {
    for (index, part) in tag.split('[').enumerate() {
        if index > 0 {
            push_literal_bracket(out);
        }
        out.push_str(part);
    }
}

fn push_literal_bracket(out: &mut String) {
    out.extend([LITERAL[0], "[", LITERAL[1]]);
}

/// The offset after the line end at byte `at`, or `at` if there is none.
fn after_line_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + match rest.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}
