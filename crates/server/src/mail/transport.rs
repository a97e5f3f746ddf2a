//! How mails are sent: to an SMTP server, or to a folder.

use std::{
    fs, io,
    net::IpAddr,
    path::{Path, PathBuf},
};

use lettre::{Message, transport::smtp::response::Code};

use super::smtp::{SmtpServer, Timeouts};

/// Sends mails.
pub enum Transport {
    /// To an SMTP server.
    Smtp(SmtpServer),
    /// To a folder, as one `.eml` file per mail.
    Folder(PathBuf),
}

/// The result of an attempt to send a mail.
#[derive(Debug)]
pub enum Outcome {
    /// The mail was accepted.
    Accepted,
    /// The attempt failed; a later one may succeed.
    Temporary(String),
    /// The mail can never be delivered.
    Permanent(String),
}

/// The text is not the URL of an SMTP server.
#[derive(Debug)]
pub struct InvalidSmtpUrl(String);

impl std::fmt::Display for InvalidSmtpUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "--smtp (PALABRE_SMTP) is not a valid mail server: {}. Write it as smtp://user:password@mail.example.org:587 or smtps://mail.example.org.",
            self.0
        )
    }
}

impl std::error::Error for InvalidSmtpUrl {}

impl Transport {
    /// The SMTP server at that URL. With `smtp:`, TLS is used if the server offers it, except on loopback.
    ///
    /// # Errors
    /// [`InvalidSmtpUrl`]
    pub fn smtp(url: &str) -> Result<Self, InvalidSmtpUrl> {
        let url = if url.starts_with("smtp:") && !is_loopback(url) && !url.contains('?') {
            format!("{}?tls=opportunistic", url.trim_end_matches('/'))
        } else {
            url.to_owned()
        };
        SmtpServer::parse(&url)
            .map(Self::Smtp)
            .map_err(InvalidSmtpUrl)
    }

    /// Sets the timeouts for the replies of an SMTP server.
    #[must_use]
    pub fn with_timeouts(mut self, timeouts: Timeouts) -> Self {
        if let Self::Smtp(server) = &mut self {
            server.set_timeouts(timeouts);
        }
        self
    }

    /// Sends a mail. In a folder, its file is `name` with the extension `.eml`.
    pub async fn send(&self, message: Message, name: String) -> Outcome {
        match self {
            Self::Smtp(server) => match server.send(&message).await {
                Ok(()) => Outcome::Accepted,
                Err(failure) if failure.code().is_some_and(is_permanent) => {
                    Outcome::Permanent(failure.to_string())
                }
                Err(failure) => Outcome::Temporary(failure.to_string()),
            },
            Self::Folder(folder) => {
                let folder = folder.clone();
                let written = tokio::task::spawn_blocking(move || write(&folder, &message, &name));
                match written.await {
                    Ok(Ok(())) => Outcome::Accepted,
                    Ok(Err(error)) => Outcome::Temporary(error.to_string()),
                    Err(error) => Outcome::Temporary(error.to_string()),
                }
            }
        }
    }
}

/// Whether the host of that URL is this machine.
fn is_loopback(url: &str) -> bool {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let rest = rest.split(['/', '?']).next().unwrap_or_default();
    let host = rest.rsplit('@').next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(host) => host.split(']').next(),
        None => host.split(':').next(),
    };
    host.is_some_and(|host| {
        host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
    })
}

/// Whether the reply rejects this mail permanently: its address is invalid (501), or its recipient or content is
/// rejected (55x). All other errors, such as a wrong password, are for the operator to fix, and the mail is kept
/// until then.
fn is_permanent(code: Code) -> bool {
    matches!(u16::from(code), 501 | 550..=559)
}

/// Writes to a temporary name and renames, so that programs that watch the folder see only complete mails.
fn write(folder: &Path, message: &Message, name: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let unfinished = folder.join(format!(".{name}.part"));
    fs::write(&unfinished, message.formatted())?;
    fs::rename(unfinished, folder.join(format!("{name}.eml")))
}

#[cfg(test)]
mod tests {
    use lettre::transport::smtp::response::Response;

    use super::*;

    #[tokio::test]
    async fn the_error_for_an_invalid_smtp_url_shows_the_format() {
        let error = Transport::smtp("mail.example.org").err().unwrap();
        assert!(error.to_string().contains("smtp://user:password@"));
        for address in [
            "smtp://127.0.0.1:2525",
            "smtps://anais:secret@mail.example.org",
            "smtp://mail.example.org:587",
        ] {
            assert!(Transport::smtp(address).is_ok(), "{address}");
        }
    }

    #[test]
    fn only_loopback_hosts_are_exempt_from_encryption() {
        for loopback in [
            "smtp://127.0.0.1:2525",
            "smtp://localhost",
            "smtp://[::1]:25",
            "smtp://a:b@localhost:25/name",
        ] {
            assert!(is_loopback(loopback), "{loopback}");
        }
        for remote in [
            "smtp://127.example.org",
            "smtp://localhost.example.org:25",
            "smtp://localhost:secret@example.org",
            "smtp://192.0.2.1",
        ] {
            assert!(!is_loopback(remote), "{remote}");
        }
    }

    #[test]
    fn a_rejected_recipient_is_permanent_and_a_wrong_password_is_not() {
        let is_permanent = |reply: &str| {
            let reply: Response = reply.parse().unwrap();
            is_permanent(reply.code())
        };
        for permanent in ["501 bad address\r\n", "550 no such box\r\n", "554 spam\r\n"] {
            assert!(is_permanent(permanent), "{permanent}");
        }
        for temporary in [
            "535 wrong password\r\n",
            "530 sign in\r\n",
            "421 busy\r\n",
            "450 later\r\n",
        ] {
            assert!(!is_permanent(temporary), "{temporary}");
        }
    }
}
