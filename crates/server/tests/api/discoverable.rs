//! What search engines and previews of links read: status codes, the head of pages, `robots.txt`, `sitemap.xml`.

use axum::http::{Method, StatusCode};

use crate::site::{Request, Site};

/// Texts that occur only in the forum `atelier`, its topics and posts.
const SECRETS: [&str; 5] = ["L'atelier", "répare", "horloge", "minuit", "/f/atelier"];

#[tokio::test]
async fn address_without_a_page_returns_404_with_a_page_that_links_home() {
    let site = Site::with_pages().await;
    for path in [
        "/zzz",
        "/f/nothing",
        "/f/nothing/settings",
        "/f/atelier/nothing",
        "/f/atelier?after=forged",
        "/t/99999",
        "/t/99999/reply",
        "/t/1?page=99",
        "/t/x",
        "/p/99999",
        "/p/99999/edit",
        "/zzz/../f",
    ] {
        let (status, html) = site.html(path, "").await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert!(html.contains("<h1>Page introuvable</h1>"), "{path}: {html}");
        assert!(html.contains("<a href=\"/\">Tous les forums</a>"), "{path}");
        assert!(html.contains("content=\"noindex\""), "{path}");
        assert!(!html.contains("rel=\"canonical\""), "{path}");
    }
    for path in [
        "/",
        "/f/atelier",
        "/f/atelier/new",
        "/t/1",
        "/t/1/reply",
        "/sign-in",
        "/confirm?token=a",
    ] {
        let (status, _) = site.html(path, "").await;
        assert_eq!(status, StatusCode::OK, "{path}");
    }
}

/// A link to a private topic must not tell a guest more than a link to a topic that never existed.
#[tokio::test]
async fn page_of_a_private_forum_is_answered_like_one_that_does_not_exist() {
    let site = Site::with_pages().await;
    site.set_readers("moderator").await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    for cookie in ["", &basile] {
        for (private, missing) in [
            ("/f/atelier", "/f/nothing"),
            ("/f/atelier/new", "/f/nothing/new"),
            ("/t/1", "/t/99999"),
            ("/t/1?page=99", "/t/99999?page=99"),
            ("/t/1/reply", "/t/99999/reply"),
            ("/p/2", "/p/99999"),
            ("/p/2/edit", "/p/99999/edit"),
        ] {
            let (status, html) = site.html(private, cookie).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{private}");
            let (_, expected) = site.html(missing, cookie).await;
            // The header's forms and links repeat the address, to return to it.
            let encoded = |path: &str| {
                path.replace('/', "%2F")
                    .replace('?', "%3F")
                    .replace('=', "%3D")
            };
            let expected = expected
                .replace(&encoded(missing), &encoded(private))
                .replace(missing, private);
            assert_eq!(html, expected, "{private}");
        }
        let (_, home) = site.html("/", cookie).await;
        for secret in SECRETS {
            assert!(!home.contains(secret), "{secret}");
        }
    }
    let (status, html) = site.html("/f/atelier", &anais).await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("horloge"));
}

#[tokio::test]
async fn post_redirects_to_its_position_in_its_thread() {
    let site = Site::with_pages().await;
    let response = site.get("/p/2").await;
    assert_eq!(response.status, StatusCode::SEE_OTHER);
    assert_eq!(response.header("location"), "/t/1#p2");
    assert_eq!(response.header("cache-control"), "private, no-cache");
    assert_eq!(response.header("vary"), "accept-language, cookie");
    sqlx::query("UPDATE posts SET position = 41 WHERE id = 2")
        .execute(&site.pool().await)
        .await
        .unwrap();
    assert_eq!(site.get("/p/2").await.header("location"), "/t/1?page=3#p2");
    site.set_readers("member").await;
    assert_eq!(site.get("/p/2").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn head_has_title_canonical_address_neighbours_and_open_graph() {
    let posts: String = (0..45)
        .map(|at| {
            format!(
                "[[posts]]\nauthor = \"Basile\"\nat = {}\nbody = 'Tour {at}'\n",
                100 - at
            )
        })
        .collect();
    let topic = format!("forum = \"atelier\"\ntitle = \"Un <long> tour\"\n{posts}");
    let site = Site::with_pages_and_topics(&[("1".into(), &topic)]).await;
    let (_, html) = site.html("/t/1?page=2", "").await;
    for part in [
        "<title>Un &lt;long&gt; tour · page 2 · Le banc d'essai</title>",
        "<link rel=\"canonical\" href=\"https://forum.example.org/t/1?page=2\">",
        "<link rel=\"prev\" href=\"https://forum.example.org/t/1\">",
        "<link rel=\"next\" href=\"https://forum.example.org/t/1?page=3\">",
        "<meta name=\"description\" content=\"Tour 20\">",
        "<meta property=\"og:title\" content=\"Un &lt;long&gt; tour · page 2\">",
        "<meta property=\"og:description\" content=\"Tour 20\">",
        "<meta property=\"og:type\" content=\"article\">",
        "<meta property=\"og:url\" content=\"https://forum.example.org/t/1?page=2\">",
        "<meta property=\"og:site_name\" content=\"Le banc d'essai\">",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    // The page's number is left out on the first page, however it is addressed.
    for first in ["/t/1", "/t/1/", "/t/1?page=1", "/t/1?page=0&x=y"] {
        let (_, html) = site.html(first, "").await;
        assert!(
            html.contains("<title>Un &lt;long&gt; tour · Le banc"),
            "{first}"
        );
        assert!(
            html.contains("href=\"https://forum.example.org/t/1\">"),
            "{first}"
        );
        assert!(!html.contains("rel=\"prev\""), "{first}");
    }
    let (_, html) = site.html("/", "").await;
    assert!(html.contains("<title>Le banc d'essai</title>"), "{html}");
    assert!(html.contains("<meta property=\"og:type\" content=\"website\">"));
}

#[tokio::test]
async fn robots_txt_names_the_sitemap_and_keeps_crawlers_out_of_the_api() {
    let site = Site::new().await;
    let response = site.get("/robots.txt").await;
    assert_eq!(response.status, StatusCode::OK);
    assert_eq!(response.header("content-type"), "text/plain; charset=utf-8");
    let text = String::from_utf8_lossy(&response.body);
    assert!(text.contains("\nDisallow: /api/\n"), "{text}");
    assert!(
        text.contains("\nSitemap: https://forum.example.org/sitemap.xml\n"),
        "{text}"
    );
}

#[tokio::test]
async fn sitemap_lists_public_topics_only_newest_first_whoever_asks() {
    let site = Site::new().await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    let sitemap = async || {
        let request = Request::new(Method::GET, "/sitemap.xml").with("cookie", &anais);
        let response = site.send(request).await;
        assert_eq!(
            response.header("content-type"),
            "application/xml; charset=utf-8"
        );
        String::from_utf8_lossy(&response.body).into_owned()
    };
    let public = sitemap().await;
    let all = |xml: &str| -> Vec<String> {
        let urls = xml.split("<loc>https://forum.example.org").skip(1);
        urls.map(|url| url.split('<').next().unwrap().to_owned())
            .collect()
    };
    assert!(
        public.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset "),
        "{public}"
    );
    let latest =
        |topic: i64| format!("UPDATE topics SET latest_at = 9000000000000 WHERE id = {topic}");
    sqlx::query(sqlx::AssertSqlSafe(latest(2)))
        .execute(&site.pool().await)
        .await
        .unwrap();
    assert_eq!(
        all(&sitemap().await),
        ["/", "/f/atelier", "/f/vide", "/t/2", "/t/1"]
    );
    assert!(
        sitemap()
            .await
            .contains("<lastmod>2255-03-14T16:00:00Z</lastmod>")
    );
    site.set_readers("member").await;
    assert_eq!(all(&sitemap().await), ["/", "/f/vide"]);
}

#[tokio::test]
async fn sitemap_reads_an_index_and_not_the_topics() {
    let site = Site::new().await;
    let plan: Vec<(i64, i64, i64, String)> = sqlx::query_as(
        "EXPLAIN QUERY PLAN SELECT t.id, t.latest_at FROM topics t INDEXED BY topics_by_latest \
         WHERE t.forum IN (SELECT f.id FROM forums f WHERE f.readers = 'guest') \
         ORDER BY t.latest_at DESC, t.id DESC LIMIT 50000",
    )
    .fetch_all(&site.pool().await)
    .await
    .unwrap();
    let plan: Vec<_> = plan.into_iter().map(|(.., step)| step).collect();
    assert!(
        plan.iter()
            .any(|step| step.contains("USING COVERING INDEX topics_by_latest")),
        "{plan:?}"
    );
}
