//! Measures the parser: its throughput compared with pulldown-cmark on equivalent text, and how its time grows with
//! the length of pathological texts.
//!
//! Run it with `cargo bench -p palabre-markup`.

#[path = "../tests/pathological/mod.rs"]
mod pathological;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use palabre_markup::{Options, parse};
use pulldown_cmark::Parser;

/// A post in BBCode. [`MARKDOWN`] is the same post with the same formats.
const BBCODE: &str = "\
Le train de nuit quitte la gare à vingt-deux heures passées, et personne ne regarde plus l'horloge. \
Dans le couloir, un enfant demande [b]combien de temps[/b] il reste avant la mer ; sa mère sourit, ouvre \
le [i]Journal des marées[/i] et lui montre la page du lendemain.

[quote]On ne voyage jamais seul : il y a toujours quelqu'un qui attend, au départ ou à l'arrivée, et \
qui compte les heures à notre place.[/quote]
Vers minuit, le contrôleur passe avec sa lampe. Il connaît les habitués par leur prénom, plaisante avec \
l'un, console l'autre, puis va s'asseoir près de la fenêtre. [url=https://example.org/horaires]Les \
horaires[/url] ont changé trois fois cette année, dit-il, mais la nuit, elle, ne change pas.

[list]
[*]une couverture de laine, parce que le chauffage dort lui aussi
[*]un thermos de café et deux tasses, car on ne sait jamais
[*]un livre [b]déjà lu[/b], pour ne pas rater le paysage
[/list]
Au matin, les dunes apparaissent derrière les pins. Quelqu'un dit que c'est beau ; personne ne répond, et \
c'est très bien ainsi. La mer, en bas, fait semblant de ne pas nous avoir vus.

";

const MARKDOWN: &str = "\
Le train de nuit quitte la gare à vingt-deux heures passées, et personne ne regarde plus l'horloge. \
Dans le couloir, un enfant demande **combien de temps** il reste avant la mer ; sa mère sourit, ouvre \
le *Journal des marées* et lui montre la page du lendemain.

> On ne voyage jamais seul : il y a toujours quelqu'un qui attend, au départ ou à l'arrivée, et \
qui compte les heures à notre place.

Vers minuit, le contrôleur passe avec sa lampe. Il connaît les habitués par leur prénom, plaisante avec \
l'un, console l'autre, puis va s'asseoir près de la fenêtre. [Les \
horaires](https://example.org/horaires) ont changé trois fois cette année, dit-il, mais la nuit, elle, ne change pas.

- une couverture de laine, parce que le chauffage dort lui aussi
- un thermos de café et deux tasses, car on ne sait jamais
- un livre **déjà lu**, pour ne pas rater le paysage

Au matin, les dunes apparaissent derrière les pins. Quelqu'un dit que c'est beau ; personne ne répond, et \
c'est très bien ainsi. La mer, en bas, fait semblant de ne pas nous avoir vus.

";

/// The shortest of several runs: longer ones were disturbed by other processes.
fn time<T>(runs: usize, work: impl Fn() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..runs).map(once).min().unwrap_or_default()
}

fn main() {
    let options = Options { smilies: true };
    println!("prose, MB/s (pulldown-cmark: events counted, and events collected)");
    for copies in [2, 30, 55] {
        let (bbcode, markdown) = (BBCODE.repeat(copies), MARKDOWN.repeat(copies));
        let speed = |text: &str, time: Duration| text.len() as f64 / 1e6 / time.as_secs_f64();
        let runs = 20_000 / copies + 10;
        let ours = time(runs, || parse(black_box(&bbcode), options));
        let counted = time(runs, || Parser::new(black_box(&markdown)).count());
        let collected = time(runs, || {
            Parser::new(black_box(&markdown)).collect::<Vec<_>>()
        });
        println!(
            "{:>8} bytes: palabre-markup {:.0}, pulldown-cmark {:.0} counted, {:.0} collected",
            bbcode.len(),
            speed(&bbcode, ours),
            speed(&markdown, counted),
            speed(&markdown, collected),
        );
    }

    println!(
        "\npathological texts of 8, 16, 32 and 64 KiB: time in ms, and its growth from 32 to 64 KiB"
    );
    for recipe in &pathological::recipes() {
        print_growth(&recipe.title, |length| pathological::text(recipe, length));
    }
    for recipe in shared::recipes() {
        print_growth(&recipe.title, |length| recipe.text(length));
    }
}

fn print_growth(name: &str, text: impl Fn(usize) -> String) {
    let options = Options { smilies: true };
    let times = [8, 16, 32, 64].map(|kib| {
        let text = text(kib * 1024);
        time(9, || parse(black_box(&text), options)).as_secs_f64() * 1e3
    });
    let [.., half, full] = times;
    let [a, b, c, d] = times.map(|time| format!("{time:>8.3}"));
    println!("{a} {b} {c} {d} {:>5.2}x  {name}", full / half);
}

/// Further recipes, from `../shared/corpora` beside the repository if that exists: some have another licence.
mod shared {
    use std::{fs, path::Path};

    use serde_json::Value;

    pub struct Recipe {
        pub title: String,
        /// The parts, each with its number of repetitions in the recipe's original length.
        parts: Vec<(String, usize)>,
    }

    pub fn recipes() -> Vec<Recipe> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../../shared/corpora/pathological-recipes.json");
        let Ok(json) = fs::read_to_string(&file) else {
            println!("(no further recipes at {})", file.display());
            return Vec::new();
        };
        let recipes: Value = serde_json::from_str(&json).expect("the recipes are JSON");
        recipes
            .as_array()
            .into_iter()
            .flatten()
            .map(Recipe::read)
            .collect()
    }

    impl Recipe {
        fn read(value: &Value) -> Self {
            let part = |part: &Value| {
                let times = part[1]
                    .as_u64()
                    .and_then(|times| usize::try_from(times).ok());
                (
                    part[0].as_str().unwrap_or_default().to_owned(),
                    times.unwrap_or(1),
                )
            };
            Self {
                title: value["title"].as_str().unwrap_or_default().to_owned(),
                parts: value["parts"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(part)
                    .collect(),
            }
        }

        /// The text of the recipe, about `length` bytes long. Parts that occur once are not repeated.
        pub fn text(&self, length: usize) -> String {
            let whole: usize = self
                .parts
                .iter()
                .map(|(part, times)| part.len() * times)
                .sum();
            let times = |times: usize| {
                if times == 1 {
                    1
                } else {
                    times * length / whole
                }
            };
            self.parts
                .iter()
                .map(|(part, count)| part.repeat(times(*count)))
                .collect()
        }
    }
}
