//! The settings. Each is a flag and an environment variable, with a safe default.

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

    /// The SQLite database: a path, or a `sqlite:` URL. Created if it does not exist.
    #[arg(long, env = "PALABRE_DATABASE", default_value = "data/palabre.sqlite")]
    pub database: String,

    /// The public address of the site, for instance `https://forum.example.org`. With https, the
    /// session cookie is sent over TLS only.
    #[arg(long, env = "PALABRE_PUBLIC_URL")]
    pub public_url: Option<String>,

    /// The folder of the bundled app. Default: `dist`, if that folder exists.
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

    /// Other origins whose pages may sign in and post, comma-separated, for instance
    /// `https://www.example.org`.
    #[arg(long, env = "PALABRE_ALLOWED_ORIGINS", value_delimiter = ',')]
    pub allowed_origins: Vec<String>,

    /// IP addresses of reverse proxies in front of the server, comma-separated. Only their
    /// `X-Forwarded-For` headers are trusted.
    #[arg(long, env = "PALABRE_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<IpAddr>,

    /// Minimum seconds between two posts of an account, or of the guests of a network. 0 disables every
    /// limit on posts.
    #[arg(long, env = "PALABRE_FLOOD_SECONDS", default_value_t = 15)]
    pub flood_seconds: u32,

    /// Hours after sign-up during which URLs in an account's posts are plain text, not links. 0 disables this.
    #[arg(long, env = "PALABRE_LINK_DELAY_HOURS", default_value_t = 24)]
    pub link_delay_hours: u32,

    /// Log level: `error`, `warn`, `info`, `debug`, `trace`, or a filter such as
    /// `info,sqlx=debug`.
    #[arg(long, env = "PALABRE_LOG", default_value = "info")]
    pub log: String,

    /// The SMTP server: `smtp://user:password@mail.example.org:587`, or `smtps://…`. Without it, mails
    /// are written to --mail-dir.
    #[arg(long, env = "PALABRE_SMTP", hide_env_values = true)]
    pub smtp: Option<String>,

    /// The sender of mails.
    #[arg(
        long,
        env = "PALABRE_MAIL_FROM",
        default_value = "Palabre <palabre@localhost>"
    )]
    pub mail_from: String,

    /// Without --smtp: the folder for mails, one .eml file per mail. Default: `mails` beside the
    /// database.
    #[arg(long, env = "PALABRE_MAIL_DIR")]
    pub mail_dir: Option<PathBuf>,

    /// For tests: disable the rate limits on password attempts and on requests that send mail.
    #[arg(
        long, env = "PALABRE_NO_RATE_LIMITS", hide = true,
        num_args = 0..=1, default_value = "false", default_missing_value = "true",
        value_parser = BoolishValueParser::new()
    )]
    pub no_rate_limits: bool,

    /// For tests: start the clock at this time, in milliseconds since 1970.
    #[arg(long, env = "PALABRE_CLOCK", hide = true)]
    pub clock: Option<i64>,

    /// For benchmarks: number of custom smilies to add to the first forum of the sample.
    #[arg(long, env = "PALABRE_SAMPLE_SMILIES", hide = true, default_value_t = 0)]
    pub sample_smilies: usize,
}

impl Config {
    /// The path of the database file.
    #[must_use]
    pub fn database_file(&self) -> PathBuf {
        let text = self.database.as_str();
        let path = text
            .strip_prefix("sqlite://")
            .or_else(|| text.strip_prefix("sqlite:"))
            .unwrap_or(text);
        PathBuf::from(path)
    }

    /// The rate limits and the link delay.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            flood: Duration::from_secs(self.flood_seconds.into()),
            link_delay: Duration::from_secs(u64::from(self.link_delay_hours) * 60 * 60),
            rate_limited: !self.no_rate_limits,
        }
    }

    /// The public address of the site. Default: the address it listens on.
    #[must_use]
    pub fn public_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.trim().trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.listen),
        }
    }

    /// The folder for mails, used without an SMTP server.
    #[must_use]
    pub fn mail_folder(&self) -> PathBuf {
        match &self.mail_dir {
            Some(folder) => folder.clone(),
            None => self.database_file().with_file_name("mails"),
        }
    }

    /// The folder for the app's files of this and of older releases.
    #[must_use]
    pub fn releases_folder(&self) -> PathBuf {
        self.database_file().with_file_name("releases")
    }

    /// Whether the public address uses TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }

    /// The origins whose pages may send changes, in addition to the origin a request was sent to.
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
    fn defaults_listen_on_loopback_only_without_the_sample() {
        let config = config(&[]);
        assert!(config.listen.ip().is_loopback());
        assert_eq!(config.database_file(), PathBuf::from("data/palabre.sqlite"));
        assert!(!config.sample && !config.is_secure());
        assert!(config.trusted_origins().is_empty());
    }

    #[test]
    fn default_flags_match_default_limits() {
        assert_eq!(config(&[]).limits(), Limits::default());
    }

    #[test]
    fn database_accepts_a_path_or_a_sqlite_url() {
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
    fn trailing_slashes_of_origins_are_ignored() {
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
