//! All errors of the server, and their conversion to problem documents (RFC 9457).
//!
//! Internal causes are logged here and never sent to clients.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use palabre_contract::{Breach, PostId, Problem, ProblemKind};

/// Why a request was rejected or failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not JSON, or not of the expected shape. The text is for developers of clients.
    #[error("malformed request: {0}")]
    Malformed(String),
    /// Well-formed, but violates these rules.
    #[error("invalid: {0:?}")]
    Invalid(Vec<Breach>),
    /// The pseudo does not exist, or the password is wrong.
    #[error("wrong credentials")]
    WrongCredentials,
    /// Nobody is signed in.
    #[error("sign-in required")]
    SignInRequired,
    /// The topic accepts no replies.
    #[error("the topic is locked")]
    TopicLocked,
    /// The link in a mail was already used, or has expired.
    #[error("link expired")]
    LinkExpired,
    /// The visitor is not allowed to do this.
    #[error("forbidden")]
    Forbidden,
    /// The forum would be left without an administrator.
    #[error("the last administrator cannot be removed")]
    LastAdministrator,
    /// Changed by somebody else since the client read it.
    #[error("changed in the meantime")]
    ChangedMeanwhile,
    /// Sent from a page of another site.
    #[error("foreign origin")]
    ForeignOrigin,
    /// There is nothing at this address, or nothing that the visitor may know of.
    #[error("not found")]
    NotFound,
    /// The forum engine lacks the capability that the request needs.
    #[error("not supported by the forum engine")]
    NotSupported,
    /// The address does not support this method.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// The body exceeds its size limit.
    #[error("request too large")]
    TooLarge,
    /// The body did not arrive in time.
    #[error("request too slow")]
    TooSlow,
    /// Request bodies already use all the memory that the server reserves for them.
    #[error("too many request bodies in flight")]
    Overloaded,
    /// The body is not `application/json`.
    #[error("not JSON")]
    NotJson,
    /// The body is not `application/x-www-form-urlencoded`.
    #[error("not a form")]
    NotForm,
    /// The content type is not that of a supported picture format.
    #[error("not a picture's content type")]
    NotAPictureType,
    /// The picture is unsupported, damaged or too large. The text says which.
    #[error("not a picture: {0}")]
    NotAPicture(String),
    /// A reply without a usable `Idempotency-Key`. The text says what is wrong with it.
    #[error("idempotency key required: {0}")]
    KeyRequired(String),
    /// The `Idempotency-Key` was already used for a different reply.
    #[error("idempotency key reused")]
    KeyReused {
        /// The post that was created with the key.
        post: PostId,
    },
    /// Written as one account while another one is signed in.
    #[error("another account is signed in")]
    OtherAccount,
    /// The last post of the account, or of the guest's network, is too recent.
    #[error("too soon, retry in {retry_after} s")]
    TooSoon {
        /// Seconds until the next post is accepted.
        retry_after: u32,
    },
    /// Too many attempts to sign in, or too many posts or forums recently.
    #[error("too many attempts, retry in {retry_after} s")]
    TooManyAttempts {
        /// Seconds until the next attempt is accepted.
        retry_after: u32,
    },
    /// The database failed, permanently or temporarily.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The database can be read but not written.
    #[error("the database is not writable")]
    NotWritable,
    /// A bug or a broken invariant. The text is for the log.
    #[error("internal: {0}")]
    Internal(String),
}

/// `Retry-After` in seconds while the database is busy, full or read-only.
const DATABASE_RETRY_AFTER: u32 = 2;

/// `Retry-After` in seconds for [`Error::Overloaded`]: by then stalled uploads have been cut off.
const BODIES_RETRY_AFTER: u32 = 10;

impl Error {
    /// The problem document. Logs internal causes.
    pub(crate) fn problem(self) -> Problem {
        if matches!(self, Self::Database(_) | Self::Internal(_)) {
            tracing::error!(error = %self, "request failed");
        }
        match self {
            Self::Malformed(detail) => Problem::new(ProblemKind::Malformed).detail(detail),
            Self::Invalid(breaches) => Problem::invalid(breaches),
            Self::WrongCredentials => Problem::new(ProblemKind::WrongCredentials),
            Self::SignInRequired => Problem::new(ProblemKind::SignInRequired)
                .detail("Sign in at /api/session first, or send credentials with the post."),
            Self::TopicLocked => Problem::new(ProblemKind::TopicLocked),
            Self::LinkExpired => Problem::new(ProblemKind::LinkExpired),
            Self::Forbidden => Problem::new(ProblemKind::Forbidden),
            Self::LastAdministrator => Problem::new(ProblemKind::Forbidden)
                .detail("A forum needs an administrator: give another account that role first."),
            Self::ChangedMeanwhile => Problem::new(ProblemKind::ChangedMeanwhile)
                .detail("Fetch the post again, and send its `edited_at` as `seen`."),
            Self::ForeignOrigin => Problem::new(ProblemKind::ForeignOrigin).detail(
                "This server accepts changes only from its own pages and from origins that its operator allows.",
            ),
            Self::NotFound => Problem::new(ProblemKind::NotFound),
            Self::NotSupported => Problem::new(ProblemKind::NotSupported)
                .detail("`capabilities` at /api/session are the features that this forum has."),
            Self::MethodNotAllowed => Problem::new(ProblemKind::MethodNotAllowed),
            Self::TooLarge => Problem::new(ProblemKind::TooLarge).detail(format!(
                "A request body has at most {} bytes, an avatar {}.",
                crate::routes::BODY_LIMIT,
                crate::pictures::AVATAR_BYTES
            )),
            Self::TooSlow => Problem::new(ProblemKind::TooSlow)
                .detail("Send the body within 30 seconds, without a pause of 10 seconds or more."),
            Self::Overloaded => Problem {
                retry_after: Some(BODIES_RETRY_AFTER),
                ..Problem::new(ProblemKind::Unavailable)
            },
            Self::NotJson => Problem::new(ProblemKind::NotJson)
                .detail("Send the body with Content-Type: application/json."),
            Self::NotForm => Problem::new(ProblemKind::NotJson)
                .detail("Send the form with Content-Type: application/x-www-form-urlencoded."),
            Self::NotAPictureType => Problem::new(ProblemKind::NotJson).detail(
                "Send the picture itself as the body, with its own Content-Type: image/png, image/gif or image/webp; for an avatar also image/jpeg.",
            ),
            Self::NotAPicture(detail) => Problem::new(ProblemKind::NotAPicture).detail(detail),
            Self::KeyRequired(detail) => Problem::new(ProblemKind::KeyRequired).detail(detail),
            Self::KeyReused { post } => Problem {
                post: Some(post),
                ..Problem::new(ProblemKind::KeyReused)
                    .detail("Generate a new Idempotency-Key for every reply; reuse one only to retry the same reply.")
            },
            Self::OtherAccount => Problem::new(ProblemKind::OtherAccount)
                .detail("Read /api/session to learn who is signed in, and let the author choose the account."),
            Self::TooSoon { retry_after } => Problem {
                retry_after: Some(retry_after),
                ..Problem::new(ProblemKind::TooSoon)
            },
            Self::TooManyAttempts { retry_after } => Problem {
                retry_after: Some(retry_after),
                ..Problem::new(ProblemKind::TooManyAttempts)
            },
            Self::Database(error) if is_temporary(&error) => Problem {
                retry_after: Some(DATABASE_RETRY_AFTER),
                ..Problem::new(ProblemKind::Unavailable)
            },
            Self::NotWritable => Problem {
                retry_after: Some(DATABASE_RETRY_AFTER),
                ..Problem::new(ProblemKind::Unavailable)
            }
            .detail("The forum is read-only at the moment."),
            Self::Database(_) | Self::Internal(_) => Problem::new(ProblemKind::Internal),
        }
    }
}

/// Whether the same statement may succeed later: the database was busy, its disk was full or read-only, or all
/// its connections were in use.
fn is_temporary(error: &sqlx::Error) -> bool {
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
        // `pages::problem_page` shows it as a page after a form of a plain page.
        response.extensions_mut().insert(problem);
        response
    }
}
