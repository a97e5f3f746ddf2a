//! Why an answer did not come.

use palabre_contract::{Problem, ProblemKind};

/// What went wrong between a call and its answer.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// The server was not reached, or its answer broke off. Whether it acted is not known.
    Network,
    /// A part of the bundle could not be loaded: no network, or a newer release has replaced it.
    Part,
    /// The answer is not what the contract says: a proxy's page, another version.
    Decode,
    /// The server refused, and said why.
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
