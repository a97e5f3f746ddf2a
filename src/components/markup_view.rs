//! Post text on the page: the tree of `palabre-markup`, node by node, as elements.
//!
//! This is where text could become code, and it cannot: words become text nodes, addresses come from a
//! type that holds no unsafe one, and no string is ever parsed as HTML.

use std::borrow::Cow;

use leptos::prelude::*;
use palabre_contract::PostId;
use palabre_markup::{Block, Inline, ListStyle, Options, Quote, stretches};

use super::{custom_smiley::CustomSmileyImage, icon::SmileyImage};
use crate::components::dynamic::{given, when};
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
    /// Whether smiley codes are drawn, for those who want them drawn.
    smilies: bool,
    /// Whether addresses are links. `false`: they are text.
    #[prop(default = true)]
    links: bool,
) -> impl IntoView {
    let shown = Shown {
        i18n: use_i18n(),
        custom_smilies: use_custom_smilies(),
        links,
    };
    let smilies = smilies && use_preferences().get_untracked(|chosen| chosen.show_smilies);
    shown.blocks(palabre_markup::parse(&text, Options { smilies }).blocks)
}

/// What drawing needs to know besides the tree.
#[derive(Clone, Copy)]
struct Shown {
    i18n: I18n,
    custom_smilies: CustomSmilies,
    links: bool,
}

impl Shown {
    fn blocks(self, blocks: Vec<Block<'_>>) -> Vec<AnyView> {
        blocks.into_iter().map(|block| self.block(block)).collect()
    }

    fn block(self, block: Block<'_>) -> AnyView {
        match block {
            Block::Paragraph(inlines) => view! { <p>{self.inlines(inlines)}</p> }.into_any(),
            Block::Quote(quote) => self.quote(quote),
            Block::Code { text, .. } => verbatim("code", text),
            Block::Fixed(text) => verbatim("fixed", text),
            Block::List { style, items } => self.list(style, items),
            Block::Spoiler { title, blocks } => {
                let title = title.map_or_else(|| self.i18n.spoiler.to_owned(), Cow::into_owned);
                view! {
                    <details class="spoiler">
                        <summary>{title}</summary>
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
            .map(|item| view! { <li>{self.item(item)}</li> })
            .collect();
        match style.marker() {
            None => view! { <ul>{items}</ul> }.into_any(),
            Some(marker) => view! { <ol type=marker>{items}</ol> }.into_any(),
        }
    }

    /// An item of a single paragraph is set tight.
    fn item(self, mut item: Vec<Block<'_>>) -> Vec<AnyView> {
        match item.as_mut_slice() {
            [Block::Paragraph(inlines)] => self.inlines(std::mem::take(inlines)),
            _ => self.blocks(item),
        }
    }

    fn inlines(self, inlines: Vec<Inline<'_>>) -> Vec<AnyView> {
        let mut drawn = Vec::new();
        // Lines are one text node; the style sheet keeps their ends. An element for each would double the
        // nodes of a poem.
        let mut lines = String::new();
        for inline in inlines {
            match inline {
                Inline::Text(text) => lines.push_str(&text),
                Inline::Break => lines.push('\n'),
                other => {
                    words(&lines, &mut drawn);
                    lines.clear();
                    drawn.push(self.inline(other));
                }
            }
        }
        words(&lines, &mut drawn);
        drawn
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

    fn inline(self, inline: Inline<'_>) -> AnyView {
        match inline {
            // `inlines` gathers them.
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
                <a href=to.as_str().to_owned() rel="nofollow ugc noopener noreferrer">
                    {self.inlines(inlines)}
                </a>
            }
            .into_any(),
            Inline::Image { source, alt } => view! {
                <img src=source.as_str().to_owned() alt=alt.into_owned() loading="lazy"
                    referrerpolicy="no-referrer"/>
            }
            .into_any(),
            Inline::Smiley { smiley, code } => view! { <SmileyImage smiley code/> }.into_any(),
            Inline::CustomSmiley { code, .. } => match self.custom_smilies.find(code) {
                Some(smiley) => view! { <CustomSmileyImage smiley/> }.into_any(),
                // A code without a picture stays what was typed, never a broken image.
                None => code.to_owned().into_any(),
            },
        }
    }
}

/// Text that keeps its line ends and columns. A region that scrolls has to be reachable by keyboard.
fn verbatim(class: &'static str, text: Cow<'_, str>) -> AnyView {
    view! { <pre class=class tabindex="0"><code>{text.into_owned()}</code></pre> }.into_any()
}

/// Text nodes, with a place where a line may end between them.
fn words(text: &str, drawn: &mut Vec<AnyView>) {
    for (index, stretch) in stretches(text).enumerate() {
        if index > 0 {
            drawn.push(view! { <wbr/> }.into_any());
        }
        drawn.push(stretch.to_owned().into_any());
    }
}
