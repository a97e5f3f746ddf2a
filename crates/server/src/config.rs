//! The settings: each a flag and an environment variable, each with a safe default.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

use clap::{Parser, builder::BoolishValueParser};

use crate::forum::Limits;

/// The reference JSON forum server of Palabre.
#[derive(Clone, Debug, Parser)]
#[command(name = "palabre-server", version, about)]
pub struct Config {
    /// Address and port to listen on.
    #[arg(long, env = "PALABRE_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// The SQLite database: a path, or a `sqlite:` address. Created where there is none.
    #[arg(long, env = "PALABRE_DATABASE", default_value = "data/palabre.sqlite")]
    pub database: String,

    /// The address by which people reach the site, for instance `https://forum.example.org`. With
    /// https the session cookie is sent over TLS only.
    #[arg(long, env = "PALABRE_PUBLIC_URL")]
    pub public_url: Option<String>,

    /// The folder of the bundled app. Default: `dist`, where there is one.
    #[arg(long, env = "PALABRE_APP_DIR")]
    pub app_dir: Option<PathBuf>,

    /// The name of the site. Default: the one in the database, or `Palabre`.
    #[arg(long, env = "PALABRE_SITE_NAME")]
    pub site_name: Option<String>,

    /// Fill an empty database with the sample forum.
    #[arg(
        long, env = "PALABRE_SAMPLE",
        num_args = 0..=1, default_value = "false", default_missing_value = "true",
        value_parser = BoolishValueParser::new()
    )]
    pub sample: bool,

    /// Other origins whose pages may sign in and post, separated by commas, for instance
    /// `https://www.example.org`.
    #[arg(long, env = "PALABRE_ALLOWED_ORIGINS", value_delimiter = ',')]
    pub allowed_origins: Vec<String>,

    /// Addresses of reverse proxies in front of the server, separated by commas. What they say in
    /// `X-Forwarded-For` of where a request comes from is believed, and nobody else's word.
    #[arg(long, env = "PALABRE_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<IpAddr>,

    /// Seconds between two posts of an account, or of a network's guests. 0: no limit on posts at all.
    #[arg(long, env = "PALABRE_FLOOD_SECONDS", default_value_t = 15)]
    pub flood_seconds: u32,

    /// Hours after an account was opened during which the addresses in its posts are no links. 0: none.
    #[arg(long, env = "PALABRE_LINK_DELAY_HOURS", default_value_t = 24)]
    pub link_delay_hours: u32,

    /// What is logged: `error`, `warn`, `info`, `debug`, `trace`, or a filter such as
    /// `info,sqlx=debug`.
    #[arg(long, env = "PALABRE_LOG", default_value = "info")]
    pub log: String,

    /// The server that mails are handed to: `smtp://user:password@mail.example.org:587`, or `smtps://…`.
    /// Default: none, and mails become files in --mail-dir.
    #[arg(long, env = "PALABRE_SMTP", hide_env_values = true)]
    pub smtp: Option<String>,

    /// Who mails come from.
    #[arg(
        long,
        env = "PALABRE_MAIL_FROM",
        default_value = "Palabre <palabre@localhost>"
    )]
    pub mail_from: String,

    /// The folder that gets one .eml file a mail, where there is no --smtp. Default: `mails` beside the
    /// database.
    #[arg(long, env = "PALABRE_MAIL_DIR")]
    pub mail_dir: Option<PathBuf>,

    /// For tests: count neither guesses at passwords nor requests that are answered by mail.
    #[arg(
        long, env = "PALABRE_UNGUARDED", hide = true,
        num_args = 0..=1, default_value = "false", default_missing_value = "true",
        value_parser = BoolishValueParser::new()
    )]
    pub unguarded: bool,

    /// For tests: start the clock at this moment, in milliseconds since 1970.
    #[arg(long, env = "PALABRE_CLOCK", hide = true)]
    pub clock: Option<i64>,

    /// For measuring: how many custom smilies the first forum of the sample has beside its own.
    #[arg(long, env = "PALABRE_SAMPLE_SMILIES", hide = true, default_value_t = 0)]
    pub sample_smilies: usize,
}

impl Config {
    /// The file of the database.
    #[must_use]
    pub fn database_file(&self) -> PathBuf {
        let text = self.database.as_str();
        let path = text
            .strip_prefix("sqlite://")
            .or_else(|| text.strip_prefix("sqlite:"))
            .unwrap_or(text);
        PathBuf::from(path)
    }

    /// What holds unwanted posts back.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            flood: Duration::from_secs(self.flood_seconds.into()),
            link_delay: Duration::from_secs(u64::from(self.link_delay_hours) * 60 * 60),
            guarded: !self.unguarded,
        }
    }

    /// The address by which people reach the site: where it is not told, the one that is listened on.
    #[must_use]
    pub fn public_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.trim().trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.listen),
        }
    }

    /// The folder that mails go to where there is no mail server.
    #[must_use]
    pub fn mail_folder(&self) -> PathBuf {
        match &self.mail_dir {
            Some(folder) => folder.clone(),
            None => self.database_file().with_file_name("mails"),
        }
    }

    /// Whether people reach the site over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }

    /// The origins whose pages may change something, beside the one a request was sent to.
    #[must_use]
    pub fn trusted_origins(&self) -> Vec<String> {
        self.public_url
            .iter()
            .chain(&self.allowed_origins)
            .map(|origin| origin.trim().trim_end_matches('/').to_owned())
            .filter(|origin| !origin.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(arguments: &[&str]) -> Config {
        Config::try_parse_from([&["palabre-server"], arguments].concat()).unwrap()
    }

    #[test]
    fn without_any_setting_it_is_reachable_from_this_machine_only_and_holds_no_sample() {
        let config = config(&[]);
        assert!(config.listen.ip().is_loopback());
        assert_eq!(config.database_file(), PathBuf::from("data/palabre.sqlite"));
        assert!(!config.sample && !config.is_secure());
        assert!(config.trusted_origins().is_empty());
    }

    #[test]
    fn without_any_setting_the_limits_are_the_usual_ones() {
        assert_eq!(config(&[]).limits(), Limits::default());
    }

    #[test]
    fn a_database_may_be_written_as_a_path_or_as_an_address() {
        for (text, path) in [
            ("forum.sqlite", "forum.sqlite"),
            ("sqlite:forum.sqlite", "forum.sqlite"),
            (
                "sqlite:///var/lib/palabre/forum.sqlite",
                "/var/lib/palabre/forum.sqlite",
            ),
        ] {
            let config = config(&["--database", text]);
            assert_eq!(config.database_file(), PathBuf::from(path), "{text}");
        }
    }

    #[test]
    fn origins_are_taken_with_or_without_a_slash_at_their_end() {
        let config = config(&[
            "--public-url",
            "https://forum.example.org/",
            "--allowed-origins",
            "https://www.example.org, https://blog.example.org/",
        ]);
        assert!(config.is_secure());
        assert_eq!(
            config.trusted_origins(),
            [
                "https://forum.example.org",
                "https://www.example.org",
                "https://blog.example.org"
            ]
        );
    }
}
