//! Numbers that name things. Each kind is a type of its own, so that a post can never be asked for
//! by the number of a topic. On the wire an id is a plain JSON number, at most 2^53 - 1 so that a
//! JavaScript reader keeps it exact.

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
    /// Names a forum. People see its [`ForumSlug`](crate::ForumSlug) instead.
    ForumId
);
id!(
    /// Names a topic: the opening post and its replies.
    TopicId
);
id!(
    /// Names a post, in whatever topic it stands. `#p123` in an address is post 123.
    PostId
);
id!(
    /// Names an account.
    AccountId
);
id!(
    /// Names one of an account's sessions. Not what opens it: that is the cookie's token.
    SessionId
);
id!(
    /// Names a custom smiley of a forum.
    SmileyId
);
id!(
    /// Names an entry of a forum's log.
    LogId
);
