//! The tree under construction.

use std::borrow::Cow;

use crate::{
    Block, Inline, Quote,
    limits::{MAX_ELEMENTS, MarkLimiter},
    tag::{Container, Format},
};

/// Maximum nesting depth of tags. Deeper tags are text, so that a hostile post cannot overflow the stack of a
/// recursive viewer.
pub(crate) const MAX_DEPTH: usize = 20;

/// Builds the blocks of a document from its text, formats and containers, which the parser adds in reading order.
///
/// A format enters the tree when something inside it is shown, and is closed at the end of each paragraph:
/// `[b]` around two paragraphs or around a list makes each of them bold.
pub(crate) struct Builder<'a> {
    containers: Vec<OpenContainer<'a>>,
    /// The open formats, outermost first, each with the index of its opening tag.
    formats: Vec<(usize, Format<'a>)>,
    /// Inlines of the open paragraph: `lines[0]` outside all formats, `lines[n]` inside the first `n` of `formats`.
    lines: Vec<Vec<Inline<'a>>>,
    /// Line ends since the last visible inline: one is a break, more start a paragraph.
    line_ends: usize,
    marks: MarkLimiter,
    /// Elements in the tree so far.
    elements: usize,
}

struct OpenContainer<'a> {
    /// `None`: the document itself.
    container: Option<Container<'a>>,
    blocks: Vec<Block<'a>>,
    /// The finished items, if it is a list. `blocks` holds those of the current one.
    items: Vec<Vec<Block<'a>>>,
    in_item: bool,
}

impl<'a> OpenContainer<'a> {
    const fn new(container: Option<Container<'a>>) -> Self {
        Self {
            container,
            blocks: Vec::new(),
            items: Vec::new(),
            in_item: false,
        }
    }
}

impl<'a> Builder<'a> {
    pub(crate) fn new() -> Self {
        Self {
            containers: vec![OpenContainer::new(None)],
            formats: Vec::new(),
            lines: vec![Vec::new()],
            line_ends: 0,
            marks: MarkLimiter::default(),
            elements: 0,
        }
    }

    /// Whether the element limit is reached. Formats and containers that are still open are not counted yet.
    pub(crate) const fn is_at_element_limit(&self) -> bool {
        self.elements >= MAX_ELEMENTS
    }

    /// Whether one more tag would exceed [`MAX_DEPTH`].
    pub(crate) fn is_at_max_depth(&self) -> bool {
        self.containers.len() - 1 + self.formats.len() >= MAX_DEPTH
    }

    pub(crate) fn in_link(&self) -> bool {
        self.formats
            .iter()
            .any(|(_, format)| matches!(format, Format::Link(_)))
    }

    /// Whether the innermost container is a list.
    pub(crate) fn in_list(&self) -> bool {
        matches!(self.container().container, Some(Container::List(_)))
    }

    pub(crate) fn line_end(&mut self) {
        self.marks.reset();
        self.line_ends += 1;
    }

    pub(crate) fn text(&mut self, text: &'a str) {
        // Browsers do not show spaces at the start of a line. Kept, they would turn a blank line into a paragraph.
        let is_line_start = self.line_ends > 0 || !self.has_paragraph();
        let text = if is_line_start {
            text.trim_start_matches([' ', '\t'])
        } else {
            text
        };
        let text = self.marks.limit(text.into());
        if text.is_empty() {
            return;
        }
        let line = self.line();
        // A tag without visible content stood between the two texts.
        if let Some(Inline::Text(before)) = line.last_mut() {
            before.to_mut().push_str(&text);
        } else {
            line.push(Inline::Text(text));
        }
    }

    /// Adds an inline other than text or a break.
    pub(crate) fn inline(&mut self, inline: Inline<'a>) {
        self.marks.reset();
        self.elements += 1;
        self.line().push(inline);
    }

    /// Adds a block that holds no other blocks.
    pub(crate) fn block(&mut self, block: Block<'a>) {
        self.end_paragraph();
        self.elements += 1;
        let block = match block {
            Block::Code { language, text } => Block::Code {
                language,
                text: self.marks.limit(text),
            },
            Block::Fixed(text) => Block::Fixed(self.marks.limit(text)),
            other => other,
        };
        self.marks.reset();
        self.container_mut().blocks.push(block);
    }

    /// Opens a format. [`close_format`](Self::close_format) takes the same `opening`, the index of the opening tag.
    pub(crate) fn open_format(&mut self, opening: usize, format: Format<'a>) {
        self.formats.push((opening, format));
    }

    /// Closes a format. Formats opened inside it stay open after it.
    pub(crate) fn close_format(&mut self, opening: usize) {
        if let Some(depth) = self
            .formats
            .iter()
            .rposition(|(opened, _)| *opened == opening)
        {
            self.close_lines(depth);
            self.formats.remove(depth);
        }
    }

    pub(crate) fn open_container(&mut self, container: Container<'a>) {
        self.end_paragraph();
        self.elements += 1;
        let limit = |text| MarkLimiter::default().limit(text);
        let container = match container {
            Container::Quote { author, post, time } => Container::Quote {
                author: author.map(limit),
                post,
                time,
            },
            Container::Spoiler(title) => Container::Spoiler(title.map(limit)),
            Container::List(style) => Container::List(style),
        };
        self.containers.push(OpenContainer::new(Some(container)));
    }

    /// Starts the next item of the list. Content before the first `[*]` becomes an item too.
    pub(crate) fn item(&mut self) {
        self.end_paragraph();
        self.elements += 1;
        let list = self.container_mut();
        if list.in_item || !list.blocks.is_empty() {
            let item = std::mem::take(&mut list.blocks);
            list.items.push(item);
        }
        list.in_item = true;
    }

    pub(crate) fn close_container(&mut self) {
        self.end_paragraph();
        // Counts the only item of a list without `[*]`, which no tag has counted. All containers count one more for it:
        // the limit need not be exact.
        self.elements += 1;
        let Some(mut closed) = self.containers.pop_if(|closed| closed.container.is_some()) else {
            return;
        };
        if closed.in_item
            || matches!(closed.container, Some(Container::List(_)) if !closed.blocks.is_empty())
        {
            closed.items.push(std::mem::take(&mut closed.blocks));
        }
        let blocks = closed.blocks;
        let block = match closed
            .container
            .expect("only the document has no container, and it is not popped")
        {
            Container::Quote { author, post, time } => Block::Quote(Quote {
                author,
                post,
                time,
                blocks,
            }),
            Container::List(style) => Block::List {
                style,
                items: closed.items,
            },
            Container::Spoiler(title) => Block::Spoiler { title, blocks },
        };
        self.container_mut().blocks.push(block);
    }

    /// Closes all formats and containers and appends the unparsed rest of the text as one block, as it was typed.
    pub(crate) fn close_with_rest(&mut self, rest: Cow<'a, str>) {
        self.end_paragraph();
        self.formats.clear();
        while self.containers.len() > 1 {
            self.close_container();
        }
        if !rest.trim().is_empty() {
            self.block(Block::Fixed(rest));
        }
    }

    pub(crate) fn finish(mut self) -> Vec<Block<'a>> {
        self.end_paragraph();
        self.containers.swap_remove(0).blocks
    }

    fn container(&self) -> &OpenContainer<'a> {
        self.containers
            .last()
            .expect("the outermost is never closed")
    }

    fn container_mut(&mut self) -> &mut OpenContainer<'a> {
        self.containers
            .last_mut()
            .expect("the outermost is never closed")
    }

    fn has_paragraph(&self) -> bool {
        self.lines.len() > 1 || !self.lines[0].is_empty()
    }

    /// The inlines that the next visible inline is added to, after any pending break or new paragraph.
    fn line(&mut self) -> &mut Vec<Inline<'a>> {
        if self.line_ends > 0 {
            if self.line_ends > 1 {
                self.end_paragraph();
            } else if self.has_paragraph() {
                self.innermost().push(Inline::Break);
            }
            self.line_ends = 0;
        }
        self.lines.resize_with(self.formats.len() + 1, Vec::new);
        self.innermost()
    }

    fn innermost(&mut self) -> &mut Vec<Inline<'a>> {
        self.lines
            .last_mut()
            .expect("the paragraph's own inlines are always present")
    }

    fn end_paragraph(&mut self) {
        self.line_ends = 0;
        self.marks.reset();
        self.close_lines(0);
        let inlines = std::mem::take(&mut self.lines[0]);
        if !inlines.is_empty() {
            self.elements += 1;
            self.container_mut().blocks.push(Block::Paragraph(inlines));
        }
    }

    /// Wraps the inlines of the formats at `depth` and deeper, innermost first, and adds each to its parent.
    fn close_lines(&mut self, depth: usize) {
        while self.lines.len() > depth + 1
            && let Some(inlines) = self.lines.pop()
        {
            let (_, format) = &self.formats[self.lines.len() - 1];
            let inline = format.clone().wrap(inlines);
            self.elements += 1;
            self.innermost().push(inline);
        }
    }
}
