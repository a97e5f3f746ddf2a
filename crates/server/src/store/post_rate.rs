//! How often somebody may write: an account by its posts, guests by those of their network. Asked in
//! the transaction of the post, so that two at once cannot both pass.

use sqlx::SqliteConnection;

use super::{Refusal, Submission};

/// Posts that an account may write within an hour.
const PER_ACCOUNT: i64 = 120;
/// Posts that a network's guests may write within an hour.
const PER_NETWORK: i64 = 240;
const HOUR: i64 = 60 * 60 * 1000;

/// What holds a flood of posts back.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flood {
    /// Milliseconds between two posts. Zero: no limit, by the hour neither.
    pub interval: i64,
    /// Where the writer's network has written too much of late: milliseconds until it may again.
    pub network_wait: Option<i64>,
}

/// The writer's posts, newest first; only this one.
macro_rules! select_nth {
    ($column:literal) => {
        concat!(
            "SELECT posted_at FROM posts WHERE ",
            $column,
            " = $1 ORDER BY posted_at DESC LIMIT 1 OFFSET $2"
        )
    };
}

/// Whether the writer may write again by now.
pub(super) async fn admit(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
) -> Result<(), Refusal> {
    let Flood {
        interval,
        network_wait,
    } = submission.flood;
    if interval == 0 {
        return Ok(());
    }
    if let Some(wait) = network_wait {
        return Err(Refusal::TooOften(wait));
    }
    let most = match submission.writer.account() {
        Some(_) => PER_ACCOUNT,
        None => PER_NETWORK,
    };
    let newest = nth_newest(connection, submission, 0).await?;
    if let Some(wait) = wait(newest, interval, submission.now.0) {
        return Err(Refusal::TooSoon(wait));
    }
    let oldest_that_counts = nth_newest(connection, submission, most - 1).await?;
    match wait(oldest_that_counts, HOUR, submission.now.0) {
        Some(wait) => Err(Refusal::TooOften(wait)),
        None => Ok(()),
    }
}

/// Milliseconds until a span has passed since a moment. A moment that is yet to come, because the clock
/// was set back, counts as now.
fn wait(since: Option<i64>, span: i64, now: i64) -> Option<i64> {
    let wait = span - (now - since?).max(0);
    (wait > 0).then_some(wait)
}

async fn nth_newest(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
    place: i64,
) -> Result<Option<i64>, sqlx::Error> {
    let statement = match submission.writer.account() {
        Some(account) => sqlx::query_scalar(select_nth!("author")).bind(account.0),
        None => sqlx::query_scalar(select_nth!("network")).bind(submission.writer.network()),
    };
    statement.bind(place).fetch_optional(connection).await
}
