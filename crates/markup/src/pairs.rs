//! Pairs opening and closing tags.
//!
//! Containers (`quote`, `list`, `spoiler`) are paired first: a closing tag closes the nearest open container
//! of its name, and containers opened in between are text. Formats are paired next, each within its innermost
//! container or list item. Formats may overlap: in `[b]x[i]y[/b]z[/i]` both pairs take effect. A tag without a
//! partner is text.

use crate::tag::{Container, Kind, Name, Tag};

/// For each tag the index of its partner in the list of tags. `None`: it has none.
pub(crate) type Partners = Vec<Option<usize>>;

/// Pairs the tags of a text, in time linear in their number.
pub(crate) fn pair(tags: &[Tag<'_>]) -> Partners {
    let mut partners = vec![None; tags.len()];
    pair_containers(tags, &mut partners);
    pair_formats(tags, &mut partners);
    partners
}

fn pair_containers(tags: &[Tag<'_>], partners: &mut Partners) {
    let mut open = Vec::new();
    let mut open_of = [0_usize; Name::COUNT];
    for (index, tag) in tags.iter().enumerate() {
        match tag.kind {
            Kind::Container(name, _) => {
                open.push((index, name));
                open_of[name as usize] += 1;
            }
            // The count guarantees that the search finds a container. Without it, closing tags that have no
            // opening tag would each pop the whole stack.
            Kind::Close(name) if open_of[name as usize] > 0 => {
                while let Some((opening, opened)) = open.pop() {
                    open_of[opened as usize] -= 1;
                    if opened == name {
                        partners[opening] = Some(index);
                        partners[index] = Some(opening);
                        break;
                    }
                }
            }
            _ => {}
        }
    }
}

fn pair_formats(tags: &[Tag<'_>], partners: &mut Partners) {
    let mut open = OpenFormats::default();
    let mut containers = Vec::new();
    for (index, tag) in tags.iter().enumerate() {
        match &tag.kind {
            Kind::Format(name, _) => open.push(index, *name),
            Kind::Container(_, container) if partners[index].is_some() => {
                containers.push((open.base, matches!(container, Container::List(_))));
                open.base = open.all.len();
            }
            Kind::Item if matches!(containers.last(), Some((_, true))) => open.forget(),
            Kind::Close(_) if partners[index].is_some() => {
                open.forget();
                open.base = containers.pop().map_or(0, |(base, _)| base);
            }
            Kind::Close(name) => {
                if let Some(opening) = open.close(*name) {
                    partners[opening] = Some(index);
                    partners[index] = Some(opening);
                }
            }
            _ => {}
        }
    }
}

/// Formats that have not been closed yet. Pushing and closing take constant time.
#[derive(Default)]
struct OpenFormats {
    all: Vec<OpenFormat>,
    /// The last open format of each name, as an index into `all`.
    last: [Option<usize>; Name::COUNT],
    /// Index in `all` of the first format of the innermost container.
    base: usize,
}

struct OpenFormat {
    /// Index of the opening tag.
    index: usize,
    name: Name,
    /// The previous open format of this name, as an index into `all`.
    previous: Option<usize>,
}

impl OpenFormats {
    fn push(&mut self, index: usize, name: Name) {
        let last = &mut self.last[name as usize];
        self.all.push(OpenFormat {
            index,
            name,
            previous: *last,
        });
        *last = Some(self.all.len() - 1);
    }

    /// Closes the last open format of this name. Returns the index of its opening tag.
    fn close(&mut self, name: Name) -> Option<usize> {
        let last = &mut self.last[name as usize];
        let at = last.filter(|&at| at >= self.base)?;
        *last = self.all[at].previous;
        Some(self.all[at].index)
    }

    /// Drops the open formats of the innermost container: they stay unpaired.
    fn forget(&mut self) {
        while self.all.len() > self.base
            && let Some(format) = self.all.pop()
        {
            let last = &mut self.last[format.name as usize];
            if *last == Some(self.all.len()) {
                *last = format.previous;
            }
        }
    }
}
