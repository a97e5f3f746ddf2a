//! Limits on what a post can make its readers' browsers render.

mod pathological;
mod walk;

use palabre_markup::{
    Block, Inline, MAX_ELEMENTS, MAX_SMILIES, MAX_STRETCH, Options, Reason, Verdict, html, inspect,
    parse, quote, stretches, to_bbcode,
};

const SMILIES: Options = Options { smilies: true };

/// Elements beyond the limit: the formats and blocks that are open when it is reached, of two paragraphs at most, and
/// the block with the rest of the text.
const OPEN: usize = 2 * 21 + 1;

fn smilies(text: &str) -> usize {
    let mut count = 0;
    walk::inlines(&parse(text, SMILIES), &mut |inline| {
        count += usize::from(matches!(
            inline,
            Inline::Smiley { .. } | Inline::CustomSmiley { .. }
        ));
    });
    count
}

#[test]
fn codes_beyond_the_smiley_limit_are_text() {
    let most = ":) [:chat] ".repeat(MAX_SMILIES / 2);
    assert_eq!(smilies(&most), MAX_SMILIES);
    let more = format!("{most}:lol: [b]:)[/b] [:chien]");
    assert_eq!(smilies(&more), MAX_SMILIES);
    assert!(walk::text_content(&parse(&more, SMILIES)).ends_with(":lol: \n:) [:chien]"));
}

#[test]
fn inspector_reports_smilies_beyond_the_limit() {
    let found = inspect(&":) ".repeat(MAX_SMILIES + 1), SMILIES);
    assert!(matches!(found[MAX_SMILIES - 1].verdict, Verdict::Smiley(_)));
    assert_eq!(found[MAX_SMILIES].verdict, Verdict::Text(Reason::TooMany));
}

#[test]
fn text_beyond_the_element_limit_is_shown_as_it_was_typed() {
    let rest = "[b]x[/b]\r\n\n [quote]y[/fixed] :)";
    let text = format!("{}{rest}", "[b]a[/b]".repeat(MAX_ELEMENTS));
    let document = parse(&text, SMILIES);
    let [Block::Paragraph(_), Block::Fixed(shown)] = document.blocks.as_slice() else {
        panic!("expected a paragraph and the rest");
    };
    assert_eq!(**shown, *rest.replace('\r', ""));
    assert!(
        inspect(&text, SMILIES)
            .iter()
            .all(|one| matches!(one.verdict, Verdict::Text(_)))
    );
}

#[test]
fn element_limit_inside_containers_or_noparse_loses_no_text() {
    let open = "[quote=Ada][list][*][b]";
    for inside in ["[noparse]", "[i]", ""] {
        let text = format!(
            "{open}{inside}{}[/b][/list][/quote]",
            "x y\n\n".repeat(MAX_ELEMENTS)
        );
        let shown = walk::text_content(&parse(&text, SMILIES));
        assert_eq!(shown.matches("x y").count(), MAX_ELEMENTS, "{inside}");
    }
}

#[test]
fn text_beyond_the_element_limit_cannot_close_a_quote_or_its_own_block() {
    let text = format!(
        "{}[/fixed][/quote][url=http://a.test/]b[/url]",
        "[i]a[/i]".repeat(MAX_ELEMENTS)
    );
    let written = to_bbcode(&parse(&text, SMILIES));
    assert!(
        walk::addresses(&parse(&written, SMILIES)).is_empty(),
        "the rest is text"
    );
    let quoted = quote(&text, "Ada", None, None, 3);
    assert_eq!(walk::quote_depth(&parse(&quoted, SMILIES)), 1);
}

#[test]
fn pathological_texts_stay_within_the_element_limit() {
    for recipe in &pathological::recipes() {
        let elements = walk::elements(&parse(&pathological::text(recipe, 180_000), SMILIES));
        assert!(
            elements <= MAX_ELEMENTS + OPEN,
            "{}: {elements}",
            recipe.title
        );
    }
}

#[test]
fn only_texts_with_long_words_are_split_into_stretches() {
    let word = "AV".repeat(1000);
    let text = format!("avant {word} après");
    let found: Vec<_> = stretches(&text).collect();
    assert_eq!(found.concat(), text);
    assert!(
        found
            .iter()
            .all(|stretch| stretch.len() <= MAX_STRETCH + 10),
        "{found:?}"
    );
    let prose = "Un mot, puis l'autre. ".repeat(100);
    assert_eq!(stretches(&prose).collect::<Vec<_>>(), [prose.as_str()]);
    assert_eq!(
        stretches(&"汉字".repeat(1000)).count(),
        1,
        "browsers break lines between these characters"
    );
    assert_eq!(stretches("").count(), 0);
}

#[test]
fn no_stretch_starts_with_a_mark() {
    let text = "e\u{301}\u{302}".repeat(1000);
    let starts: Vec<_> = stretches(&text)
        .filter_map(|stretch| stretch.chars().next())
        .collect();
    assert!(
        starts.len() > 1 && starts.iter().all(|&start| start == 'e'),
        "{starts:?}"
    );
}

#[test]
fn html_offers_line_breaks_within_a_long_word() {
    let viewer = html::Viewer {
        picture: &|_| None,
        spoiler: "",
        links: true,
    };
    let word = "V".repeat(MAX_STRETCH + 1);
    let shown = html::to_html(&parse(&word, SMILIES), &viewer);
    assert_eq!(
        shown,
        format!("<p dir=\"auto\">{}<wbr>V</p>", "V".repeat(MAX_STRETCH))
    );
}
