//! Where mails are handed over: an SMTP server, or a folder.

use std::{fs, io, path::PathBuf};

use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

/// Hands mails over.
pub enum Transport {
    /// To an SMTP server.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
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
        let rest = address.split_once("://").map_or("", |(_, rest)| rest);
        let host = rest.rsplit('@').next().unwrap_or_default();
        let is_here = ["127.", "localhost", "[::1]"]
            .into_iter()
            .any(|start| host.starts_with(start));
        let address = if address.starts_with("smtp:") && !is_here && !address.contains('?') {
            format!("{}?tls=opportunistic", address.trim_end_matches('/'))
        } else {
            address.to_owned()
        };
        AsyncSmtpTransport::<Tokio1Executor>::from_url(&address)
            .map(|builder| Self::Smtp(builder.build()))
            .map_err(|error| NotATransport(error.to_string()))
    }

    /// Hands a mail over. `number` names its file, where it goes to a folder.
    pub async fn send(&self, message: Message, number: i64) -> Outcome {
        match self {
            Self::Smtp(server) => match server.send(message).await {
                Ok(_) => Outcome::Taken,
                Err(error) if error.is_permanent() => Outcome::Never(error.to_string()),
                Err(error) => Outcome::Later(error.to_string()),
            },
            Self::Folder(folder) => {
                let folder = folder.clone();
                let written = tokio::task::spawn_blocking(move || write(&folder, &message, number));
                match written.await {
                    Ok(Ok(())) => Outcome::Taken,
                    Ok(Err(error)) => Outcome::Later(error.to_string()),
                    Err(error) => Outcome::Later(error.to_string()),
                }
            }
        }
    }
}

/// Writes beside its place first: whoever reads the folder sees whole mails only.
fn write(folder: &std::path::Path, message: &Message, number: i64) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let unfinished = folder.join(format!(".{number}.part"));
    fs::write(&unfinished, message.formatted())?;
    fs::rename(unfinished, folder.join(format!("{number:08}.eml")))
}

#[cfg(test)]
mod tests {
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
}
