//! The reference server of Palabre: the JSON forum API and the site around it, in one binary.
//!
//! | module | what it does |
//! |---|---|
//! | [`config`] | the settings, each a flag and an environment variable |
//! | [`app`] | the router and the middleware |
//! | `headers` | security headers: content security policy, framing, caching defaults |
//! | `host_header` | validates the `Host` header |
//! | `request_log` | one log line per request |
//! | [`routes`] | HTTP: parse the request, call the forum, build the response |
//! | [`forum`] | the interface of a forum engine, and the reference implementation with its rules |
//! | [`mail`] | sends queued mails to an SMTP server or writes them to a folder |
//! | [`pictures`] | decodes and re-encodes uploaded pictures |
//! | [`store`] | SQL |
//! | [`pages`] | the HTML pages of the site; threads also without JavaScript |
//! | [`assets`] | the files of the bundled app |
//! | [`sample`] | the sample forum |
//! | [`serve`] | connections and graceful shutdown |
//! | [`housekeeping`] | deletes expired data |
//! | [`clock`] | the current time |
//! | [`error`] | why a request failed, and its problem document |
//!
//! Dependency direction: `routes` → `forum` → `store`. Their types come from `palabre-contract`.

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
