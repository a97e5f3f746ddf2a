//! Checks that any text can be parsed, that the written BBCode gives the same tree, and that a quoted text is one block.
//!
//! Run it with `cargo +nightly fuzz run round_trip` in `crates/markup`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use palabre_markup::{Options, inspect, parse, quote, to_bbcode, to_plain_text};

fuzz_target!(|text: &str| {
    for smilies in [true, false] {
        let options = Options { smilies };
        let document = parse(text, options);
        assert_eq!(parse(&to_bbcode(&document), options), document);
        let _ = to_plain_text(&document);
        let _ = inspect(text, options);
        let quoted = quote(text, "Ada", None, None, 3);
        assert_eq!(parse(&quoted, options).blocks.len(), 1);
    }
});
