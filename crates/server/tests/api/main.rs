//! The HTTP API, tested through its router: routes, permissions, problem documents.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod accounts;
mod assets;
mod connections;
mod cors;
mod durability;
mod embedding;
mod ended_host_sessions;
mod flood;
mod forums;
mod frame;
mod full_disk;
mod guests;
mod host_sessions;
mod host_tokens;
mod idempotency;
mod known_browsers;
mod moderation;
mod names;
mod notices;
mod openapi;
mod origins;
mod pictures;
mod plain_pages;
mod postman;
mod private_forums;
mod read_only;
mod reading;
mod replays;
mod replying;
mod request_log;
mod session;
mod site;
mod smilies;
mod topics;
mod uploads;
