//! Where mails are handed over: an SMTP server, or a folder.

use std::{
    fs, io,
    net::IpAddr,
    path::{Path, PathBuf},
};

use lettre::{Message, transport::smtp::response::Code};

use super::smtp::{Patience, SmtpServer};

/// Hands mails over.
pub enum Transport {
    /// To an SMTP server.
    Smtp(SmtpServer),
    /// To a folder: one `.eml` file a mail.
    Folder(PathBuf),
}

/// What became of a mail that was handed over.
#[derive(Debug)]
pub enum Outcome {
    /// It was taken.
    Taken,
    /// It was not, and may be later.
    Later(String),
    /// It never will be.
    Never(String),
}

/// The text does not name an SMTP server.
#[derive(Debug)]
pub struct NotATransport(String);

impl std::fmt::Display for NotATransport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "--smtp (PALABRE_SMTP) does not name a mail server: {}. Write it as smtp://user:password@mail.example.org:587 or smtps://mail.example.org.",
            self.0
        )
    }
}

impl std::error::Error for NotATransport {}

impl Transport {
    /// The SMTP server at that address. Over `smtp:` TLS is used where the server offers it, but for one
    /// on this very machine.
    ///
    /// # Errors
    /// [`NotATransport`]
    pub fn smtp(address: &str) -> Result<Self, NotATransport> {
        let address = if address.starts_with("smtp:") && !is_here(address) && !address.contains('?')
        {
            format!("{}?tls=opportunistic", address.trim_end_matches('/'))
        } else {
            address.to_owned()
        };
        SmtpServer::parse(&address)
            .map(Self::Smtp)
            .map_err(NotATransport)
    }

    /// The same with other limits for the answers of an SMTP server.
    #[must_use]
    pub fn with_patience(mut self, patience: Patience) -> Self {
        if let Self::Smtp(server) = &mut self {
            server.set_patience(patience);
        }
        self
    }

    /// Hands a mail over. `name` is its file's, without `.eml`, where it goes to a folder.
    pub async fn send(&self, message: Message, name: String) -> Outcome {
        match self {
            Self::Smtp(server) => match server.send(&message).await {
                Ok(()) => Outcome::Taken,
                Err(failure) if failure.code().is_some_and(refuses_the_mail) => {
                    Outcome::Never(failure.to_string())
                }
                Err(failure) => Outcome::Later(failure.to_string()),
            },
            Self::Folder(folder) => {
                let folder = folder.clone();
                let written = tokio::task::spawn_blocking(move || write(&folder, &message, &name));
                match written.await {
                    Ok(Ok(())) => Outcome::Taken,
                    Ok(Err(error)) => Outcome::Later(error.to_string()),
                    Err(error) => Outcome::Later(error.to_string()),
                }
            }
        }
    }
}

/// Whether the host of that address is this very machine.
fn is_here(address: &str) -> bool {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
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

/// Whether that answer is about the mail: its address is none (501), or the recipient or what it says is
/// refused (55x). Any other answer, to a wrong password above all, is the operator's to mend, and no mail is
/// lost meanwhile.
fn refuses_the_mail(code: Code) -> bool {
    matches!(u16::from(code), 501 | 550..=559)
}

/// Writes beside its place first: whoever reads the folder sees whole mails only.
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
    async fn an_address_that_is_none_says_how_to_write_one() {
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
    fn only_this_machine_is_spared_encryption() {
        for here in [
            "smtp://127.0.0.1:2525",
            "smtp://localhost",
            "smtp://[::1]:25",
            "smtp://a:b@localhost:25/name",
        ] {
            assert!(is_here(here), "{here}");
        }
        for elsewhere in [
            "smtp://127.example.org",
            "smtp://localhost.example.org:25",
            "smtp://localhost:secret@example.org",
            "smtp://192.0.2.1",
        ] {
            assert!(!is_here(elsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn a_refused_recipient_is_final_and_a_wrong_password_is_not() {
        let refuses = |answer: &str| {
            let answer: Response = answer.parse().unwrap();
            refuses_the_mail(answer.code())
        };
        for last in ["501 bad address\r\n", "550 no such box\r\n", "554 spam\r\n"] {
            assert!(refuses(last), "{last}");
        }
        for other in [
            "535 wrong password\r\n",
            "530 sign in\r\n",
            "421 busy\r\n",
            "450 later\r\n",
        ] {
            assert!(!refuses(other), "{other}");
        }
    }
}
