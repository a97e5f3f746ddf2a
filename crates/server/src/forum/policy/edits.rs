//! Changes to posts: who may edit, withdraw and restore them, and what is stored.

use palabre_contract::{AuditAction, PostChange, Timestamp, Withdrawn};

use super::{Refusal, Rights, may_act};

/// An account that may change a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Editor {
    /// Whether it wrote the post.
    pub is_author: bool,
    /// Whether it moderates the forum.
    pub moderates: bool,
}

/// Checks that an account may change a post: its author while the topic is open, a moderator always.
///
/// # Errors
/// Those of [`may_act`], [`Refusal::Locked`], [`Refusal::Forbidden`].
pub fn may_edit(rights: Rights, is_author: bool, locked: bool) -> Result<Editor, Refusal> {
    may_act(rights)?;
    if !rights.moderates() {
        if !is_author {
            return Err(Refusal::Forbidden);
        }
        if locked {
            return Err(Refusal::Locked);
        }
    }
    Ok(Editor {
        is_author,
        moderates: rights.moderates(),
    })
}

/// The text of a post, as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostText<'a> {
    /// The markup.
    pub body: &'a str,
    /// Whether smiley codes are drawn.
    pub smilies: bool,
    /// When it was last changed.
    pub edited_at: Option<Timestamp>,
}

/// The text to store for a change. `None`: it stays as it is.
///
/// # Errors
/// [`Refusal::ChangedMeanwhile`].
pub fn edit_text<'a>(
    before: PostText<'a>,
    change: &'a PostChange,
    now: Timestamp,
) -> Result<Option<PostText<'a>>, Refusal> {
    let body = change.body.as_deref().unwrap_or(before.body);
    let smilies = change.smilies.unwrap_or(before.smilies);
    let is_same = body == before.body && smilies == before.smilies;
    let has_text = change.body.is_some() || change.smilies.is_some();
    // A client that got no response repeats a change that is stored already.
    if has_text && is_same {
        return Ok(None);
    }
    // `seen` is `None` as well for a post that was never changed.
    if (has_text || change.seen.is_some()) && change.seen != before.edited_at {
        return Err(Refusal::ChangedMeanwhile);
    }
    if is_same {
        return Ok(None);
    }
    // Two changes within one millisecond get different times, so that `seen` tells them apart.
    let edited_at = before.edited_at.map_or(now.0, |last| now.0.max(last.0 + 1));
    Ok(Some(PostText {
        body,
        smilies,
        edited_at: Some(Timestamp(edited_at)),
    }))
}

/// A withdrawal or restoration to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// Who has withdrawn the post from now on. `None`: it is restored.
    pub withdrawn: Option<Withdrawn>,
    /// What goes into the audit log, if anything.
    pub act: Option<AuditAction>,
}

/// Withdraws a post, or restores it if `withdraw` is `false`. `None`: it stays as it is.
///
/// # Errors
/// [`Refusal::Forbidden`]: only moderators restore what a moderator has withdrawn.
pub fn withdraw(
    editor: Editor,
    before: Option<Withdrawn>,
    withdraw: bool,
) -> Result<Option<Withdrawal>, Refusal> {
    let by_moderator = before == Some(Withdrawn::Moderator);
    let (withdrawn, act) = match before {
        // A moderator may also withdraw what its author has withdrawn: the author can then not restore it.
        Some(_) if withdraw && (by_moderator || editor.is_author) => return Ok(None),
        _ if withdraw && editor.is_author => (Some(Withdrawn::Author), AuditAction::Withdrawn),
        _ if withdraw => (Some(Withdrawn::Moderator), AuditAction::Withdrawn),
        None => return Ok(None),
        Some(_) if by_moderator && !editor.moderates => return Err(Refusal::Forbidden),
        Some(_) => (None, AuditAction::Restored),
    };
    let is_logged = !editor.is_author || (by_moderator && act == AuditAction::Restored);
    Ok(Some(Withdrawal {
        withdrawn,
        act: is_logged.then_some(act),
    }))
}

#[cfg(test)]
mod tests {
    use palabre_contract::Role::{Guest, Member, Moderator};

    use super::{super::rights, *};

    const AUTHOR: Editor = Editor {
        is_author: true,
        moderates: false,
    };
    const MODERATOR: Editor = Editor {
        is_author: false,
        moderates: true,
    };
    const BOTH: Editor = Editor {
        is_author: true,
        moderates: true,
    };

    #[test]
    fn authors_edit_in_open_topics_and_moderators_everywhere() {
        for (role, is_author, locked, expected) in [
            (Guest, true, false, Err(Refusal::SignInRequired)),
            (Member, true, false, Ok(AUTHOR)),
            (Member, true, true, Err(Refusal::Locked)),
            (Member, false, false, Err(Refusal::Forbidden)),
            (Member, false, true, Err(Refusal::Forbidden)),
            (Moderator, false, true, Ok(MODERATOR)),
            (Moderator, true, true, Ok(BOTH)),
        ] {
            let editor = may_edit(rights(role), is_author, locked);
            assert_eq!(editor, expected, "{role:?} {is_author} {locked}");
        }
    }

    #[test]
    fn text_is_stored_once_and_only_over_the_version_that_was_seen() {
        let text = |body, edited_at: Option<i64>| PostText {
            body,
            smilies: true,
            edited_at: edited_at.map(Timestamp),
        };
        let change = |json| serde_json::from_str::<PostChange>(json).unwrap();
        for (before, json, expected) in [
            (None, r#"{"body":"new"}"#, Ok(Some(text("new", Some(50))))),
            (None, r#"{"body":"old"}"#, Ok(None)),
            (None, r#"{"withdrawn":true}"#, Ok(None)),
            (
                Some(9),
                r#"{"body":"new","seen":9}"#,
                Ok(Some(text("new", Some(50)))),
            ),
            (
                Some(9),
                r#"{"body":"new","seen":8}"#,
                Err(Refusal::ChangedMeanwhile),
            ),
            (Some(9), r#"{"body":"new"}"#, Err(Refusal::ChangedMeanwhile)),
            (Some(9), r#"{"body":"old","seen":8}"#, Ok(None)),
            (Some(9), r#"{"withdrawn":true}"#, Ok(None)),
            (
                Some(9),
                r#"{"withdrawn":true,"seen":8}"#,
                Err(Refusal::ChangedMeanwhile),
            ),
            // Changed again within the same millisecond.
            (
                Some(50),
                r#"{"body":"new","seen":50}"#,
                Ok(Some(text("new", Some(51)))),
            ),
        ] {
            let change = change(json);
            let edited = edit_text(text("old", before), &change, Timestamp(50));
            assert_eq!(edited, expected, "{before:?} {json}");
        }
        let off = change(r#"{"smilies":false}"#);
        let edited = edit_text(text("old", None), &off, Timestamp(50)).unwrap();
        assert_eq!(
            edited.map(|text| (text.body, text.smilies)),
            Some(("old", false))
        );
    }

    #[test]
    fn only_moderators_restore_what_a_moderator_withdrew_and_it_is_logged() {
        use Withdrawn::{Author as ByAuthor, Moderator as ByModerator};
        let stored = |withdrawn, act| Ok(Some(Withdrawal { withdrawn, act }));
        for (editor, before, withdraws, expected) in [
            (AUTHOR, None, true, stored(Some(ByAuthor), None)),
            (AUTHOR, None, false, Ok(None)),
            (AUTHOR, Some(ByAuthor), true, Ok(None)),
            (AUTHOR, Some(ByAuthor), false, stored(None, None)),
            (AUTHOR, Some(ByModerator), true, Ok(None)),
            (AUTHOR, Some(ByModerator), false, Err(Refusal::Forbidden)),
            (
                MODERATOR,
                None,
                true,
                stored(Some(ByModerator), Some(AuditAction::Withdrawn)),
            ),
            (
                MODERATOR,
                Some(ByAuthor),
                true,
                stored(Some(ByModerator), Some(AuditAction::Withdrawn)),
            ),
            (
                MODERATOR,
                Some(ByAuthor),
                false,
                stored(None, Some(AuditAction::Restored)),
            ),
            (MODERATOR, Some(ByModerator), true, Ok(None)),
            (
                MODERATOR,
                Some(ByModerator),
                false,
                stored(None, Some(AuditAction::Restored)),
            ),
            (BOTH, None, true, stored(Some(ByAuthor), None)),
            (
                BOTH,
                Some(ByModerator),
                false,
                stored(None, Some(AuditAction::Restored)),
            ),
        ] {
            let outcome = withdraw(editor, before, withdraws);
            assert_eq!(outcome, expected, "{editor:?} {before:?} {withdraws}");
        }
    }
}
