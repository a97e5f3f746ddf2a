//! The other outputs for a text: quotes, plain text, HTML, BBCode and the inspector's verdicts.

use palabre_markup::{
    Options, Reason, Smiley, Verdict,
    html::{Mask, Picture, Viewer, to_html, to_mail_html},
    inspect, parse, quote, to_bbcode, to_masked_text, to_plain_text,
};

const ON: Options = Options { smilies: true };

fn html(text: &str) -> String {
    html_of(text, true)
}

fn html_of(text: &str, links: bool) -> String {
    let picture = |code: &str| {
        (code == "[:chat]").then(|| Picture {
            src: "/smilies/chat.png".into(),
            width: 20,
            height: 18,
        })
    };
    to_html(
        &parse(text, ON),
        &Viewer {
            picture: &picture,
            spoiler: "Révéler",
            links,
        },
    )
}

#[test]
fn quoting_at_depth_three_keeps_two_inner_levels() {
    let text = "[quote=B][quote=C][quote=D]4[/quote]\n3[/quote]\n2[/quote]\n1";
    assert_eq!(
        quote(text, "A", Some(7), Some(9), 3),
        "[quote=A post_id=7 time=9][quote=B][quote=C]3[/quote]\n2[/quote]\n1[/quote]\n"
    );
    assert_eq!(quote(text, "A", None, None, 1), "[quote=A]1[/quote]\n");
}

#[test]
fn quoted_author_has_quotation_marks_only_when_needed() {
    let tag = |author| {
        quote("x", author, None, None, 3)
            .split("x[")
            .next()
            .map(str::to_owned)
    };
    assert_eq!(tag("Ada").as_deref(), Some("[quote=Ada]"));
    assert_eq!(
        tag("Jean Valjean").as_deref(),
        Some("[quote=\"Jean Valjean\"]")
    );
    assert_eq!(tag("a\"b\\c]").as_deref(), Some("[quote=\"a\\\"b\\\\c]\"]"));
    assert_eq!(tag("").as_deref(), Some("[quote]"));
}

#[test]
fn quoted_text_stays_as_it_was_typed() {
    let text = "[B]gras[/B] :) www.example.org\n\n[code][quote][/code] a[1]";
    assert_eq!(
        quote(text, "A", None, None, 3),
        format!("[quote=A]{text}[/quote]\n")
    );
}

#[test]
fn unpaired_tags_in_a_quoted_text_do_not_affect_the_text_around_it() {
    let quoted = quote("[/quote] [code] [spoiler]", "A", None, None, 3);
    let document = parse(&quoted, ON);
    assert_eq!(
        to_plain_text(&document),
        "> A:\n> [/quote] [code] [spoiler]"
    );
}

/// Found by property tests: without the deep quotes, `[quote="` came right before a quotation mark that closed it.
#[test]
fn leaving_out_deep_quotes_creates_no_new_tags() {
    let half = "[url=\"[quote][quote=\"[quote][quote=\"Jean V\" post_id=3 time=9][/quote][/quote]\"][/quote]";
    let quoted = quote(half, "A", None, None, 3);
    assert_eq!(parse(&quoted, ON).blocks.len(), 1, "{quoted}");
}

#[test]
fn plain_text_has_the_layout_of_a_mail() {
    let text = "[b]Un[/b] :)\ndeux\n\n[quote=Ada]cité\n\nencore[/quote]\n[list=1][*]a[*]b\nc[/list]\
                [code]x\n\ny[/code][url=https://example.org]ici[/url] [img]/a.png[/img]";
    assert_eq!(
        to_plain_text(&parse(text, ON)),
        "Un :)\ndeux\n\n> Ada:\n> cité\n>\n> encore\n\n1. a\n2. b\n  c\n\nx\n\ny\n\n\
         ici <https://example.org> /a.png"
    );
}

#[test]
fn html_of_blocks_has_the_classes_of_the_style_sheets() {
    assert_eq!(
        html("[quote=Ada]x[/quote][code=rust]a<b[/code][fixed]c[/fixed][spoiler]d[/spoiler]"),
        "<blockquote class=\"quote\"><p class=\"quote__source\">Ada</p><p dir=\"auto\">x</p></blockquote>\
         <pre class=\"code\"><code data-language=\"rust\">a&lt;b</code></pre>\
         <pre class=\"fixed\"><code>c</code></pre>\
         <details class=\"spoiler\"><summary dir=\"auto\">Révéler</summary><p dir=\"auto\">d</p></details>"
    );
}

#[test]
fn html_shows_smilies_as_images_and_unknown_ones_as_codes() {
    assert_eq!(
        html(":) [:chat] [:chien]"),
        "<p dir=\"auto\"><svg class=\"smiley\" role=\"img\" aria-label=\"smile\"><title>:)</title>\
         <use href=\"/smilies.svg#smile\"></use></svg> <img class=\"custom-smiley\" \
         src=\"/smilies/chat.png\" alt=\"chat\" title=\"[:chat]\" width=\"20\" height=\"18\" \
         loading=\"lazy\"> [:chien]</p>"
    );
}

#[test]
fn html_of_links_images_formats_and_lists() {
    assert_eq!(
        html("[url=https://a.test/?b&c]x[/url] [url=/y]z[/url] [img alt=\"a'b\"]/c.png[/img]"),
        "<p dir=\"auto\"><a href=\"https://a.test/?b&amp;c\" rel=\"nofollow ugc noopener noreferrer\">x</a> \
         <a href=\"/y\">z</a> <a class=\"picture\" href=\"/c.png\" \
         rel=\"nofollow ugc noopener noreferrer\" aria-label=\"a&#39;b\"><img src=\"/c.png\" \
         alt=\"a&#39;b\" loading=\"lazy\" referrerpolicy=\"no-referrer\"></a></p>"
    );
    assert_eq!(
        html("[color=red][size=150]x[/size][/color]"),
        "<p dir=\"auto\"><span class=\"coloured\" data-colour=\"#ff0000\">\
         <span class=\"sized\" data-percent=\"150\">x</span></span></p>"
    );
    assert_eq!(
        html("[list][*]a[*]b\n\nc[/list]"),
        "<ul><li dir=\"auto\">a</li><li dir=\"auto\"><p dir=\"auto\">b</p><p dir=\"auto\">c</p></li></ul>"
    );
}

#[test]
fn links_turned_off_are_shown_as_text() {
    assert_eq!(
        html_of(
            "[url=https://a.test/?b&c][b]x[/b][/url] https://b.test",
            false
        ),
        "<p dir=\"auto\"><span class=\"unlinked\" title=\"https://a.test/?b&amp;c\"><strong>x</strong></span> \
         <span class=\"unlinked\" title=\"https://b.test\">https://b.test</span></p>"
    );
}

#[test]
fn image_in_a_link_is_not_linked_again() {
    let html = html("[url=https://a.test][img]/c.png[/img][/url] [img]/d.png[/img]");
    assert_eq!(html.matches("<a ").count(), 2, "{html}");
    assert!(html.contains("aria-label=\"/d.png\""), "{html}");
    let unlinked = html_of("[img]/c.png[/img]", false);
    assert!(!unlinked.contains("<a "), "{unlinked}");
}

/// The `:/` of `https://` was listed as a smiley that is shown as text.
#[test]
fn inspector_ignores_the_colon_of_an_address() {
    for text in [
        "https://",
        "[url=https://a.test]x[/url]",
        "voir https://a.test",
        "[img]http://a.test/b.png[/img]",
    ] {
        assert_eq!(inspect(text, ON), [], "{text}");
    }
    let shown = inspect("bof :/ et :// aussi", ON);
    assert_eq!(shown.len(), 2, "{shown:?}");
}

#[test]
fn html_escapes_text_and_author() {
    let html = html("[quote=\"<img onerror=x>\"]<script>\"&'[/quote]");
    assert!(html.contains("&lt;img onerror=x&gt;"), "{html}");
    assert!(html.contains("&lt;script&gt;&quot;&amp;&#39;"), "{html}");
}

/// A mail told what a spoiler hid, and its images told a stranger who read it.
#[test]
fn mail_html_loads_nothing_and_masks_spoilers() {
    let mail = |text: &str, links| {
        let viewer = Viewer {
            picture: &|_| {
                Some(Picture {
                    src: "/smilies/chat.png".into(),
                    width: 20,
                    height: 18,
                })
            },
            spoiler: "Révéler",
            links,
        };
        let mask = Mask {
            text: "[masqué]",
            link: "/p/7",
        };
        to_mail_html(&parse(text, ON), &viewer, mask)
    };
    for (text, links, expected) in [
        (
            "[spoiler]le majordome[/spoiler]",
            true,
            "<p dir=\"auto\"><a href=\"/p/7\">[masqué]</a></p>",
        ),
        (
            "[quote][spoiler=Fin]le majordome[/spoiler][/quote]",
            true,
            "<blockquote class=\"quote\"><p dir=\"auto\">Fin <a href=\"/p/7\">[masqué]</a></p></blockquote>",
        ),
        (
            "[img]https://a.test/x.png[/img] [img alt=Chat]/b.png[/img]",
            true,
            "<p dir=\"auto\"><a href=\"https://a.test/x.png\" rel=\"nofollow ugc noopener noreferrer\">\
             https://a.test/x.png</a> <a href=\"/b.png\">Chat</a></p>",
        ),
        (
            "[url=https://b.test][img]https://a.test/x.png[/img][/url]",
            true,
            "<p dir=\"auto\"><a href=\"https://b.test\" rel=\"nofollow ugc noopener noreferrer\">\
             https://a.test/x.png</a></p>",
        ),
        (
            "[img]https://a.test/x.png[/img]",
            false,
            "<p dir=\"auto\">https://a.test/x.png</p>",
        ),
        (":) [:chat]", true, "<p dir=\"auto\">:) [:chat]</p>"),
    ] {
        assert_eq!(mail(text, links), expected, "{text}");
    }
}

#[test]
fn masked_text_does_not_contain_what_spoilers_hide() {
    let document = parse(
        "Avant\n[spoiler=Fin]le majordome[/spoiler][quote=Ada][spoiler]x\n\ny[/spoiler][/quote]",
        ON,
    );
    assert_eq!(
        to_masked_text(&document, "[masqué]"),
        "Avant\n\nFin\n[masqué]\n\n> Ada:\n> [masqué]"
    );
}

#[test]
fn inspector_gives_the_reason_why_a_code_is_text() {
    let verdict = |text: &str, options| {
        let found = inspect(text, options);
        let code_and_verdict =
            |one: &palabre_markup::Occurrence| (text[one.range.clone()].to_owned(), one.verdict);
        found.iter().map(code_and_verdict).collect::<Vec<_>>()
    };
    let one = |code: &str, verdict| vec![(code.to_owned(), verdict)];
    assert_eq!(
        verdict("oui :)", ON),
        one(":)", Verdict::Smiley(Smiley::Smile))
    );
    assert_eq!(
        verdict("oui:)", ON),
        one(":)", Verdict::Text(Reason::Before))
    );
    assert_eq!(
        verdict(" :pas", ON),
        one(":p", Verdict::Text(Reason::After))
    );
    assert_eq!(
        verdict("[code]:)[/code]", ON),
        one(":)", Verdict::Text(Reason::Verbatim))
    );
    assert_eq!(
        verdict("http://a.test/:p", ON)[0],
        one(":p", Verdict::Text(Reason::Address))[0]
    );
    assert_eq!(
        verdict("[quote=\":)\"]x[/quote]", ON),
        one(":)", Verdict::Text(Reason::Tag))
    );
    assert_eq!(
        verdict("[:chat]", ON),
        one("[:chat]", Verdict::CustomSmiley)
    );
    let off = Options { smilies: false };
    assert_eq!(
        verdict(":)", off),
        one(":)", Verdict::Text(Reason::TurnedOff))
    );
}

#[test]
fn every_code_belongs_to_exactly_one_smiley() {
    let mut codes = Vec::new();
    for smiley in Smiley::ALL {
        for code in smiley.codes() {
            let found = inspect(code, ON);
            assert_eq!(found.len(), 1, "{code}");
            assert_eq!(found[0].verdict, Verdict::Smiley(smiley), "{code}");
            assert!(!codes.contains(code), "{code}");
            codes.push(code);
        }
    }
}

#[test]
fn custom_smilies_are_listed_from_all_blocks_but_code() {
    let text = "[:a] [b][:b:2][/b][quote][list][*][:a][/list][/quote][code][:c][/code]";
    let found: Vec<_> = parse(text, ON).custom_smilies().collect();
    assert_eq!(found, ["[:a]", "[:b:2]", "[:a]"]);
}

#[test]
fn written_bbcode_has_one_spelling_per_tag() {
    let written = to_bbcode(&parse(
        "[B]a[/B] [STRIKE]b[/STRIKE] [#F00]c[/#F00] [b]d",
        ON,
    ));
    assert_eq!(
        written,
        "[b]a[/b] [s]b[/s] [color=#ff0000]c[/color] [noparse][[/noparse]b]d"
    );
}

#[test]
fn long_post_of_prose_keeps_every_line() {
    let lines: Vec<_> = (0..700)
        .map(|n| format!("> Ligne {n} : « l’été » n’est pas fini."))
        .collect();
    let text = lines
        .chunks(7)
        .map(|lines| lines.join("\n"))
        .collect::<Vec<_>>()
        .join("\n\n");
    assert!(text.len() > 33_000);
    let document = parse(&text, ON);
    assert_eq!(document.blocks.len(), 100);
    assert_eq!(to_plain_text(&document), text);
    assert_eq!(to_bbcode(&document), text);
}
