//! The OpenAPI document, as served and as committed to the repository.

use std::{env, fs, path::Path};

use serde_json::Value;

use crate::site::Site;

/// Set to rewrite the file: `UPDATE_OPENAPI=1 cargo test -p palabre-server openapi`.
const UPDATE: &str = "UPDATE_OPENAPI";

#[tokio::test]
async fn openapi_document_in_the_repository_is_up_to_date() {
    let site = Site::new().await;
    let served =
        String::from_utf8(site.get("/api/openapi.json").await.body.to_vec()).unwrap() + "\n";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    if env::var_os(UPDATE).is_some() {
        fs::write(&file, &served).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == served,
        "docs/openapi.json is out of date; rewrite it with\n    {UPDATE}=1 cargo test -p palabre-server openapi"
    );
}

#[tokio::test]
async fn openapi_document_has_the_core_operations_and_no_dangling_reference() {
    let site = Site::new().await;
    let served: Value = site.get("/api/openapi.json").await.json();
    assert_eq!(served["openapi"], "3.1.0");
    let operations: Vec<String> = served["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().keys();
            methods.map(move |method| format!("{method} {path}"))
        })
        .collect();
    for expected in [
        "get /api/forums",
        "get /api/forums/{slug}/topics",
        "get /api/forums/{slug}/smilies",
        "get /api/topics/{id}",
        "get /api/topics/{id}/posts",
        "post /api/topics/{id}/posts",
        "get /api/topics/{id}/review",
        "get /api/posts/{id}",
        "get /api/session",
        "post /api/session",
        "delete /api/session",
        "get /healthz",
    ] {
        assert!(
            operations.iter().any(|operation| operation == expected),
            "{expected}"
        );
    }
    let text = served.to_string();
    for reference in text.split(r##""$ref":"#"##).skip(1) {
        let pointer = &reference[..reference.find('"').unwrap()];
        assert!(
            served.pointer(pointer).is_some(),
            "{pointer} points nowhere"
        );
    }
}
