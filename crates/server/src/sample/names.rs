//! Names for any number of smilies, such as somebody who speaks French could have given: for
//! measuring what a forum with tens of thousands of them costs.

/// How many different names there are.
pub(super) const MOST: usize = (ONSETS.len() * RIMES.len()).pow(2);

const ONSETS: [&str; 22] = [
    "b", "c", "ch", "d", "f", "fl", "g", "gl", "gr", "j", "l", "m", "n", "p", "pl", "r", "s", "t",
    "tr", "v", "br", "cl",
];
const RIMES: [&str; 14] = [
    "a", "e", "i", "o", "u", "é", "ou", "oi", "an", "on", "in", "eau", "ar", "er",
];
/// Has no factor in common with [`MOST`], so that no name comes twice; large, so that neighbours differ.
const STRIDE: usize = 48_271;

/// The name of that number, below [`MOST`]. No two are the same: every syllable begins with a
/// consonant and ends its own way, so that a word falls into syllables in one way only.
pub(super) fn name(number: usize) -> String {
    let syllable = |place: usize| {
        let onset = ONSETS[place % ONSETS.len()];
        let rime = RIMES[place / ONSETS.len() % RIMES.len()];
        format!("{onset}{rime}")
    };
    let scrambled = number * STRIDE % MOST;
    let syllables = ONSETS.len() * RIMES.len();
    let word = syllable(scrambled % syllables) + &syllable(scrambled / syllables);
    match number % 12 {
        1 => format!("petit {word}"),
        4 => format!("jour de {word}"),
        6 => format!("{word} en colère"),
        2 | 7 | 10 => word + "lette",
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use palabre_contract::rules;

    use super::*;

    #[test]
    fn every_name_is_one_and_no_other_smiley_has_it() {
        let names: HashSet<_> = (0..MOST).map(name).collect();
        assert_eq!(names.len(), MOST);
        for name in names {
            assert_eq!(rules::smiley_name(&name), Ok(()), "{name}");
        }
    }
}
