//! The edits of a toolbar, written as text with the selection between `‹` and `›`, or a caret `|`.

use std::ops::Range;

use palabre_markup::edit::{
    Edit, byte_offset, insert_quote, insert_smiley, leave_as_text, link, list, set_apart,
    utf16_offset, wrap, wrap_block,
};
use palabre_markup::{Options, Reason, Verdict, inspect};

fn read(marked: &str) -> (String, Range<usize>) {
    if let Some(caret) = marked.find('|') {
        return (marked.replace('|', ""), caret..caret);
    }
    let start = marked.find('‹').expect("a selection");
    let end = marked.find('›').expect("an end of the selection") - '‹'.len_utf8();
    (marked.replace(['‹', '›'], ""), start..end)
}

fn write(text: &str, selection: &Range<usize>) -> String {
    let (before, rest) = text.split_at(selection.start);
    let (selected, after) = rest.split_at(selection.len());
    match selected {
        "" => format!("{before}|{after}"),
        _ => format!("{before}‹{selected}›{after}"),
    }
}

#[track_caller]
fn gives(edit: impl Fn(&str, Range<usize>) -> Edit, from: &str, to: &str) {
    let (text, selection) = read(from);
    let edit = edit(&text, selection);
    assert_eq!(write(&edit.apply(&text), &edit.selection), to);
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
fn wrapping_keeps_the_selection_on_the_words() {
    gives(bold, "un ‹mot› ici", "un [b]‹mot›[/b] ici");
    gives(bold, "un |", "un [b]|[/b]");
}

#[test]
fn spaces_at_the_ends_of_a_selection_stay_outside() {
    gives(bold, "un ‹mot ›ici", "un [b]‹mot›[/b] ici");
    gives(bold, "un‹ ›mot", "un[b]‹ ›[/b]mot");
}

#[test]
fn wrapping_again_unwraps() {
    gives(bold, "un [b]‹mot›[/b] ici", "un ‹mot› ici");
    gives(bold, "un ‹[b]mot[/b]› ici", "un ‹mot› ici");
    gives(bold, "[b]|[/b]", "|");
}

#[test]
fn a_tag_with_a_value_closes_by_its_name() {
    let red = |text: &str, selection: Range<usize>| wrap(text, selection, "color=red");
    gives(red, "‹mot›", "[color=red]‹mot›[/color]");
    gives(red, "[color=red]‹mot›[/color]", "‹mot›");
}

#[test]
fn a_block_stands_on_lines_of_its_own() {
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
fn a_link_asks_for_what_is_missing() {
    gives(link, "|", "[url]|[/url]");
    gives(link, "‹ici›", "[url=|]ici[/url]");
    gives(
        link,
        "‹https://example.org›",
        "[url=https://example.org]|[/url]",
    );
}

#[test]
fn a_smiley_stands_apart_from_words() {
    gives(smile, "|", ":) |");
    gives(smile, "oui|", "oui :) |");
    gives(smile, "oui |", "oui :) |");
    gives(smile, "oui| non", "oui :) |non");
    gives(smile, "oui|\nnon", "oui :)|\nnon");
    gives(smile, "oui ‹merci›!", "oui :) |!");
}

#[test]
fn a_quote_goes_below_and_replaces_nothing() {
    gives(quoted, "|", "[quote]x[/quote]\n|");
    gives(quoted, "avant|après", "avant\n[quote]x[/quote]\n|après");
    gives(quoted, "‹avant›\naprès", "avant\n[quote]x[/quote]\n|après");
}

#[test]
fn offsets_of_browsers_count_utf16_units() {
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
fn a_selection_out_of_range_is_moved_into_the_text() {
    let edit = wrap("é", 1..99, "b");
    assert_eq!(edit.apply("é"), "[b]é[/b]");
    assert_eq!(wrap("abc", 9..9, "b").apply("abc"), "abc[b][/b]");
}

#[test]
fn one_smiley_is_left_as_text_and_the_others_stay() {
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
fn a_code_is_set_apart_on_the_sides_where_that_is_missing() {
    gives(set_apart, "mot‹:p›", "mot :p|");
    gives(set_apart, "mot ‹:p›mot", "mot :p |mot");
    gives(set_apart, "é‹:p›é", "é :p |é");
    gives(set_apart, "mot ‹:p›, oui", "mot :p|, oui");
}

#[test]
fn what_a_neighbour_made_text_is_a_smiley_once_it_is_set_apart() {
    for text in [
        "a:)", "(:)", ":px", "a:pé", "x:lol:x", "8):)", "«:o»", "(:):)",
    ] {
        let mut text = text.to_owned();
        let reason = |text: &str| {
            inspect(text, Options { smilies: true })
                .into_iter()
                .find(|one| matches!(one.verdict, Verdict::Text(_)))
        };
        for _ in 0..4 {
            let Some(one) = reason(&text) else { break };
            text = set_apart(&text, one.range).apply(&text);
        }
        assert_eq!(reason(&text), None, "{text}");
    }
}
