//! The bundled app: its files, held in memory, and the pages that it draws itself.
//!
//! A path with a file behind it gets the file. A path that looks like a page (no extension) gets
//! `index.html`: the app draws it, so that a link into the middle of the site works.

mod encoding;
mod file;
mod preload;

use std::{collections::HashMap, fs, io, path::Path};

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

use crate::error::Error;
use encoding::Encoding;
use file::File;

/// The name of the page that is the app.
const INDEX: &str = "index.html";

/// What stands in place of the app where there is none.
const NO_APP: &str = "This server has no app to show: only the API under /api answers.\n\
    Build the app with `cargo xtask build` and start the server from the root of the repository, or\n\
    say where the bundled app is with --app-dir (PALABRE_APP_DIR).\n";

/// The files of the bundled app.
#[derive(Default)]
pub struct Assets {
    files: HashMap<String, File>,
}

impl Assets {
    /// No app: the API stands alone.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Reads a folder into memory, with everything below it.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read.
    pub fn load(folder: &Path) -> io::Result<Self> {
        let mut contents = Vec::new();
        read_folder(folder, "", &mut contents)?;
        Ok(Self::from_contents(contents))
    }

    /// The app that was put into the binary when it was compiled.
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

    /// From paths (relative, with `/`) and contents. `x.br` and `x.gz` beside an `x` are its
    /// compressed forms, not files of their own.
    fn from_contents(contents: Vec<(String, Bytes)>) -> Self {
        let (compressed, plain): (Vec<_>, Vec<_>) = contents
            .into_iter()
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
        Self { files }
    }

    /// The answer to a GET of this address.
    #[must_use]
    pub fn answer(&self, uri: &Uri, headers: &HeaderMap) -> Response {
        let path = uri.path().trim_start_matches('/');
        if let Some(file) = self.files.get(path).filter(|_| path != INDEX) {
            return file.answer(headers);
        }
        let is_page = !path.rsplit('/').next().unwrap_or_default().contains('.');
        if !is_page && path != INDEX {
            return Error::NotFound.into_response();
        }
        let Some(index) = self.files.get(INDEX) else {
            let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
            return (StatusCode::NOT_FOUND, plain, NO_APP).into_response();
        };
        let mut response = index.answer(headers);
        if let Some(link) = preload::link(uri).and_then(|link| HeaderValue::try_from(link).ok()) {
            response.headers_mut().insert(header::LINK, link);
        }
        response
    }
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
