//! Generated smiley names that resemble French, to benchmark forums with tens of thousands of smilies.

/// Number of different names.
pub(super) const COUNT: usize = (ONSETS.len() * RIMES.len()).pow(2);

const ONSETS: [&str; 22] = [
    "b", "c", "ch", "d", "f", "fl", "g", "gl", "gr", "j", "l", "m", "n", "p", "pl", "r", "s", "t",
    "tr", "v", "br", "cl",
];
const RIMES: [&str; 14] = [
    "a", "e", "i", "o", "u", "é", "ou", "oi", "an", "on", "in", "eau", "ar", "er",
];
/// Coprime to [`COUNT`], so that no name is repeated; large, so that consecutive names differ much.
const STRIDE: usize = 48_271;

/// The name with that number, which is below [`COUNT`]. All names differ: each syllable is an onset and a rime, and
/// a word can be split into syllables in only one way.
pub(super) fn name(number: usize) -> String {
    let syllable = |index: usize| {
        let onset = ONSETS[index % ONSETS.len()];
        let rime = RIMES[index / ONSETS.len() % RIMES.len()];
        format!("{onset}{rime}")
    };
    let scrambled = number * STRIDE % COUNT;
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
    fn all_generated_names_are_valid_and_unique() {
        let names: HashSet<_> = (0..COUNT).map(name).collect();
        assert_eq!(names.len(), COUNT);
        for name in names {
            assert_eq!(rules::smiley_name(&name), Ok(()), "{name}");
        }
    }
}
