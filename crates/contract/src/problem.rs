//! Every refusal, as problem details (RFC 9457), served as `application/problem+json`.

use serde::{Deserialize, Serialize};

use crate::{ids::PostId, rules::Breach};

/// Which problem it is. On the wire, the `type` member: a relative reference under `/problems/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ProblemKind {
    /// 400: not JSON, or not of the shape that the API takes.
    #[serde(rename = "/problems/malformed")]
    Malformed,
    /// 422: well-formed, but a rule is broken; `breaches` says which.
    #[serde(rename = "/problems/invalid")]
    Invalid,
    /// 401: no account goes by this pseudo and password. The same whichever of them is wrong.
    #[serde(rename = "/problems/wrong-credentials")]
    WrongCredentials,
    /// 401: only for those who are signed in.
    #[serde(rename = "/problems/sign-in-required")]
    SignInRequired,
    /// 403: the topic takes no replies.
    #[serde(rename = "/problems/topic-locked")]
    TopicLocked,
    /// 403: whoever asks may not do this here.
    #[serde(rename = "/problems/forbidden")]
    Forbidden,
    /// 403: sent from a page that this server does not trust.
    #[serde(rename = "/problems/foreign-origin")]
    ForeignOrigin,
    /// 404: nothing stands at this address.
    #[serde(rename = "/problems/not-found")]
    NotFound,
    /// 405: the address is right, the method is not.
    #[serde(rename = "/problems/method-not-allowed")]
    MethodNotAllowed,
    /// 408: the request did not arrive in time; nothing of it was stored.
    #[serde(rename = "/problems/too-slow")]
    TooSlow,
    /// 409: changed meanwhile by somebody else; nothing of this change was stored.
    #[serde(rename = "/problems/changed-meanwhile")]
    ChangedMeanwhile,
    /// 409: written as one account, but sent while another one is signed in; nothing was stored.
    #[serde(rename = "/problems/other-account")]
    OtherAccount,
    /// 410: the link in a mail was used already, or has run out.
    #[serde(rename = "/problems/link-expired")]
    LinkExpired,
    /// 413: the request is larger than anything the API takes.
    #[serde(rename = "/problems/too-large")]
    TooLarge,
    /// 415: the request's body is not what this address takes, which is `application/json` nearly
    /// everywhere.
    #[serde(rename = "/problems/not-json")]
    NotJson,
    /// 400: a reply without a usable `Idempotency-Key` header.
    #[serde(rename = "/problems/key-required")]
    KeyRequired,
    /// 422: the `Idempotency-Key` was used for another reply; `post` is what became of that one.
    #[serde(rename = "/problems/key-reused")]
    KeyReused,
    /// 422: not a picture that is taken, or not one that can be read.
    #[serde(rename = "/problems/not-a-picture")]
    NotAPicture,
    /// 429: the last post of this account is too fresh; `retry_after` says when the next is taken.
    #[serde(rename = "/problems/too-soon")]
    TooSoon,
    /// 429: too often; `retry_after` says when to come back.
    #[serde(rename = "/problems/too-many-attempts")]
    TooManyAttempts,
    /// 500: the server's own fault; nothing was stored.
    #[serde(rename = "/problems/internal")]
    Internal,
    /// 503: the server or its database is overloaded; nothing was stored.
    #[serde(rename = "/problems/unavailable")]
    Unavailable,
}

impl ProblemKind {
    /// The HTTP status it is answered with.
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
            Self::Unavailable => 503,
        }
    }

    /// A short English title, the same for every occurrence. People are told in their own language,
    /// by the app.
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
            Self::ChangedMeanwhile => "Changed meanwhile",
            Self::OtherAccount => "Another account is signed in",
            Self::LinkExpired => "The link has expired",
            Self::NotAPicture => "Not a picture that is taken",
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
            Self::Unavailable => "Temporarily unavailable",
        }
    }
}

/// A refusal. `type`, `title`, `status` and `detail` are RFC 9457's; the rest are its extensions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Which problem it is.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// [`ProblemKind::title`].
    pub title: String,
    /// [`ProblemKind::status`].
    pub status: u16,
    /// What is wrong this time and what to do, in English, for whoever writes a client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The rules that were broken; empty unless the kind is [`ProblemKind::Invalid`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaches: Vec<Breach>,
    /// Seconds to wait before the next try; also in the `Retry-After` header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// The post that the idempotency key was used for, with [`ProblemKind::KeyReused`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
}

impl Problem {
    /// The problem of that kind, with nothing more to say.
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

    /// The same, with what is wrong this time.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The problem of a request that breaks these rules.
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
    fn a_problem_says_only_what_it_has_to_say() {
        assert_eq!(
            serde_json::to_string(&Problem::new(ProblemKind::TopicLocked)).unwrap(),
            r#"{"type":"/problems/topic-locked","title":"The topic is locked","status":403}"#
        );
    }
}
