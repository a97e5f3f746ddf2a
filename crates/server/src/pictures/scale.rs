//! Scales pictures down.

use image::{
    RgbaImage,
    imageops::{self, FilterType},
};

/// Scales a picture down to at most that width and height, never up, and keeps the aspect ratio.
pub(super) fn within(image: RgbaImage, width: u32, height: u32) -> RgbaImage {
    let (from_width, from_height) = image.dimensions();
    if from_width <= width && from_height <= height {
        return image;
    }
    let shrink =
        (f64::from(width) / f64::from(from_width)).min(f64::from(height) / f64::from(from_height));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most the original side"
    )]
    let side = |side: u32| ((f64::from(side) * shrink).round() as u32).max(1);
    resize(image, side(from_width), side(from_height))
}

/// The centre square of a picture, scaled down to at most `side`.
pub(super) fn square(image: RgbaImage, side: u32) -> RgbaImage {
    let (width, height) = image.dimensions();
    let edge = width.min(height);
    let square = if width == height {
        image
    } else {
        imageops::crop_imm(&image, (width - edge) / 2, (height - edge) / 2, edge, edge).to_image()
    };
    within(square, side, side)
}

/// Makes each pixel either opaque or transparent: GIF has no partial transparency.
pub(super) fn make_alpha_binary(image: &mut RgbaImage) {
    for pixel in image.pixels_mut() {
        if pixel.0[3] < 128 {
            pixel.0 = [0; 4];
        } else {
            pixel.0[3] = 255;
        }
    }
}

/// Whether no pixel is transparent.
pub(super) fn is_opaque(image: &RgbaImage) -> bool {
    image.pixels().all(|pixel| pixel.0[3] == 255)
}

fn resize(mut image: RgbaImage, width: u32, height: u32) -> RgbaImage {
    let opaque = is_opaque(&image);
    if !opaque {
        // Premultiplied alpha, so that the colour of transparent pixels does not bleed into their neighbours.
        for pixel in image.pixels_mut() {
            let [red, green, blue, alpha] = pixel.0;
            let multiply = |value| weighted(value, u16::from(alpha), 255);
            pixel.0 = [multiply(red), multiply(green), multiply(blue), alpha];
        }
    }
    let mut small = imageops::resize(&image, width, height, FilterType::CatmullRom);
    if !opaque {
        for pixel in small.pixels_mut() {
            let [red, green, blue, alpha] = pixel.0;
            let divide = |value| weighted(value, 255, u16::from(alpha.max(1)));
            pixel.0 = [divide(red), divide(green), divide(blue), alpha];
        }
    }
    small
}

/// `value * by / over`, rounded and capped at 255.
fn weighted(value: u8, by: u16, over: u16) -> u8 {
    let product = u32::from(value) * u32::from(by) + u32::from(over) / 2;
    u8::try_from(product / u32::from(over)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use image::Rgba;

    use super::*;

    #[test]
    fn pictures_are_scaled_down_but_never_up_and_keep_their_aspect_ratio() {
        for (from, to) in [
            ((40, 40), (40, 40)),
            ((160, 64), (160, 64)),
            ((128, 128), (64, 64)),
            ((320, 64), (160, 32)),
            ((4_096, 1), (160, 1)),
            ((1, 4_096), (1, 64)),
        ] {
            let image = RgbaImage::new(from.0, from.1);
            assert_eq!(within(image, 160, 64).dimensions(), to, "{from:?}");
        }
    }

    #[test]
    fn the_colour_of_transparent_pixels_does_not_bleed_when_scaling() {
        let image = RgbaImage::from_fn(64, 64, |x, _| {
            if x % 2 == 0 {
                Rgba([200, 0, 0, 255])
            } else {
                Rgba([0, 255, 0, 0])
            }
        });
        let small = within(image, 16, 16);
        assert!(
            small.pixels().all(|pixel| pixel.0[1] < 8),
            "no green is visible"
        );
    }
}
