//! Reads picture files, which may be made to do harm: small ones that unfold to gigabytes (a
//! decompression bomb), ones that are no picture at all.

use std::io::Cursor;

use image::{
    AnimationDecoder, DynamicImage, Frame, ImageDecoder, ImageError, ImageFormat, ImageReader,
    Limits, RgbaImage,
    codecs::{gif::GifDecoder, webp::WebPDecoder},
    metadata::LoopCount,
};

use super::scale;
use crate::error::Error;

/// The widest and the highest that a file may say it is, in pixels.
const SIDE: u32 = 4_096;
/// The most memory that a decoder may take: [`SIDE`] squared in four bytes a pixel, and some more.
const MEMORY: u64 = 96 * 1024 * 1024;
/// The most frames that a smiley may have.
const FRAMES: usize = 200;
/// The most pixels that all frames of a smiley may have together, at the size of the file.
const PIXELS: u64 = 12 * 1024 * 1024;

/// What was in the file of a smiley.
pub(super) enum Reading {
    /// One picture.
    Still(RgbaImage),
    /// Several, one after the other.
    Moving {
        /// The first of them, with all its shades of transparency.
        first: RgbaImage,
        /// All of them; their pixels are either opaque or not there.
        frames: Vec<Frame>,
        /// How often they are shown.
        repeat: LoopCount,
    },
}

/// Reads a file that may move. `fit` sizes each frame as it is read, so that only one of them at a time
/// is in memory at its full size.
///
/// # Errors
/// [`Error::NotAPicture`].
pub(super) fn moving(file: &[u8], fit: impl Fn(RgbaImage) -> RgbaImage) -> Result<Reading, Error> {
    match image::guess_format(file).map_err(unreadable)? {
        ImageFormat::Png => decode(file, ImageFormat::Png).map(|image| Reading::Still(fit(image))),
        ImageFormat::Gif => {
            let mut decoder = GifDecoder::new(Cursor::new(file)).map_err(unreadable)?;
            limit(&mut decoder)?;
            let repeat = decoder.loop_count();
            collect(decoder, repeat, fit)
        }
        ImageFormat::WebP => {
            let mut decoder = WebPDecoder::new(Cursor::new(file)).map_err(unreadable)?;
            limit(&mut decoder)?;
            if decoder.has_animation() {
                let repeat = decoder.loop_count();
                collect(decoder, repeat, fit)
            } else {
                decode(file, ImageFormat::WebP).map(|image| Reading::Still(fit(image)))
            }
        }
        _ => Err(Error::NotAPicture(
            "a smiley is a PNG, GIF or WebP file".into(),
        )),
    }
}

/// Reads the picture in a file, or the first of several, turned as its metadata says: telephones leave
/// the turning to whoever shows it.
///
/// # Errors
/// [`Error::NotAPicture`].
pub(super) fn still(file: &[u8]) -> Result<RgbaImage, Error> {
    use ImageFormat::{Gif, Jpeg, Png, WebP};
    match image::guess_format(file).map_err(unreadable)? {
        format @ (Png | Jpeg | Gif | WebP) => decode(file, format),
        _ => Err(Error::NotAPicture(
            "an avatar is a PNG, JPEG, GIF or WebP file".into(),
        )),
    }
}

fn decode(file: &[u8], format: ImageFormat) -> Result<RgbaImage, Error> {
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    limit(&mut decoder)?;
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    image.apply_orientation(orientation);
    Ok(image.into_rgba8())
}

fn collect<'a>(
    decoder: impl ImageDecoder + AnimationDecoder<'a>,
    repeat: LoopCount,
    fit: impl Fn(RgbaImage) -> RgbaImage,
) -> Result<Reading, Error> {
    let mut first = None;
    let mut frames = Vec::new();
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let most = usize::try_from(PIXELS / pixels.max(1)).map_or(FRAMES, |most| most.min(FRAMES));
    let too_much = || {
        Error::NotAPicture(format!(
            "at most {FRAMES} frames and {PIXELS} pixels in all of them are taken"
        ))
    };
    if most == 0 {
        return Err(too_much());
    }
    for frame in decoder.into_frames() {
        let frame = frame.map_err(unreadable)?;
        if frames.len() == most {
            return Err(too_much());
        }
        let delay = frame.delay();
        let mut image = fit(frame.into_buffer());
        first.get_or_insert_with(|| image.clone());
        scale::drop_shades(&mut image);
        frames.push(Frame::from_parts(image, 0, 0, delay));
    }
    match first {
        None => Err(Error::NotAPicture("there is no frame in it".into())),
        Some(image) if frames.len() == 1 => Ok(Reading::Still(image)),
        Some(first) => Ok(Reading::Moving {
            first,
            frames,
            repeat,
        }),
    }
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(MEMORY);
    limits
}

/// Sets the limits, and refuses a file that says it is larger before anything is unfolded.
fn limit(decoder: &mut impl ImageDecoder) -> Result<(), Error> {
    let too_large = decoder.total_bytes() > MEMORY;
    decoder.set_limits(limits()).map_err(unreadable)?;
    if too_large {
        return Err(Error::NotAPicture(format!(
            "it unfolds to more than {MEMORY} bytes"
        )));
    }
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "as map_err hands it over")]
fn unreadable(error: ImageError) -> Error {
    Error::NotAPicture(match error {
        ImageError::Limits(_) => format!("at most {SIDE} by {SIDE} pixels are taken"),
        _ => "the file is damaged, or of a kind that is not taken".into(),
    })
}

#[cfg(test)]
mod tests {
    use image::{Rgba, codecs::gif::GifEncoder};

    use super::*;

    /// Frames of one pixel on a canvas of that size.
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
    fn frames_are_taken_as_long_as_they_are_few_and_small() {
        for (frames, side, taken) in [
            (200, 4, true),
            (201, 4, false),
            (12, 1_024, true),
            (13, 1_024, false),
            (1, 4_000, false),
        ] {
            let reading = moving(&gif(frames, side), |_| RgbaImage::new(1, 1));
            assert_eq!(reading.is_ok(), taken, "{frames} of {side} by {side}");
        }
    }
}
