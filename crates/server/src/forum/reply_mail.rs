//! The mail that notifies watchers of a reply.

use std::sync::OnceLock;

use maud::{PreEscaped, html};
use palabre_contract::Post;
use palabre_markup::{
    Options,
    html::{Mask, Viewer, to_mail_html},
    parse, to_masked_text,
};

use super::mail_templates::Locale;
use crate::store::{Mail, Watcher};

/// Composes the mails about one reply. The text is rendered once per language.
pub(super) struct ReplyMail<'a> {
    /// The address of the site, which links begin with.
    public_url: &'a str,
    french: OnceLock<(String, String)>,
    english: OnceLock<(String, String)>,
}

impl<'a> ReplyMail<'a> {
    /// For the site at that address.
    pub(super) fn new(public_url: &'a str) -> Self {
        Self {
            public_url,
            french: OnceLock::new(),
            english: OnceLock::new(),
        }
    }

    /// The mail to one watcher.
    pub(super) fn mail(&self, post: &Post, watcher: &Watcher) -> Mail {
        let stop = format!("{}/unsubscribe/{}", self.public_url, watcher.token);
        let to_post = format!("{}/p/{}", self.public_url, post.id);
        let (pseudo, title) = (&post.author.pseudo, &watcher.title);
        let words = match Locale::of(Some(&watcher.language)) {
            Locale::French => Words {
                rendered: &self.french,
                hidden: "[texte masqué]",
                language: "fr",
                colon: " :",
                subject: format!("[{}] Réponse à « {title} »", watcher.forum),
                wrote: format!("{pseudo} a répondu à « {title} » :"),
                read: "Lire la réponse dans le sujet",
                why: "Vous recevez cet email parce que vous suivez ce sujet.",
                stop: "Se désabonner de ce sujet",
            },
            Locale::English => Words {
                rendered: &self.english,
                hidden: "[hidden text]",
                language: "en",
                colon: ":",
                subject: format!("[{}] Reply to “{title}”", watcher.forum),
                wrote: format!("{pseudo} replied to “{title}”:"),
                read: "Read the reply in the topic",
                why: "You’re getting this email because you’re watching this topic.",
                stop: "Stop emails about this topic",
            },
        };
        let (text, rich) = words
            .rendered
            .get_or_init(|| render(post, self.public_url, words.hidden, &to_post));
        Mail {
            recipient: watcher.email.clone(),
            text: format!(
                "{}\n\n{text}\n\n{}{colon}\n{to_post}\n\n-- \n{}\n{}{colon}\n{stop}\n",
                words.wrote,
                words.read,
                words.why,
                words.stop,
                colon = words.colon,
            ),
            html: html! {
                div lang=(words.language) {
                    p { (words.wrote) }
                    // The language of the post is unknown.
                    blockquote lang="" { (PreEscaped(rich)) }
                    p { a href=(to_post) { (words.read) } }
                    p {
                        small { (words.why) " " a href=(stop) { (words.stop) } }
                    }
                }
            }
            .into_string(),
            subject: words.subject,
            unsubscribe: Some(stop),
        }
    }
}

struct Words<'a> {
    /// The text of the post in this language, plain and as HTML.
    rendered: &'a OnceLock<(String, String)>,
    /// What stands for the content of a spoiler.
    hidden: &'static str,
    language: &'static str,
    /// The separator between a label and an address.
    colon: &'static str,
    subject: String,
    wrote: String,
    read: &'static str,
    why: &'static str,
    stop: &'static str,
}

/// The text of a post, as plain text and as HTML. Opening the mail loads nothing: images are links, smilies stay
/// codes. `hidden` stands for what spoilers hide. Paths on this site become absolute URLs.
fn render(post: &Post, public_url: &str, hidden: &str, to_post: &str) -> (String, String) {
    let document = parse(&post.body, Options { smilies: false });
    let viewer = Viewer {
        picture: &|_| None,
        spoiler: "…",
        links: post.links,
    };
    // Text and values are escaped, so these quotation marks occur only around attribute values.
    let mask = Mask {
        text: hidden,
        link: to_post,
    };
    let rich = to_mail_html(&document, &viewer, mask)
        .replace(" href=\"/", &format!(" href=\"{public_url}/"));
    let text = to_masked_text(&document, &format!("{hidden} {to_post}"));
    (text, rich)
}

#[cfg(test)]
mod tests {
    use palabre_contract::Timestamp;

    use super::*;
    use crate::mail::message;

    const INJECTIONS: &str = include_str!("../../tests/corpora/own-mail-injection.jsonl");

    fn post(pseudo: &str, body: &str, links: bool) -> Post {
        serde_json::from_value(serde_json::json!({
            "id": 7, "topic": 3, "position": 2,
            "author": {"account": 1, "pseudo": pseudo, "role": "member"},
            "icon": null, "body": body, "smilies": true, "signature": null,
            "links": links, "posted_at": 0,
        }))
        .unwrap()
    }

    fn watcher(forum: &str, title: &str, language: &str) -> Watcher {
        Watcher {
            email: "basile@example.org".into(),
            language: language.into(),
            token: "a1".into(),
            forum: forum.into(),
            title: title.into(),
        }
    }

    fn mail(post: &Post, watcher: &Watcher) -> Mail {
        ReplyMail::new("https://forum.example.org").mail(post, watcher)
    }

    fn headers(mail: &Mail) -> Vec<String> {
        let sender = "Palabre <palabre@example.org>".parse().unwrap();
        let message = message(&sender, mail, 1, Timestamp(0)).unwrap();
        assert_eq!(message.envelope().to().len(), 1);
        let raw = String::from_utf8(message.formatted()).unwrap();
        let (head, _) = raw.split_once("\r\n\r\n").unwrap();
        head.split("\r\n")
            .filter(|line| !line.starts_with([' ', '\t']))
            .filter_map(|line| line.split_once(':'))
            .map(|(name, _)| name.to_ascii_lowercase())
            .collect()
    }

    #[test]
    fn names_and_titles_cannot_inject_mail_headers() {
        let plain = post("Anaïs", "Bonjour", true);
        let expected = headers(&mail(&plain, &watcher("Atelier", "Horloge", "fr")));
        for name in ["from", "to", "subject"] {
            assert_eq!(expected.iter().filter(|h| *h == name).count(), 1, "{name}");
        }
        for line in INJECTIONS.lines() {
            let case: serde_json::Value = serde_json::from_str(line).unwrap();
            let payload = case["payload"].as_str().unwrap();
            for (post, watcher) in [
                (
                    post(payload, payload, true),
                    watcher("Atelier", "Horloge", "en"),
                ),
                (plain.clone(), watcher(payload, "Horloge", "fr")),
                (plain.clone(), watcher("Atelier", payload, "fr")),
            ] {
                assert_eq!(headers(&mail(&post, &watcher)), expected, "{payload:?}");
            }
        }
    }

    #[test]
    fn mail_is_in_the_watchers_language_and_french_by_default() {
        let post = post("Anaïs", "Bonjour", true);
        let of = |language| mail(&post, &watcher("Atelier", "Horloge", language));
        let (french, english) = (of("fr"), of("en"));
        assert_eq!(french.subject, "[Atelier] Réponse à « Horloge »");
        assert_eq!(english.subject, "[Atelier] Reply to “Horloge”");
        assert!(
            english
                .text
                .contains("Read the reply in the topic:\nhttps://forum.example.org/p/7")
        );
        assert_eq!(of("de"), french);
    }

    #[test]
    fn paths_on_this_site_become_absolute_urls() {
        let body = "[img]/pictures/a.png[/img] [url=/t/3]là[/url] href=\"/x";
        let html = mail(&post("Anaïs", body, true), &watcher("A", "H", "fr")).html;
        assert!(
            html.contains(" href=\"https://forum.example.org/pictures/a.png\""),
            "{html}"
        );
        assert!(
            html.contains(" href=\"https://forum.example.org/t/3\""),
            "{html}"
        );
        assert!(html.contains("href=&quot;/x"), "{html}");
    }

    #[test]
    fn addresses_in_posts_of_new_accounts_are_not_links() {
        let body = "[url=https://spam.example]là[/url]";
        let with = |links| mail(&post("Anaïs", body, links), &watcher("A", "H", "fr")).html;
        assert!(with(true).contains("href=\"https://spam.example\""));
        assert!(!with(false).contains("href=\"https://spam.example\""));
    }

    /// A mail told what a spoiler hid, and its images told a stranger who read it.
    #[test]
    fn mail_masks_spoilers_and_loads_no_images() {
        let body = "[spoiler]le majordome[/spoiler] [img]https://a.example/x.png[/img] [:chat]";
        let post = post("Anaïs", body, true);
        let reply_mail = ReplyMail::new("https://forum.example.org");
        for (language, hidden) in [("fr", "[texte masqué]"), ("en", "[hidden text]")] {
            let mail = reply_mail.mail(&post, &watcher("A", "H", language));
            for part in [&mail.text, &mail.html] {
                assert!(!part.contains("majordome"), "{part}");
                assert!(part.contains("https://a.example/x.png"), "{part}");
            }
            assert!(!mail.html.contains("<img"), "{}", mail.html);
            let text = format!("{hidden} https://forum.example.org/p/7");
            assert!(mail.text.contains(&text), "{}", mail.text);
            let link = format!("<a href=\"https://forum.example.org/p/7\">{hidden}</a>");
            assert!(mail.html.contains(&link), "{}", mail.html);
        }
    }
}
