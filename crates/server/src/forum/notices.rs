//! The mail that tells of a reply.

use std::sync::OnceLock;

use maud::{PreEscaped, html};
use palabre_contract::Post;
use palabre_markup::{
    Options,
    html::{Viewer, to_html},
    parse, to_plain_text,
};

use super::letters::Tongue;
use crate::store::{Letter, Watcher};

/// Writes the mails that tell of one reply. Its text is rendered once, however many are told, from the one
/// tree that the thread is drawn from.
pub(super) struct Notices<'a> {
    /// Where links begin.
    public_url: &'a str,
    rendered: OnceLock<(String, String)>,
}

impl<'a> Notices<'a> {
    /// For a site that people reach at that address.
    pub(super) fn new(public_url: &'a str) -> Self {
        Self {
            public_url,
            rendered: OnceLock::new(),
        }
    }

    /// The mail to one watcher.
    pub(super) fn letter(&self, post: &Post, watcher: &Watcher) -> Letter {
        let (text, rich) = self.rendered.get_or_init(|| render(post));
        let stop = format!("{}/unsubscribe/{}", self.public_url, watcher.token);
        let to_post = format!("{}/p/{}", self.public_url, post.id);
        let (pseudo, title) = (&post.author.pseudo, &watcher.title);
        let words = match Tongue::of(Some(&watcher.language)) {
            Tongue::French => Words {
                subject: format!("[{}] Réponse à « {title} »", watcher.forum),
                wrote: format!("{pseudo} a répondu à « {title} » :"),
                read: "Lire la réponse dans le sujet",
                why: "Vous recevez ce courriel parce que vous suivez ce sujet.",
                stop: "Ne plus être averti de ce sujet",
            },
            Tongue::English => Words {
                subject: format!("[{}] Reply to “{title}”", watcher.forum),
                wrote: format!("{pseudo} replied to “{title}”:"),
                read: "Read the reply in its topic",
                why: "You get this mail because you watch this topic.",
                stop: "Stop telling me of this topic",
            },
        };
        Letter {
            recipient: watcher.email.clone(),
            text: format!(
                "{}\n\n{text}\n\n{} :\n{to_post}\n\n-- \n{}\n{} :\n{stop}\n",
                words.wrote, words.read, words.why, words.stop
            ),
            html: html! {
                p { (words.wrote) }
                blockquote { (PreEscaped(rich)) }
                p { a href=(to_post) { (words.read) } }
                p {
                    small { (words.why) " " a href=(stop) { (words.stop) } }
                }
            }
            .into_string(),
            subject: words.subject,
            unsubscribe: Some(stop),
        }
    }
}

struct Words {
    subject: String,
    wrote: String,
    read: &'static str,
    why: &'static str,
    stop: &'static str,
}

/// The text of a post, plain and as HTML. Smilies are their codes: a mail shows no picture that its reader
/// has not asked for.
fn render(post: &Post) -> (String, String) {
    let document = parse(&post.body, Options { smilies: false });
    let viewer = Viewer {
        picture: &|_| None,
        spoiler: "…",
        links: post.links,
    };
    (to_plain_text(&document), to_html(&document, &viewer))
}
