//! Pictures of the reference forum.

use async_trait::async_trait;
use axum::body::Bytes;
use palabre_contract::{
    Account, CustomSmiley, Fault, Field, ForumId, ForumSlug, Role, SmileyChange, SmileyId, rules,
};

use super::{SqlForum, store_errors::invalid};
use crate::{
    error::Error,
    forum::{Gallery, Reading, Visitor},
    store::{SmileyEditor, SmileyOutcome},
};

impl SqlForum {
    /// The visitor's account and the forum's id, if the account moderates the forum.
    async fn moderator(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
    ) -> Result<(Account, ForumId), Error> {
        let (account, forum) = self.with_role(visitor, forum, Role::Moderator).await?;
        Ok((account, forum.id))
    }

    fn editor<'a>(&self, (account, forum): &'a (Account, ForumId)) -> SmileyEditor<'a> {
        SmileyEditor {
            forum: *forum,
            account,
            now: self.clock.now(),
        }
    }
}

#[async_trait]
impl Gallery for SqlForum {
    async fn add_smiley(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        name: &str,
        file: Bytes,
    ) -> Result<CustomSmiley, Error> {
        let moderator = self.moderator(visitor, forum).await?;
        rules::smiley_name(name).map_err(invalid_name)?;
        let drawn = self.pictures.smiley(file).await?;
        let outcome = self
            .store
            .add_smiley(self.editor(&moderator), name, &drawn)
            .await?;
        smiley(outcome)
    }

    async fn change_smiley(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        id: SmileyId,
        change: &SmileyChange,
    ) -> Result<CustomSmiley, Error> {
        let moderator = self.moderator(visitor, forum).await?;
        if let Some(name) = &change.name {
            rules::smiley_name(name).map_err(invalid_name)?;
        }
        let outcome = self
            .store
            .change_smiley(self.editor(&moderator), id, change)
            .await?;
        smiley(outcome)
    }

    async fn set_avatar(&self, visitor: &Visitor, file: Option<Bytes>) -> Result<Account, Error> {
        let account = self.account(visitor).await?.ok_or(Error::SignInRequired)?;
        let picture = match file {
            Some(file) => Some(self.pictures.avatar(file).await?),
            None => None,
        };
        let avatar = self.store.set_avatar(account.id, picture.as_ref()).await?;
        Ok(Account { avatar, ..account })
    }
}

fn smiley(outcome: SmileyOutcome) -> Result<CustomSmiley, Error> {
    match outcome {
        SmileyOutcome::Stored(smiley) => Ok(smiley),
        SmileyOutcome::Taken => Err(invalid_name(Fault::Taken)),
        SmileyOutcome::NotFound => Err(Error::NotFound),
    }
}

fn invalid_name(fault: Fault) -> Error {
    invalid(Field::Name, fault)
}
