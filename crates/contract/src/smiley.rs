//! Custom smilies: images that a forum adds to the built-in smilies.
//!
//! `palabre-markup` defines the codes of the built-in smilies, and the app contains their drawings.

use serde::{Deserialize, Serialize};

use crate::ids::SmileyId;

/// A custom smiley: the image for the code `[:name]`, or `[:name:2]` if it has a variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomSmiley {
    /// The id of the smiley.
    pub id: SmileyId,
    /// The name between `[:` and `]`: 1 to 40 characters, may contain spaces, letter case matters.
    pub name: String,
    /// The number after the second colon, 2 to 10. `None`: the plain `[:name]`.
    pub variant: Option<u8>,
    /// The address of the image: a path on the forum's server, starting with `/`.
    pub src: String,
    /// Width in CSS pixels. It reserves space, so that the page does not move when the image loads.
    pub width: u16,
    /// Height in CSS pixels.
    pub height: u16,
    /// Whether it is animated. For readers who prefer no motion, `src` followed by `?still` is the address of its
    /// first frame.
    #[serde(default, skip_serializing_if = "is_false")]
    pub animated: bool,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

impl CustomSmiley {
    /// The code to type for it.
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

/// Changes a custom smiley. Fields that are `None` stay unchanged. Requires a moderator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SmileyChange {
    /// The new name, as in [`CustomSmiley::name`]. Posts that use the old name show its code as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The smiley of the same forum to move it before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<SmileyId>,
    /// Whether to hide it from the picker. Posts that use it still show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retired: Option<bool>,
}

/// The custom smilies of a forum, in the order set by its moderators.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SmileySet {
    /// The smilies.
    pub custom: Vec<CustomSmiley>,
}
