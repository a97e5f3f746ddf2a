//! Edits of a toolbar. Texts mark the selection with `‹` and `›`, or the caret with `|`.

use std::ops::Range;

use palabre_markup::edit::{
    Edit, byte_offset, insert_quote, insert_smiley, leave_as_text, link, list, set_apart,
    utf16_offset, wrap, wrap_block,
};
use palabre_markup::{Options, Reason, Verdict, inspect};

fn parse_marked(marked: &str) -> (String, Range<usize>) {
    if let Some(caret) = marked.find('|') {
        return (marked.replace('|', ""), caret..caret);
    }
    let start = marked.find('‹').expect("a start of the selection");
    let end = marked.find('›').expect("an end of the selection") - '‹'.len_utf8();
    (marked.replace(['‹', '›'], ""), start..end)
}

fn mark(text: &str, selection: &Range<usize>) -> String {
    let (before, rest) = text.split_at(selection.start);
    let (selected, after) = rest.split_at(selection.len());
    match selected {
        "" => format!("{before}|{after}"),
        _ => format!("{before}‹{selected}›{after}"),
    }
}

#[track_caller]
fn gives(edit: impl Fn(&str, Range<usize>) -> Edit, from: &str, to: &str) {
    let (text, selection) = parse_marked(from);
    let edit = edit(&text, selection);
    assert_eq!(mark(&edit.apply(&text), &edit.selection), to);
}

fn bold(text: &str, selection: Range<usize>) -> Edit {
    wrap(text, selection, "b")
}

fn code(text: &str, selection: Range<usize>) -> Edit {
    wrap_block(text, selection, "code")
}

fn smile(text: &str, selection: Range<usize>) -> Edit {
    insert_smiley(text, selection, ":)")
}

fn quoted(text: &str, selection: Range<usize>) -> Edit {
    insert_quote(text, selection, "[quote]x[/quote]\n")
}

#[test]
fn wrapping_keeps_the_text_selected() {
    gives(bold, "un ‹mot› ici", "un [b]‹mot›[/b] ici");
    gives(bold, "un |", "un [b]|[/b]");
}

#[test]
fn spaces_at_the_ends_of_a_selection_stay_outside() {
    gives(bold, "un ‹mot ›ici", "un [b]‹mot›[/b] ici");
    gives(bold, "un‹ ›mot", "un[b]‹ ›[/b]mot");
}

#[test]
fn wrapping_twice_removes_the_tags() {
    gives(bold, "un [b]‹mot›[/b] ici", "un ‹mot› ici");
    gives(bold, "un ‹[b]mot[/b]› ici", "un ‹mot› ici");
    gives(bold, "[b]|[/b]", "|");
}

#[test]
fn closing_tag_of_a_tag_with_a_value_has_only_the_name() {
    let red = |text: &str, selection: Range<usize>| wrap(text, selection, "color=red");
    gives(red, "‹mot›", "[color=red]‹mot›[/color]");
    gives(red, "[color=red]‹mot›[/color]", "‹mot›");
}

#[test]
fn block_tags_are_put_on_lines_of_their_own() {
    gives(code, "un ‹mot› ici", "un \n[code]‹mot›[/code]\n ici");
    gives(code, "‹a\nb›", "[code]\n‹a\nb›\n[/code]\n");
    gives(code, "[code]\n‹a\nb›\n[/code]\n", "‹a\nb›\n");
    gives(code, "a\n|\nb", "a\n[code]|[/code]\nb");
}

#[test]
fn each_selected_line_becomes_an_item() {
    let bullets = |text: &str, selection: Range<usize>| list(text, selection, false);
    let numbers = |text: &str, selection: Range<usize>| list(text, selection, true);
    gives(
        bullets,
        "x\nu‹n\n\nde›ux\ny",
        "x\n[list]\n[*]un\n[*]deux|\n[/list]\ny",
    );
    gives(numbers, "|", "[list=1]\n[*]|\n[/list]\n");
}

#[test]
fn link_puts_the_caret_where_text_or_address_is_missing() {
    gives(link, "|", "[url]|[/url]");
    gives(link, "‹ici›", "[url=|]ici[/url]");
    gives(
        link,
        "‹https://example.org›",
        "[url=https://example.org]|[/url]",
    );
}

#[test]
fn inserted_smiley_is_separated_from_words_by_spaces() {
    gives(smile, "|", ":) |");
    gives(smile, "oui|", "oui :) |");
    gives(smile, "oui |", "oui :) |");
    gives(smile, "oui| non", "oui :) |non");
    gives(smile, "oui|\nnon", "oui :)|\nnon");
    gives(smile, "oui ‹merci›!", "oui :) |!");
}

#[test]
fn inserted_quote_goes_after_the_selection_and_replaces_nothing() {
    gives(quoted, "|", "[quote]x[/quote]\n|");
    gives(quoted, "avant|après", "avant\n[quote]x[/quote]\n|après");
    gives(quoted, "‹avant›\naprès", "avant\n[quote]x[/quote]\n|après");
}

#[test]
fn offsets_convert_between_utf16_units_and_bytes() {
    let text = "é😀x";
    assert_eq!(
        [0, 1, 2, 3, 4, 9].map(|at| byte_offset(text, at)),
        [0, 2, 2, 6, 7, 7]
    );
    assert_eq!(
        [0, 1, 2, 5, 6, 7, 9].map(|at| utf16_offset(text, at)),
        [0, 0, 1, 1, 3, 4, 4]
    );
}

#[test]
fn selection_out_of_range_is_moved_into_the_text() {
    let edit = wrap("é", 1..99, "b");
    assert_eq!(edit.apply("é"), "[b]é[/b]");
    assert_eq!(wrap("abc", 9..9, "b").apply("abc"), "abc[b][/b]");
}

#[test]
fn leave_as_text_affects_only_one_smiley() {
    gives(
        leave_as_text,
        ":p et ‹:p›, oui",
        ":p et [noparse]:p[/noparse]|, oui",
    );
    let text = leave_as_text(":p et :p, oui", 6..8).apply(":p et :p, oui");
    let verdicts: Vec<_> = inspect(&text, Options { smilies: true })
        .into_iter()
        .map(|one| one.verdict)
        .collect();
    assert!(matches!(verdicts[0], Verdict::Smiley(_)));
    assert_eq!(verdicts[1..], [Verdict::Text(Reason::Verbatim)]);
}

#[test]
fn set_apart_adds_spaces_only_where_they_are_missing() {
    gives(set_apart, "mot‹:p›", "mot :p|");
    gives(set_apart, "mot ‹:p›mot", "mot :p |mot");
    gives(set_apart, "é‹:p›é", "é :p |é");
    gives(set_apart, "mot ‹:p›, oui", "mot :p|, oui");
}

#[test]
fn code_next_to_a_word_becomes_a_smiley_when_set_apart() {
    for text in [
        "a:)", "(:)", ":px", "a:pé", "x:lol:x", "8):)", "«:o»", "(:):)",
    ] {
        let mut text = text.to_owned();
        let first_text_code = |text: &str| {
            inspect(text, Options { smilies: true })
                .into_iter()
                .find(|one| matches!(one.verdict, Verdict::Text(_)))
        };
        for _ in 0..4 {
            let Some(one) = first_text_code(&text) else {
                break;
            };
            text = set_apart(&text, one.range).apply(&text);
        }
        assert_eq!(first_text_code(&text), None, "{text}");
    }
}
