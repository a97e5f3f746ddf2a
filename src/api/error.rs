//! Why an answer did not come.

use palabre_contract::{Problem, ProblemKind};

/// What went wrong between a call and its answer.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// The server was not reached, or its answer broke off. Whether it acted is not known.
    Network,
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
