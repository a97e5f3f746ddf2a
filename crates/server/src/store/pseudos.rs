//! Look-alike and reserved pseudos: what "taken" means for sign-up, guests and accounts from hosts. Signing in
//! uses [`pseudo_key`](super::pseudo_key) instead, so a look-alike signs in to no account.

use palabre_contract::{AccountId, account::DELETED_ACCOUNT_NAME};
use sqlx::{SqliteConnection, SqlitePool};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_security::skeleton;

use super::accounts::pseudo_key;

/// Names that the site uses itself, in both languages of the interface.
const RESERVED: [&str; 2] = [DELETED_ACCOUNT_NAME, "Deleted account"];

/// The shape of a name: two names with the same shape look alike. It is the skeleton of UTS 39 (section 4) of the
/// NFKC form, ignoring case, repeated marks and runs of white space.
///
/// The skeleton is computed before case folding and again after it: `I` looks like `l` only in upper case, `m`
/// like `rn` only in lower case. Since `i` and `I` are the same letter, `i` counts as `l` too: otherwise `BASlLE`
/// would be allowed beside `Basile`.
pub(super) fn shape(pseudo: &str) -> String {
    let composed: String = pseudo.nfkc().collect();
    let folded = skeleton(&composed).collect::<String>().to_lowercase();
    let mut shape: Vec<char> = Vec::new();
    for c in skeleton(&folded) {
        let c = if c == 'i' { 'l' } else { c };
        let is_repeated = shape.last() == Some(&c);
        if !(is_repeated && (is_combining_mark(c) || c.is_whitespace())) {
            shape.push(c);
        }
    }
    shape.iter().collect::<String>().trim().to_owned()
}

/// Whether the name is reserved, because it begins like one that the site uses. Accents, case, spaces, digits
/// and punctuation are ignored.
pub(crate) fn is_reserved(pseudo: &str) -> bool {
    let letters = |name: &str| -> String {
        let name = name.trim_start_matches(|c: char| !c.is_alphabetic());
        shape(name).chars().filter(|c| c.is_alphabetic()).collect()
    };
    let given = letters(pseudo);
    (RESERVED.iter()).any(|reserved| given.starts_with(&letters(reserved)))
}

/// Whether the name is reserved, or an account has it or a look-alike.
pub(super) async fn is_taken(
    connection: &mut SqliteConnection,
    pseudo: &str,
) -> Result<bool, sqlx::Error> {
    if is_reserved(pseudo) {
        return Ok(true);
    }
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM accounts WHERE pseudo_key = $1 OR pseudo_shape = $2)",
    )
    .bind(pseudo_key(pseudo))
    .bind(shape(pseudo))
    .fetch_one(connection)
    .await
}

/// Stores the shape of the pseudo of a new account.
pub(super) async fn set_shape(
    connection: &mut SqliteConnection,
    id: AccountId,
    pseudo: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE accounts SET pseudo_shape = $1 WHERE id = $2")
        .bind(shape(pseudo))
        .bind(id.0)
        .execute(connection)
        .await
        .map(drop)
}

/// Computes missing shapes after a migration, since SQL cannot. Existing accounts with the same shape keep their
/// names.
pub(super) async fn fill_in_shapes(pool: &SqlitePool) -> Result<(), sqlx::Error> {
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    let accounts: Vec<(i64, String)> =
        sqlx::query_as("SELECT id, pseudo FROM accounts WHERE pseudo_shape IS NULL")
            .fetch_all(&mut *transaction)
            .await?;
    for (id, pseudo) in accounts {
        set_shape(&mut transaction, AccountId(id), &pseudo).await?;
    }
    transaction.commit().await
}

#[cfg(test)]
mod tests {
    use palabre_contract::rules;
    use unicode_security::{
        GeneralSecurityProfile, RestrictionLevel, RestrictionLevelDetection,
        general_security_profile::IdentifierType,
    };

    use super::*;

    #[test]
    fn shapes_match_the_compiled_unicode_version() {
        // Another version changes shapes: add a migration that sets all of them to NULL, and this number.
        assert_eq!(unicode_security::UNICODE_VERSION, (18, 0, 0));
    }

    #[test]
    fn look_alike_names_have_the_same_shape() {
        for (name, other) in [
            ("coco", "сосо"),
            ("Coco", "СОСО"),
            ("Paul", "PauI"),
            ("paul", "PAUI"),
            ("Basile", "BASlLE"),
            ("Ilan", "llan"),
            ("Bob", "B0b"),
            ("marc", "rnarc"),
            ("Marc", "RNARC"),
            ("Anaïs", "Anai\u{308}s"),
            ("Anaïs", "Anaï\u{308}s"),
            ("Anaïs", "Ana\u{200b}ïs"),
            ("Anais", "Ａｎａｉｓ"),
            ("Anais", "𝐀𝐧𝐚𝐢𝐬"),
            ("Jean Paul", " Jean  Paul "),
            ("O'Brien", "O’Brien"),
            ("ロロ", "口口"),
            ("ヘヘ", "へへ"),
        ] {
            assert_eq!(shape(name), shape(other), "{name:?} {other:?}");
        }
        for (name, other) in [
            ("Anaïs", "Anais"),
            ("Zoé", "Zoë"),
            ("Jean Paul", "JeanPaul"),
            ("Юлия", "Юлій"),
            ("Zoé 2", "Zoé 3"),
            ("김민수", "김민서"),
        ] {
            assert_ne!(shape(name), shape(other), "{name:?} {other:?}");
        }
    }

    #[test]
    fn disguised_names_of_deleted_accounts_are_reserved() {
        for name in [
            "Compte supprimé",
            "COMPTE SUPPRIMÉ",
            "Compte supprime",
            "Compte-supprimé",
            "Compte  supprimé",
            "Comptesupprimé",
            "C0mpte supprimé",
            "Compte supprirné",
            "Compte suppri\u{200b}mé",
            "Compte supprimé 2",
            "- Compte supprimé -",
            "Deleted account",
            "deIeted account.",
        ] {
            assert!(is_reserved(name), "{name:?}");
        }
        for name in ["Compte", "Comptesse", "Supprimé", "Zoé", "...", ""] {
            assert!(!is_reserved(name), "{name:?}");
        }
    }

    #[test]
    fn no_accepted_character_is_invisible() {
        // UTS 39 restricts rare letters as well. The contract accepts them, because they are visible and shapes are compared.
        let is_accepted = |c: &char| rules::pseudo(&format!("{c}{c}")).is_ok();
        for c in ('\u{80}'..=char::MAX).filter(is_accepted) {
            let kind = c.identifier_type();
            assert!(!shape(&c.to_string()).is_empty(), "{c:?}");
            assert_ne!(kind, Some(IdentifierType::Default_Ignorable), "{c:?}");
        }
    }

    #[test]
    fn contract_and_unicode_allow_the_same_script_mixes() {
        let samples = [
            "a", "字", "あ", "ア", "민", "α", "я", "ա", "ד", "م", "ह", "অ", "ਕ", "ક", "ଓ", "த",
            "త", "ಕ", "മ", "ස", "ส", "ກ", "ཀ", "က", "ნ", "አ", "ក", "އ",
        ];
        for one in samples {
            for other in samples {
                let name = format!("{one}{other}");
                let is_restricted =
                    name.as_str().detect_restriction_level() > RestrictionLevel::HighlyRestrictive;
                assert_eq!(rules::pseudo(&name).is_err(), is_restricted, "{name}");
            }
        }
    }
}
