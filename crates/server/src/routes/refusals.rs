//! Refusals that many operations share, for their descriptions.

use std::collections::BTreeMap;

use palabre_contract::Problem;
use utoipa::{
    IntoResponses, ToSchema,
    openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder},
};

const FOREIGN: (u16, &str) = (403, "The request comes from a foreign page");
const SLOW: (u16, &str) = (408, "The body did not arrive in time");
const BUSY: (u16, &str) = (503, "Overloaded; nothing was stored");

/// Those of every operation that changes something.
pub(super) struct ChangeRefusals;

impl IntoResponses for ChangeRefusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[FOREIGN, BUSY])
    }
}

/// Those of every operation that is sent JSON.
pub(super) struct JsonRefusals;

impl IntoResponses for JsonRefusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[
            (400, "Not JSON, or not of this shape"),
            FOREIGN,
            SLOW,
            (413, "More than 256 KiB"),
            (415, "Not application/json"),
            BUSY,
        ])
    }
}

fn problems(refusals: &[(u16, &str)]) -> BTreeMap<String, RefOr<Response>> {
    let content = || {
        let schema = Ref::from_schema_name(Problem::name());
        ContentBuilder::new().schema(Some(schema)).build()
    };
    refusals
        .iter()
        .map(|(status, description)| {
            let response = ResponseBuilder::new()
                .description(*description)
                .content("application/problem+json", content())
                .build();
            (status.to_string(), RefOr::T(response))
        })
        .collect()
}
