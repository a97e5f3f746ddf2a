//! Custom smilies: pictures that a forum adds to the built-in family.
//!
//! The built-in smilies are not here: their codes and boundaries belong to `palabre-markup`, their
//! drawings to the app.

use serde::{Deserialize, Serialize};

use crate::ids::SmileyId;

/// A picture that stands for `[:name]`, or for `[:name:2]` where it has a variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomSmiley {
    /// Its number.
    pub id: SmileyId,
    /// The name between `[:` and `]`. May hold spaces; letter case matters.
    pub name: String,
    /// The number after the second colon, 2 to 10. `None`: the plain `[:name]`.
    pub variant: Option<u8>,
    /// Where the picture is: an address on the forum's own server, starting with `/`.
    pub src: String,
    /// Width in CSS pixels, so that the page does not jump when the picture arrives.
    pub width: u16,
    /// Height in CSS pixels.
    pub height: u16,
    /// Whether it moves, so that it can be held still for those who want that: `?still` after `src` is
    /// the address of its first frame.
    #[serde(default, skip_serializing_if = "is_false")]
    pub animated: bool,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

impl CustomSmiley {
    /// The code that a writer types for it.
    ///
    /// ```
    /// # use palabre_contract::{CustomSmiley, SmileyId};
    /// let smiley = CustomSmiley { id: SmileyId(1), name: "jour de pluie".into(), variant: Some(2), src: "/x.png".into(), width: 40, height: 40, animated: false };
    /// assert_eq!(smiley.code(), "[:jour de pluie:2]");
    /// ```
    #[must_use]
    pub fn code(&self) -> String {
        match self.variant {
            None => format!("[:{}]", self.name),
            Some(variant) => format!("[:{}:{variant}]", self.name),
        }
    }
}

/// What a moderator changes about a custom smiley. What is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SmileyChange {
    /// Another name. Posts that use the old one show it as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The smiley of the same forum that it is to stand before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<SmileyId>,
    /// Whether it is no longer offered. Posts that use it go on showing it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retired: Option<bool>,
}

/// The custom smilies of a forum, in the order in which its moderators want them shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SmileySet {
    /// The pictures.
    pub custom: Vec<CustomSmiley>,
}
