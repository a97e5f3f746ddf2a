//! Who may read where, and what they see there.

use palabre_contract::{
    Account, Forum as ForumInfo, ForumId, ForumSlug, Post, PostId, Role, Standing,
};

use super::SqlForum;
use crate::{
    error::Error,
    forum::{Forum, Visitor},
    store::{Person, Rights},
};

/// A visitor in a forum that they may read.
pub(super) struct Access {
    /// Their account, where they are signed in.
    pub(super) account: Option<Account>,
    /// What they may do there.
    pub(super) rights: Rights,
}

impl Access {
    /// How they stand in the forum, or in one of its topics.
    pub(super) fn standing(&self, locked: bool, watched: bool) -> Standing {
        let Rights {
            role,
            readers,
            writers,
            ..
        } = self.rights;
        let once_signed_in = Rights {
            role: role.max(Role::Member),
            ..self.rights
        };
        Standing {
            role,
            may_write: once_signed_in.writes() && (!locked || self.rights.moderates()),
            guests: readers.max(writers) == Role::Guest,
            watched,
        }
    }

    /// Takes the text of posts that were withdrawn away, except for their authors and those who keep
    /// order.
    pub(super) fn hide_withdrawn(&self, posts: &mut [Post]) {
        for post in posts {
            let account = self.account.as_ref().map(|account| account.id);
            let is_author = account.is_some() && account == post.author.account;
            if post.withdrawn.is_some() && !is_author && !self.rights.moderates() {
                post.body.clear();
                post.signature = None;
            }
        }
    }

    /// Their account, where they may do what takes that role.
    ///
    /// # Errors
    /// [`Error::SignInRequired`], [`Error::Forbidden`].
    pub(super) fn require_role(self, role: Role) -> Result<Account, Error> {
        let account = self.account.ok_or(Error::SignInRequired)?;
        if self.rights.role >= role {
            Ok(account)
        } else {
            Err(Error::Forbidden)
        }
    }
}

impl SqlForum {
    /// Lets a visitor into a forum.
    ///
    /// # Errors
    /// [`Error::SignInRequired`] where those who are signed in may be let in. [`Error::NotFound`] where
    /// there is no such forum, and for whoever may not know that there is.
    pub(super) async fn access(&self, visitor: &Visitor, forum: ForumId) -> Result<Access, Error> {
        let account = self.account(visitor).await?;
        self.access_of(account, visitor.host.as_deref(), forum)
            .await
    }

    /// Lets whoever writes from that account into a forum, where the account is known without a session.
    ///
    /// # Errors
    /// Those of [`Self::access`].
    async fn access_of(
        &self,
        account: Option<Account>,
        host: Option<&str>,
        forum: ForumId,
    ) -> Result<Access, Error> {
        let person = Person {
            account: account.as_ref().map(|account| account.id),
            host,
        };
        let rights = self.store.rights(forum, person).await?;
        let rights = rights.ok_or(Error::NotFound)?;
        let account = account.filter(|_| !rights.is_guest());
        match account {
            account if rights.reads() => Ok(Access { account, rights }),
            None => Err(Error::SignInRequired),
            Some(_) => Err(Error::NotFound),
        }
    }

    /// A post as that account reads it now, in the pages of that host.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such post, and those of [`Self::access`].
    pub(super) async fn post_as_read_by(
        &self,
        account: Option<Account>,
        host: Option<&str>,
        id: PostId,
    ) -> Result<Post, Error> {
        let post = self.store.post(id, self.new_since()).await?;
        let mut post = post.ok_or(Error::NotFound)?;
        let forum = self.store.forum_of(post.topic).await?;
        let forum = forum.ok_or(Error::NotFound)?;
        let access = self.access_of(account, host, forum).await?;
        access.hide_withdrawn(std::slice::from_mut(&mut post));
        Ok(post)
    }

    /// Lets a visitor into the forum of that slug.
    ///
    /// # Errors
    /// Those of [`Self::access`].
    pub(super) async fn forum_access(
        &self,
        visitor: &Visitor,
        slug: &ForumSlug,
    ) -> Result<(Access, ForumInfo), Error> {
        let forum = self.store.forum(slug).await?.ok_or(Error::NotFound)?;
        let access = self.access(visitor, forum.id).await?;
        Ok((access, forum))
    }
}
