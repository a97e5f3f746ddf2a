//! Pictures sized down.

use image::{
    RgbaImage,
    imageops::{self, FilterType},
};

/// The picture, sized down to at most that width and height with its ratio kept; never up.
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
        reason = "smaller than the side it is made from"
    )]
    let side = |side: u32| ((f64::from(side) * shrink).round() as u32).max(1);
    resize(image, side(from_width), side(from_height))
}

/// The square in the middle of the picture, at most `side` wide.
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

/// Makes each pixel opaque or transparent: a GIF knows nothing between.
pub(super) fn drop_shades(image: &mut RgbaImage) {
    for pixel in image.pixels_mut() {
        if pixel.0[3] < 128 {
            pixel.0 = [0; 4];
        } else {
            pixel.0[3] = 255;
        }
    }
}

/// Whether the picture hides all that is behind it.
pub(super) fn is_opaque(image: &RgbaImage) -> bool {
    image.pixels().all(|pixel| pixel.0[3] == 255)
}

fn resize(mut image: RgbaImage, width: u32, height: u32) -> RgbaImage {
    let opaque = is_opaque(&image);
    if !opaque {
        // So that the unseen colour of transparent pixels does not bleed into their neighbours.
        for pixel in image.pixels_mut() {
            let [red, green, blue, alpha] = pixel.0;
            let weigh = |value| weighted(value, u16::from(alpha), 255);
            pixel.0 = [weigh(red), weigh(green), weigh(blue), alpha];
        }
    }
    let mut small = imageops::resize(&image, width, height, FilterType::CatmullRom);
    if !opaque {
        for pixel in small.pixels_mut() {
            let [red, green, blue, alpha] = pixel.0;
            let weigh = |value| weighted(value, 255, u16::from(alpha.max(1)));
            pixel.0 = [weigh(red), weigh(green), weigh(blue), alpha];
        }
    }
    small
}

/// `value * by / over`, rounded, at most 255.
fn weighted(value: u8, by: u16, over: u16) -> u8 {
    let product = u32::from(value) * u32::from(by) + u32::from(over) / 2;
    u8::try_from(product / u32::from(over)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use image::Rgba;

    use super::*;

    #[test]
    fn a_picture_is_sized_down_with_its_ratio_and_never_up() {
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
    fn the_unseen_colour_of_transparent_pixels_does_not_bleed() {
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
            "no green is seen"
        );
    }
}
