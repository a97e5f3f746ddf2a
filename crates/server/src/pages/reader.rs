//! Who reads a page, and in which language.

use axum::http::{HeaderMap, Uri};
use palabre_contract::Account;

use super::{Pages, address::query, back, plain::Texts, texts};
use crate::forum::{Secret, Visitor};

/// What every plain page shows of its reader.
pub(super) struct Reader {
    /// Who is signed in.
    pub(super) account: Option<Account>,
    /// The session's form token, if somebody is signed in.
    pub(super) csrf: Option<String>,
    /// The texts in the language that the account chose, otherwise in that of the browser.
    pub(super) texts: Texts,
    /// The page to return to: the one in the address, otherwise this page.
    pub(super) back: String,
}

impl Pages {
    /// The reader of a page.
    pub(super) async fn reader(&self, visitor: &Visitor, uri: &Uri, headers: &HeaderMap) -> Reader {
        // A page is still readable while the database cannot tell who is signed in.
        let account = self.engine.account(visitor).await.unwrap_or_default();
        let language = account
            .as_ref()
            .and_then(|account| account.preferences.language.as_deref());
        let token = visitor.token.as_ref().filter(|_| account.is_some());
        let here = || {
            uri.path_and_query()
                .map_or("/", |at| at.as_str())
                .to_owned()
        };
        Reader {
            csrf: token.map(Secret::form_token),
            texts: language.map_or_else(|| texts(headers), Texts::accepted),
            back: back_in(uri).unwrap_or_else(here),
            account,
        }
    }
}

/// The page to return to in an address, if it is one of this site.
pub(super) fn back_in(uri: &Uri) -> Option<String> {
    back::local(&parameter(uri, "back")?)
}

/// A parameter of the query, decoded.
pub(super) fn parameter(uri: &Uri, name: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(query(uri, name)?);
    Some(decoded.decode_utf8_lossy().into_owned())
}
