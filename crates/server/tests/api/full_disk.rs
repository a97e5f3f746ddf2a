//! Failing disks: only stored posts are acknowledged, the health check reports the failure, and writing works again
//! as soon as the disk does, without a restart.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use axum::http::StatusCode;
use palabre_contract::{ProblemKind, ThreadPage};

use crate::{
    durability::Server,
    site::{CLOCK_TOPIC, KEY, Request, Response, Site},
};

fn key(number: u32) -> String {
    format!("{number:08}{}", &KEY[8..])
}

/// Adds a trigger that makes SQLite roll the transaction back by itself, as it does when the disk is full. The
/// connection still believes that it is in the transaction.
async fn roll_back_inserts_into(table: &str, site: &Site) {
    let trigger = format!(
        "CREATE TRIGGER {table}_fail BEFORE INSERT ON {table} BEGIN SELECT RAISE(ROLLBACK, 'failed'); END"
    );
    sqlx::query(sqlx::AssertSqlSafe(trigger))
        .execute(&site.pool().await)
        .await
        .unwrap();
}

async fn remove_trigger(table: &str, site: &Site) {
    let trigger = format!("DROP TRIGGER {table}_fail");
    sqlx::query(sqlx::AssertSqlSafe(trigger))
        .execute(&site.pool().await)
        .await
        .unwrap();
}

async fn reply(site: &Site, cookie: &str, number: u32) -> Response {
    let json = format!(r#"{{"body":"Reply {number}"}}"#);
    let request = Request::reply(CLOCK_TOPIC, &key(number), &json).with("cookie", cookie);
    site.send(request).await
}

#[tokio::test]
async fn posts_are_stored_again_after_the_database_rolled_back_by_itself() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    roll_back_inserts_into("posts", &site).await;
    for number in 1..=3 {
        let response = reply(&site, &cookie, number).await;
        assert!(response.status.is_server_error(), "{response:?}");
        let problem = String::from_utf8_lossy(&response.body).into_owned();
        assert!(!problem.contains("failed"), "{problem}");
    }
    remove_trigger("posts", &site).await;
    // The first attempts stored nothing, so the same keys are accepted.
    for number in 1..=3 {
        let response = reply(&site, &cookie, number).await;
        assert_eq!(response.status, StatusCode::CREATED, "{response:?}");
    }
    let page: ThreadPage = site.get(CLOCK_TOPIC).await.json();
    assert_eq!(page.posts.len(), 5);
}

#[tokio::test]
async fn health_check_reports_failed_writes_and_recovery() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    roll_back_inserts_into("posts", &site).await;
    roll_back_inserts_into("write_probe", &site).await;
    assert_eq!(site.get("/healthz").await.status, StatusCode::OK);
    let response = reply(&site, &cookie, 1).await;
    assert!(response.status.is_server_error(), "{response:?}");
    for _ in 0..3 {
        let health = site.get("/healthz").await;
        health.assert_problem(ProblemKind::Unavailable);
        assert_eq!(health.header("retry-after"), "2");
    }
    // Reading still works.
    assert_eq!(site.get(CLOCK_TOPIC).await.status, StatusCode::OK);
    remove_trigger("write_probe", &site).await;
    remove_trigger("posts", &site).await;
    // The health check detects the recovery without a post.
    assert_eq!(site.get("/healthz").await.status, StatusCode::OK);
    assert_eq!(reply(&site, &cookie, 2).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn health_check_probes_only_without_a_recent_write() {
    let site = Site::new().await;
    site.sign_in("Basile", "palabre-basile").await;
    let probe = async || {
        let probe = sqlx::query_scalar::<_, Vec<u8>>("SELECT filler FROM write_probe");
        probe.fetch_optional(&site.pool().await).await.unwrap()
    };
    for _ in 0..5 {
        assert_eq!(site.get("/healthz").await.status, StatusCode::OK);
    }
    assert_eq!(probe().await, None, "the sign-in was a recent write");
    tokio::time::pause();
    tokio::time::advance(std::time::Duration::from_secs(31)).await;
    tokio::time::resume();
    assert_eq!(site.get("/healthz").await.status, StatusCode::OK);
    let first = probe().await.unwrap();
    assert_eq!(first.len(), 16);
    for _ in 0..5 {
        assert_eq!(site.get("/healthz").await.status, StatusCode::OK);
    }
    assert_eq!(probe().await, Some(first), "a recent probe is not repeated");
}

/// Posts replies until one gets 503, and returns its number. Any other status than 201 and 503 panics.
fn write_until_rejected(server: &Server, cookie: &str, from: u32) -> u32 {
    let text = "x".repeat(20_000);
    for number in from..from + 500 {
        match server.post(cookie, number, &text) {
            Some(201) => {}
            Some(503) => return number,
            other => panic!("reply {number} got status {other:?}"),
        }
    }
    panic!("no reply was rejected");
}

/// Runs a server on a disk that `break_disk` makes fail and `repair_disk` makes work again, and checks its responses.
async fn run_disk_failure(
    site: &Site,
    database: &Path,
    wrapper: &[&str],
    break_disk: impl FnOnce(&Server),
    repair_disk: impl FnOnce(&Server),
) {
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    site.store.close().await;
    if database != site.database_path() {
        fs::copy(site.database_path(), database).unwrap();
    }
    let server = Server::start_in(wrapper, database);
    assert_eq!(server.get("/healthz"), Some(200));
    assert_eq!(server.post(&cookie, 1, "Before"), Some(201));
    break_disk(&server);
    let rejected = write_until_rejected(&server, &cookie, 2);
    // Every retry gets 503, never 500 or a false 201.
    let long = "x".repeat(20_000);
    for number in rejected..rejected + 5 {
        assert_eq!(server.post(&cookie, number, &long), Some(503), "{number}");
        assert_eq!(server.get("/healthz"), Some(503));
    }
    assert_eq!(server.get(CLOCK_TOPIC), Some(200), "reading still works");
    repair_disk(&server);
    assert_eq!(
        server.get("/healthz"),
        Some(200),
        "recovered without a restart"
    );
    for number in rejected..rejected + 5 {
        assert_eq!(server.post(&cookie, number, &long), Some(201), "{number}");
    }
    assert_eq!(server.get("/healthz"), Some(200));
    // Every acknowledged reply is stored.
    for number in 2..rejected {
        assert_eq!(server.post(&cookie, number, &long), Some(200), "{number}");
    }
    assert_eq!(server.post(&cookie, 1, "Before"), Some(200));
}

/// A `tmpfs` mount of a given size, unmounted on drop.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// `None`: mounting failed, as it does without root.
    fn mount(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(folder.path())
            .output()
            .is_ok_and(|output| output.status.success());
        mounted.then_some(Self(folder))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[tokio::test]
async fn full_file_system_rejects_posts_until_space_is_freed() {
    let Some(disk) = SmallDisk::mount("4m") else {
        eprintln!("skipped: mounting a file system requires root");
        return;
    };
    let ballast = disk.path("ballast");
    let site = Site::new().await;
    let fill = |_: &Server| {
        // Fills all remaining space.
        let mut file = fs::File::create(&ballast).unwrap();
        while std::io::Write::write_all(&mut file, &[1; 4096]).is_ok() {}
    };
    let free = |_: &Server| fs::remove_file(&ballast).unwrap();
    run_disk_failure(&site, &disk.path("forum.sqlite"), &[], fill, free).await;
}

/// Real errors of `write`, caused by the process's limit on file sizes.
#[tokio::test]
async fn write_errors_reject_posts_until_writing_works_again() {
    if Command::new("prlimit").arg("--version").output().is_err() {
        eprintln!("skipped: prlimit is not installed");
        return;
    }
    let site = Site::new().await;
    let limit = |server: &Server, bytes: &str| {
        let set = Command::new("prlimit")
            .args(["--pid", &server.id().to_string()])
            .arg(format!("--fsize={bytes}:"))
            .status();
        assert!(set.unwrap().success());
    };
    // A write past the limit returns an error only if SIGXFSZ is ignored; otherwise the signal ends the process.
    let ignoring = ["sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"];
    let database = site.database_path();
    run_disk_failure(
        &site,
        &database,
        &ignoring,
        |server| limit(server, "65536"),
        |server| limit(server, "unlimited"),
    )
    .await;
}
