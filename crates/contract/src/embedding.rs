//! Embedding a forum in pages of other sites (hosts): the allowed hosts, the topic of a page, and sessions on a host.

use serde::{Deserialize, Serialize};

use crate::{
    account::{Account, VisitorPermissions},
    forum::{ForumRef, ForumSlug},
    post::NewPost,
    rules::{self, Breach, Fault, Field},
    topic::ThreadPage,
};

/// Maximum number of hosts of a forum.
pub const HOSTS_MAX: usize = 20;

/// The embedding settings of a forum, for its administrators.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Embedding {
    /// The sites whose pages may embed the forum, as origins in the form of [`rules::host`].
    pub hosts: Vec<String>,
    /// Whether there is a [`HostKey`], with which these sites can sign in their own users.
    pub has_key: bool,
}

/// Replaces the hosts of a forum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hosts {
    /// At most [`HOSTS_MAX`], each as `https://www.example.org` or just `www.example.org`.
    pub hosts: Vec<String>,
}

impl Hosts {
    /// The origins of the hosts, in the given order and without duplicates.
    ///
    /// # Errors
    /// [`Field::Hosts`] with the fault of the first host that is not an origin (see [`rules::host`]), or with
    /// [`Fault::TooManyLines`].
    pub fn origins(&self) -> Result<Vec<String>, Vec<Breach>> {
        let breach = |fault| {
            vec![Breach {
                field: Field::Hosts,
                fault,
            }]
        };
        let mut origins = Vec::new();
        for host in &self.hosts {
            let origin = rules::host(host).map_err(breach)?;
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        if origins.len() > HOSTS_MAX {
            let max = u32::try_from(HOSTS_MAX).unwrap_or(u32::MAX);
            return Err(breach(Fault::TooManyLines { max }));
        }
        Ok(origins)
    }
}

/// The secret with which a host's server signs the tokens of its users, see [`HostLogin`]. It is sent only once, when
/// it is created.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HostKey {
    /// 64 hexadecimal digits. The HMAC key is this text as ASCII bytes, not the bytes that the digits encode.
    pub key: String,
}

// Keeps keys out of logs that print responses.
impl std::fmt::Debug for HostKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HostKey")
    }
}

/// The comments on a page of a host: the topic of that page, once somebody has replied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageThread {
    /// The forum of the topic.
    pub forum: ForumRef,
    /// The requested page of its thread. `None`: nobody has replied yet.
    pub thread: Option<ThreadPage>,
    /// What the visitor may do there.
    pub you: VisitorPermissions,
}

/// A reply to a page of a host. The first one creates the topic of that page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageReply {
    /// The canonical address of the page, at most 500 bytes. Its origin must be one of the forum's hosts.
    pub address: String,
    /// The title of the page, which becomes the title of the topic: 1 to 120 characters.
    pub title: String,
    /// The post.
    pub post: NewPost,
}

impl PageReply {
    /// Checks the rules that do not need the server's data.
    ///
    /// # Errors
    /// All broken rules of the address, the title and the post.
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        let page = rules::breaches([
            (Field::Address, rules::page_address(&self.address).map(drop)),
            (Field::Title, rules::title(&self.title)),
        ]);
        let mut found = page.err().unwrap_or_default();
        found.extend(self.post.validate().err().unwrap_or_default());
        if found.is_empty() { Ok(()) } else { Err(found) }
    }
}

/// Gives the pages of a host a session of the account that is signed in: they can read and write in the forums that
/// the host may embed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grant {
    /// The origin of the pages. At least one forum must have it as a host.
    pub host: String,
}

/// Signs in a user of a host, with a token from the host's server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HostLogin {
    /// The forum whose [`HostKey`] signed the token.
    pub forum: ForumSlug,
    /// A JSON Web Token (RFC 7519), signed with HS256.
    pub token: String,
}

/// A session for the pages of one host. The token is sent as `Authorization: Bearer …` and is valid only together with
/// the `Origin` of that host.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HostSession {
    /// The session token.
    pub token: String,
    /// The account that is signed in.
    pub account: Account,
}

// Keeps tokens out of logs that print responses.
impl std::fmt::Debug for HostSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HostSession")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_normalised_deduplicated_and_limited() {
        let hosts = |hosts: &[&str]| Hosts {
            hosts: hosts.iter().map(ToString::to_string).collect(),
        };
        assert_eq!(
            hosts(&["Blog.example.org", "https://blog.example.org/"]).origins(),
            Ok(vec!["https://blog.example.org".to_owned()])
        );
        assert!(hosts(&["*"]).origins().is_err());
        let many: Vec<String> = (0..21).map(|n| format!("h{n}.example.org")).collect();
        assert!(Hosts { hosts: many }.origins().is_err());
    }
}
