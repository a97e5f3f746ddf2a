//! Forums: the rooms that topics stand in.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    account::Role,
    ids::{AccountId, ForumId, PostId, TopicId},
    rules::{self, Breach, Field},
    time::Timestamp,
};

/// A forum's name in addresses: lower-case letters, digits and hyphens, for instance `atelier`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct ForumSlug(pub String);

impl fmt::Display for ForumSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Enough of a forum to name it and to lead there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ForumRef {
    /// Its number.
    pub id: ForumId,
    /// Its name in addresses.
    pub slug: ForumSlug,
    /// Its name for people.
    pub name: String,
    /// Its accent colour, as `#rrggbb`. `None`: the site's.
    pub accent: Option<String>,
}

/// The newest post of a forum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LatestPost {
    /// The post.
    pub post: PostId,
    /// The topic it stands in.
    pub topic: TopicId,
    /// That topic's title.
    pub title: String,
    /// Who wrote it.
    pub pseudo: String,
    /// When.
    pub posted_at: Timestamp,
}

/// A forum as the list of forums shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Forum {
    /// Its number.
    pub id: ForumId,
    /// Its name in addresses.
    pub slug: ForumSlug,
    /// Its name for people.
    pub name: String,
    /// What it is about, in a sentence of plain text.
    pub description: String,
    /// The language spoken there, as a BCP 47 tag, for instance `fr`.
    pub language: String,
    /// Its accent colour, as `#rrggbb`. `None`: the site's.
    pub accent: Option<String>,
    /// The least role that reads here: [`Role::Guest`] is everybody.
    pub readers: Role,
    /// The least role that writes here: with [`Role::Guest`] a name is enough.
    pub writers: Role,
    /// How many topics it holds.
    pub topics: u32,
    /// How many posts stand in them, opening posts included.
    pub posts: u32,
    /// The newest post. `None`: nothing was written yet.
    pub latest: Option<LatestPost>,
}

/// What somebody who opens a forum, or sets one up, has to say of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewForum {
    /// Its name in addresses; it never changes, so where a forum is set up it is the forum's own.
    pub slug: ForumSlug,
    /// Its name for people: 1 to 60 characters.
    pub name: String,
    /// What it is about: at most 300 characters.
    #[serde(default)]
    pub description: String,
    /// The language spoken there: `fr` or `en`.
    pub language: String,
    /// Its accent colour, as `#rrggbb`.
    #[serde(default)]
    pub accent: Option<String>,
    /// The least role that reads there.
    #[serde(default)]
    pub readers: Role,
    /// The least role that writes there; nobody writes where they cannot read.
    #[serde(default = "members")]
    pub writers: Role,
}

const fn members() -> Role {
    Role::Member
}

impl NewForum {
    /// Whether the server would take it, as far as that can be said without asking.
    ///
    /// # Errors
    /// Every broken rule.
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        rules::breaches([
            (Field::Name, rules::forum_name(&self.name)),
            (Field::Slug, rules::slug(&self.slug.0)),
            (Field::Description, rules::description(&self.description)),
            (Field::Language, rules::language(&self.language)),
            (
                Field::Accent,
                self.accent.as_deref().map_or(Ok(()), rules::accent),
            ),
        ])
    }
}

/// Somebody with a role in a forum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamMember {
    /// The account.
    pub account: AccountId,
    /// The name it goes by.
    pub pseudo: String,
    /// What it may do in this forum.
    pub role: Role,
}

/// Those who keep order in a forum: administrators first, then moderators, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Team {
    /// They.
    pub members: Vec<TeamMember>,
}

/// Gives an account a role in a forum. [`Role::Member`] takes every other one away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Appointment {
    /// The name the account goes by; letter case does not matter.
    pub pseudo: String,
    /// What it may do from now on. A guest is nobody's role.
    pub role: Role,
}

/// All forums that the visitor may read, in the order in which the operator wants them read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ForumList {
    /// The name of the whole site.
    pub name: String,
    /// The forums.
    pub forums: Vec<Forum>,
}
