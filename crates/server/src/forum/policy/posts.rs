//! New posts: who may write where, and how often.

use palabre_contract::Timestamp;

use super::{HOUR, Refusal, Rights, may_act, wait};

/// Posts that an account may write within an hour.
const POSTS_PER_ACCOUNT: u32 = 120;
/// Posts that the guests of one network may write within an hour.
const POSTS_PER_GUEST_NETWORK: u32 = 240;

/// A reply or a new topic, and where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostFacts {
    /// Whether it was written with an account.
    pub has_account: bool,
    /// Whether it goes to the topic of a page that is on none of the forum's hosts.
    pub page_host_unknown: bool,
    /// Whether the topic is locked.
    pub locked: bool,
    /// Whether the guest's name is taken or reserved.
    pub guest_name_taken: bool,
}

/// Checks that a reply or a new topic is allowed.
///
/// # Errors
/// [`Refusal::SignInRequired`], [`Refusal::NotFound`], [`Refusal::Forbidden`], [`Refusal::HostUnknown`],
/// [`Refusal::Locked`], [`Refusal::PseudoTaken`].
pub fn may_post(rights: Rights, post: PostFacts) -> Result<(), Refusal> {
    if post.has_account {
        may_act(rights)?;
        if !rights.writes() {
            return Err(Refusal::Forbidden);
        }
    } else if !rights.host_listed {
        return Err(Refusal::Forbidden);
    } else if !rights.writes() {
        return Err(Refusal::SignInRequired);
    }
    if post.page_host_unknown {
        return Err(Refusal::HostUnknown);
    }
    if rights.moderates() {
        Ok(())
    } else if post.locked {
        Err(Refusal::Locked)
    } else if post.guest_name_taken {
        Err(Refusal::PseudoTaken)
    } else {
        Ok(())
    }
}

/// The rate limits that apply to one post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PostRate {
    /// Milliseconds between two posts. Zero disables both the interval and the hourly limit.
    pub interval: i64,
    /// Set where the client network has reached its own limit: milliseconds until it may post again.
    pub network_wait: Option<i64>,
}

/// Earlier posts of a writer: those of the account, or those of all guests of the network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecentPosts {
    /// When the newest one was written.
    pub newest: Option<Timestamp>,
    /// When the oldest of the last [`hourly_limit`] posts was written. `None`: there are fewer posts.
    pub limit_reached: Option<Timestamp>,
}

/// Posts that a writer may write within an hour.
#[must_use]
pub fn hourly_limit(has_account: bool) -> u32 {
    if has_account {
        POSTS_PER_ACCOUNT
    } else {
        POSTS_PER_GUEST_NETWORK
    }
}

/// Whether rate limits allow another post. Moderators have none.
///
/// # Errors
/// [`Refusal::TooSoon`], [`Refusal::TooOften`].
pub fn check_post_rate(
    rights: Rights,
    rate: PostRate,
    recent: RecentPosts,
    now: Timestamp,
) -> Result<(), Refusal> {
    if rights.moderates() || rate.interval == 0 {
        return Ok(());
    }
    if let Some(wait) = rate.network_wait {
        return Err(Refusal::TooOften(wait));
    }
    if let Some(wait) = wait(recent.newest, rate.interval, now) {
        return Err(Refusal::TooSoon(wait));
    }
    match wait(recent.limit_reached, HOUR, now) {
        Some(wait) => Err(Refusal::TooOften(wait)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use palabre_contract::Role::{self, Guest, Member, Moderator};

    use super::{super::rights, *};

    #[test]
    fn posting_is_refused_for_the_first_reason_that_applies() {
        let account = PostFacts {
            has_account: true,
            page_host_unknown: false,
            locked: false,
            guest_name_taken: false,
        };
        let guest = PostFacts {
            has_account: false,
            ..account
        };
        let locked = PostFacts {
            locked: true,
            ..account
        };
        let foreign = PostFacts {
            page_host_unknown: true,
            ..locked
        };
        let with = |role, readers, writers| Rights {
            role,
            host_listed: true,
            readers,
            writers,
        };
        let unlisted = |role| Rights {
            host_listed: false,
            ..rights(role)
        };
        let open_to_guests = with(Guest, Guest, Guest);
        for (rights, post, expected) in [
            (rights(Member), account, Ok(())),
            (rights(Guest), account, Err(Refusal::SignInRequired)),
            (
                with(Member, Moderator, Guest),
                account,
                Err(Refusal::NotFound),
            ),
            (
                with(Member, Guest, Moderator),
                account,
                Err(Refusal::Forbidden),
            ),
            (unlisted(Member), account, Err(Refusal::Forbidden)),
            (rights(Guest), guest, Err(Refusal::SignInRequired)),
            (unlisted(Guest), guest, Err(Refusal::Forbidden)),
            (open_to_guests, guest, Ok(())),
            (
                open_to_guests,
                PostFacts {
                    guest_name_taken: true,
                    ..guest
                },
                Err(Refusal::PseudoTaken),
            ),
            (rights(Member), locked, Err(Refusal::Locked)),
            (rights(Moderator), locked, Ok(())),
            (rights(Member), foreign, Err(Refusal::HostUnknown)),
            (rights(Moderator), foreign, Err(Refusal::HostUnknown)),
        ] {
            assert_eq!(may_post(rights, post), expected, "{rights:?} {post:?}");
        }
    }

    #[test]
    fn post_rate_limits_the_interval_then_the_hour_and_exempts_moderators() {
        let now = Timestamp(2 * HOUR);
        let ago = |milliseconds| Some(Timestamp(now.0 - milliseconds));
        let rate = |interval, network_wait| PostRate {
            interval,
            network_wait,
        };
        let recent = |newest, limit_reached| RecentPosts {
            newest,
            limit_reached,
        };
        let busy = recent(ago(1), ago(1));
        let cases: [(Role, PostRate, RecentPosts, Result<(), Refusal>); 9] = [
            (Member, rate(15, None), recent(None, None), Ok(())),
            (Member, rate(15, None), recent(ago(15), None), Ok(())),
            (
                Member,
                rate(15, None),
                recent(ago(14), None),
                Err(Refusal::TooSoon(1)),
            ),
            // The clock was set back.
            (
                Member,
                rate(15, None),
                recent(ago(-60), None),
                Err(Refusal::TooSoon(15)),
            ),
            (
                Member,
                rate(15, None),
                recent(ago(15), ago(HOUR - 7)),
                Err(Refusal::TooOften(7)),
            ),
            (Member, rate(15, None), recent(ago(15), ago(HOUR)), Ok(())),
            (Member, rate(15, Some(9)), busy, Err(Refusal::TooOften(9))),
            (Member, rate(0, Some(9)), busy, Ok(())),
            (Moderator, rate(15, Some(9)), busy, Ok(())),
        ];
        for (role, rate, recent, expected) in cases {
            let checked = check_post_rate(rights(role), rate, recent, now);
            assert_eq!(checked, expected, "{role:?} {rate:?} {recent:?}");
        }
        assert_eq!((hourly_limit(true), hourly_limit(false)), (120, 240));
    }
}
