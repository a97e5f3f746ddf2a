//! A forum in the pages of other sites: which sites may, the topic of a page, and who is signed in there.

use serde::{Deserialize, Serialize};

use crate::{
    account::{Account, Standing},
    forum::{ForumRef, ForumSlug},
    post::NewPost,
    rules::{self, Breach, Fault, Field},
    topic::ThreadPage,
};

/// The most sites that a forum lets show it.
pub const HOSTS_MAX: usize = 20;

/// How a forum may be shown elsewhere, as its administrators see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Embedding {
    /// The sites whose pages may show it, as origins in the form of [`rules::host`].
    pub hosts: Vec<String>,
    /// Whether there is a key with which these sites sign who is signed in on them.
    pub has_key: bool,
}

/// Which sites may show a forum from now on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hosts {
    /// At most [`HOSTS_MAX`], each as `https://www.example.org` or just `www.example.org`.
    pub hosts: Vec<String>,
}

impl Hosts {
    /// The origins that are meant, each once, in the order in which they were given.
    ///
    /// # Errors
    /// [`Field::Hosts`] with [`Fault::TooManyLines`], or [`Fault::Malformed`] where one of them is none.
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

/// A key with which the server of a host signs who is signed in there. It is shown once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HostKey {
    /// 64 hexadecimal digits. The bytes of this text are the key of the HMAC.
    pub key: String,
}

// A key must not end up in a log because an answer was printed.
impl std::fmt::Debug for HostKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HostKey")
    }
}

/// What stands under a page of a host: the topic of that page, once somebody has answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageThread {
    /// The forum that it belongs to.
    pub forum: ForumRef,
    /// The page of its thread that was asked for. `None`: nobody has answered yet.
    pub thread: Option<ThreadPage>,
    /// What the visitor may do there.
    pub you: Standing,
}

/// An answer to a page of a host. The first one opens the topic of that page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageReply {
    /// The canonical address of the page; its site is one of the forum's hosts.
    pub address: String,
    /// The title of the page, which the topic is to have: 1 to 120 characters.
    pub title: String,
    /// The answer.
    pub post: NewPost,
}

impl PageReply {
    /// Whether the server would take it, as far as that can be said without asking.
    ///
    /// # Errors
    /// Every broken rule, of address and title as well as of the post.
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

/// Lets the pages of a host act for whoever is signed in: read and write where the host is let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grant {
    /// The origin of the pages, one of some forum's hosts.
    pub host: String,
}

/// Who is signed in on a host, by the word of the host's own server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HostLogin {
    /// The forum whose key has signed the token.
    pub forum: ForumSlug,
    /// A JSON Web Token (RFC 7519), signed with HS256.
    pub token: String,
}

/// A session for the pages of one host: sent with a request as `Authorization: Bearer …`, and good only
/// along with the `Origin` of that host.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HostSession {
    /// What stands for the session.
    pub token: String,
    /// Who is signed in.
    pub account: Account,
}

// A token must not end up in a log because an answer was printed.
impl std::fmt::Debug for HostSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HostSession")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_origins_and_each_of_them_counts_once() {
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
