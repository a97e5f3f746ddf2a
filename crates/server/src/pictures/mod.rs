//! Pictures that people give, read and written anew: what is served was drawn by this server, pixel by
//! pixel, and carries nothing else that was in the file (a script after the end, a place in the metadata).

mod decode;
mod encode;
mod scale;

use std::sync::Arc;

use axum::body::Bytes;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use self::decode::Reading;
use crate::{error::Error, forum::hex};

/// The most bytes of a smiley's file.
pub const SMILEY_BYTES: usize = 256 * 1024;
/// The most bytes of an avatar's file: what a telephone's camera makes, sized down by the app.
pub const AVATAR_BYTES: usize = 2 * 1024 * 1024;
/// The widest that a smiley is drawn, in pixels.
pub const SMILEY_WIDTH: u32 = 160;
/// The highest that a smiley is drawn, in pixels.
pub const SMILEY_HEIGHT: u32 = 64;
/// The side of an avatar, in pixels; that of a smaller picture stays.
pub const AVATAR_SIDE: u32 = 160;

/// The most bytes of a smiley as it is written: hundreds of noisy frames would slow every page that
/// shows it.
const WRITTEN_BYTES: usize = 1024 * 1024;

/// Pictures read side by side: each takes a core for up to a second or two, and up to some 200 MiB.
const SIDE_BY_SIDE: usize = 2;

/// A picture as it is stored and served.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The last part of its address: the SHA-256 of the bytes and the extension.
    pub name: String,
    /// What the bytes are.
    pub media_type: String,
    /// The file.
    pub bytes: Bytes,
}

/// A picture that was just drawn for a smiley.
#[derive(Clone, Debug)]
pub struct SmileyPicture {
    /// The picture.
    pub picture: Picture,
    /// Its first frame, where it moves. Its name is [`still_name`] of the picture's.
    pub still: Option<Picture>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// The name of the still first frame of a picture that moves.
#[must_use]
pub fn still_name(name: &str) -> String {
    format!("{name}.still.png")
}

/// Draws pictures anew, off the threads that answer requests.
#[derive(Clone)]
pub struct Pictures {
    turns: Arc<Semaphore>,
}

impl Default for Pictures {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(SIDE_BY_SIDE)),
        }
    }
}

impl Pictures {
    /// A smiley from a PNG, GIF or WebP file: still ones become PNG, moving ones GIF. It is sized down
    /// to [`SMILEY_WIDTH`] and [`SMILEY_HEIGHT`] with its ratio kept, never up.
    ///
    /// # Errors
    /// [`Error::NotAPicture`].
    pub async fn smiley(&self, file: Bytes) -> Result<SmileyPicture, Error> {
        self.in_turn(move || smiley(&file)).await
    }

    /// An avatar from a PNG, JPEG, GIF or WebP file: still, the square in its middle, at most
    /// [`AVATAR_SIDE`] wide, as PNG or as JPEG, whichever is smaller.
    ///
    /// # Errors
    /// [`Error::NotAPicture`].
    pub async fn avatar(&self, file: Bytes) -> Result<Picture, Error> {
        self.in_turn(move || avatar(&file)).await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(|error| Error::Internal(error.to_string()))?;
        tokio::task::spawn_blocking(move || {
            // Held here, so that a client that goes away does not make room for a third.
            let _turn = turn;
            work()
        })
        .await
        // A file that makes a decoder panic is not one that is taken.
        .unwrap_or_else(|_| Err(Error::NotAPicture("the file cannot be read".into())))
    }
}

fn smiley(file: &[u8]) -> Result<SmileyPicture, Error> {
    let fit = |image| scale::within(image, SMILEY_WIDTH, SMILEY_HEIGHT);
    let reading = decode::moving(file, fit)?;
    let (picture, still, (width, height)) = match reading {
        Reading::Still(image) => {
            let size = image.dimensions();
            (named(encode::png(&image)?, "png"), None, size)
        }
        Reading::Moving {
            first,
            frames,
            repeat,
        } => {
            let size = first.dimensions();
            let picture = named(encode::gif(frames, repeat)?, "gif");
            let still = Picture {
                name: still_name(&picture.name),
                ..named(encode::png(&first)?, "png")
            };
            (picture, Some(still), size)
        }
    };
    if picture.bytes.len() > WRITTEN_BYTES {
        return Err(Error::NotAPicture(
            "its frames are too many and too varied".into(),
        ));
    }
    Ok(SmileyPicture {
        picture,
        still,
        width,
        height,
    })
}

fn avatar(file: &[u8]) -> Result<Picture, Error> {
    let image = scale::square(decode::still(file)?, AVATAR_SIDE);
    let png = encode::png(&image)?;
    let jpeg = encode::jpeg(image)?.filter(|jpeg| jpeg.len() < png.len());
    Ok(match jpeg {
        Some(jpeg) => named(jpeg, "jpeg"),
        None => named(png, "png"),
    })
}

fn named(bytes: Vec<u8>, kind: &str) -> Picture {
    let extension = if kind == "jpeg" { "jpg" } else { kind };
    Picture {
        name: format!("{}.{extension}", hex(&Sha256::digest(&bytes))),
        media_type: format!("image/{kind}"),
        bytes: bytes.into(),
    }
}
