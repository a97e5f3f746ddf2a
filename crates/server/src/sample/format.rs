//! The format of the sample forum: TOML files under `sample/`.
//!
//! `sample/site.toml`. Lists are in display order:
//!
//! ```toml
//! name = "…"                     # of the whole site
//!
//! [[accounts]]
//! pseudo = "…"
//! password = "…"
//! role = "member"                # or "moderator", "administrator"
//! signature = "…"                # optional, in markup
//!
//! [[forums]]
//! slug = "…"
//! name = "…"
//! description = "…"
//! language = "fr"
//! accent = "#3f7d3a"             # optional
//! moderators = ["…"]             # optional: pseudos, of this forum only
//! hosts = ["https://…"]          # optional: origins of sites that may show it
//!
//! [[smilies]]                    # custom ones: pictures
//! forum = "…"                    # the slug of its forum
//! name = "…"
//! variant = 2                    # optional, 2 to 10
//! file = "….svg"                 # in the app, under /smilies/custom/
//! width = 40
//! height = 20
//! ```
//!
//! `sample/topics/*.toml`, one topic each, created in the order of their file names:
//!
//! ```toml
//! forum = "…"                    # a slug
//! title = "…"
//! icon = "idea"                  # optional: of the opening post
//! locked = false                 # optional
//! pinned = false                 # optional
//!
//! [[posts]]                      # oldest first
//! author = "…"                   # a pseudo
//! at = 90                        # minutes before the first start of the server
//! icon = "heart"                 # optional
//! smilies = true                 # optional
//! signature = false              # optional
//! body = '''…'''
//! ```

use palabre_contract::{MessageIcon, Role};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Site {
    pub(super) name: String,
    pub(super) accounts: Vec<Account>,
    pub(super) forums: Vec<Forum>,
    #[serde(default)]
    pub(super) smilies: Vec<Smiley>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Account {
    pub(super) pseudo: String,
    pub(super) password: String,
    pub(super) role: Role,
    pub(super) signature: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forum {
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) language: String,
    pub(super) accent: Option<String>,
    #[serde(default)]
    pub(super) moderators: Vec<String>,
    #[serde(default)]
    pub(super) hosts: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Smiley {
    pub(super) forum: String,
    pub(super) name: String,
    pub(super) variant: Option<u8>,
    pub(super) file: String,
    pub(super) width: u16,
    pub(super) height: u16,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Topic {
    pub(super) forum: String,
    pub(super) title: String,
    pub(super) icon: Option<MessageIcon>,
    #[serde(default)]
    pub(super) locked: bool,
    #[serde(default)]
    pub(super) pinned: bool,
    pub(super) posts: Vec<Post>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Post {
    pub(super) author: String,
    pub(super) at: i64,
    pub(super) icon: Option<MessageIcon>,
    #[serde(default = "yes")]
    pub(super) smilies: bool,
    #[serde(default)]
    pub(super) signature: bool,
    pub(super) body: String,
}

fn yes() -> bool {
    true
}
