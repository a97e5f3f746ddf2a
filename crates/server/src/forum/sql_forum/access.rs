//! Who may read a forum, and what they see there.

use palabre_contract::{
    Account, Forum as ForumInfo, ForumId, ForumSlug, Post, PostId, Role, VisitorPermissions,
};

use super::SqlForum;
use crate::{
    error::Error,
    forum::{
        Reading, Visitor,
        policy::{self, Rights},
    },
    store::Requester,
};

/// A visitor in a forum that they may read.
pub(super) struct Access {
    /// The account, if one is signed in and is accepted in the forum.
    pub(super) account: Option<Account>,
    /// What the visitor may do there.
    pub(super) rights: Rights,
}

impl Access {
    /// The rights as the API reports them, for the forum or one of its topics.
    pub(super) fn standing(&self, locked: bool, watched: bool) -> VisitorPermissions {
        self.rights.standing(locked, watched)
    }

    /// Removes the text of withdrawn posts that the visitor may not see.
    pub(super) fn hide_withdrawn(&self, posts: &mut [Post]) {
        let account = self.account.as_ref().map(|account| account.id);
        for post in posts {
            let is_author = account.is_some() && account == post.author.account;
            if post.withdrawn.is_some() && !policy::sees_withdrawn(self.rights, is_author) {
                post.body.clear();
                post.signature = None;
            }
        }
    }

    /// The account, if it has at least that role.
    ///
    /// # Errors
    /// [`Error::SignInRequired`], [`Error::Forbidden`].
    pub(super) fn require_role(self, role: Role) -> Result<Account, Error> {
        policy::require_role(Some(self.rights), role)?;
        self.account.ok_or(Error::SignInRequired)
    }
}

impl SqlForum {
    /// The visitor's access to a forum.
    ///
    /// # Errors
    /// [`Error::SignInRequired`] for guests who may not read it. [`Error::NotFound`] where there is no such
    /// forum, and for accounts that may not know that there is.
    pub(super) async fn access(&self, visitor: &Visitor, forum: ForumId) -> Result<Access, Error> {
        let account = self.account(visitor).await?;
        self.access_of(account, visitor.host.as_deref(), forum)
            .await
    }

    /// The access of an account, without looking up a session.
    ///
    /// # Errors
    /// Those of [`Self::access`].
    async fn access_of(
        &self,
        account: Option<Account>,
        host: Option<&str>,
        forum: ForumId,
    ) -> Result<Access, Error> {
        let requester = Requester {
            account: account.as_ref().map(|account| account.id),
            host,
        };
        let rights = self.store.rights(forum, requester).await?;
        let rights = rights.ok_or(Error::NotFound)?;
        policy::may_read(rights)?;
        Ok(Access {
            account: account.filter(|_| !rights.is_guest()),
            rights,
        })
    }

    /// A post as the account reads it now, in the pages of `host`.
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

    /// The visitor's access to the forum with that slug.
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

    /// The visitor's account and the forum, if the account has at least that role there. The store checks
    /// the role again when it writes; this check comes before the request is validated, so that nobody
    /// without the role learns anything from it.
    ///
    /// # Errors
    /// Those of [`Self::access`], and [`Error::Forbidden`].
    pub(super) async fn with_role(
        &self,
        visitor: &Visitor,
        slug: &ForumSlug,
        role: Role,
    ) -> Result<(Account, ForumInfo), Error> {
        let (access, forum) = self.forum_access(visitor, slug).await?;
        Ok((access.require_role(role)?, forum))
    }
}
