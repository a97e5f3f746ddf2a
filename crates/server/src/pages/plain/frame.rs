//! Header and footer of a plain page, as the app's `src/components/site.rs` draws them.

use maud::{Markup, html};
use palabre_contract::Capabilities;

use super::{
    field::icon,
    sign_out::{FORM, sign_out_form},
};
use crate::pages::{back::encoded, reader::Reader};

/// What every plain page shows besides its content.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Frame<'a> {
    /// The name of the site.
    pub(in crate::pages) site: &'a str,
    /// The public address of the site, without a trailing slash.
    pub(in crate::pages) public_url: &'a str,
    /// What the engine can do. Links to what it lacks are not shown.
    pub(in crate::pages) capabilities: Capabilities,
    /// Who reads the page.
    pub(in crate::pages) reader: &'a Reader,
}

/// A page with the site's header and footer around it.
pub(super) fn framed(frame: &Frame<'_>, main: &Markup) -> Markup {
    let texts = frame.reader.texts.site();
    html! {
        div class="site" {
            a class="skip-link" href="#content" { (texts.skip) }
            header class="site-header" {
                a class="site-header__brand" href="/" {
                    img src="/favicon.svg" alt="" width="28" height="28";
                    (frame.site)
                }
                nav class="site-header__tools" aria-label=(texts.site) {
                    (identity(frame))
                    // Reserves the width of the app's buttons for theme and language.
                    span class="button site-header__later" data-variant="quiet icon" aria-hidden="true" { (icon("auto-theme")) }
                    span class="button site-header__later" data-variant="quiet" aria-hidden="true" {
                        (if frame.reader.texts.language == "fr" { "EN" } else { "FR" })
                    }
                }
            }
            main class="page" id="content" tabindex="-1" { div class="loaded" { (main) } }
            footer class="site-footer" {
                @if frame.capabilities.moderation { a href="/new-forum" { (texts.create_forum) } }
                a href="/preferences" { (texts.preferences) }
                span { (texts.powered_by) }
            }
        }
    }
}

/// The account and a button to sign out, or a link to sign in.
fn identity(frame: &Frame<'_>) -> Markup {
    let texts = frame.reader.texts.site();
    html! {
        @if let Some(account) = &frame.reader.account {
            a class="button site-header__me" data-variant="quiet" href="/account"
                title={ (texts.account_prefix) (account.pseudo) } {
                (icon("user"))
                span { (account.pseudo) }
            }
            @if let Some(csrf) = &frame.reader.csrf {
                button class="button site-header__out" data-variant="quiet" type="submit" form=(FORM) { (texts.sign_out) }
                (sign_out_form(csrf, &frame.reader.back))
            }
        } @else if frame.capabilities.sessions {
            a class="button" data-variant="quiet" href={ "/sign-in?back=" (encoded(&frame.reader.back)) } { (texts.sign_in) }
        }
    }
}
