//! Custom smilies: all of a forum, or those with given codes.

use palabre_contract::{CustomSmiley, ForumId, SmileyId};
use sqlx::{QueryBuilder, Sqlite};

use super::Store;

/// Codes per statement.
const BATCH: usize = 200;

#[derive(sqlx::FromRow)]
pub(super) struct SmileyRow {
    id: i64,
    name: String,
    variant: i64,
    src: String,
    width: i64,
    height: i64,
    animated: bool,
}

impl From<SmileyRow> for CustomSmiley {
    fn from(row: SmileyRow) -> Self {
        let pixels = |side| u16::try_from(side).unwrap_or_default();
        Self {
            id: SmileyId(row.id),
            // Variant 1 is the plain [:name].
            variant: u8::try_from(row.variant)
                .ok()
                .filter(|&variant| variant > 1),
            name: row.name,
            src: row.src,
            width: pixels(row.width),
            height: pixels(row.height),
            animated: row.animated,
        }
    }
}

impl Store {
    /// All custom smilies of a forum, in the order set by its moderators.
    ///
    /// # Errors
    /// The database's.
    pub async fn smilies(&self, forum: ForumId) -> Result<Vec<CustomSmiley>, sqlx::Error> {
        let rows: Vec<SmileyRow> = sqlx::query_as(
            "SELECT id, name, variant, src, width, height, animated FROM smilies WHERE forum = $1 AND retired = 0 \
             ORDER BY rank, id",
        )
        .bind(forum.0)
        .fetch_all(&self.read)
        .await?;
        Ok(rows.into_iter().map(CustomSmiley::from).collect())
    }

    /// The custom smilies of a forum with these names and variants. Variant 1 is the plain `[:name]`. Unknown codes
    /// are left out.
    ///
    /// # Errors
    /// The database's.
    pub async fn smilies_named(
        &self,
        forum: ForumId,
        codes: &[(String, u8)],
    ) -> Result<Vec<CustomSmiley>, sqlx::Error> {
        let mut found = Vec::new();
        for batch in codes.chunks(BATCH) {
            let mut query = QueryBuilder::<Sqlite>::new(
                "SELECT s.id, s.name, s.variant, s.src, s.width, s.height, s.animated FROM (VALUES ",
            );
            let mut rows = query.separated(", ");
            for (name, variant) in batch {
                rows.push("(")
                    .push_bind_unseparated(name.as_str())
                    .push_unseparated(", ")
                    .push_bind_unseparated(i64::from(*variant))
                    .push_unseparated(")");
            }
            // A join, because SQLite would scan all smilies of the forum for an IN.
            query.push(
                ") AS code JOIN smilies s ON s.name = code.column1 AND s.variant = code.column2 \
                 AND s.forum = ",
            );
            query.push_bind(forum.0);
            query.push(" ORDER BY s.rank, s.id");
            let rows: Vec<SmileyRow> = query.build_query_as().fetch_all(&self.read).await?;
            found.extend(rows.into_iter().map(CustomSmiley::from));
        }
        Ok(found)
    }
}
