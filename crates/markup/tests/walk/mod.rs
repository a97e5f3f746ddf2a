#![allow(dead_code, reason = "each test crate uses a part of it")]
//! Measures and collects what is in a tree, for several test crates.

use palabre_markup::{Block, Document, Inline};

/// The maximum depth of a tree: twenty tags, each possibly a list with an item, a paragraph and its text.
pub const MAX_DEPTH: usize = 2 * 20 + 3;

/// The depth of the tree.
pub fn depth(document: &Document<'_>) -> usize {
    blocks_depth(&document.blocks)
}

fn blocks_depth(blocks: &[Block<'_>]) -> usize {
    let depth = |block: &Block<'_>| match block {
        Block::Paragraph(inlines) => inlines_depth(inlines),
        Block::Quote(quote) => blocks_depth(&quote.blocks),
        Block::Spoiler { blocks, .. } => blocks_depth(blocks),
        Block::List { items, .. } => {
            1 + items
                .iter()
                .map(|item| blocks_depth(item))
                .max()
                .unwrap_or(0)
        }
        Block::Code { .. } | Block::Fixed(_) => 0,
    };
    blocks
        .iter()
        .map(|block| 1 + depth(block))
        .max()
        .unwrap_or(0)
}

fn inlines_depth(inlines: &[Inline<'_>]) -> usize {
    inlines
        .iter()
        .map(|inline| 1 + inner(inline).map_or(0, inlines_depth))
        .max()
        .unwrap_or(0)
}

fn inner<'d, 'a>(inline: &'d Inline<'a>) -> Option<&'d [Inline<'a>]> {
    match inline {
        Inline::Bold(inlines)
        | Inline::Italic(inlines)
        | Inline::Underline(inlines)
        | Inline::Strike(inlines)
        | Inline::Colour { inlines, .. }
        | Inline::Size { inlines, .. }
        | Inline::Link { inlines, .. } => Some(inlines),
        _ => None,
    }
}

/// The maximum number of nested quotes.
pub fn quote_depth(document: &Document<'_>) -> usize {
    fn of(blocks: &[Block<'_>]) -> usize {
        let depth = |block: &Block<'_>| match block {
            Block::Quote(quote) => 1 + of(&quote.blocks),
            Block::Spoiler { blocks, .. } => of(blocks),
            Block::List { items, .. } => items.iter().map(|item| of(item)).max().unwrap_or(0),
            _ => 0,
        };
        blocks.iter().map(depth).max().unwrap_or(0)
    }
    of(&document.blocks)
}

/// Calls `visit` for each inline of a document, in order.
pub fn inlines<'a>(document: &Document<'a>, visit: &mut dyn FnMut(&Inline<'a>)) {
    in_blocks(&document.blocks, visit, &mut |_| {});
}

fn in_blocks<'a>(
    blocks: &[Block<'a>],
    visit: &mut dyn FnMut(&Inline<'a>),
    verbatim: &mut dyn FnMut(&str),
) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => in_line(inlines, visit),
            Block::Quote(quote) => {
                quote.author.iter().for_each(|author| verbatim(author));
                in_blocks(&quote.blocks, visit, verbatim);
            }
            Block::Spoiler { title, blocks } => {
                title.iter().for_each(|title| verbatim(title));
                in_blocks(blocks, visit, verbatim);
            }
            Block::List { items, .. } => {
                items
                    .iter()
                    .for_each(|item| in_blocks(item, visit, verbatim));
            }
            Block::Code { text, .. } | Block::Fixed(text) => verbatim(text),
        }
    }
}

fn in_line<'a>(line: &[Inline<'a>], visit: &mut dyn FnMut(&Inline<'a>)) {
    for inline in line {
        visit(inline);
        in_line(inner(inline).unwrap_or_default(), visit);
    }
}

/// The number of elements as the parser counts them: blocks, list items and inlines other than text and breaks.
pub fn elements(document: &Document<'_>) -> usize {
    fn of(blocks: &[Block<'_>]) -> usize {
        let within = |block: &Block<'_>| match block {
            Block::Quote(quote) => of(&quote.blocks),
            Block::Spoiler { blocks, .. } => of(blocks),
            Block::List { items, .. } => items.iter().map(|item| 1 + of(item)).sum(),
            _ => 0,
        };
        blocks.iter().map(|block| 1 + within(block)).sum()
    }
    let mut inline = 0;
    inlines(document, &mut |one| {
        inline += usize::from(!matches!(one, Inline::Text(_) | Inline::Break));
    });
    of(&document.blocks) + inline
}

/// The longest run of combining marks from U+0300 to U+036F.
pub fn most_marks(text: &str) -> usize {
    text.split(|character| !matches!(character, '\u{300}'..='\u{36F}'))
        .map(|marks| marks.chars().count())
        .max()
        .unwrap_or(0)
}

/// All text of a document, concatenated.
pub fn text_content(document: &Document<'_>) -> String {
    let inlines = std::cell::RefCell::new(String::new());
    in_blocks(
        &document.blocks,
        &mut |inline| match inline {
            Inline::Text(text) => inlines.borrow_mut().push_str(text),
            Inline::Smiley { code, .. } | Inline::CustomSmiley { code, .. } => {
                inlines.borrow_mut().push_str(code);
            }
            _ => inlines.borrow_mut().push('\n'),
        },
        &mut |text| inlines.borrow_mut().push_str(text),
    );
    inlines.into_inner()
}

/// The addresses of the links and images of a document.
pub fn addresses(document: &Document<'_>) -> Vec<String> {
    let mut found = Vec::new();
    inlines(document, &mut |inline| match inline {
        Inline::Link { to, .. } => found.push(to.as_str().to_owned()),
        Inline::Image { source, .. } => found.push(source.as_str().to_owned()),
        _ => {}
    });
    found
}

/// Whether an address is safe, judged by what a browser would do with it, independently of the parser's rules.
pub fn is_safe(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let is_clean = !address.chars().any(|character| {
        character.is_control() || character.is_whitespace() || "\\\"<>`".contains(character)
    });
    let is_path = lower.starts_with('/') && !lower.starts_with("//");
    let web = lower
        .strip_prefix("https://")
        .or(lower.strip_prefix("http://"));
    let is_web = web.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty() && !host.starts_with(':') && !host.contains(['@', '%'])
    });
    is_clean && (is_path || is_web || lower.starts_with("mailto:"))
}
