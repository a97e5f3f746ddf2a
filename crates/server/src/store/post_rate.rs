//! The earlier posts of a writer, which the rate limits count.

use palabre_contract::Timestamp;
use sqlx::SqliteConnection;

use super::Submission;
use crate::forum::policy::{RecentPosts, hourly_limit};

/// Selects the time of the post that `$2` others are newer than. `$1`: the writer, in this column.
macro_rules! select_nth {
    ($column:literal) => {
        concat!(
            "SELECT posted_at FROM posts WHERE ",
            $column,
            " = $1 ORDER BY posted_at DESC LIMIT 1 OFFSET $2"
        )
    };
}

/// The earlier posts of the account, or of all guests of the network. Read in the transaction that stores the
/// post, so concurrent posts cannot slip through.
pub(super) async fn recent(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
) -> Result<RecentPosts, sqlx::Error> {
    let limit = hourly_limit(submission.writer.account().is_some());
    Ok(RecentPosts {
        newest: nth_newest(connection, submission, 0).await?,
        limit_reached: nth_newest(connection, submission, i64::from(limit) - 1).await?,
    })
}

async fn nth_newest(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
    offset: i64,
) -> Result<Option<Timestamp>, sqlx::Error> {
    let statement = match submission.writer.account() {
        Some(account) => sqlx::query_scalar(select_nth!("author")).bind(account.0),
        None => sqlx::query_scalar(select_nth!("network")).bind(submission.writer.network()),
    };
    let posted_at: Option<i64> = statement.bind(offset).fetch_optional(connection).await?;
    Ok(posted_at.map(Timestamp))
}
