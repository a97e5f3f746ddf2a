//! Why a call failed.

use palabre_contract::{Problem, ProblemKind};

/// Why a call failed.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// The server was not reached, or the response was cut off. The request may have taken effect.
    Network,
    /// A part of the bundle could not be loaded: no network, or a newer release replaced it.
    Part,
    /// The response does not match the contract: a proxy's page, or another version of the server.
    Decode,
    /// The server refused, with this reason.
    Rejected(Box<Problem>),
}

impl ApiError {
    /// Whether the server refused for this reason.
    pub fn is(&self, kind: ProblemKind) -> bool {
        matches!(self, Self::Rejected(problem) if problem.kind == kind)
    }
}

#[cfg(any(feature = "split-app", feature = "split-elements"))]
impl From<leptos::wasm_split::SplitLoaderError> for ApiError {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self::Part
    }
}
