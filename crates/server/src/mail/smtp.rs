//! Handing a mail to an SMTP server (RFC 5321), with a limit for each answer and for the whole.
//!
//! lettre's own transport limits only the connection attempt: it waits for the other answers for ever.

use std::{fmt, time::Duration};

use lettre::{
    Message,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
        response::Code,
    },
};
use tokio::time::timeout;
use url::Url;

/// How long an SMTP server may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For each answer but the last. The connection, the greeting and the answer to EHLO count as one.
    pub step: Duration,
    /// For the answer to the mail itself. Giving up before the server has answered may send a mail twice, so
    /// this is long (RFC 5321, 4.5.3.2.6).
    pub acceptance: Duration,
    /// For the whole hand-over.
    pub whole: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            step: Duration::from_secs(60),
            acceptance: Duration::from_secs(10 * 60),
            whole: Duration::from_secs(12 * 60),
        }
    }
}

/// An SMTP server, and how to speak to it.
pub struct SmtpServer {
    host: String,
    port: u16,
    encryption: Encryption,
    hello: ClientId,
    credentials: Option<Credentials>,
    patience: Patience,
}

enum Encryption {
    Never,
    /// STARTTLS where the server offers it.
    Offered(TlsParameters),
    /// STARTTLS, or no mail.
    Required(TlsParameters),
    /// TLS from the first byte on.
    Wrapped(TlsParameters),
}

/// Why a mail was not handed over.
#[derive(Debug)]
pub(super) enum Failure {
    /// The server refused it, or the connection failed.
    Smtp(Error),
    /// No answer came in time.
    Silent {
        /// To what.
        step: &'static str,
        /// Within that time.
        limit: Duration,
    },
    /// The server cannot take a mail of that kind.
    Unsupported(&'static str),
}

impl Failure {
    /// The code of the answer, where there was one.
    pub(super) fn code(&self) -> Option<Code> {
        match self {
            Self::Smtp(error) => error.status(),
            Self::Silent { .. } | Self::Unsupported(_) => None,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Smtp(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Smtp(error) => error.fmt(f),
            Self::Silent { step, limit } => {
                write!(f, "no answer to {step} within {limit:?}")
            }
            Self::Unsupported(what) => write!(f, "the mail server does not support {what}"),
        }
    }
}

/// The result of a step, or its absence within the limit.
async fn within<T>(
    limit: Duration,
    step: &'static str,
    answer: impl Future<Output = Result<T, Error>>,
) -> Result<T, Failure> {
    match timeout(limit, answer).await {
        Ok(answer) => Ok(answer?),
        Err(_) => Err(Failure::Silent { step, limit }),
    }
}

impl SmtpServer {
    /// The server of an address: `smtp://user:password@mail.example.org:587/name-for-ehlo?tls=required`.
    /// `tls` is `required` or `opportunistic`; `smtps:` uses TLS from the first byte on.
    ///
    /// # Errors
    /// What is wrong with the address, in words.
    pub(super) fn parse(address: &str) -> Result<Self, String> {
        let url = Url::parse(address).map_err(|error| error.to_string())?;
        let host = url.host_str().ok_or("it names no host")?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let tls = || TlsParameters::new(host.to_owned()).map_err(|error| error.to_string());
        let wanted = url.query_pairs().find(|(name, _)| name == "tls");
        let wanted = wanted.map(|(_, value)| value);
        let (encryption, port) = match (url.scheme(), wanted.as_deref()) {
            ("smtp", None) => (Encryption::Never, 25),
            ("smtp", Some("opportunistic")) => (Encryption::Offered(tls()?), 587),
            ("smtp", Some("required")) => (Encryption::Required(tls()?), 587),
            ("smtps", _) => (Encryption::Wrapped(tls()?), 465),
            ("smtp", Some(other)) => return Err(format!("tls={other} is not known")),
            (scheme, _) => return Err(format!("{scheme}: is not a kind of mail server")),
        };
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(
                decoded(url.username())?,
                decoded(password)?,
            )),
            None => None,
        };
        let name = url.path().trim_matches('/');
        Ok(Self {
            host: host.to_owned(),
            port: url.port().unwrap_or(port),
            encryption,
            hello: if name.is_empty() {
                ClientId::default()
            } else {
                ClientId::Domain(name.to_owned())
            },
            credentials,
            patience: Patience::default(),
        })
    }

    pub(super) fn set_patience(&mut self, patience: Patience) {
        self.patience = patience;
    }

    /// Hands a mail over.
    ///
    /// # Errors
    /// The server has not taken it, or has not said in time that it did.
    pub(super) async fn send(&self, message: &Message) -> Result<(), Failure> {
        let limit = self.patience.whole;
        let handed = timeout(limit, self.hand_over(message)).await;
        let (connection, outcome) = handed.map_err(|_| Failure::Silent {
            step: "the whole hand-over",
            limit,
        })??;
        // Taken or refused, it is decided: saying goodbye changes nothing, and nobody waits for it.
        if !matches!(outcome, Err(Failure::Silent { .. })) {
            let step = self.patience.step;
            tokio::spawn(async move {
                let mut connection = connection;
                let _ = timeout(step, connection.abort()).await;
            });
        }
        outcome
    }

    /// The connection, and what the server said of the mail.
    async fn hand_over(
        &self,
        message: &Message,
    ) -> Result<(AsyncSmtpConnection, Result<(), Failure>), Failure> {
        let mut connection = self.connect().await?;
        let outcome = self.transact(&mut connection, message).await;
        Ok((connection, outcome))
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        let step = self.patience.step;
        let wrapper = match &self.encryption {
            Encryption::Wrapped(tls) => Some(tls.clone()),
            _ => None,
        };
        let connecting = AsyncSmtpConnection::connect_tokio1(
            (self.host.as_str(), self.port),
            // Of each of its addresses, so that one that does not answer leaves time for the others.
            Some(step / 4),
            &self.hello,
            wrapper,
            None,
        );
        let mut connection = within(step, "the connection", connecting).await?;
        let tls = match &self.encryption {
            Encryption::Required(tls) => Some(tls),
            Encryption::Offered(tls) if connection.can_starttls() => Some(tls),
            _ => None,
        };
        if let Some(tls) = tls {
            let secured = connection.starttls(tls.clone(), &self.hello);
            within(step, "STARTTLS", secured).await?;
        }
        if let Some(credentials) = &self.credentials {
            let signed_in = connection.auth(DEFAULT_MECHANISMS, credentials);
            within(step, "AUTH", signed_in).await?;
        }
        Ok(connection)
    }

    async fn transact(
        &self,
        connection: &mut AsyncSmtpConnection,
        message: &Message,
    ) -> Result<(), Failure> {
        let step = self.patience.step;
        let envelope = message.envelope();
        let bytes = message.formatted();
        let offers = |extension| connection.server_info().supports_feature(extension);
        let mut parameters = Vec::new();
        let mut addresses = envelope.to().iter().chain(envelope.from());
        if addresses.any(|address| !address.to_string().is_ascii()) {
            if !offers(Extension::SmtpUtfEight) {
                return Err(Failure::Unsupported("addresses beyond ASCII (SMTPUTF8)"));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !bytes.is_ascii() {
            if !offers(Extension::EightBitMime) {
                return Err(Failure::Unsupported("text beyond ASCII (8BITMIME)"));
            }
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let from = Mail::new(envelope.from().cloned(), parameters);
        within(step, "MAIL", connection.command(from)).await?;
        for recipient in envelope.to() {
            let to = Rcpt::new(recipient.clone(), Vec::new());
            within(step, "RCPT", connection.command(to)).await?;
        }
        within(step, "DATA", connection.command(Data)).await?;
        let accepted = connection.message(&bytes);
        within(self.patience.acceptance, "the mail", accepted).await?;
        Ok(())
    }
}

fn decoded(text: &str) -> Result<String, String> {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    decoded
        .map(Into::into)
        .map_err(|_| "its user or password is not UTF-8".to_owned())
}
