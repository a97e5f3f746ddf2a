//! Forums, which contain the topics, and their moderators.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    account::Role,
    ids::{AccountId, ForumId, PostId, TopicId},
    rules::{self, Breach, Field},
    time::Timestamp,
};

/// The name of a forum in addresses, for instance `atelier`: 2 to 40 lower-case letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct ForumSlug(pub String);

impl fmt::Display for ForumSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a link to a forum needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ForumRef {
    /// The id of the forum.
    pub id: ForumId,
    /// Its name in addresses.
    pub slug: ForumSlug,
    /// Its display name.
    pub name: String,
    /// Its accent colour, as `#rrggbb`. `None`: the site's.
    pub accent: Option<String>,
}

/// The newest post of a forum or topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LatestPost {
    /// The post.
    pub post: PostId,
    /// Its topic.
    pub topic: TopicId,
    /// That topic's title.
    pub title: String,
    /// The pseudo of its author.
    pub pseudo: String,
    /// When it was posted.
    pub posted_at: Timestamp,
}

/// A forum, with what the list of forums shows of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Forum {
    /// The id of the forum.
    pub id: ForumId,
    /// Its name in addresses.
    pub slug: ForumSlug,
    /// Its display name.
    pub name: String,
    /// What it is about, in plain text: at most 300 characters.
    pub description: String,
    /// Its language, as a BCP 47 tag, for instance `fr`.
    pub language: String,
    /// Its accent colour, as `#rrggbb`. `None`: the site's.
    pub accent: Option<String>,
    /// The lowest role that may read. [`Role::Guest`]: everybody.
    pub readers: Role,
    /// The lowest role that may write. [`Role::Guest`]: everybody, with a name but without an account.
    pub writers: Role,
    /// Number of topics.
    pub topics: u32,
    /// Number of posts, including the opening posts.
    pub posts: u32,
    /// The newest post. `None`: there are no posts.
    pub latest: Option<LatestPost>,
}

/// Creates a forum, or replaces the settings of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewForum {
    /// Its name in addresses. It never changes: to replace the settings of a forum, send the slug that it has.
    pub slug: ForumSlug,
    /// Its display name: 1 to 60 characters on one line.
    pub name: String,
    /// What it is about, in plain text: at most 300 characters on one line.
    #[serde(default)]
    pub description: String,
    /// Its language: `fr` or `en`.
    pub language: String,
    /// Its accent colour, as `#rrggbb`. `None`: the site's.
    #[serde(default)]
    pub accent: Option<String>,
    /// The lowest role that may read.
    #[serde(default)]
    pub readers: Role,
    /// The lowest role that may write. The server raises it to `readers` if it is lower.
    #[serde(default = "members")]
    pub writers: Role,
}

const fn members() -> Role {
    Role::Member
}

impl NewForum {
    /// Checks the rules that do not need the server's data.
    ///
    /// # Errors
    /// All broken rules.
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

/// An account with a role in a forum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamMember {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub pseudo: String,
    /// Its role in this forum.
    pub role: Role,
}

/// The administrators of a forum, followed by its moderators, each by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Team {
    /// The members of the team.
    pub members: Vec<TeamMember>,
}

/// Gives an account a role in a forum. [`Role::Member`] removes any other role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleGrant {
    /// The name of the account. Letter case does not matter.
    pub pseudo: String,
    /// The new role. [`Role::Guest`] is not allowed.
    pub role: Role,
}

/// All forums that the visitor may read, in the order set by the operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ForumList {
    /// The name of the whole site.
    pub name: String,
    /// The forums.
    pub forums: Vec<Forum>,
}
