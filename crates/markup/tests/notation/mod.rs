//! A compact notation of trees, for the golden specs.
//!
//! One line per block, with its content indented by two spaces. The inlines of a paragraph follow `p` on its line.

use std::fmt::Write;

use palabre_markup::{Block, Document, Inline};

/// Writes the tree of a document.
pub fn of(document: &Document<'_>) -> String {
    let mut out = String::new();
    blocks(&mut out, &document.blocks, 0);
    out
}

fn blocks(out: &mut String, all: &[Block<'_>], depth: usize) {
    for one in all {
        block(out, one, depth);
    }
}

fn block(out: &mut String, block: &Block<'_>, depth: usize) {
    let indent = "  ".repeat(depth);
    let _ = match block {
        Block::Paragraph(all) => writeln!(out, "{indent}p {}", inlines(all)),
        Block::Code {
            language: None,
            text,
        } => writeln!(out, "{indent}code {text:?}"),
        Block::Code {
            language: Some(language),
            text,
        } => {
            writeln!(out, "{indent}code={language} {text:?}")
        }
        Block::Fixed(text) => writeln!(out, "{indent}fixed {text:?}"),
        Block::Quote(quote) => {
            let mut line = format!("{indent}quote");
            if let Some(author) = &quote.author {
                line.push_str(&format!(" author={author:?}"));
            }
            for (name, number) in [("post", quote.post), ("time", quote.time)] {
                line.extend(number.map(|number| format!(" {name}={number}")));
            }
            out.push_str(&line);
            out.push('\n');
            blocks(out, &quote.blocks, depth + 1);
            Ok(())
        }
        Block::Spoiler {
            title,
            blocks: inner,
        } => {
            let title = title
                .as_ref()
                .map(|title| format!(" {title:?}"))
                .unwrap_or_default();
            out.push_str(&format!("{indent}spoiler{title}\n"));
            blocks(out, inner, depth + 1);
            Ok(())
        }
        Block::List { style, items } => {
            let marker = style
                .marker()
                .map(|marker| format!("={marker}"))
                .unwrap_or_default();
            out.push_str(&format!("{indent}list{marker}\n"));
            for item in items {
                out.push_str(&format!("{indent}  item\n"));
                blocks(out, item, depth + 2);
            }
            Ok(())
        }
    };
}

fn inlines(all: &[Inline<'_>]) -> String {
    all.iter().map(inline).collect::<Vec<_>>().join(" ")
}

fn inline(inline: &Inline<'_>) -> String {
    match inline {
        Inline::Text(text) => format!("{text:?}"),
        Inline::Break => "br".into(),
        Inline::Bold(inner) => format!("b({})", inlines(inner)),
        Inline::Italic(inner) => format!("i({})", inlines(inner)),
        Inline::Underline(inner) => format!("u({})", inlines(inner)),
        Inline::Strike(inner) => format!("s({})", inlines(inner)),
        Inline::Colour {
            colour,
            inlines: inner,
        } => format!("colour({colour} {})", inlines(inner)),
        Inline::Size {
            percent,
            inlines: inner,
        } => format!("size({percent} {})", inlines(inner)),
        Inline::Link { to, inlines: inner } => format!("link({} {})", to.as_str(), inlines(inner)),
        Inline::Image { source, alt } if alt.is_empty() => format!("img({})", source.as_str()),
        Inline::Image { source, alt } => format!("img({} {alt:?})", source.as_str()),
        Inline::Smiley { smiley, code } => format!("{}({code})", smiley.name()),
        Inline::CustomSmiley {
            name,
            variant: None,
            ..
        } => format!("custom({name:?})"),
        Inline::CustomSmiley {
            name,
            variant: Some(variant),
            ..
        } => {
            format!("custom({name:?} {variant})")
        }
    }
}
