//! What a post may make its readers' browsers draw.

mod pathological;
mod walk;

use palabre_markup::{
    Block, Inline, MAX_ELEMENTS, MAX_SMILIES, MAX_STRETCH, Options, Reason, Verdict, html, inspect,
    parse, quote, stretches, to_bbcode,
};

const SMILIES: Options = Options { smilies: true };

/// Those that are open when the limit is reached: the formats and blocks of two paragraphs, and the rest.
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
fn codes_beyond_the_limit_of_smilies_are_text() {
    let most = ":) [:chat] ".repeat(MAX_SMILIES / 2);
    assert_eq!(smilies(&most), MAX_SMILIES);
    let more = format!("{most}:lol: [b]:)[/b] [:chien]");
    assert_eq!(smilies(&more), MAX_SMILIES);
    assert!(walk::words(&parse(&more, SMILIES)).ends_with(":lol: \n:) [:chien]"));
}

#[test]
fn the_inspector_tells_of_smilies_beyond_the_limit() {
    let found = inspect(&":) ".repeat(MAX_SMILIES + 1), SMILIES);
    assert!(matches!(found[MAX_SMILIES - 1].verdict, Verdict::Smiley(_)));
    assert_eq!(found[MAX_SMILIES].verdict, Verdict::Text(Reason::TooMany));
}

#[test]
fn text_beyond_the_limit_of_elements_is_shown_as_it_was_typed() {
    let rest = "[b]x[/b]\r\n\n [quote]y[/fixed] :)";
    let text = format!("{}{rest}", "[b]a[/b]".repeat(MAX_ELEMENTS));
    let document = parse(&text, SMILIES);
    let [Block::Paragraph(_), Block::Fixed(shown)] = document.blocks.as_slice() else {
        panic!("a paragraph and the rest");
    };
    assert_eq!(**shown, *rest.replace('\r', ""));
    assert!(
        inspect(&text, SMILIES)
            .iter()
            .all(|one| matches!(one.verdict, Verdict::Text(_)))
    );
}

#[test]
fn nothing_is_lost_where_the_limit_falls_within_containers_and_literal_text() {
    let open = "[quote=Ada][list][*][b]";
    for inside in ["[noparse]", "[i]", ""] {
        let text = format!(
            "{open}{inside}{}[/b][/list][/quote]",
            "x y\n\n".repeat(MAX_ELEMENTS)
        );
        let shown = walk::words(&parse(&text, SMILIES));
        assert_eq!(shown.matches("x y").count(), MAX_ELEMENTS, "{inside}");
    }
}

#[test]
fn what_is_beyond_the_limit_does_not_leave_a_quote_or_its_own_block() {
    let text = format!(
        "{}[/fixed][/quote][url=http://a.test/]b[/url]",
        "[i]a[/i]".repeat(MAX_ELEMENTS)
    );
    let written = to_bbcode(&parse(&text, SMILIES));
    assert!(
        walk::addresses(&parse(&written, SMILIES)).is_empty(),
        "the rest is words"
    );
    let quoted = quote(&text, "Ada", None, None, 3);
    assert_eq!(walk::quote_depth(&parse(&quoted, SMILIES)), 1);
}

#[test]
fn no_text_has_more_elements_than_the_limit() {
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
fn long_words_come_in_stretches_and_other_texts_whole() {
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
        "a line may end between these anyway"
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
fn html_lets_a_line_end_within_a_long_word() {
    let viewer = html::Viewer {
        picture: &|_| None,
        spoiler: "",
        links: true,
    };
    let word = "V".repeat(MAX_STRETCH + 1);
    let shown = html::to_html(&parse(&word, SMILIES), &viewer);
    assert_eq!(shown, format!("<p>{}<wbr>V</p>", "V".repeat(MAX_STRETCH)));
}
