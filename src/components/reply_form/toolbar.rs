//! The formatting toolbar and its keyboard shortcuts.

use std::ops::Range;

use leptos::{ev, prelude::*};
use palabre_markup::edit::{self, Edit};

use crate::components::dynamic::each;
use crate::{
    components::{
        button_group::{ButtonGroup, tab_stop},
        icon::Icon,
    },
    i18n::{FormMessages, use_i18n},
    state::Composer,
};

/// A button of the toolbar, which edits the text and its selection.
struct Tool {
    icon: &'static str,
    label: fn(&FormMessages) -> &'static str,
    /// The letter of the shortcut, with Ctrl or Command.
    key: Option<&'static str>,
    edit: fn(&str, Range<usize>) -> Edit,
}

impl Tool {
    const fn new(
        icon: &'static str,
        label: fn(&FormMessages) -> &'static str,
        key: Option<&'static str>,
        edit: fn(&str, Range<usize>) -> Edit,
    ) -> Self {
        Self {
            icon,
            label,
            key,
            edit,
        }
    }
}

#[rustfmt::skip] // a table
const TOOLS: [Tool; 11] = [
    Tool::new("bold", |m| m.bold, Some("b"), |t, s| edit::wrap(t, s, "b")),
    Tool::new("italic", |m| m.italic, Some("i"), |t, s| edit::wrap(t, s, "i")),
    Tool::new("underline", |m| m.underline, Some("u"), |t, s| edit::wrap(t, s, "u")),
    Tool::new("strike", |m| m.strike, None, |t, s| edit::wrap(t, s, "s")),
    Tool::new("link", |m| m.link, Some("k"), edit::link),
    Tool::new("image", |m| m.image, None, |t, s| edit::wrap(t, s, "img")),
    Tool::new("quote", |m| m.quote_tool, None, |t, s| edit::wrap_block(t, s, "quote")),
    Tool::new("code", |m| m.code, None, |t, s| edit::wrap_block(t, s, "code")),
    Tool::new("list", |m| m.list, None, |t, s| edit::list(t, s, false)),
    Tool::new("list-numbered", |m| m.numbered_list, None, |t, s| edit::list(t, s, true)),
    Tool::new("spoiler", |m| m.spoiler_tool, None, |t, s| edit::wrap_block(t, s, "spoiler")),
];

/// Applies the edit of a keyboard shortcut. `false`: the keys are not a shortcut.
pub(super) fn edit_by_key(composer: Composer, event: &ev::KeyboardEvent) -> bool {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || event.shift_key() {
        return false;
    }
    let typed = event.key().to_ascii_lowercase();
    let tool = TOOLS.iter().find(|tool| tool.key == Some(typed.as_str()));
    if let Some(tool) = tool {
        composer.edit(tool.edit);
    }
    tool.is_some()
}

/// One button per tool.
#[component]
pub(super) fn Toolbar(composer: Composer) -> impl IntoView {
    let i18n = use_i18n();
    let button = move |(index, tool): (usize, &'static Tool)| {
        let label = (tool.label)(i18n.form());
        let title = match tool.key {
            Some(key) => format!("{label} (Ctrl+{})", key.to_ascii_uppercase()),
            None => label.into(),
        };
        view! {
            <button
                class="button"
                data-variant="quiet icon"
                type="button"
                tabindex=tab_stop(index)
                aria-label=label
                title=title
                on:click=move |_| composer.edit(tool.edit)
            >
                <Icon name=tool.icon/>
            </button>
        }
    };
    view! {
        <ButtonGroup label=i18n.form().formatting class="toolbar">
            {each(TOOLS.iter().enumerate(), button)}
        </ButtonGroup>
    }
}
