//! The role and rights of a visitor in a forum.

use palabre_contract::{Role, Timestamp, VisitorPermissions};

use super::Refusal;

/// What is known about a visitor in a forum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisitorFacts {
    /// The account's role on the whole site. `None`: nobody is signed in, or the account was deleted.
    pub site_role: Option<Role>,
    /// The role given to the account in this forum.
    pub forum_role: Option<Role>,
    /// Whether the visitor is in a page of another site.
    pub on_host: bool,
    /// Whether the forum lists that site as a host. `true` in the forum's own pages.
    pub host_listed: bool,
    /// Whether the account was opened by a token from a host of another forum.
    pub host_account_of_other_forum: bool,
}

impl VisitorFacts {
    /// A visitor in the forum's own pages.
    #[must_use]
    pub fn on_site(site_role: Option<Role>, forum_role: Option<Role>) -> Self {
        Self {
            site_role,
            forum_role,
            on_host: false,
            host_listed: true,
            host_account_of_other_forum: false,
        }
    }
}

/// The role of a visitor in a forum: the higher of the two roles of the account, at least a member's.
///
/// In the page of another site, an account is accepted only if the forum lists the site as a host. An account that was
/// opened by a host's token is accepted only in the forum whose key signed the token. Otherwise an attacker could create
/// a forum, list somebody else's host, sign tokens, and be a member of all other forums that list this host. Nobody
/// moderates from such a page, since its scripts could act in their name.
#[must_use]
pub fn role(facts: VisitorFacts) -> Role {
    let VisitorFacts {
        site_role,
        forum_role,
        on_host,
        host_listed,
        host_account_of_other_forum,
    } = facts;
    let is_accepted = !on_host || (host_listed && !host_account_of_other_forum);
    match site_role {
        Some(site_role) if is_accepted => {
            let role = site_role
                .max(forum_role.unwrap_or_default())
                .max(Role::Member);
            if on_host {
                role.min(Role::Member)
            } else {
                role
            }
        }
        _ => Role::Guest,
    }
}

/// What a visitor may do in a forum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// The visitor's role, from [`role`].
    pub role: Role,
    /// Whether the page that the visitor is in may show the forum.
    pub host_listed: bool,
    /// The lowest role that may read.
    pub readers: Role,
    /// The lowest role that may write.
    pub writers: Role,
}

impl Rights {
    /// Whether the visitor may read.
    #[must_use]
    pub fn reads(self) -> bool {
        self.role >= self.readers
    }

    /// Whether the visitor may write. Writing requires the right to read.
    #[must_use]
    pub fn writes(self) -> bool {
        self.host_listed && self.role >= self.writing_role()
    }

    /// Whether the visitor has no account that is accepted in this forum.
    #[must_use]
    pub fn is_guest(self) -> bool {
        self.role == Role::Guest
    }

    /// Whether the visitor moderates the forum.
    #[must_use]
    pub fn moderates(self) -> bool {
        self.role >= Role::Moderator
    }

    /// These rights as the API reports them, for the forum or one of its topics.
    #[must_use]
    pub fn standing(self, locked: bool, watched: bool) -> VisitorPermissions {
        let as_member = Self {
            role: self.role.max(Role::Member),
            ..self
        };
        VisitorPermissions {
            role: self.role,
            may_write: as_member.writes() && (!locked || self.moderates()),
            guests: self.writing_role() == Role::Guest,
            watched,
        }
    }

    fn writing_role(self) -> Role {
        self.readers.max(self.writers)
    }
}

/// Checks that the visitor may read a forum.
///
/// # Errors
/// [`Refusal::SignInRequired`] for guests, [`Refusal::NotFound`] for accounts, which may not know that the
/// forum exists.
pub fn may_read(rights: Rights) -> Result<(), Refusal> {
    if rights.reads() {
        Ok(())
    } else if rights.is_guest() {
        Err(Refusal::SignInRequired)
    } else {
        Err(Refusal::NotFound)
    }
}

/// Checks that the visitor may read a forum and has an account there.
///
/// # Errors
/// [`Refusal::SignInRequired`] also where the account was deleted since its session was looked up, and
/// [`Refusal::NotFound`] where it may not read.
pub fn may_act(rights: Rights) -> Result<(), Refusal> {
    if rights.is_guest() {
        return Err(Refusal::SignInRequired);
    }
    may_read(rights)
}

/// Checks that the visitor has at least `role` in a forum. `rights` is `None` if the forum does not exist.
///
/// # Errors
/// Those of [`may_act`], and [`Refusal::Forbidden`].
pub fn require_role(rights: Option<Rights>, role: Role) -> Result<(), Refusal> {
    let rights = rights.ok_or(Refusal::NotFound)?;
    may_act(rights)?;
    if rights.role >= role {
        Ok(())
    } else {
        Err(Refusal::Forbidden)
    }
}

/// Whether the text of a withdrawn post is shown to a reader.
#[must_use]
pub fn sees_withdrawn(rights: Rights, is_author: bool) -> bool {
    is_author || rights.moderates()
}

/// Whether addresses in a post become links: not in those of new accounts and guests, who may be spammers.
/// `known_since`: when the account was opened, or when a guest's post was written.
#[must_use]
pub fn has_links(role: Role, known_since: Timestamp, new_since: Timestamp) -> bool {
    role >= Role::Moderator || known_since <= new_since
}

#[cfg(test)]
mod tests {
    use Role::{Administrator, Guest, Member, Moderator};

    use super::{super::rights, *};

    #[test]
    fn role_is_the_higher_one_and_at_most_member_in_the_page_of_a_host() {
        let here = VisitorFacts::on_site;
        let on_host = |host_listed, host_account_of_other_forum| VisitorFacts {
            on_host: true,
            host_listed,
            host_account_of_other_forum,
            ..here(Some(Administrator), Some(Moderator))
        };
        for (facts, expected) in [
            (here(None, None), Guest),
            (here(None, Some(Moderator)), Guest),
            (here(Some(Guest), None), Member),
            (here(Some(Member), None), Member),
            (here(Some(Member), Some(Moderator)), Moderator),
            (here(Some(Administrator), Some(Moderator)), Administrator),
            (on_host(true, false), Member),
            (on_host(false, false), Guest),
            (on_host(true, true), Guest),
            (
                VisitorFacts {
                    host_account_of_other_forum: true,
                    ..here(Some(Member), None)
                },
                Member,
            ),
        ] {
            assert_eq!(role(facts), expected, "{facts:?}");
        }
    }

    #[test]
    fn hidden_forum_requires_sign_in_for_guests_and_is_not_found_for_accounts() {
        let hidden = |role| Rights {
            readers: Moderator,
            ..rights(role)
        };
        for (rights, expected) in [
            (rights(Guest), Ok(())),
            (rights(Member), Ok(())),
            (hidden(Guest), Err(Refusal::SignInRequired)),
            (hidden(Member), Err(Refusal::NotFound)),
            (hidden(Moderator), Ok(())),
        ] {
            assert_eq!(may_read(rights), expected, "{rights:?}");
        }
        assert_eq!(may_act(rights(Guest)), Err(Refusal::SignInRequired));
        assert_eq!(may_act(hidden(Member)), Err(Refusal::NotFound));
        assert_eq!(may_act(rights(Member)), Ok(()));
    }

    #[test]
    fn required_role_is_a_minimum() {
        for (rights, role, expected) in [
            (None, Moderator, Err(Refusal::NotFound)),
            (Some(rights(Guest)), Moderator, Err(Refusal::SignInRequired)),
            (Some(rights(Member)), Moderator, Err(Refusal::Forbidden)),
            (Some(rights(Moderator)), Moderator, Ok(())),
            (Some(rights(Administrator)), Moderator, Ok(())),
            (
                Some(rights(Moderator)),
                Administrator,
                Err(Refusal::Forbidden),
            ),
        ] {
            assert_eq!(require_role(rights, role), expected, "{rights:?} {role:?}");
        }
    }

    #[test]
    fn standing_of_a_guest_includes_what_a_member_may_do() {
        let guest = rights(Guest);
        assert!(guest.standing(false, false).may_write);
        assert!(!guest.standing(false, false).guests);
        assert!(!guest.standing(true, false).may_write);
        assert!(rights(Moderator).standing(true, false).may_write);
        let open = Rights {
            writers: Guest,
            ..guest
        };
        assert!(open.standing(false, false).guests);
        let hidden = Rights {
            readers: Moderator,
            writers: Guest,
            ..guest
        };
        assert!(!hidden.standing(false, false).guests);
        assert!(!hidden.standing(false, false).may_write);
    }

    #[test]
    fn links_and_withdrawn_texts_depend_on_age_role_and_author() {
        let at = Timestamp;
        for (role, known_since, expected) in [
            (Member, at(10), true),
            (Member, at(11), false),
            (Guest, at(11), false),
            (Moderator, at(11), true),
        ] {
            assert_eq!(
                has_links(role, known_since, at(10)),
                expected,
                "{role:?} {known_since:?}"
            );
        }
        assert!(!sees_withdrawn(rights(Member), false));
        assert!(sees_withdrawn(rights(Member), true));
        assert!(sees_withdrawn(rights(Moderator), false));
    }
}
