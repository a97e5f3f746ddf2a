//! Properties of the parser and the writers that hold for any text.

mod walk;

use palabre_markup::{
    Inline, MAX_ELEMENTS, MAX_MARKS, Occurrence, Options, Verdict, inspect, parse, quote,
    stretches, to_bbcode,
};
use proptest::prelude::*;

/// Fragments of markup, so that random texts reach the parser's branches.
const PARTS: [&str; 66] = [
    "[url=\"",
    "\"]",
    "[quote=\"",
    "=",
    "[b]",
    "[/b]",
    "[i]",
    "[/i]",
    "[u]",
    "[/u]",
    "[s]",
    "[/s]",
    "[strike]",
    "[/strike]",
    "[quote]",
    "[quote=Ada]",
    "[quote=\"Jean V\" post_id=3 time=9]",
    "[/quote]",
    "[list]",
    "[list=1]",
    "[*]",
    "[/list]",
    "[code]",
    "[code=rust]",
    "[/code]",
    "[fixed]",
    "[/fixed]",
    "[spoiler]",
    "[spoiler=fin]",
    "[/spoiler]",
    "[url=https://example.org/a(b)]",
    "[url]",
    "[/url]",
    "[img]",
    "[/img]",
    "[email]",
    "[/email]",
    "[color=red]",
    "[/color]",
    "[#00FF00]",
    "[/#00FF00]",
    "[size=150]",
    "[/size]",
    "[noparse]",
    "[/noparse]",
    "http://",
    "www.",
    "example.org",
    "a@b.fr",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\u{A0}",
    ":)",
    "^^",
    "'",
    ":?:",
    "8-)",
    "<3",
    ".",
    "x",
    "é",
    "[:ha ha:2]",
    "[",
    "]",
];

fn markup() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        12 => prop::sample::select(&PARTS[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

/// A failing text becomes a test of its own, so proptest keeps no file of them.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 3000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn written_bbcode_parses_to_the_same_tree(text in markup(), smilies: bool) {
        let options = Options { smilies };
        let document = parse(&text, options);
        let written = to_bbcode(&document);
        prop_assert_eq!(parse(&written, options), document, "{}", written);
    }

    #[test]
    fn depth_is_bounded_and_addresses_are_safe(text in markup()) {
        let document = parse(&text, Options { smilies: true });
        prop_assert!(walk::depth(&document) <= walk::MAX_DEPTH);
        for address in walk::addresses(&document) {
            prop_assert!(walk::is_safe(&address), "{address}");
        }
    }

    #[test]
    fn inspector_and_tree_have_the_same_smilies(text in markup()) {
        let options = Options { smilies: true };
        let shown = |one: &Occurrence| !matches!(one.verdict, Verdict::Text(_));
        let inspected = inspect(&text, options).into_iter().filter(shown).map(|one| text[one.range].to_owned());
        let mut in_tree = Vec::new();
        walk::inlines(&parse(&text, options), &mut |inline| {
            if let Inline::Smiley { code, .. } | Inline::CustomSmiley { code, .. } = inline {
                in_tree.push((*code).to_owned());
            }
        });
        prop_assert_eq!(inspected.collect::<Vec<_>>(), in_tree);
    }

    #[test]
    fn tree_contains_every_word_of_the_text(text in "[a-zé \n]{0,40}", tags in markup()) {
        let mixed = format!("{tags}\n\n{text}");
        let shown = walk::text_content(&parse(&mixed, Options { smilies: true }));
        for word in text.split_whitespace() {
            prop_assert!(shown.contains(word), "{word} in {mixed}");
        }
    }

    #[test]
    fn quoted_text_is_exactly_one_quote(text in markup(), after in markup()) {
        let quoted = quote(&text, "Ada", Some(1), None, 3);
        let document = parse(&quoted, Options { smilies: true });
        prop_assert!(walk::quote_depth(&document) <= 3, "{quoted}");
        prop_assert_eq!(document.blocks.len(), 1, "{}", quoted);
        // Text after the quote, for instance a closing tag, does not change where the quote ends.
        let answered = format!("{quoted}{after}");
        let answer = parse(&answered, Options { smilies: true });
        prop_assert_eq!(&answer.blocks[0], &document.blocks[0], "{}", answered);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..config() })]

    #[test]
    fn elements_and_marks_are_bounded_and_stretches_add_up_to_the_text(
        part in markup(),
        word in "[a-z ]{1,9}\u{301}{0,20}",
        times in 1_usize..600,
    ) {
        let text = (part + &word).repeat(times);
        let document = parse(&text, Options { smilies: true });
        prop_assert!(walk::elements(&document) <= MAX_ELEMENTS + 43);
        prop_assert!(walk::most_marks(&walk::text_content(&document)) <= MAX_MARKS);
        prop_assert_eq!(stretches(&text).collect::<String>(), text);
    }
}
