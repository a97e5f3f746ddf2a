//! The files of the bundled app, held in memory.

mod encoding;
mod file;
mod releases;

use std::{collections::HashMap, fs, io, path::Path, time::SystemTime};

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue},
    response::Response,
};

use crate::headers;
use encoding::Encoding;
use file::File;

/// The HTML page of the app.
const INDEX: &str = "index.html";

/// The files of the bundled app.
#[derive(Default)]
pub struct Assets {
    files: HashMap<String, File>,
    policy: Option<HeaderValue>,
}

impl Assets {
    /// No app: only the API is served.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Reads a folder into memory, including its subfolders.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read.
    pub fn load(folder: &Path) -> io::Result<Self> {
        let mut contents = Vec::new();
        read_folder(folder, "", &mut contents)?;
        Ok(Self::from_contents(contents))
    }

    /// The app that was embedded into the binary at compile time.
    #[cfg(feature = "embed-app")]
    #[must_use]
    pub fn embedded() -> Self {
        static APP: include_dir::Dir<'_> =
            include_dir::include_dir!("$CARGO_MANIFEST_DIR/../../dist");
        let mut contents = Vec::new();
        let mut folders = vec![&APP];
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            contents.extend(folder.files().map(|file| {
                let path = file.path().to_string_lossy().replace('\\', "/");
                (path, Bytes::from_static(file.contents()))
            }));
        }
        Self::from_contents(contents)
    }

    /// Also serves the hashed files of older releases, for a day after they were replaced. `folder` stores them, and a copy of
    /// the current release.
    ///
    /// # Errors
    /// The folder cannot be read or written. Nothing of it is served then.
    pub fn add_older_releases(&mut self, folder: &Path, now: SystemTime) -> io::Result<()> {
        let current = (self.files.iter())
            // The build writes hashed files at the root only.
            .filter(|(path, file)| file.is_immutable() && !path.contains('/'))
            .flat_map(|(path, file)| file.contents(path))
            .collect();
        let older = Self::from_contents(releases::replace(folder, &current, now)?);
        for (path, file) in older.files {
            self.files.entry(path).or_insert(file);
        }
        Ok(())
    }

    /// From relative paths (separated by `/`) and contents. `x.br` and `x.gz` are compressed variants of `x`, not
    /// files of their own. Hidden files are left out.
    fn from_contents(contents: Vec<(String, Bytes)>) -> Self {
        let (compressed, plain): (Vec<_>, Vec<_>) = contents
            .into_iter()
            .filter(|(path, _)| !is_hidden(path))
            .partition(|(path, _)| Encoding::ALL.iter().any(|e| path.ends_with(e.suffix())));
        let mut files: HashMap<_, _> = plain
            .into_iter()
            .map(|(path, bytes)| {
                let file = File::new(&path, bytes);
                (path, file)
            })
            .collect();
        for (path, bytes) in compressed {
            for encoding in Encoding::ALL {
                if let Some(file) = path
                    .strip_suffix(encoding.suffix())
                    .and_then(|plain| files.get_mut(plain))
                {
                    file.add(encoding, bytes.clone());
                }
            }
        }
        let policy = files
            .get(INDEX)
            .and_then(File::text)
            .map(headers::policy_for_page);
        Self { files, policy }
    }

    /// The response to a GET of the file at this path (without a leading slash). `None` if there is no such file,
    /// or if it is `index.html`, which is only served with the site's name filled in.
    #[must_use]
    pub fn file(&self, path: &str, request: &HeaderMap) -> Option<Response> {
        let file = self.files.get(path).filter(|_| path != INDEX)?;
        Some(file.respond(request))
    }

    /// `index.html`, and the content security policy for its inline style and script. `None` without an app.
    #[must_use]
    pub fn index(&self) -> Option<(&str, &HeaderValue)> {
        Some((self.files.get(INDEX)?.text()?, self.policy.as_ref()?))
    }
}

/// Whether a file or one of its folders is hidden (begins with a dot): files of tools and editors, not meant to be
/// served.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|name| name.starts_with('.'))
}

fn read_folder(folder: &Path, prefix: &str, into: &mut Vec<(String, Bytes)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read_folder(&entry.path(), &format!("{name}/"), into)?;
        } else {
            into.push((name, fs::read(entry.path())?.into()));
        }
    }
    Ok(())
}
