//! The reply form of plain pages: it posts without the app, and answers every refusal with a page.

use std::{fs, time::Duration};

use axum::http::{Method, StatusCode};
use palabre_contract::{MessageIcon, ProblemKind, ThreadPage};
use palabre_server::{assets::Assets, forum::Limits, routes::SessionCookie};
use url::form_urlencoded::Serializer;

use crate::site::{CLOCK_TOPIC, KEY, OTHER_KEY, Request, Response, Site, UNLIMITED};

const FORM: &str = "/t/1/reply";
const TEXT: &str = "Bonsoir </textarea><script>alert(1)</script> & \u{1f333}";
const ESCAPED: &str =
    "Bonsoir &lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; \u{1f333}";
const BASILE: [(&str, &str); 2] = [("pseudo", "Basile"), ("password", "palabre-basile")];

fn assets() -> Assets {
    let folder = tempfile::tempdir().unwrap();
    let index = include_str!("../../../../index.html");
    fs::write(folder.path().join("index.html"), index).unwrap();
    Assets::load(folder.path()).unwrap()
}

async fn site() -> Site {
    Site::with(SessionCookie::new(false), assets()).await
}

fn encoded(fields: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(fields).finish()
}

fn form(path: &str, fields: &[(&str, &str)]) -> Request {
    let content_type = "application/x-www-form-urlencoded";
    Request::bytes(Method::POST, path, content_type, encoded(fields).into())
}

fn html(response: &Response) -> String {
    assert_eq!(
        response.header("content-type"),
        "text/html; charset=utf-8",
        "{response:?}"
    );
    String::from_utf8(response.body.to_vec()).unwrap()
}

/// The value of a hidden field.
fn hidden(html: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let (_, rest) = html
        .split_once(&start)
        .unwrap_or_else(|| panic!("no {name} in {html}"));
    rest.split_once('"').unwrap().0.to_owned()
}

/// The hidden fields of the form that a signed-in visitor gets.
async fn fields(site: &Site, cookie: &str) -> [(&'static str, String); 3] {
    let page = html(
        &site
            .send(Request::new(Method::GET, FORM).with("cookie", cookie))
            .await,
    );
    ["key", "writer", "csrf"].map(|name| (name, hidden(&page, name)))
}

fn with<'a>(
    fields: &'a [(&'static str, String)],
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let fields = fields.iter().map(|(name, value)| (*name, value.as_str()));
    fields.chain(more.iter().copied()).collect()
}

async fn posts(site: &Site) -> Vec<palabre_contract::Post> {
    site.get(CLOCK_TOPIC).await.json::<ThreadPage>().posts
}

/// The refusal is a page with this status, and nothing was posted.
async fn refused(site: &Site, response: &Response, status: StatusCode) -> String {
    assert_eq!(response.status, status, "{response:?}");
    assert_eq!(posts(site).await.len(), 2);
    assert!(response.header("set-cookie").is_empty());
    html(response)
}

#[tokio::test]
async fn thread_and_reply_page_contain_the_form() {
    let site = site().await;
    for path in ["/t/1", FORM] {
        let page = html(&site.get(path).await);
        for part in [
            "id=\"plain-form\"",
            "action=\"/t/1/reply\"",
            "name=\"pseudo\"",
            "name=\"password\"",
            "S’inscrire\u{202f}?",
            "Mot de passe perdu\u{202f}?",
            "value=\"thumbs-up\"",
            "name=\"notify\"",
            "name=\"no_smilies\"",
            "name=\"signature\"",
            "id=\"reply-body\"",
        ] {
            assert!(page.contains(part), "{path} {part}");
        }
        assert!(!page.contains("name=\"csrf\""), "{path}");
        let other = html(&site.get(path).await);
        assert_ne!(
            hidden(&page, "key"),
            hidden(&other, "key"),
            "a key for each page"
        );
    }
    assert!(html(&site.get(FORM).await).contains("Dernières réponses"));
    let locked = html(&site.get("/t/2").await);
    assert!(locked.contains("Ce sujet est verrouillé") && !locked.contains("plain-form"));
}

#[tokio::test]
async fn signed_in_visitor_posts_once_with_every_option() {
    let site = site().await;
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    let fields = fields(&site, &cookie).await;
    let reply = [
        ("body", "Bonsoir\r\n[b]à tous[/b]"),
        ("icon", "thumbs-up"),
        ("no_smilies", "1"),
    ];
    for _ in 0..2 {
        let response = site
            .send(form(FORM, &with(&fields, &reply)).with("cookie", &cookie))
            .await;
        assert_eq!(response.status, StatusCode::SEE_OTHER, "{response:?}");
        assert_eq!(response.header("location"), "/t/1#p4");
    }
    let posts = posts(&site).await;
    assert_eq!(posts.len(), 3);
    let post = &posts[2];
    assert_eq!(post.body, "Bonsoir\n[b]à tous[/b]");
    assert_eq!(
        (post.icon, post.smilies),
        (Some(MessageIcon::ThumbsUp), false)
    );
    assert_eq!((&*post.author.pseudo, &post.signature), ("Anaïs", &None));
}

#[tokio::test]
async fn credentials_in_the_form_open_a_session() {
    let site = site().await;
    let reply = [&BASILE[..], &[("key", KEY), ("body", "Bonsoir")]].concat();
    let response = site.send(form(FORM, &reply)).await;
    assert_eq!(response.status, StatusCode::SEE_OTHER);
    let page = site
        .send(Request::new(Method::GET, "/t/1").with("cookie", &response.cookie()))
        .await;
    assert!(html(&page).contains("<strong class=\"field__value\">Basile</strong>"));
}

#[tokio::test]
async fn guest_posts_with_a_name_only_where_guests_may() {
    let site = site().await;
    let reply = [
        ("key", KEY),
        ("body", TEXT),
        ("pseudo", " Passant "),
        ("password", ""),
        ("notify", "1"),
    ];
    let page = refused(
        &site,
        &site.send(form(FORM, &reply)).await,
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
    assert!(page.contains("Indiquez votre mot de passe."), "{page}");
    sqlx::query("UPDATE forums SET writers = 'guest'")
        .execute(&site.pool().await)
        .await
        .unwrap();
    for _ in 0..2 {
        assert_eq!(
            site.send(form(FORM, &reply)).await.status,
            StatusCode::SEE_OTHER
        );
    }
    let posts = posts(&site).await;
    assert_eq!((posts.len(), &*posts[2].author.pseudo), (3, "Passant"));
}

#[tokio::test]
async fn session_posts_only_with_its_own_token() {
    let site = site().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let other = site.sign_in("Basile", "palabre-basile").await;
    let [key, writer, _] = fields(&site, &cookie).await;
    let (_, foreign) = &fields(&site, &other).await[2];
    for token in ["", "00", foreign] {
        let reply = with(
            &[key.clone(), writer.clone()],
            &[("body", TEXT), ("icon", "idea")],
        )
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect::<Vec<_>>();
        let mut reply: Vec<(&str, &str)> = reply
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .collect();
        reply.push(("csrf", token));
        let response = site.send(form(FORM, &reply).with("cookie", &cookie)).await;
        let page = refused(&site, &response, StatusCode::FORBIDDEN).await;
        assert!(page.contains("Votre session a changé"), "{page}");
        assert!(
            page.contains(ESCAPED) && page.contains("value=\"idea\" checked"),
            "{page}"
        );
        assert_eq!(hidden(&page, "key"), key.1, "the key is kept");
    }
}

#[tokio::test]
async fn form_of_another_site_is_refused_with_a_page() {
    let site = site().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let fields = fields(&site, &cookie).await;
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let request = form(FORM, &with(&fields, &[("body", "Bonsoir")]));
        let response = site
            .send(request.with("cookie", &cookie).with(name, value))
            .await;
        let page = refused(&site, &response, StatusCode::FORBIDDEN).await;
        assert!(page.contains("Il n’est pas possible de publier depuis cette page."));
    }
}

#[tokio::test]
async fn refusal_keeps_text_and_choices_but_never_the_password() {
    let site = site().await;
    let reply = [
        ("key", KEY),
        ("pseudo", "Basile \"le grand\""),
        ("password", "hunter2-secret"),
        ("body", TEXT),
        ("icon", "flag"),
        ("notify", "1"),
        ("signature", "1"),
    ];
    let page = refused(
        &site,
        &site.send(form(FORM, &reply)).await,
        StatusCode::UNAUTHORIZED,
    )
    .await;
    assert!(!page.contains("hunter2"), "{page}");
    assert!(page.contains("Pseudo ou mot de passe incorrect."));
    for part in [
        ESCAPED,
        "value=\"Basile &quot;le grand&quot;\"",
        "value=\"flag\" checked",
        "name=\"notify\" value=\"1\" checked",
        "name=\"signature\" value=\"1\" checked",
        "aria-describedby=\"password-fault\" aria-invalid=\"true\" autofocus",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("name=\"no_smilies\" value=\"1\" checked"));
    assert_eq!(hidden(&page, "key"), KEY);
}

#[tokio::test]
async fn each_broken_rule_is_named_at_its_field() {
    let site = site().await;
    let long = "é".repeat(60_001);
    for (field, value, message) in [
        ("body", " \n", "Votre message est vide."),
        (
            "body",
            &long,
            "Votre message compte 60\u{202f}001 caractères",
        ),
        (
            "pseudo",
            "B",
            "Un pseudo doit compter au moins 2 caractères.",
        ),
    ] {
        let mut reply = vec![(field, value), ("key", KEY)];
        let rest = [BASILE[0], BASILE[1], ("body", "Bonsoir")];
        reply.extend(rest.into_iter().filter(|(name, _)| *name != field));
        let response = site.send(form(FORM, &reply)).await;
        let page = refused(&site, &response, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(page.contains(message), "{message}");
        assert!(page.contains(value), "{field} is kept");
    }
}

#[tokio::test]
async fn longest_text_of_the_api_fits_the_form_and_larger_bodies_are_refused() {
    let site = site().await;
    let longest = "\u{1f333}".repeat(60_000);
    let reply = [&BASILE[..], &[("key", KEY), ("body", &longest)]].concat();
    assert_eq!(
        site.send(form(FORM, &reply)).await.status,
        StatusCode::SEE_OTHER
    );
    let site = self::site().await;
    let huge = "a".repeat(768 * 1024);
    let page = refused(
        &site,
        &site.send(form(FORM, &[("body", &huge)])).await,
        StatusCode::PAYLOAD_TOO_LARGE,
    )
    .await;
    assert!(
        page.contains("Le message est trop long.") && page.contains("Revenez à la page précédente")
    );
    // Not sent by a form: the answer is for developers.
    site.send(Request::post(FORM, "{}"))
        .await
        .assert_problem(ProblemKind::NotJson);
    let many = "a=1&".repeat(65);
    let many = Request::bytes(
        Method::POST,
        FORM,
        "application/x-www-form-urlencoded",
        many.into(),
    );
    refused(&site, &site.send(many).await, StatusCode::BAD_REQUEST).await;
}

#[tokio::test]
async fn form_without_a_key_gets_one() {
    let site = site().await;
    for key in ["", "1"] {
        let reply = [&BASILE[..], &[("key", key), ("body", TEXT)]].concat();
        let page = refused(
            &site,
            &site.send(form(FORM, &reply)).await,
            StatusCode::BAD_REQUEST,
        )
        .await;
        assert!(page.contains(ESCAPED));
        assert_eq!(hidden(&page, "key").len(), 36);
    }
}

#[tokio::test]
async fn reused_key_gets_a_new_one_only_for_another_text() {
    let site = site().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let fields = fields(&site, &cookie).await;
    let send = async |more: &[(&str, &str)]| {
        let more: Vec<_> = more.to_vec();
        site.send(form(FORM, &with(&fields, &more)).with("cookie", &cookie))
            .await
    };
    assert_eq!(
        send(&[("body", "Bonsoir")]).await.status,
        StatusCode::SEE_OTHER
    );
    for (reply, is_new) in [
        (&[("body", "Bonsoir"), ("notify", "1")][..], false),
        (&[("body", "Bonjour")], true),
    ] {
        let response = send(reply).await;
        assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = html(&response);
        assert!(
            page.contains("Une version précédente")
                && page.contains("href=\"/t/1#p4\">La consulter")
        );
        assert_eq!(hidden(&page, "key") != fields[0].1, is_new, "{reply:?}");
        assert_eq!(page.contains("Pour publier aussi ce texte"), is_new);
    }
    assert_eq!(posts(&site).await.len(), 3);
}

#[tokio::test]
async fn form_of_another_account_says_who_is_signed_in() {
    let site = site().await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    let of_basile = fields(&site, &basile).await;
    let guest = [
        ("key", KEY),
        ("pseudo", "Basile"),
        ("password", ""),
        ("body", TEXT),
    ];
    for reply in [with(&of_basile, &[("body", TEXT)]), guest.to_vec()] {
        let response = site.send(form(FORM, &reply).with("cookie", &anais)).await;
        let page = refused(&site, &response, StatusCode::CONFLICT).await;
        assert!(
            page.contains("Vous êtes connecté en tant que Anaïs") && page.contains(ESCAPED),
            "{page}"
        );
        assert_eq!(
            (&*hidden(&page, "writer"), hidden(&page, "key")),
            ("1", reply[0].1.to_owned())
        );
    }
    // The session ended: the text is kept, and the form has fields to sign in.
    let response = site
        .send(form(FORM, &with(&of_basile, &[("body", TEXT)])))
        .await;
    let page = refused(&site, &response, StatusCode::UNAUTHORIZED).await;
    assert!(page.contains("Vous n’êtes plus connecté.") && page.contains(ESCAPED));
    assert!(page.contains("name=\"pseudo\""));
}

#[tokio::test]
async fn text_for_a_locked_or_missing_topic_can_be_copied() {
    let site = site().await;
    let reply = [&BASILE[..], &[("key", KEY), ("body", TEXT)]].concat();
    for (path, status) in [
        ("/t/2/reply", StatusCode::FORBIDDEN),
        ("/t/99/reply", StatusCode::NOT_FOUND),
    ] {
        let response = site.send(form(path, &reply)).await;
        let page = refused(&site, &response, status).await;
        assert!(
            page.contains("Votre message non envoyé") && page.contains(ESCAPED),
            "{page}"
        );
        assert!(!page.contains("plain-form"));
    }
}

#[tokio::test]
async fn rate_limits_say_how_long_to_wait() {
    let limits = Limits {
        flood: Duration::from_secs(15),
        ..UNLIMITED
    };
    let site = Site::limited_with(limits, assets()).await;
    let reply = |key| [&BASILE[..], &[("key", key), ("body", TEXT)]].concat();
    assert_eq!(
        site.send(form(FORM, &reply(KEY))).await.status,
        StatusCode::SEE_OTHER
    );
    site.clock.advance(Duration::from_millis(500));
    let response = site.send(form(FORM, &reply(OTHER_KEY))).await;
    assert_eq!(response.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(response.header("retry-after"), "15");
    let page = html(&response);
    assert!(
        page.contains("dans 15 secondes") && page.contains(ESCAPED),
        "{page}"
    );
    let wrong = [
        ("pseudo", "Anaïs"),
        ("password", "faux"),
        ("key", OTHER_KEY),
        ("body", TEXT),
    ];
    let mut response = site.send(form(FORM, &wrong)).await;
    for _ in 0..20 {
        response = site.send(form(FORM, &wrong)).await;
    }
    assert_eq!(response.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(html(&response).contains("Trop de tentatives. Réessayez dans"));
}

#[tokio::test]
async fn sign_out_requires_the_token_and_returns_only_within_the_site() {
    let site = site().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let [.., (_, csrf)] = fields(&site, &cookie).await;
    let sign_out = |csrf: &str, back: &str| {
        site.send(form("/sign-out", &[("csrf", csrf), ("back", back)]).with("cookie", &cookie))
    };
    let response = sign_out("", "/t/1").await;
    assert_eq!(response.status, StatusCode::FORBIDDEN);
    assert!(html(&response).contains("Votre envoi n’a pas abouti"));
    let response = sign_out(&csrf, "/t/1?page=1").await;
    assert_eq!(
        (response.status, response.header("location")),
        (StatusCode::SEE_OTHER, "/t/1?page=1")
    );
    assert!(response.header("set-cookie").contains("Max-Age=0"));
    let page = site
        .send(Request::new(Method::GET, "/t/1").with("cookie", &cookie))
        .await;
    assert!(html(&page).contains("name=\"pseudo\""));
    let response = sign_out(&csrf, "//evil.example/").await;
    assert_eq!(response.header("location"), "/");
}

#[tokio::test]
async fn form_is_in_the_accepted_language() {
    let site = site().await;
    let reply = [&BASILE[..], &[("key", KEY), ("body", "")]].concat();
    let response = site
        .send(form(FORM, &reply).with("accept-language", "en"))
        .await;
    let page = html(&response);
    for text in [
        "Your message is empty.",
        "60,000 characters at most",
        "Latest replies",
        "Forgot your password?",
    ] {
        assert!(page.contains(text), "{text}");
    }
}
