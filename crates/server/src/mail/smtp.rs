//! Sends a mail to an SMTP server (RFC 5321), with a timeout for each reply and one for the whole exchange.
//!
//! lettre's own transport has a timeout for the connection attempt only; it waits forever for the other replies.

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

/// Timeouts for an SMTP server.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// For each reply but the last. Connection, greeting and the reply to EHLO count as one.
    pub step: Duration,
    /// For the reply to the mail itself. Giving up before the server has replied may send the mail twice, so this
    /// is long (RFC 5321, 4.5.3.2.6).
    pub acceptance: Duration,
    /// For the whole exchange.
    pub whole: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            step: Duration::from_secs(60),
            acceptance: Duration::from_secs(10 * 60),
            whole: Duration::from_secs(12 * 60),
        }
    }
}

/// An SMTP server and how to connect to it.
pub struct SmtpServer {
    host: String,
    port: u16,
    encryption: Encryption,
    client_id: ClientId,
    credentials: Option<Credentials>,
    timeouts: Timeouts,
}

enum Encryption {
    None,
    /// STARTTLS if the server offers it.
    Opportunistic(TlsParameters),
    /// STARTTLS, or the mail is not sent.
    Required(TlsParameters),
    /// TLS from the first byte on.
    Implicit(TlsParameters),
}

/// Why a mail was not sent.
#[derive(Debug)]
pub(super) enum Failure {
    /// The server rejected it, or the connection failed.
    Smtp(Error),
    /// The server did not reply in time.
    Timeout {
        /// The command without a reply.
        step: &'static str,
        /// The timeout.
        limit: Duration,
    },
    /// The server lacks an SMTP extension that the mail needs.
    Unsupported(&'static str),
}

impl Failure {
    /// The reply code, if the server replied.
    pub(super) fn code(&self) -> Option<Code> {
        match self {
            Self::Smtp(error) => error.status(),
            Self::Timeout { .. } | Self::Unsupported(_) => None,
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
            Self::Timeout { step, limit } => {
                write!(f, "no reply to {step} within {limit:?}")
            }
            Self::Unsupported(what) => write!(f, "the mail server does not support {what}"),
        }
    }
}

/// The reply to a step, or [`Failure::Timeout`] after `limit`.
async fn within<T>(
    limit: Duration,
    step: &'static str,
    reply: impl Future<Output = Result<T, Error>>,
) -> Result<T, Failure> {
    match timeout(limit, reply).await {
        Ok(reply) => Ok(reply?),
        Err(_) => Err(Failure::Timeout { step, limit }),
    }
}

impl SmtpServer {
    /// Parses `smtp://user:password@mail.example.org:587/name-for-ehlo?tls=required`. `tls` is `required` or
    /// `opportunistic`; `smtps:` uses TLS from the first byte on.
    ///
    /// # Errors
    /// A message that says what is wrong with the URL.
    pub(super) fn parse(address: &str) -> Result<Self, String> {
        let url = Url::parse(address).map_err(|error| error.to_string())?;
        let host = url.host_str().ok_or("it has no host name")?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let tls = || TlsParameters::new(host.to_owned()).map_err(|error| error.to_string());
        let wanted = url.query_pairs().find(|(name, _)| name == "tls");
        let wanted = wanted.map(|(_, value)| value);
        let (encryption, port) = match (url.scheme(), wanted.as_deref()) {
            ("smtp", None) => (Encryption::None, 25),
            ("smtp", Some("opportunistic")) => (Encryption::Opportunistic(tls()?), 587),
            ("smtp", Some("required")) => (Encryption::Required(tls()?), 587),
            ("smtps", _) => (Encryption::Implicit(tls()?), 465),
            ("smtp", Some(other)) => {
                return Err(format!("tls={other} is neither required nor opportunistic"));
            }
            (scheme, _) => return Err(format!("the scheme {scheme}: is not smtp: or smtps:")),
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
            client_id: if name.is_empty() {
                ClientId::default()
            } else {
                ClientId::Domain(name.to_owned())
            },
            credentials,
            timeouts: Timeouts::default(),
        })
    }

    pub(super) fn set_timeouts(&mut self, timeouts: Timeouts) {
        self.timeouts = timeouts;
    }

    /// Sends a mail.
    ///
    /// # Errors
    /// The server did not accept the mail, or did not confirm it in time.
    pub(super) async fn send(&self, message: &Message) -> Result<(), Failure> {
        let limit = self.timeouts.whole;
        let exchanged = timeout(limit, self.exchange(message)).await;
        let (connection, outcome) = exchanged.map_err(|_| Failure::Timeout {
            step: "the whole exchange",
            limit,
        })??;
        // The outcome is final, so nothing waits for the connection to close.
        if !matches!(outcome, Err(Failure::Timeout { .. })) {
            let step = self.timeouts.step;
            tokio::spawn(async move {
                let mut connection = connection;
                let _ = timeout(step, connection.abort()).await;
            });
        }
        outcome
    }

    /// Connects and sends the mail. Returns the connection and the server's decision.
    async fn exchange(
        &self,
        message: &Message,
    ) -> Result<(AsyncSmtpConnection, Result<(), Failure>), Failure> {
        let mut connection = self.connect().await?;
        let outcome = self.transact(&mut connection, message).await;
        Ok((connection, outcome))
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        let step = self.timeouts.step;
        let implicit_tls = match &self.encryption {
            Encryption::Implicit(tls) => Some(tls.clone()),
            _ => None,
        };
        let connecting = AsyncSmtpConnection::connect_tokio1(
            (self.host.as_str(), self.port),
            // Per IP address, so that an unreachable one leaves time for the others.
            Some(step / 4),
            &self.client_id,
            implicit_tls,
            None,
        );
        let mut connection = within(step, "the connection", connecting).await?;
        let tls = match &self.encryption {
            Encryption::Required(tls) => Some(tls),
            Encryption::Opportunistic(tls) if connection.can_starttls() => Some(tls),
            _ => None,
        };
        if let Some(tls) = tls {
            let secured = connection.starttls(tls.clone(), &self.client_id);
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
        let step = self.timeouts.step;
        let envelope = message.envelope();
        let bytes = message.formatted();
        let offers = |extension| connection.server_info().supports_feature(extension);
        let mut parameters = Vec::new();
        let mut addresses = envelope.to().iter().chain(envelope.from());
        if addresses.any(|address| !address.to_string().is_ascii()) {
            if !offers(Extension::SmtpUtfEight) {
                return Err(Failure::Unsupported("non-ASCII addresses (SMTPUTF8)"));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !bytes.is_ascii() {
            if !offers(Extension::EightBitMime) {
                return Err(Failure::Unsupported("non-ASCII text (8BITMIME)"));
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
        within(self.timeouts.acceptance, "the mail", accepted).await?;
        Ok(())
    }
}

fn decoded(text: &str) -> Result<String, String> {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    decoded
        .map(Into::into)
        .map_err(|_| "its user or password is not UTF-8".to_owned())
}
