//! Error responses: problem details (RFC 9457), sent as `application/problem+json`.

use serde::{Deserialize, Serialize};

use crate::{ids::PostId, rules::Breach};

/// The kind of a problem. In JSON it is the member `type`: a relative reference under `/problems/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ProblemKind {
    /// 400: the request is not JSON, or not the JSON that this address expects.
    #[serde(rename = "/problems/malformed")]
    Malformed,
    /// 422: well-formed, but it breaks a rule; `breaches` lists the broken rules.
    #[serde(rename = "/problems/invalid")]
    Invalid,
    /// 401: there is no account with this pseudo and password. Does not tell which of them is wrong, so that nobody
    /// can find out which accounts exist.
    #[serde(rename = "/problems/wrong-credentials")]
    WrongCredentials,
    /// 401: the request requires a session.
    #[serde(rename = "/problems/sign-in-required")]
    SignInRequired,
    /// 403: the topic accepts no replies.
    #[serde(rename = "/problems/topic-locked")]
    TopicLocked,
    /// 403: the account does not have this permission.
    #[serde(rename = "/problems/forbidden")]
    Forbidden,
    /// 403: the request comes from a page of a site that this server does not trust (stops request forgery).
    #[serde(rename = "/problems/foreign-origin")]
    ForeignOrigin,
    /// 404: nothing exists at this address, or the visitor may not know that it does.
    #[serde(rename = "/problems/not-found")]
    NotFound,
    /// 405: this address does not support the method.
    #[serde(rename = "/problems/method-not-allowed")]
    MethodNotAllowed,
    /// 408: the request did not arrive in time; nothing of it was stored.
    #[serde(rename = "/problems/too-slow")]
    TooSlow,
    /// 409: somebody else has changed it in the meantime; nothing of this change was stored.
    #[serde(rename = "/problems/changed-meanwhile")]
    ChangedMeanwhile,
    /// 409: the form was shown for one account, but another one is signed in; nothing was stored.
    #[serde(rename = "/problems/other-account")]
    OtherAccount,
    /// 410: the link from a mail has been used or has expired.
    #[serde(rename = "/problems/link-expired")]
    LinkExpired,
    /// 413: the request is larger than the API accepts.
    #[serde(rename = "/problems/too-large")]
    TooLarge,
    /// 415: the `Content-Type` is not the one that this address accepts, usually `application/json`.
    #[serde(rename = "/problems/not-json")]
    NotJson,
    /// 400: a post without a valid `Idempotency-Key` header.
    #[serde(rename = "/problems/key-required")]
    KeyRequired,
    /// 422: the `Idempotency-Key` was used for a different post; `post` is the id of that one.
    #[serde(rename = "/problems/key-reused")]
    KeyReused,
    /// 422: the image has an unsupported format or size, or cannot be decoded.
    #[serde(rename = "/problems/not-a-picture")]
    NotAPicture,
    /// 429: too soon after the last post; `retry_after` is the time to wait.
    #[serde(rename = "/problems/too-soon")]
    TooSoon,
    /// 429: a rate limit was exceeded; `retry_after` is the time to wait.
    #[serde(rename = "/problems/too-many-attempts")]
    TooManyAttempts,
    /// 500: an error in the server; nothing was stored.
    #[serde(rename = "/problems/internal")]
    Internal,
    /// 501: the forum engine behind this server does not have this feature; `capabilities` of the session says which ones
    /// it has.
    #[serde(rename = "/problems/not-supported")]
    NotSupported,
    /// 503: the server or its database is overloaded; nothing was stored.
    #[serde(rename = "/problems/unavailable")]
    Unavailable,
}

impl ProblemKind {
    /// The HTTP status of the response.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed | Self::KeyRequired => 400,
            Self::WrongCredentials | Self::SignInRequired => 401,
            Self::TopicLocked | Self::Forbidden | Self::ForeignOrigin => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::ChangedMeanwhile | Self::OtherAccount => 409,
            Self::TooSlow => 408,
            Self::LinkExpired => 410,
            Self::TooLarge => 413,
            Self::NotJson => 415,
            Self::Invalid | Self::KeyReused | Self::NotAPicture => 422,
            Self::TooSoon | Self::TooManyAttempts => 429,
            Self::Internal => 500,
            Self::NotSupported => 501,
            Self::Unavailable => 503,
        }
    }

    /// A short English title, the same for every occurrence. The app shows its own message, in the user's language.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Malformed => "The request is malformed",
            Self::Invalid => "The request breaks a rule",
            Self::WrongCredentials => "Pseudo or password is wrong",
            Self::SignInRequired => "Sign-in required",
            Self::TopicLocked => "The topic is locked",
            Self::Forbidden => "Not allowed",
            Self::TooSlow => "The request did not arrive in time",
            Self::ChangedMeanwhile => "Changed in the meantime",
            Self::OtherAccount => "Another account is signed in",
            Self::LinkExpired => "The link has expired",
            Self::NotAPicture => "The image cannot be used",
            Self::TooSoon => "Too soon after the last post",
            Self::ForeignOrigin => "The origin is not allowed",
            Self::NotFound => "Not found",
            Self::MethodNotAllowed => "Method not allowed",
            Self::TooLarge => "The request is too large",
            Self::NotJson => "The request is not JSON",
            Self::KeyRequired => "An idempotency key is required",
            Self::KeyReused => "The idempotency key was used for another request",
            Self::TooManyAttempts => "Too many attempts",
            Self::Internal => "Internal error",
            Self::NotSupported => "Not supported by this forum",
            Self::Unavailable => "Temporarily unavailable",
        }
    }
}

/// An error response. `type`, `title`, `status` and `detail` are members of RFC 9457, the others extensions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The kind of problem.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// [`ProblemKind::title`].
    pub title: String,
    /// [`ProblemKind::status`].
    pub status: u16,
    /// What is wrong in this case and how to fix it, in English, for developers of clients.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The broken rules. Empty unless the kind is [`ProblemKind::Invalid`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaches: Vec<Breach>,
    /// Seconds to wait before the next attempt, as in the `Retry-After` header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// The post that the idempotency key was used for, if the kind is [`ProblemKind::KeyReused`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
}

impl Problem {
    /// A problem of that kind, without details.
    #[must_use]
    pub fn new(kind: ProblemKind) -> Self {
        Self {
            kind,
            title: kind.title().into(),
            status: kind.status(),
            detail: None,
            breaches: Vec::new(),
            retry_after: None,
            post: None,
        }
    }

    /// The same problem, with a `detail`.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The problem of a request that breaks rules.
    #[must_use]
    pub fn invalid(breaches: Vec<Breach>) -> Self {
        Self {
            breaches,
            ..Self::new(ProblemKind::Invalid)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_members_are_left_out_of_the_json() {
        assert_eq!(
            serde_json::to_string(&Problem::new(ProblemKind::TopicLocked)).unwrap(),
            r#"{"type":"/problems/topic-locked","title":"The topic is locked","status":403}"#
        );
    }
}
