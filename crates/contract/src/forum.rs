//! Forums: the rooms that topics stand in.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    ids::{ForumId, PostId, TopicId},
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
    /// How many topics it holds.
    pub topics: u32,
    /// How many posts stand in them, opening posts included.
    pub posts: u32,
    /// The newest post. `None`: nothing was written yet.
    pub latest: Option<LatestPost>,
}

/// All forums, in the order in which the operator wants them read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ForumList {
    /// The name of the whole site.
    pub name: String,
    /// The forums.
    pub forums: Vec<Forum>,
}
