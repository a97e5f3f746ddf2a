//! Renders the tree of `palabre-markup` as elements.
//!
//! Stops script injection: text becomes text nodes, addresses come from a type that cannot hold an unsafe scheme, and no
//! string is parsed as HTML.

use std::borrow::Cow;

use leptos::prelude::*;
use palabre_contract::PostId;
use palabre_markup::{Block, Inline, ListStyle, Options, Quote, stretches};

use super::{custom_smiley::CustomSmileyImage, icon::SmileyImage};
use crate::components::dynamic::{dynamic, given, when};
use crate::{
    address::Address,
    i18n::{I18n, use_i18n},
    state::{CustomSmilies, use_custom_smilies, use_preferences},
};

/// The text of a post, a signature or a preview.
#[component]
pub fn MarkupView(
    /// The text, in markup.
    text: String,
    /// Whether smiley codes become images, unless the reader turned images off.
    smilies: bool,
    /// Whether links are clickable. `false`: they are shown as text.
    #[prop(default = true)]
    links: bool,
) -> impl IntoView {
    let renderer = Renderer {
        i18n: use_i18n(),
        custom_smilies: use_custom_smilies(),
        links,
        in_link: false,
    };
    let smilies = smilies && use_preferences().get_untracked(|chosen| chosen.show_smilies);
    renderer.blocks(palabre_markup::parse(&text, Options { smilies }).blocks)
}

/// Renders the nodes of a tree.
#[derive(Clone, Copy)]
struct Renderer {
    i18n: I18n,
    custom_smilies: CustomSmilies,
    links: bool,
    /// Whether the nodes are in a link, which cannot contain another.
    in_link: bool,
}

impl Renderer {
    fn blocks(self, blocks: Vec<Block<'_>>) -> Vec<AnyView> {
        blocks.into_iter().map(|block| self.block(block)).collect()
    }

    fn block(self, block: Block<'_>) -> AnyView {
        match block {
            Block::Paragraph(inlines) => {
                view! { <p dir="auto">{self.inlines(inlines)}</p> }.into_any()
            }
            Block::Quote(quote) => self.quote(quote),
            Block::Code { text, .. } => verbatim("code", text),
            Block::Fixed(text) => verbatim("fixed", text),
            Block::List { style, items } => self.list(style, items),
            Block::Spoiler { title, blocks } => {
                let title = title.map_or_else(|| self.i18n.spoiler.to_owned(), Cow::into_owned);
                view! {
                    <details class="spoiler">
                        <summary dir="auto">{title}</summary>
                        {self.blocks(blocks)}
                    </details>
                }
                .into_any()
            }
        }
    }

    fn quote(self, quote: Quote<'_>) -> AnyView {
        let markup = match &quote.author {
            Some(author) => format!("quote=\"{}\"", author.replace(['"', '\\'], "")),
            None => "quote".to_owned(),
        };
        let source = quote.author.map(|author| (self.i18n.quote_wrote)(&author));
        let to = quote
            .post
            .map(|post| Address::Post(PostId(post)).to_string());
        view! {
            <blockquote class="quote" data-quote=markup>
                {when(source.is_some() || to.is_some(), || view! {
                    <p class="quote__source">
                        {source.unwrap_or_else(|| self.i18n.quoted.to_owned())}
                        {given(to, |to| view! {
                            <a href=to aria-label=self.i18n.go_to_post title=self.i18n.go_to_post>"↑"</a>
                        })}
                    </p>
                })}
                {self.blocks(quote.blocks)}
            </blockquote>
        }
        .into_any()
    }

    fn list(self, style: ListStyle, items: Vec<Vec<Block<'_>>>) -> AnyView {
        let items: Vec<_> = items
            .into_iter()
            .map(|item| view! { <li dir="auto">{self.item(item)}</li> })
            .collect();
        match style.marker() {
            None => view! { <ul>{items}</ul> }.into_any(),
            Some(marker) => view! { <ol type=marker>{items}</ol> }.into_any(),
        }
    }

    /// An item with a single paragraph has no `<p>`, and so no paragraph spacing.
    fn item(self, mut item: Vec<Block<'_>>) -> Vec<AnyView> {
        match item.as_mut_slice() {
            [Block::Paragraph(inlines)] => self.inlines(std::mem::take(inlines)),
            _ => self.blocks(item),
        }
    }

    fn inlines(self, inlines: Vec<Inline<'_>>) -> Vec<AnyView> {
        let mut views = Vec::new();
        // Adjacent lines become one text; the style sheet preserves line breaks. A `<br>` for each would double the number
        // of nodes.
        let mut lines = String::new();
        for inline in inlines {
            match inline {
                Inline::Text(text) => lines.push_str(&text),
                Inline::Break => lines.push('\n'),
                other => {
                    push_text(&lines, &mut views);
                    lines.clear();
                    views.push(self.inline(other));
                }
            }
        }
        push_text(&lines, &mut views);
        views
    }

    fn styled(
        self,
        class: &'static str,
        property: &'static str,
        value: String,
        inlines: Vec<Inline<'_>>,
    ) -> AnyView {
        let inner = self.inlines(inlines);
        view! { <span class=class style=(property, value)>{inner}</span> }.into_any()
    }

    /// An image, linked to its source, where it is larger. An image that cannot be loaded becomes its address.
    fn image(self, source: String, alt: String) -> AnyView {
        let is_missing = RwSignal::new(false);
        let image = move || {
            let (source, alt) = (source.clone(), alt.clone());
            let label = if alt.is_empty() {
                source.clone()
            } else {
                alt.clone()
            };
            let shown = if is_missing.get() {
                source.clone().into_any()
            } else {
                view! {
                    <img src=source.clone() alt=alt loading="lazy" referrerpolicy="no-referrer"
                        on:error=move |_| is_missing.set(true)/>
                }
                .into_any()
            };
            if self.links && !self.in_link {
                view! { <a class="picture" href=source rel=LINK aria-label=label>{shown}</a> }
                    .into_any()
            } else {
                view! { <span class="picture">{shown}</span> }.into_any()
            }
        };
        dynamic(image).into_any()
    }

    fn inline(self, inline: Inline<'_>) -> AnyView {
        match inline {
            // Merged by `inlines`.
            Inline::Text(_) | Inline::Break => ().into_any(),
            Inline::Bold(inner) => view! { <strong>{self.inlines(inner)}</strong> }.into_any(),
            Inline::Italic(inner) => view! { <em>{self.inlines(inner)}</em> }.into_any(),
            Inline::Underline(inner) => view! { <u>{self.inlines(inner)}</u> }.into_any(),
            Inline::Strike(inner) => view! { <s>{self.inlines(inner)}</s> }.into_any(),
            Inline::Colour { colour, inlines } => {
                self.styled("coloured", "--chosen", colour.to_string(), inlines)
            }
            Inline::Size { percent, inlines } => {
                self.styled("sized", "--percent", percent.to_string(), inlines)
            }
            Inline::Link { to, inlines } if !self.links => {
                let inner = self.inlines(inlines);
                let shown = to.as_str().to_owned();
                view! { <span class="unlinked" title=shown>{inner}</span> }.into_any()
            }
            Inline::Link { to, inlines } => view! {
                <a href=to.as_str().to_owned() rel=LINK>
                    {Self { in_link: true, ..self }.inlines(inlines)}
                </a>
            }
            .into_any(),
            Inline::Image { source, alt } => {
                self.image(source.as_str().to_owned(), alt.into_owned())
            }
            Inline::Smiley { smiley, code } => view! { <SmileyImage smiley code/> }.into_any(),
            Inline::CustomSmiley { code, .. } => match self.custom_smilies.find(code) {
                Some(smiley) => view! { <CustomSmileyImage smiley/> }.into_any(),
                // An unknown code stays text.
                None => code.to_owned().into_any(),
            },
        }
    }
}

/// `nofollow ugc` makes link spam worthless; `noopener noreferrer` hides this page from the linked site.
const LINK: &str = "nofollow ugc noopener noreferrer";

/// Preformatted text. It scrolls, so it must be focusable: `tabindex` makes it reachable by keyboard.
fn verbatim(class: &'static str, text: Cow<'_, str>) -> AnyView {
    view! { <pre class=class tabindex="0"><code>{text.into_owned()}</code></pre> }.into_any()
}

/// Adds text nodes with `<wbr>` where a long word may break.
fn push_text(text: &str, views: &mut Vec<AnyView>) {
    for (index, stretch) in stretches(text).enumerate() {
        if index > 0 {
            views.push(view! { <wbr/> }.into_any());
        }
        views.push(stretch.to_owned().into_any());
    }
}
