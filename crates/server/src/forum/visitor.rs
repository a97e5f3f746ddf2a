//! The sender of a request: [`Visitor`].

use super::{ClientNetwork, Secret};

/// Who sends a request, as stated by the request itself. Nothing in it is verified yet.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The session token: from the cookie, or from the `Authorization` header of a page of another site.
    pub token: Option<Secret>,
    /// The origin of the site in whose page the request was made. `None`: the forum's own pages.
    pub host: Option<String>,
    /// The browser token, if an account has signed in with this browser before.
    pub browser: Option<Secret>,
    /// The network that the request comes from.
    pub network: ClientNetwork,
    /// The `User-Agent` header, cut to 200 characters.
    pub agent: String,
}
