//! Encodes pictures. The files contain pixels only, no metadata.

use image::{
    DynamicImage, ExtendedColorType, Frame, ImageEncoder, RgbaImage,
    codecs::{
        gif::{GifEncoder, Repeat},
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType, PngEncoder},
    },
    metadata::LoopCount,
};

use super::scale;
use crate::error::Error;

/// 0 to 100. The lowest quality at which a face of 160 pixels looks like the original.
const JPEG_QUALITY: u8 = 85;
/// 1 (best quality) to 30 (fastest).
const GIF_SPEED: i32 = 10;

/// The picture as PNG.
///
/// # Errors
/// [`Error::Internal`].
pub(super) fn png(image: &RgbaImage) -> Result<Vec<u8>, Error> {
    let mut file = Vec::new();
    let (width, height) = image.dimensions();
    PngEncoder::new_with_quality(&mut file, CompressionType::Best, FilterType::Adaptive)
        .write_image(image, width, height, ExtendedColorType::Rgba8)
        .map_err(internal)?;
    Ok(file)
}

/// The picture as JPEG. `None` if it has transparent pixels, which JPEG cannot store.
///
/// # Errors
/// [`Error::Internal`].
pub(super) fn jpeg(image: RgbaImage) -> Result<Option<Vec<u8>>, Error> {
    if !scale::is_opaque(&image) {
        return Ok(None);
    }
    let mut file = Vec::new();
    let image = DynamicImage::ImageRgba8(image).into_rgb8();
    JpegEncoder::new_with_quality(&mut file, JPEG_QUALITY)
        .encode_image(&image)
        .map_err(internal)?;
    Ok(Some(file))
}

/// The frames as an animated GIF.
///
/// # Errors
/// [`Error::Internal`].
pub(super) fn gif(frames: Vec<Frame>, repeat: LoopCount) -> Result<Vec<u8>, Error> {
    let mut file = Vec::new();
    let mut encoder = GifEncoder::new_with_speed(&mut file, GIF_SPEED);
    let repeat = match repeat {
        LoopCount::Infinite => Repeat::Infinite,
        LoopCount::Finite(times) => Repeat::Finite(times.get().try_into().unwrap_or(u16::MAX)),
    };
    encoder.set_repeat(repeat).map_err(internal)?;
    encoder.encode_frames(frames).map_err(internal)?;
    drop(encoder);
    Ok(file)
}

fn internal(error: impl std::fmt::Display) -> Error {
    Error::Internal(error.to_string())
}
