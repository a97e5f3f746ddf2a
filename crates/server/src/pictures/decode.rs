//! Decodes picture files. They may be hostile: decompression bombs, or not pictures at all.

use std::io::Cursor;

use image::{
    AnimationDecoder, DynamicImage, Frame, ImageDecoder, ImageError, ImageFormat, ImageReader,
    Limits, RgbaImage,
    codecs::{gif::GifDecoder, webp::WebPDecoder},
    metadata::LoopCount,
};

use super::scale;
use crate::error::Error;

/// Maximum width and height of a file in pixels.
const MAX_SIDE: u32 = 4_096;
/// Memory limit of a decoder in bytes: [`MAX_SIDE`] squared at four bytes per pixel, plus working memory.
const MAX_MEMORY: u64 = 96 * 1024 * 1024;
/// Maximum number of frames of a smiley.
const MAX_FRAMES: usize = 200;
/// Maximum number of pixels in all frames of a smiley together, before scaling.
const MAX_PIXELS: u64 = 12 * 1024 * 1024;

/// A decoded smiley.
pub(super) enum Decoded {
    /// A single picture.
    Still(RgbaImage),
    /// An animation.
    Animated {
        /// The first frame, with partial transparency.
        first: RgbaImage,
        /// All frames, each pixel either opaque or fully transparent.
        frames: Vec<Frame>,
        /// How often the animation is repeated.
        repeat: LoopCount,
    },
}

/// Decodes a file that may be animated. `fit` scales each frame as it is decoded, so that only one frame at a
/// time is in memory at full size.
///
/// # Errors
/// [`Error::NotAPicture`].
pub(super) fn animated(
    file: &[u8],
    fit: impl Fn(RgbaImage) -> RgbaImage,
) -> Result<Decoded, Error> {
    match image::guess_format(file).map_err(unreadable)? {
        ImageFormat::Png => decode(file, ImageFormat::Png).map(|image| Decoded::Still(fit(image))),
        ImageFormat::Gif => {
            let mut decoder = GifDecoder::new(Cursor::new(file)).map_err(unreadable)?;
            set_limits(&mut decoder)?;
            let repeat = decoder.loop_count();
            collect(decoder, repeat, fit)
        }
        ImageFormat::WebP => {
            let mut decoder = WebPDecoder::new(Cursor::new(file)).map_err(unreadable)?;
            set_limits(&mut decoder)?;
            if decoder.has_animation() {
                let repeat = decoder.loop_count();
                collect(decoder, repeat, fit)
            } else {
                decode(file, ImageFormat::WebP).map(|image| Decoded::Still(fit(image)))
            }
        }
        _ => Err(Error::NotAPicture(
            "a smiley must be a PNG, GIF or WebP file".into(),
        )),
    }
}

/// Decodes the picture in a file, or the first frame of an animation, and applies its orientation metadata:
/// phones store photos unrotated.
///
/// # Errors
/// [`Error::NotAPicture`].
pub(super) fn still(file: &[u8]) -> Result<RgbaImage, Error> {
    use ImageFormat::{Gif, Jpeg, Png, WebP};
    match image::guess_format(file).map_err(unreadable)? {
        format @ (Png | Jpeg | Gif | WebP) => decode(file, format),
        _ => Err(Error::NotAPicture(
            "an avatar must be a PNG, JPEG, GIF or WebP file".into(),
        )),
    }
}

fn decode(file: &[u8], format: ImageFormat) -> Result<RgbaImage, Error> {
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    set_limits(&mut decoder)?;
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    image.apply_orientation(orientation);
    Ok(image.into_rgba8())
}

fn collect<'a>(
    decoder: impl ImageDecoder + AnimationDecoder<'a>,
    repeat: LoopCount,
    fit: impl Fn(RgbaImage) -> RgbaImage,
) -> Result<Decoded, Error> {
    let mut first = None;
    let mut frames = Vec::new();
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let max_frames = usize::try_from(MAX_PIXELS / pixels.max(1))
        .map_or(MAX_FRAMES, |frames| frames.min(MAX_FRAMES));
    let too_many = || {
        Error::NotAPicture(format!(
            "an animation may have {MAX_FRAMES} frames and {MAX_PIXELS} pixels in all frames together"
        ))
    };
    if max_frames == 0 {
        return Err(too_many());
    }
    for frame in decoder.into_frames() {
        let frame = frame.map_err(unreadable)?;
        if frames.len() == max_frames {
            return Err(too_many());
        }
        let delay = frame.delay();
        let mut image = fit(frame.into_buffer());
        first.get_or_insert_with(|| image.clone());
        scale::make_alpha_binary(&mut image);
        frames.push(Frame::from_parts(image, 0, 0, delay));
    }
    match first {
        None => Err(Error::NotAPicture("the file has no frames".into())),
        Some(image) if frames.len() == 1 => Ok(Decoded::Still(image)),
        Some(first) => Ok(Decoded::Animated {
            first,
            frames,
            repeat,
        }),
    }
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    limits
}

/// Sets the limits. A file whose header declares more pixels is rejected before it is decoded.
fn set_limits(decoder: &mut impl ImageDecoder) -> Result<(), Error> {
    let too_large = decoder.total_bytes() > MAX_MEMORY;
    decoder.set_limits(limits()).map_err(unreadable)?;
    if too_large {
        return Err(Error::NotAPicture(format!(
            "the picture has more than {MAX_MEMORY} bytes when decoded"
        )));
    }
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of map_err")]
fn unreadable(error: ImageError) -> Error {
    Error::NotAPicture(match error {
        ImageError::Limits(_) => format!("a picture may have {MAX_SIDE} by {MAX_SIDE} pixels"),
        _ => "the file is damaged, or its format is not supported".into(),
    })
}

#[cfg(test)]
mod tests {
    use image::{Rgba, codecs::gif::GifEncoder};

    use super::*;

    /// A GIF with frames of one pixel on a canvas of `side` squared.
    fn gif(frames: usize, side: u16) -> Vec<u8> {
        let mut file = Vec::new();
        let dot = Frame::new(RgbaImage::from_pixel(1, 1, Rgba([9, 9, 9, 255])));
        GifEncoder::new(&mut file)
            .encode_frames(vec![dot; frames])
            .unwrap();
        let side = side.to_le_bytes();
        file[6..10].copy_from_slice(&[side, side].concat());
        file
    }

    #[test]
    fn animations_over_the_frame_or_pixel_limit_are_rejected() {
        for (frames, side, accepted) in [
            (200, 4, true),
            (201, 4, false),
            (12, 1_024, true),
            (13, 1_024, false),
            (1, 4_000, false),
        ] {
            let decoded = animated(&gif(frames, side), |_| RgbaImage::new(1, 1));
            assert_eq!(decoded.is_ok(), accepted, "{frames} of {side} by {side}");
        }
    }
}
