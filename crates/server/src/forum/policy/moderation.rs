//! Topics, roles and forums: who may change them.

use palabre_contract::{AccountId, Role, Team, Timestamp, TopicChange};

use super::{HOUR, Refusal, Rights, may_act, wait};

/// Forums that an account may open within a day.
pub const FORUMS_PER_ACCOUNT: u32 = 5;
/// A day in milliseconds.
pub const DAY: i64 = 24 * HOUR;

/// Checks that an account may change a topic: its author may change the title while it is open, a moderator everything.
///
/// # Errors
/// Those of [`may_act`], [`Refusal::Forbidden`], [`Refusal::Locked`].
pub fn may_change_topic(
    rights: Rights,
    is_author: bool,
    locked: bool,
    change: &TopicChange,
) -> Result<(), Refusal> {
    may_act(rights)?;
    let is_moderation =
        change.locked.is_some() || change.pinned.is_some() || change.forum.is_some();
    if rights.moderates() {
        Ok(())
    } else if is_moderation || !is_author {
        Err(Refusal::Forbidden)
    } else if locked {
        Err(Refusal::Locked)
    } else {
        Ok(())
    }
}

/// Checks that an account may move a topic into a forum: requires a moderator there as well.
///
/// # Errors
/// [`Refusal::SlugUnknown`] where the account may not read the forum, [`Refusal::Forbidden`].
pub fn may_move_into(rights: Rights) -> Result<(), Refusal> {
    if !rights.reads() {
        Err(Refusal::SlugUnknown)
    } else if rights.moderates() {
        Ok(())
    } else {
        Err(Refusal::Forbidden)
    }
}

/// Checks that an account can be given a role in a forum. `false`: it has the role already.
///
/// # Errors
/// [`Refusal::LastAdministrator`].
pub fn set_role(team: &Team, account: AccountId, role: Role) -> Result<bool, Refusal> {
    let member = team.members.iter().find(|member| member.account == account);
    let role_before = member.map_or(Role::Member, |member| member.role);
    if role_before == role {
        return Ok(false);
    }
    let administrators = team
        .members
        .iter()
        .filter(|member| member.role == Role::Administrator)
        .count();
    if role_before == Role::Administrator && administrators == 1 {
        return Err(Refusal::LastAdministrator);
    }
    Ok(true)
}

/// Checks that an account may open another forum. `limit_reached`: when it opened the oldest of its last
/// [`FORUMS_PER_ACCOUNT`] forums. `None`: it has fewer, or that was
/// more than a day ago.
///
/// # Errors
/// [`Refusal::TooOften`].
pub fn may_create_forum(limit_reached: Option<Timestamp>, now: Timestamp) -> Result<(), Refusal> {
    match wait(limit_reached, DAY, now) {
        Some(wait) => Err(Refusal::TooOften(wait)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use palabre_contract::{
        Role::{Administrator, Guest, Member, Moderator},
        TeamMember,
    };

    use super::{super::rights, *};

    #[test]
    fn authors_change_the_title_of_open_topics_and_moderators_everything() {
        let title = r#"{"title":"Other"}"#;
        let lock = r#"{"title":"Other","locked":true}"#;
        for (role, is_author, locked, json, expected) in [
            (Guest, true, false, title, Err(Refusal::SignInRequired)),
            (Member, true, false, title, Ok(())),
            (Member, true, true, title, Err(Refusal::Locked)),
            (Member, false, false, title, Err(Refusal::Forbidden)),
            (Member, true, false, lock, Err(Refusal::Forbidden)),
            (
                Member,
                true,
                true,
                r#"{"pinned":false}"#,
                Err(Refusal::Forbidden),
            ),
            (
                Member,
                true,
                false,
                r#"{"forum":"other"}"#,
                Err(Refusal::Forbidden),
            ),
            (Moderator, false, true, lock, Ok(())),
        ] {
            let change = serde_json::from_str(json).unwrap();
            let checked = may_change_topic(rights(role), is_author, locked, &change);
            assert_eq!(checked, expected, "{role:?} {is_author} {locked} {json}");
        }
    }

    #[test]
    fn moving_a_topic_requires_a_moderator_there_and_hides_unreadable_forums() {
        let hidden = Rights {
            readers: Moderator,
            ..rights(Member)
        };
        assert_eq!(may_move_into(hidden), Err(Refusal::SlugUnknown));
        assert_eq!(may_move_into(rights(Member)), Err(Refusal::Forbidden));
        assert_eq!(may_move_into(rights(Moderator)), Ok(()));
    }

    #[test]
    fn last_administrator_keeps_the_role() {
        let team = |roles: &[(i64, Role)]| Team {
            members: roles
                .iter()
                .map(|&(account, role)| TeamMember {
                    account: AccountId(account),
                    pseudo: String::new(),
                    role,
                })
                .collect(),
        };
        let one = team(&[(1, Administrator), (2, Moderator)]);
        let two = team(&[(1, Administrator), (2, Administrator)]);
        for (team, account, role, expected) in [
            (&one, 1, Administrator, Ok(false)),
            (&one, 1, Moderator, Err(Refusal::LastAdministrator)),
            (&one, 2, Member, Ok(true)),
            (&one, 3, Member, Ok(false)),
            (&one, 3, Administrator, Ok(true)),
            (&two, 1, Member, Ok(true)),
        ] {
            let outcome = set_role(team, AccountId(account), role);
            assert_eq!(outcome, expected, "{team:?} {account} {role:?}");
        }
    }

    #[test]
    fn forum_creation_waits_until_the_limiting_forum_is_a_day_old() {
        let now = Timestamp(2 * DAY);
        for (limit_reached, expected) in [
            (None, Ok(())),
            (Some(Timestamp(DAY)), Ok(())),
            (Some(Timestamp(DAY + 3)), Err(Refusal::TooOften(3))),
            (Some(Timestamp(3 * DAY)), Err(Refusal::TooOften(DAY))),
        ] {
            assert_eq!(
                may_create_forum(limit_reached, now),
                expected,
                "{limit_reached:?}"
            );
        }
    }
}
