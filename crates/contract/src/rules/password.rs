//! Rules for new passwords, and an estimate of their strength.

use super::{Fault, PASSWORD_MAX, PASSWORD_MIN, length, within};

/// How hard a password is to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// [`new_password`] refuses it.
    Refused,
    /// Accepted, but quickly guessed by somebody who has its hash.
    Weak,
    /// Good enough for a forum.
    Fair,
    /// Not practical to guess.
    Strong,
}

/// Words of common passwords, which attackers try first. Each counts as one character, so that a password of these and
/// a few others is refused.
#[rustfmt::skip] // a table
const COMMON: [&str; 33] = [
    // Words that contain another word come before it.
    "azertyuiop", "qwertyuiop", "princesse",
    "password", "passwort", "motdepasse", "azerty", "qwerty", "qwertz", "letmein", "welcome",
    "bienvenue", "bonjour", "doudou", "soleil", "loulou", "chouchou", "iloveyou", "jetaime",
    "football", "baseball", "sunshine", "princess", "dragon", "monkey", "shadow", "master",
    "superman", "trustno", "admin", "abc", "forum", "secret",
];

/// A new password: [`PASSWORD_MIN`] to [`PASSWORD_MAX`] characters of any kind, and not one that attackers try first: a
/// common word, a sequence such as `12345678`, a repeated character, or the `pseudo` of the account.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooShort`], [`Fault::TooLong`] or [`Fault::TooCommon`].
pub fn new_password(text: &str, pseudo: &str) -> Result<(), Fault> {
    within(text, PASSWORD_MIN, PASSWORD_MAX)?;
    if guesses(text, pseudo) < 5 {
        Err(Fault::TooCommon)
    } else {
        Ok(())
    }
}

/// Estimates the strength of a password for an account with that pseudo.
#[must_use]
pub fn strength(text: &str, pseudo: &str) -> Strength {
    if new_password(text, pseudo).is_err() {
        return Strength::Refused;
    }
    match guesses(text, pseudo) {
        ..12 => Strength::Weak,
        12..16 => Strength::Fair,
        _ => Strength::Strong,
    }
}

/// The number of characters that an attacker has to guess one by one. A common word or the pseudo counts as one;
/// characters that continue a sequence of two before them (`abc`, `321`, `aaa`) do not count.
fn guesses(text: &str, pseudo: &str) -> u32 {
    let mut rest = text.to_ascii_lowercase();
    let pseudo = pseudo.trim().to_ascii_lowercase();
    for word in COMMON
        .into_iter()
        .chain((length(&pseudo) > 2).then_some(&*pseudo))
    {
        // One character for the whole word, because choosing it is a single guess.
        rest = rest.replace(word, "*");
    }
    let steps = |a: char, b: char| i64::from(u32::from(b)) - i64::from(u32::from(a));
    let characters: Vec<char> = rest.chars().collect();
    let is_guessed = |index: usize| {
        let [Some(&before), Some(&last)] =
            [index.checked_sub(2), index.checked_sub(1)].map(|at| characters.get(at?))
        else {
            return true;
        };
        let step = steps(last, characters[index]);
        step.abs() > 1 || step != steps(before, last)
    };
    (0..characters.len())
        .filter(|&index| is_guessed(index))
        .count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_passwords_are_refused() {
        for common in [
            "password",
            "motdepasse",
            "azertyuiop",
            "12345678",
            "aaaaaaaa",
            "87654321",
            "abcdefgh",
            "Motdepasse1",
            "password123",
            "colette1",
            "Colette123",
        ] {
            assert_eq!(
                new_password(common, "Colette"),
                Err(Fault::TooCommon),
                "{common}"
            );
            assert_eq!(strength(common, "Colette"), Strength::Refused);
        }
        assert_eq!(new_password("court", ""), Err(Fault::TooShort { min: 8 }));
    }

    #[test]
    fn strength_grows_with_length() {
        assert_eq!(strength("vT9!kq2z", "Colette"), Strength::Weak);
        assert_eq!(strength("trois pommes", "Colette"), Strength::Fair);
        assert_eq!(
            strength("quatre corbeaux sur le toit", "Colette"),
            Strength::Strong
        );
    }
}
