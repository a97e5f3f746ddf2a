//! The command line: commands and flags.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::{
    bench::Benchmark,
    test::{Selection, step_names},
};

/// A command with its arguments.
pub(crate) enum Task {
    Serve,
    Dev,
    Build,
    Test(Selection),
    Size,
    /// One benchmark, or all of them, and the number of rounds.
    Bench(Option<Benchmark>, Option<u8>),
    Screenshots,
    Doctor,
}

/// Reads the arguments of this process. If they are not valid, prints help or an error and exits.
pub(crate) fn task() -> Task {
    of(&command().get_matches())
}

fn command() -> Command {
    let plain = |name: &'static str, about: &'static str| Command::new(name).about(about);
    Command::new("cargo xtask")
        .bin_name("cargo xtask")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(plain(
            "serve",
            "Set up, build, and run the forum with its sample content",
        ))
        .subcommand(plain(
            "dev",
            "Run the app with live reload: trunk serve in front of the server",
        ))
        .subcommand(plain(
            "build",
            "Set up and build the release app into dist/",
        ))
        .subcommand(
            plain("test", "Run every check that a change has to pass")
                .arg(
                    Arg::new("only")
                        .long("only")
                        .value_name("STEP")
                        .action(ArgAction::Append)
                        .value_parser(PossibleValuesParser::new(step_names()))
                        .help("Run one step; repeat for several"),
                )
                .arg(
                    Arg::new("playwright")
                        .value_name("PLAYWRIGHT ARGUMENTS")
                        .num_args(0..)
                        .last(true)
                        .help("Passed on to Playwright"),
                ),
        )
        .subcommand(plain(
            "size",
            "Compare the size of the release app with xtask/budget.toml",
        ))
        .subcommand(
            plain("bench", "Measure speed and memory")
                .arg(
                    Arg::new("only")
                        .long("only")
                        .value_name("BENCHMARK")
                        .value_parser(PossibleValuesParser::new(
                            Benchmark::ALL.map(Benchmark::name),
                        ))
                        .help("Run one benchmark"),
                )
                .arg(
                    Arg::new("rounds")
                        .long("rounds")
                        .value_name("NUMBER")
                        .value_parser(value_parser!(u8).range(1..))
                        .help("Repeat the measurements of a thread this often instead of 7 times"),
                ),
        )
        .subcommand(plain(
            "screenshots",
            "Take the screenshots of the documentation again",
        ))
        .subcommand(plain(
            "doctor",
            "List the tools that are installed or missing, and how to install them",
        ))
}

fn of(matches: &ArgMatches) -> Task {
    let (name, arguments) = matches.subcommand().expect("clap requires a command");
    match name {
        "serve" => Task::Serve,
        "dev" => Task::Dev,
        "build" => Task::Build,
        "test" => Task::Test(Selection::new(
            &strings(arguments, "only"),
            strings(arguments, "playwright"),
        )),
        "size" => Task::Size,
        "bench" => {
            let only = arguments.get_one::<String>("only");
            let rounds = arguments.get_one::<u8>("rounds");
            Task::Bench(
                only.and_then(|name| Benchmark::named(name)),
                rounds.copied(),
            )
        }
        "screenshots" => Task::Screenshots,
        "doctor" => Task::Doctor,
        _ => unreachable!("clap accepts only the commands above"),
    }
}

fn strings(arguments: &ArgMatches, id: &str) -> Vec<String> {
    let values = arguments.get_many::<String>(id);
    values.into_iter().flatten().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &str) -> Result<Task, String> {
        let arguments = std::iter::once("xtask").chain(arguments.split_whitespace());
        let matches = command().try_get_matches_from(arguments);
        matches
            .map(|matches| of(&matches))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn command_definition_is_consistent() {
        command().debug_assert();
    }

    #[test]
    fn arguments_after_two_dashes_go_to_playwright() {
        let Ok(Task::Test(selection)) = parse("test --only e2e -- --only -g reply.spec.ts") else {
            panic!("these arguments were not parsed as a test selection");
        };
        assert_eq!(selection.playwright(), ["--only", "-g", "reply.spec.ts"]);
    }

    #[test]
    fn unknown_step_is_an_error_that_lists_the_steps() {
        let error = parse("test --only lint").err().unwrap();
        assert!(error.contains("clippy-wasm"), "{error}");
    }

    #[test]
    fn command_without_arguments_rejects_an_argument() {
        assert!(parse("build --release").is_err());
        assert!(matches!(parse("build"), Ok(Task::Build)));
    }

    #[test]
    fn bench_runs_all_unless_one_is_named() {
        assert!(matches!(parse("bench"), Ok(Task::Bench(None, None))));
        for benchmark in Benchmark::ALL {
            let parsed = parse(&format!("bench --only {}", benchmark.name()));
            assert!(matches!(parsed, Ok(Task::Bench(Some(only), None)) if only == benchmark));
        }
    }

    #[test]
    fn bench_has_at_least_one_round() {
        let parsed = parse("bench --only thread --rounds 2");
        assert!(matches!(
            parsed,
            Ok(Task::Bench(Some(Benchmark::Thread), Some(2)))
        ));
        assert!(parse("bench --rounds 0").is_err());
    }

    #[test]
    fn unknown_benchmark_is_an_error_that_lists_the_benchmarks() {
        let error = parse("bench --only lint").err().unwrap();
        assert!(error.contains("uploads"), "{error}");
    }
}
