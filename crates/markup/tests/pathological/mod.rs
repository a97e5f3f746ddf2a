//! Texts that make careless parsers slow: deep, unclosed, overlapping, endless.

/// A name, and the parts with how often each is repeated, relative to the others.
pub type Recipe = (&'static str, &'static [(&'static str, usize)]);

/// Counts of 0 stand for a single time.
pub const RECIPES: [Recipe; 40] = [
    ("deep bold", &[("[b]", 1), ("x", 0), ("[/b]", 1)]),
    ("deep quotes", &[("[quote]", 1), ("x", 0), ("[/quote]", 1)]),
    ("unclosed quotes with an author", &[("[quote=\"a\"]", 1)]),
    ("openers only", &[("[b][i][u]", 1)]),
    ("closers only", &[("[/b][/i][/u]", 1)]),
    (
        "openers, then closers of others",
        &[("[b][i][u]", 1), ("[/s][/size][/quote]", 1)],
    ),
    ("overlap", &[("[b][i]", 1), ("x", 0), ("[/b][/i]", 1)]),
    ("overlap in a row", &[("[b]x[i]y[/b]z[/i]", 1)]),
    (
        "twenty open formats, closed and opened",
        &[("[i][u][s]", 6), ("[b]x[/b]", 100)],
    ),
    ("lone brackets", &[("[", 1)]),
    ("half tags", &[("[b", 1)]),
    ("unclosed values", &[("[url=\"", 1)]),
    ("values without an end", &[("[url=", 1)]),
    (
        "values in both quotation marks",
        &[("[quote=\"[quote='", 1)],
    ),
    ("escapes in a value", &[("[quote=\"", 0), ("\\\"", 1)]),
    ("attributes", &[("[quote=a", 0), (" post_id=1", 1)]),
    ("list items", &[("[list]", 0), ("[*]", 1), ("[/list]", 0)]),
    ("deep lists", &[("[list][*]", 1), ("x", 0), ("[/list]", 1)]),
    ("unclosed code", &[("[code]", 1)]),
    (
        "unclosed code, fixed and literal text",
        &[("[code][fixed][noparse]", 1)],
    ),
    ("code with half closers", &[("[code]", 0), ("[/cod", 1)]),
    ("schemes", &[("http://", 1)]),
    ("hosts with schemes for ports", &[("http://a:", 1)]),
    ("addresses in addresses", &[("http://a/", 1)]),
    ("www", &[("www.", 1)]),
    ("opening parentheses", &[("http://a.test/", 0), ("(", 1)]),
    ("closing parentheses", &[("http://a.test/", 0), (")", 1)]),
    ("mail", &[("a@", 1)]),
    ("smilies", &[(":)", 1)]),
    ("smilies apart", &[(":) ", 1)]),
    ("colons", &[(" :p", 1), (":", 1)]),
    ("custom smilies without an end", &[("[:a", 1)]),
    (
        "sizes in sizes",
        &[("[size=200]", 1), ("x", 0), ("[/size]", 1)],
    ),
    (
        "a long value",
        &[("[color=", 0), ("a", 1), ("]x[/color]", 0)],
    ),
    ("pictures", &[("[img]http://a.test/a.png[/img]", 1)]),
    ("unclosed pictures", &[("[img]http://a.test/a.png", 1)]),
    ("line ends", &[("\n", 1)]),
    ("carriage returns", &[("\r\n", 1)]),
    ("formats around nothing", &[("a[b][/b]", 1)]),
    ("a long word", &[("x", 1)]),
];

/// A text of at least `bytes` bytes.
pub fn text((_, parts): &Recipe, bytes: usize) -> String {
    let round: usize = parts.iter().map(|(part, count)| part.len() * count).sum();
    let rounds = bytes.div_ceil(round);
    let repeated = |(part, count): &(&str, usize)| match count {
        0 => (*part).to_owned(),
        count => part.repeat(count * rounds),
    };
    parts.iter().map(repeated).collect()
}
