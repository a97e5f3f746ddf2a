//! The files of older releases. A page that was open during a deployment can load its parts for another day.
//!
//! Only files with a hash in their name are stored, because pages find the others in each release. The folder has two
//! subfolders: `current` has a copy of the files of the release that was started last, because a deployment replaces the
//! folder of the app, or the program that contains it; `replaced` has those of the releases before. The modification time
//! of a file in `replaced` is the time at which it was replaced.

use std::{
    collections::HashMap,
    fs::{self, DirEntry},
    io,
    path::Path,
    time::{Duration, SystemTime},
};

use axum::body::Bytes;

/// How long replaced files are served.
const SERVED_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// Stores the files of the current release, and returns those of older ones that are still served. Deletes the others.
pub(super) fn replace(
    folder: &Path,
    release: &HashMap<String, Bytes>,
    now: SystemTime,
) -> io::Result<Vec<(String, Bytes)>> {
    let (current, replaced) = (folder.join("current"), folder.join("replaced"));
    fs::create_dir_all(&current)?;
    fs::create_dir_all(&replaced)?;
    for entry in fs::read_dir(&current)? {
        let entry = entry?;
        if !release.contains_key(&name(&entry)) {
            let file = fs::File::options().write(true).open(entry.path())?;
            file.set_modified(now)?;
            fs::rename(entry.path(), replaced.join(entry.file_name()))?;
        }
    }
    for (name, bytes) in release {
        if !current.join(name).exists() {
            // A crash must not leave an incomplete file under this name.
            let incomplete = current.join(format!(".{name}"));
            fs::write(&incomplete, bytes)?;
            fs::rename(incomplete, current.join(name))?;
        }
    }
    let mut older = Vec::new();
    for entry in fs::read_dir(&replaced)? {
        let entry = entry?;
        let is_expired = |at: SystemTime| now.duration_since(at).is_ok_and(|age| age > SERVED_FOR);
        if release.contains_key(&name(&entry)) || is_expired(entry.metadata()?.modified()?) {
            fs::remove_file(entry.path())?;
        } else {
            older.push((name(&entry), fs::read(entry.path())?.into()));
        }
    }
    Ok(older)
}

fn name(entry: &DirEntry) -> String {
    entry.file_name().to_string_lossy().into_owned()
}
