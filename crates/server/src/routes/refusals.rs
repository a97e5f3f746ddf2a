//! Errors that many operations share, for the OpenAPI document.
//!
//! An operation names sets of errors in its `responses`. A line with a more specific description, after the sets,
//! replaces the description for its status. [`add_problem_bodies`] adds the body, the same for all errors.

use std::collections::BTreeMap;

use palabre_contract::Problem;
use utoipa::{
    IntoResponses, ToSchema,
    openapi::{
        ContentBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder,
        path::{Operation, PathItem},
    },
};

/// Defines sets of errors as types for the `responses` of an operation.
macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident { $($status:literal: $description:literal,)+ })+) => {$(
        $(#[$doc])*
        pub(super) struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                describe(&[$(($status, $description)),+])
            }
        }
    )+};
}

refusals! {
    /// Operations with a JSON body.
    JsonRefusals {
        "400": "Not JSON, or not of the expected shape",
        "403": "A page of another site sent the request",
        "408": "The body did not arrive in time",
        "413": "More than 256 KiB",
        "415": "Not application/json",
        "501": "The forum does not support this",
        "503": "Overloaded; nothing was stored",
    }
    /// Operations with a picture as their body. The maximum size (413) differs.
    PictureRefusals {
        "400": "The body is incomplete",
        "403": "A page of another site sent the request",
        "408": "The body did not arrive in time",
        "415": "None of these content types",
        "422": "The picture cannot be decoded",
        "501": "The forum does not support this",
        "503": "Overloaded; nothing was stored",
    }
    /// Changes without a body.
    ChangeRefusals {
        "403": "A page of another site sent the request",
        "501": "The forum does not support this",
        "503": "Overloaded; nothing was stored",
    }
    /// Operations that read, and that not every forum supports.
    NotSupported {
        "501": "The forum does not support this",
    }
    /// Operations that store a post, in addition to [`JsonRefusals`].
    PostRefusals {
        "400": "No valid `Idempotency-Key`, not JSON, or not of the expected shape",
        "401": "Nobody is signed in, or the credentials are wrong",
        "409": "Written as another account than the one that is signed in; nothing was stored",
        "429": "Too soon after the last post, too many posts recently, or too many attempts to sign in",
    }
    /// Operations that read the content of a forum.
    ReadRefusals {
        "401": "The forum can only be read by accounts",
        "404": "Does not exist, or is hidden from the visitor",
    }
    /// Operations of an account.
    SignInRequired {
        "401": "Nobody is signed in",
    }
    /// Operations that ask for the password again.
    PasswordRequired {
        "401": "Nobody is signed in, or the password is wrong",
    }
    /// Operations in a forum.
    ForumNotFound {
        "404": "The forum does not exist, or is hidden from the visitor",
    }
    /// Operations with a token from a mail.
    LinkExpired {
        "410": "The link was already used, or has expired",
    }
    /// Operations whose input has rules.
    Invalid {
        "422": "A rule is broken",
    }
    /// Operations with a rate limit.
    TooManyAttempts {
        "429": "Too many attempts in a short time",
    }
}

fn describe(refusals: &[(&str, &str)]) -> BTreeMap<String, RefOr<Response>> {
    refusals
        .iter()
        .map(|(status, description)| {
            let response = ResponseBuilder::new().description(*description).build();
            ((*status).to_owned(), RefOr::T(response))
        })
        .collect()
}

/// Gives every error response of the document its body: a problem document (RFC 9457).
pub(super) fn add_problem_bodies(document: &mut OpenApi) {
    let items = document.paths.paths.values_mut();
    for (status, response) in items
        .flat_map(operations)
        .flat_map(|operation| &mut operation.responses.responses)
    {
        if status.starts_with(['4', '5'])
            && let RefOr::T(response) = response
        {
            let schema = Ref::from_schema_name(Problem::name());
            let content = ContentBuilder::new().schema(Some(schema)).build();
            let media_type = "application/problem+json".to_owned();
            response.content.insert(media_type, content.into());
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [
        &mut item.get,
        &mut item.post,
        &mut item.put,
        &mut item.patch,
        &mut item.delete,
    ]
    .into_iter()
    .flatten()
}
