//! The reference JSON forum API of Palabre, and the site around it, in one binary.
//!
//! | module | what it does |
//! |---|---|
//! | [`config`] | the settings, each a flag and an environment variable |
//! | [`app`] | the router and the middleware |
//! | `headers` | headers that keep the site's pages and answers to themselves |
//! | [`routes`] | HTTP: parse, call the forum, answer |
//! | [`forum`] | the rules: who may do what; the trait [`forum::Forum`] |
//! | [`mail`] | from the queue in the database to an SMTP server, or to a folder |
//! | [`pictures`] | pictures that people give, read and written anew |
//! | [`store`] | SQL |
//! | [`pages`] | the pages of the site; threads also as plain HTML |
//! | [`assets`] | the files of the bundled app |
//! | [`sample`] | the sample forum |
//! | [`serve`] | connections, and stopping |
//! | [`housekeeping`] | drops what has run out |
//! | [`clock`] | what time it is |
//! | [`error`] | why a request failed, and the problem document that says so |
//!
//! A module knows those below it in this order: `routes` → `forum` → `store`. The words they speak
//! are `palabre-contract`'s.

pub mod app;
pub mod assets;
pub mod clock;
pub mod config;
pub mod error;
pub mod forum;
mod headers;
mod host_header;
pub mod housekeeping;
pub mod mail;
pub mod pages;
pub mod pictures;
mod request_log;
pub mod routes;
pub mod sample;
pub mod serve;
pub mod store;
