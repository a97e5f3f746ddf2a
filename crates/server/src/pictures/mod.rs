//! Decodes uploaded pictures and encodes them again. The server only serves files that it encoded itself, so
//! nothing else from the upload survives: no script appended to the file, no GPS position in the metadata.

mod decode;
mod encode;
mod scale;

use std::sync::Arc;

use axum::body::Bytes;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use self::decode::Decoded;
use crate::error::Error;

/// Maximum upload size of a smiley in bytes.
pub const SMILEY_BYTES: usize = 256 * 1024;
/// Maximum upload size of an avatar in bytes: a phone photo, already reduced by the app.
pub const AVATAR_BYTES: usize = 2 * 1024 * 1024;
/// Maximum width of a smiley in pixels; wider ones are scaled down.
pub const SMILEY_WIDTH: u32 = 160;
/// Maximum height of a smiley in pixels; higher ones are scaled down.
pub const SMILEY_HEIGHT: u32 = 64;
/// Maximum side of an avatar in pixels; larger ones are scaled down.
pub const AVATAR_SIDE: u32 = 160;

/// Maximum size of an encoded smiley in bytes: hundreds of noisy frames would slow down every page that shows it.
const ENCODED_BYTES: usize = 1024 * 1024;

/// Pictures processed at the same time. Each uses a core for up to two seconds, and about 200 MiB at most.
const CONCURRENCY: usize = 2;

/// A picture as it is stored and served.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The last segment of its address: the SHA-256 of the bytes and the extension.
    pub name: String,
    /// The media type, for instance `image/png`.
    pub media_type: String,
    /// The file.
    pub bytes: Bytes,
}

/// The encoded picture of a smiley.
#[derive(Clone, Debug)]
pub struct SmileyPicture {
    /// The picture.
    pub picture: Picture,
    /// The first frame of an animation. Its name is [`still_name`] of the picture's name.
    pub still: Option<Picture>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// The name of the first frame of an animated picture.
#[must_use]
pub fn still_name(name: &str) -> String {
    format!("{name}.still.png")
}

/// Re-encodes pictures on blocking threads, a limited number at the same time.
#[derive(Clone)]
pub struct Pictures {
    permits: Arc<Semaphore>,
}

impl Default for Pictures {
    fn default() -> Self {
        Self {
            permits: Arc::new(Semaphore::new(CONCURRENCY)),
        }
    }
}

impl Pictures {
    /// Re-encodes a smiley from a PNG, GIF or WebP file: stills as PNG, animations as GIF. Scales it down to
    /// [`SMILEY_WIDTH`] and [`SMILEY_HEIGHT`], never up, and keeps the aspect ratio.
    ///
    /// # Errors
    /// [`Error::NotAPicture`].
    pub async fn smiley(&self, file: Bytes) -> Result<SmileyPicture, Error> {
        self.run_blocking(move || smiley(&file)).await
    }

    /// Re-encodes an avatar from a PNG, JPEG, GIF or WebP file: the centre square of the first frame, at most
    /// [`AVATAR_SIDE`] wide, as PNG or JPEG, whichever is smaller.
    ///
    /// # Errors
    /// [`Error::NotAPicture`].
    pub async fn avatar(&self, file: Bytes) -> Result<Picture, Error> {
        self.run_blocking(move || avatar(&file)).await
    }

    async fn run_blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(|error| Error::Internal(error.to_string()))?;
        tokio::task::spawn_blocking(move || {
            // Held by the blocking thread: a client that disconnects does not free the permit while work runs.
            let _permit = permit;
            work()
        })
        .await
        // A file that makes a decoder panic is rejected like any unreadable file.
        .unwrap_or_else(|_| Err(Error::NotAPicture("the file cannot be read".into())))
    }
}

fn smiley(file: &[u8]) -> Result<SmileyPicture, Error> {
    let fit = |image| scale::within(image, SMILEY_WIDTH, SMILEY_HEIGHT);
    let (picture, still, (width, height)) = match decode::animated(file, fit)? {
        Decoded::Still(image) => {
            let size = image.dimensions();
            (named(encode::png(&image)?, "png"), None, size)
        }
        Decoded::Animated {
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
    if picture.bytes.len() > ENCODED_BYTES {
        return Err(Error::NotAPicture(
            "the animation is too large: it has too many frames, or too much detail".into(),
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
        name: format!("{}.{extension}", hex::encode(Sha256::digest(&bytes))),
        media_type: format!("image/{kind}"),
        bytes: bytes.into(),
    }
}
