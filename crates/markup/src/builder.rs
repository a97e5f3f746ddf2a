//! The tree under construction.

use std::borrow::Cow;

use crate::{
    Block, Inline, Quote,
    limits::{FewMarks, MAX_ELEMENTS},
    tag::{Container, Format},
};

/// How deep tags may be nested. The deeper ones are text, so that no tree overflows a viewer's stack.
pub(crate) const MAX_DEPTH: usize = 20;

/// Takes what a text holds in its order, and makes blocks of it.
///
/// Formats are opened where there is something to show in them, and at the end of a paragraph
/// they are closed: so `[b]` around two paragraphs or around a list makes each line bold.
pub(crate) struct Builder<'a> {
    containers: Vec<OpenContainer<'a>>,
    /// Formats that hold at this place, from the outermost, each with the place of its opening tag.
    formats: Vec<(usize, Format<'a>)>,
    /// The open paragraph: its own inlines, then those within the first, second, … of `formats`.
    lines: Vec<Vec<Inline<'a>>>,
    /// Line ends since the last thing that is shown: one is a break, more start a paragraph.
    line_ends: usize,
    marks: FewMarks,
    /// Elements in the tree so far.
    elements: usize,
}

struct OpenContainer<'a> {
    container: Option<Container<'a>>,
    blocks: Vec<Block<'a>>,
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
            marks: FewMarks::default(),
            elements: 0,
        }
    }

    /// Whether there are as many elements as there may be. Those that are open are still to come.
    pub(crate) const fn is_spent(&self) -> bool {
        self.elements >= MAX_ELEMENTS
    }

    /// Whether one more tag would be nested too deep.
    pub(crate) fn is_full(&self) -> bool {
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
        self.marks.letter();
        self.line_ends += 1;
    }

    pub(crate) fn text(&mut self, text: &'a str) {
        // Spaces at the start of a line show nowhere. They would make a paragraph of a blank line.
        let is_line_start = self.line_ends > 0 || !self.has_paragraph();
        let text = if is_line_start {
            text.trim_start_matches([' ', '\t'])
        } else {
            text
        };
        let text = self.marks.of(text.into());
        if text.is_empty() {
            return;
        }
        let line = self.line();
        // Text next to text: there was a tag between them that left nothing.
        if let Some(Inline::Text(before)) = line.last_mut() {
            before.to_mut().push_str(&text);
        } else {
            line.push(Inline::Text(text));
        }
    }

    /// Anything else that stands in a line.
    pub(crate) fn inline(&mut self, inline: Inline<'a>) {
        self.marks.letter();
        self.elements += 1;
        self.line().push(inline);
    }

    /// A block without blocks in it.
    pub(crate) fn block(&mut self, block: Block<'a>) {
        self.end_paragraph();
        self.elements += 1;
        let block = match block {
            Block::Code { language, text } => Block::Code {
                language,
                text: self.marks.of(text),
            },
            Block::Fixed(text) => Block::Fixed(self.marks.of(text)),
            other => other,
        };
        self.marks.letter();
        self.container_mut().blocks.push(block);
    }

    /// Opens a format. `place` is what [`close_format`](Self::close_format) will know it by.
    pub(crate) fn open_format(&mut self, place: usize, format: Format<'a>) {
        self.formats.push((place, format));
    }

    /// Closes a format; those within that are still open go on after it.
    pub(crate) fn close_format(&mut self, place: usize) {
        if let Some(depth) = self
            .formats
            .iter()
            .rposition(|(opened, _)| *opened == place)
        {
            self.close_lines(depth);
            self.formats.remove(depth);
        }
    }

    pub(crate) fn open_container(&mut self, container: Container<'a>) {
        self.end_paragraph();
        self.elements += 1;
        self.containers.push(OpenContainer::new(Some(container)));
    }

    /// Starts the next item of the list. What stood before the first one is an item, too.
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
        // The item that a list without any is.
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
            .expect("only the outermost has none, and it stays")
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

    /// Closes whatever is open, and puts the rest of the text below it as it was typed.
    pub(crate) fn rest(&mut self, rest: Cow<'a, str>) {
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

    /// Where the next thing goes that is shown.
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
            .expect("the paragraph's own are always there")
    }

    fn end_paragraph(&mut self) {
        self.line_ends = 0;
        self.marks.letter();
        self.close_lines(0);
        let inlines = std::mem::take(&mut self.lines[0]);
        if !inlines.is_empty() {
            self.elements += 1;
            self.container_mut().blocks.push(Block::Paragraph(inlines));
        }
    }

    /// Closes the lines within the format at `depth` and deeper.
    fn close_lines(&mut self, depth: usize) {
        while self.lines.len() > depth + 1
            && let Some(inlines) = self.lines.pop()
        {
            let (_, format) = &self.formats[self.lines.len() - 1];
            let inline = format.clone().around(inlines);
            self.elements += 1;
            self.innermost().push(inline);
        }
    }
}
