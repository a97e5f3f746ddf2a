// The files that embed.js loads. Their names follow their content; `cargo xtask build` defines these constants.

/** The JavaScript glue of wasm-bindgen. */
declare const GLUE: string;
declare const WASM: string;
/** The style sheet. */
declare const SHEET: string;
/** The SVG sprite with all symbols. */
declare const SYMBOLS: string;
