//! The JSON of a broken rule: a flat object with the field, the code of the fault and its limits.
//!
//! Written by hand, because serde parses flattened and internally tagged enums through a buffer for arbitrary JSON, which
//! adds several kilobytes to the browser app.

use serde::{Deserialize, Serialize};

use super::{Fault, Field};

/// One broken rule.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub(super) struct Breach {
    /// The field.
    field: Field,
    /// What is wrong with it.
    code: Code,
    /// The minimum number of characters, with `too_short`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    min: Option<u32>,
    /// The maximum number of characters with `too_long`, or of lines with `too_many_lines`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max: Option<u32>,
    /// The actual number of characters, with `too_long`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    actual: Option<u32>,
}

/// How a rule was broken.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = Fault))]
#[serde(rename_all = "snake_case")]
enum Code {
    Empty,
    TooShort,
    TooLong,
    ForbiddenCharacter,
    MixedScripts,
    TooManyLines,
    Malformed,
    Taken,
    TooCommon,
    Unknown,
}

impl From<super::Breach> for Breach {
    fn from(breach: super::Breach) -> Self {
        let (code, min, max, actual) = match breach.fault {
            Fault::Empty => (Code::Empty, None, None, None),
            Fault::TooShort { min } => (Code::TooShort, Some(min), None, None),
            Fault::TooLong { max, actual } => (Code::TooLong, None, Some(max), Some(actual)),
            Fault::ForbiddenCharacter => (Code::ForbiddenCharacter, None, None, None),
            Fault::MixedScripts => (Code::MixedScripts, None, None, None),
            Fault::TooManyLines { max } => (Code::TooManyLines, None, Some(max), None),
            Fault::Malformed => (Code::Malformed, None, None, None),
            Fault::Taken => (Code::Taken, None, None, None),
            Fault::TooCommon => (Code::TooCommon, None, None, None),
            Fault::Unknown => (Code::Unknown, None, None, None),
        };
        Self {
            field: breach.field,
            code,
            min,
            max,
            actual,
        }
    }
}

impl From<Breach> for super::Breach {
    fn from(breach: Breach) -> Self {
        let fault = match breach.code {
            Code::Empty => Fault::Empty,
            Code::TooShort => Fault::TooShort {
                min: breach.min.unwrap_or_default(),
            },
            Code::TooLong => Fault::TooLong {
                max: breach.max.unwrap_or_default(),
                actual: breach.actual.unwrap_or_default(),
            },
            Code::ForbiddenCharacter => Fault::ForbiddenCharacter,
            Code::MixedScripts => Fault::MixedScripts,
            Code::TooManyLines => Fault::TooManyLines {
                max: breach.max.unwrap_or_default(),
            },
            Code::Malformed => Fault::Malformed,
            Code::Taken => Fault::Taken,
            Code::TooCommon => Fault::TooCommon,
            Code::Unknown => Fault::Unknown,
        };
        Self {
            field: breach.field,
            fault,
        }
    }
}

#[cfg(feature = "openapi")]
mod schema {
    use std::borrow::Cow;

    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{RefOr, Schema},
    };

    use super::super::Breach;

    impl PartialSchema for Breach {
        fn schema() -> RefOr<Schema> {
            super::Breach::schema()
        }
    }

    impl ToSchema for Breach {
        fn name() -> Cow<'static, str> {
            Cow::Borrowed("Breach")
        }

        fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
            super::Breach::schemas(schemas);
        }
    }
}
