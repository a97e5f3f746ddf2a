//! Ids. Each kind is a type of its own, so that the compiler rejects a topic id where a post id is expected. In JSON an
//! id is a number of at most 2^53 - 1, which JavaScript represents exactly.

use std::{fmt, num::ParseIntError, str::FromStr};

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id!(
    /// The id of a forum. Addresses of pages contain its [`ForumSlug`](crate::ForumSlug) instead.
    ForumId
);
id!(
    /// The id of a topic.
    TopicId
);
id!(
    /// The id of a post, unique across all topics. The fragment `#p123` of an address refers to post 123.
    PostId
);
id!(
    /// The id of an account.
    AccountId
);
id!(
    /// The id of a session. Not a secret: the session token authenticates requests.
    SessionId
);
id!(
    /// The id of a custom smiley of a forum.
    SmileyId
);
id!(
    /// The id of an entry in a forum's audit log.
    LogId
);
