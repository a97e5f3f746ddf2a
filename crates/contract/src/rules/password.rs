//! Passwords that somebody chooses: which are taken, and how strong they are.

use super::{Fault, PASSWORD_MAX, PASSWORD_MIN, length, within};

/// How hard a password is to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Not taken.
    Refused,
    /// Taken, and soon guessed by whoever steals its hash.
    Weak,
    /// Good enough for a forum.
    Fair,
    /// Guessed by nobody.
    Strong,
}

/// Words that passwords are made of which attackers try first. A password that is nothing but these,
/// digits and signs is refused.
#[rustfmt::skip] // a table
const COMMON: [&str; 33] = [
    // Those that hold another one come before it.
    "azertyuiop", "qwertyuiop", "princesse",
    "password", "passwort", "motdepasse", "azerty", "qwerty", "qwertz", "letmein", "welcome",
    "bienvenue", "bonjour", "doudou", "soleil", "loulou", "chouchou", "iloveyou", "jetaime",
    "football", "baseball", "sunshine", "princess", "dragon", "monkey", "shadow", "master",
    "superman", "trustno", "admin", "abc", "forum", "secret",
];

/// A password that somebody chooses: 8 to 128 characters, any of them, and not one that is tried first:
/// a common word, a row of keys, one character again and again, or the pseudo itself.
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

/// How strong a password is, for somebody who goes by that pseudo.
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

/// The characters of a text that have to be guessed one by one: not those of a common word, not those
/// that go on with the row that the two before began (`abc`, `321`, `aaa`).
fn guesses(text: &str, pseudo: &str) -> u32 {
    let mut rest = text.to_ascii_lowercase();
    let pseudo = pseudo.trim().to_ascii_lowercase();
    for word in COMMON
        .into_iter()
        .chain((length(&pseudo) > 2).then_some(&*pseudo))
    {
        // One sign stands for the word: choosing it is one choice.
        rest = rest.replace(word, "*");
    }
    let steps = |a: char, b: char| i64::from(u32::from(b)) - i64::from(u32::from(a));
    let characters: Vec<char> = rest.chars().collect();
    let is_guessed = |place: usize| {
        let [Some(&before), Some(&last)] =
            [place.checked_sub(2), place.checked_sub(1)].map(|at| characters.get(at?))
        else {
            return true;
        };
        let step = steps(last, characters[place]);
        step.abs() > 1 || step != steps(before, last)
    };
    (0..characters.len())
        .filter(|&place| is_guessed(place))
        .count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_first_is_refused() {
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
    fn length_is_what_makes_a_password_strong() {
        assert_eq!(strength("vT9!kq2z", "Colette"), Strength::Weak);
        assert_eq!(strength("trois pommes", "Colette"), Strength::Fair);
        assert_eq!(
            strength("quatre corbeaux sur le toit", "Colette"),
            Strength::Strong
        );
    }
}
