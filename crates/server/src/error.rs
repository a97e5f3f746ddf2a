//! Every way in which a request can fail, and the one place where that becomes a problem document.
//!
//! Causes are logged here and never sent: what a database says is nobody else's business.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use palabre_contract::{Breach, PostId, Problem, ProblemKind};

/// Why a request was refused, or failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not JSON, or not of the shape that the API takes. The text says what, for who writes a client.
    #[error("malformed request: {0}")]
    Malformed(String),
    /// Well-formed, but these rules are broken.
    #[error("rules broken: {0:?}")]
    Invalid(Vec<Breach>),
    /// No account goes by this pseudo and password.
    #[error("wrong credentials")]
    WrongCredentials,
    /// Nobody is signed in.
    #[error("sign-in required")]
    SignInRequired,
    /// The topic takes no replies.
    #[error("the topic is locked")]
    TopicLocked,
    /// The link in a mail was used already, or has run out.
    #[error("link expired")]
    LinkExpired,
    /// Whoever asks may not do this here.
    #[error("forbidden")]
    Forbidden,
    /// The forum would be left without an administrator.
    #[error("the last administrator")]
    LastAdministrator,
    /// Changed by somebody else since it was seen.
    #[error("changed meanwhile")]
    ChangedMeanwhile,
    /// Sent from a page of another site.
    #[error("foreign origin")]
    ForeignOrigin,
    /// Nothing stands there.
    #[error("not found")]
    NotFound,
    /// The address does not take this method.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// The body is larger than anything the API takes.
    #[error("request too large")]
    TooLarge,
    /// The body did not arrive in time.
    #[error("request too slow")]
    TooSlow,
    /// More bodies arrive than the server holds at once.
    #[error("too many bodies in flight")]
    Overloaded,
    /// The body is not `application/json`.
    #[error("not JSON")]
    NotJson,
    /// The body is not said to be a picture of a kind that is taken.
    #[error("not the type of a picture")]
    NotAPictureType,
    /// Not a picture that is taken, or not one that can be read. The text says why.
    #[error("not a picture: {0}")]
    NotAPicture(String),
    /// A reply without a usable `Idempotency-Key`. The text says what is wrong with it.
    #[error("idempotency key required: {0}")]
    KeyRequired(String),
    /// The `Idempotency-Key` was used for another reply.
    #[error("idempotency key reused")]
    KeyReused {
        /// What became of that one.
        post: PostId,
    },
    /// Written as one account, but another one is signed in.
    #[error("another account is signed in")]
    OtherAccount,
    /// The last post of the account, or of the guest's network, is too fresh.
    #[error("too soon, next in {retry_after} s")]
    TooSoon {
        /// Seconds until the next post is taken.
        retry_after: u32,
    },
    /// Too many attempts to sign in, or too many posts or forums of late.
    #[error("too many attempts, next in {retry_after} s")]
    TooManyAttempts {
        /// Seconds until the next attempt is taken.
        retry_after: u32,
    },
    /// The database failed, or refused for the time being.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The database answers, but takes no changes.
    #[error("the database takes no changes")]
    NotWritable,
    /// Something that should not happen. The text is for the log.
    #[error("internal: {0}")]
    Internal(String),
}

/// Seconds to wait before asking a database again that was busy, full or read-only.
const DATABASE_RETRY_AFTER: u32 = 2;

/// Seconds to wait before sending a body again that there was no room for: stalled ones are cut meanwhile.
const BODIES_RETRY_AFTER: u32 = 10;

impl Error {
    fn problem(self) -> Problem {
        match self {
            Self::Malformed(detail) => Problem::new(ProblemKind::Malformed).detail(detail),
            Self::Invalid(breaches) => Problem::invalid(breaches),
            Self::WrongCredentials => Problem::new(ProblemKind::WrongCredentials),
            Self::SignInRequired => Problem::new(ProblemKind::SignInRequired)
                .detail("Sign in at /api/session first, or send credentials with what is written."),
            Self::TopicLocked => Problem::new(ProblemKind::TopicLocked),
            Self::LinkExpired => Problem::new(ProblemKind::LinkExpired),
            Self::Forbidden => Problem::new(ProblemKind::Forbidden),
            Self::LastAdministrator => Problem::new(ProblemKind::Forbidden)
                .detail("A forum keeps an administrator: appoint another one first."),
            Self::ChangedMeanwhile => Problem::new(ProblemKind::ChangedMeanwhile)
                .detail("Get the post again, and send its `edited_at` as `seen`."),
            Self::ForeignOrigin => Problem::new(ProblemKind::ForeignOrigin).detail(
                "This server takes changes from its own pages and from the origins that its operator allows.",
            ),
            Self::NotFound => Problem::new(ProblemKind::NotFound),
            Self::MethodNotAllowed => Problem::new(ProblemKind::MethodNotAllowed),
            Self::TooLarge => Problem::new(ProblemKind::TooLarge).detail(format!(
                "A request body holds at most {} bytes, an avatar {}.",
                crate::routes::BODY_LIMIT,
                crate::pictures::AVATAR_BYTES
            )),
            Self::TooSlow => Problem::new(ProblemKind::TooSlow)
                .detail("Send the body at once: it has 30 seconds, with no pause of 10."),
            Self::Overloaded => Problem {
                retry_after: Some(BODIES_RETRY_AFTER),
                ..Problem::new(ProblemKind::Unavailable)
            },
            Self::NotJson => Problem::new(ProblemKind::NotJson)
                .detail("Send the body with Content-Type: application/json."),
            Self::NotAPictureType => Problem::new(ProblemKind::NotJson).detail(
                "Send the picture itself as the body, with its own Content-Type: image/png, image/gif or image/webp; for an avatar also image/jpeg.",
            ),
            Self::NotAPicture(detail) => Problem::new(ProblemKind::NotAPicture).detail(detail),
            Self::KeyRequired(detail) => Problem::new(ProblemKind::KeyRequired).detail(detail),
            Self::KeyReused { post } => Problem {
                post: Some(post),
                ..Problem::new(ProblemKind::KeyReused)
                    .detail("Mint a new Idempotency-Key for every reply; send the same one only to try the same reply again.")
            },
            Self::OtherAccount => Problem::new(ProblemKind::OtherAccount)
                .detail("Ask at /api/session who is signed in, and let the writer choose the account."),
            Self::TooSoon { retry_after } => Problem {
                retry_after: Some(retry_after),
                ..Problem::new(ProblemKind::TooSoon)
            },
            Self::TooManyAttempts { retry_after } => Problem {
                retry_after: Some(retry_after),
                ..Problem::new(ProblemKind::TooManyAttempts)
            },
            Self::Database(error) if is_passing(&error) => Problem {
                retry_after: Some(DATABASE_RETRY_AFTER),
                ..Problem::new(ProblemKind::Unavailable)
            },
            Self::NotWritable => Problem {
                retry_after: Some(DATABASE_RETRY_AFTER),
                ..Problem::new(ProblemKind::Unavailable)
            }
            .detail("What is stored can be read. Nothing can be written at the moment."),
            Self::Database(_) | Self::Internal(_) => Problem::new(ProblemKind::Internal),
        }
    }
}

/// Whether the database may well take the same statement a little later: it was busy, its disk was
/// full or read-only, or all its connections were in use.
fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => true,
        // https://www.sqlite.org/rescode.html: the low byte of an extended code is the primary one.
        // 5 busy, 6 locked, 8 read-only, 10 I/O error, 13 full, 14 cannot open.
        sqlx::Error::Database(error) => error
            .code()
            .and_then(|code| code.parse::<u32>().ok())
            .is_some_and(|code| matches!(code & 0xff, 5 | 6 | 8 | 10 | 13 | 14)),
        _ => false,
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if matches!(self, Self::Database(_) | Self::Internal(_)) {
            tracing::error!(error = %self, "request failed");
        }
        let problem = self.problem();
        let status =
            StatusCode::from_u16(problem.status).expect("every kind of problem has a valid status");
        let body = serde_json::to_vec(&problem).expect("a problem has only string keys");
        let content_type = HeaderValue::from_static("application/problem+json");
        let mut response = (status, [(header::CONTENT_TYPE, content_type)], body).into_response();
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = problem.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
