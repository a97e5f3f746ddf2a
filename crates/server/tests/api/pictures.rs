//! Uploaded pictures: how they are encoded again, and which files are rejected.

use std::io::Cursor;

use axum::http::{Method, StatusCode};
use image::{
    AnimationDecoder, Delay, DynamicImage, Frame, GenericImageView, ImageFormat, Rgba, RgbaImage,
    codecs::gif::{GifDecoder, GifEncoder, Repeat},
};
use palabre_contract::{Account, CustomSmiley, Field, ProblemKind, Session, ThreadPage};
use palabre_server::housekeeping;

use crate::site::{CLOCK_TOPIC, NOW, Request, Response, Site};

const AVATAR: &str = "/api/account/avatar";

/// A colour gradient with a transparent corner.
pub(crate) fn gradient(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, y| {
        let shade = |part: u32, whole: u32| u8::try_from(part * 255 / whole.max(1)).unwrap();
        let alpha = if x < width / 4 && y < height / 4 {
            0
        } else {
            255
        };
        Rgba([shade(x, width), shade(y, height), 120, alpha])
    })
}

pub(crate) fn encode(image: RgbaImage, format: ImageFormat) -> Vec<u8> {
    let image = match format {
        ImageFormat::Jpeg => DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(image).into_rgb8()),
        _ => DynamicImage::ImageRgba8(image),
    };
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// A GIF whose frames have one colour each, all different.
fn animation(width: u32, height: u32, frames: u8) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = GifEncoder::new_with_speed(&mut file, 30);
    encoder.set_repeat(Repeat::Infinite).unwrap();
    for number in 0..frames {
        let image = RgbaImage::from_pixel(width, height, Rgba([number, 10, 200, 255]));
        let delay = Delay::from_numer_denom_ms(70, 1);
        encoder
            .encode_frame(Frame::from_parts(image, 0, 0, delay))
            .unwrap();
    }
    drop(encoder);
    file
}

/// An animated WebP of 2 by 2 pixels, built from still WebP files.
fn animated_webp(colours: &[[u8; 4]]) -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_le_bytes();
        let padding = vec![0; data.len() % 2];
        [&name[..], &length, data, &padding].concat()
    };
    // VP8X: flags for alpha and animation, then width and height of the canvas minus one in 24 bits each.
    let mut body = chunk(b"VP8X", &[0x12, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
    body.extend(chunk(b"ANIM", &[0; 6]));
    for &colour in colours {
        let still = encode(RgbaImage::from_pixel(2, 2, Rgba(colour)), ImageFormat::WebP);
        // Offset 0, 0; width and height minus one; 50 ms; no blending; then the VP8L chunk of the still file.
        let head = [0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 50, 0, 0, 2];
        body.extend(chunk(b"ANMF", &[&head[..], &still[12..]].concat()));
    }
    let length = u32::try_from(body.len() + 4).unwrap().to_le_bytes();
    [&b"RIFF"[..], &length, b"WEBP", &body].concat()
}

async fn add(site: &Site, content_type: &str, file: Vec<u8>) -> Response {
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    let path = "/api/forums/atelier/smilies?name=nuage";
    let request = Request::bytes(Method::POST, path, content_type, file);
    site.send(request.with("cookie", &cookie)).await
}

async fn put_avatar(site: &Site, cookie: &str, content_type: &str, file: Vec<u8>) -> Response {
    let request = Request::bytes(Method::PUT, AVATAR, content_type, file);
    site.send(request.with("cookie", cookie)).await
}

fn frames(file: &[u8]) -> Vec<Frame> {
    let decoder = GifDecoder::new(Cursor::new(file)).unwrap();
    decoder.into_frames().collect_frames().unwrap()
}

#[tokio::test]
async fn uploaded_smiley_is_encoded_again_without_trailing_data() {
    let site = Site::new().await;
    let mut file = encode(gradient(48, 40), ImageFormat::Png);
    file.extend(b"<script>alert(1)</script>");
    let smiley: CustomSmiley = add(&site, "image/png", file.clone()).await.json();
    assert_eq!((smiley.width, smiley.height), (48, 40));
    assert_eq!(smiley.code(), "[:nuage]");
    assert!(!smiley.animated);

    let served = site.get(&smiley.src).await;
    assert_eq!(served.status, StatusCode::OK);
    assert_eq!(served.header("content-type"), "image/png");
    assert_eq!(
        served.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(served.header("x-content-type-options"), "nosniff");
    assert!(
        served
            .header("content-security-policy")
            .starts_with("default-src 'none'")
    );
    assert_ne!(served.body, file);
    assert!(!served.body.windows(7).any(|part| part == b"<script"));
    let image = image::load_from_memory(&served.body).unwrap().into_rgba8();
    assert_eq!(image, gradient(48, 40), "the pixels are unchanged");
    let still = site.get(&format!("{}?still", smiley.src)).await;
    assert_eq!(still.body, served.body, "a still smiley has one picture");
}

#[tokio::test]
async fn large_smiley_is_scaled_down_with_its_aspect_ratio() {
    let site = Site::new().await;
    for (name, from, to) in [
        ("haut", (300, 400), (48, 64)),
        ("large", (640, 128), (160, 32)),
        ("petit", (16, 16), (16, 16)),
    ] {
        let cookie = site.sign_in("Anaïs", "palabre-anais").await;
        let path = format!("/api/forums/atelier/smilies?name={name}");
        let file = encode(gradient(from.0, from.1), ImageFormat::WebP);
        let request =
            Request::bytes(Method::POST, &path, "image/webp", file).with("cookie", &cookie);
        let smiley: CustomSmiley = site.send(request).await.json();
        assert_eq!((smiley.width, smiley.height), to, "{name}");
        let served = site.get(&smiley.src).await;
        assert_eq!(served.header("content-type"), "image/png");
        let image = image::load_from_memory(&served.body).unwrap();
        assert_eq!(image.dimensions(), (to.0.into(), to.1.into()), "{name}");
    }
}

#[tokio::test]
async fn animated_smiley_keeps_its_frames_and_has_a_still_image() {
    let site = Site::new().await;
    let mut file = animation(128, 128, 12);
    file.extend(b"<script>");
    let smiley: CustomSmiley = add(&site, "image/gif", file).await.json();
    assert!(smiley.animated);
    assert_eq!((smiley.width, smiley.height), (64, 64));

    let served = site.get(&smiley.src).await;
    assert_eq!(served.header("content-type"), "image/gif");
    assert!(!served.body.windows(7).any(|part| part == b"<script"));
    let frames = frames(&served.body);
    assert_eq!(frames.len(), 12);
    for (number, frame) in (0..).zip(&frames) {
        assert_eq!(frame.delay().numer_denom_ms(), (70, 1));
        assert_eq!(frame.buffer().get_pixel(30, 30).0, [number, 10, 200, 255]);
    }

    let still = site.get(&format!("{}?still", smiley.src)).await;
    assert_eq!(still.header("content-type"), "image/png");
    let image = image::load_from_memory(&still.body).unwrap();
    assert_eq!(image.dimensions(), (64, 64));
    assert_eq!(image.get_pixel(30, 30).0, [0, 10, 200, 255]);
}

#[tokio::test]
async fn animated_webp_becomes_a_gif() {
    let site = Site::new().await;
    let colours = [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255]];
    let smiley: CustomSmiley = add(&site, "image/webp", animated_webp(&colours))
        .await
        .json();
    assert!(smiley.animated);
    let served = site.get(&smiley.src).await;
    let seen: Vec<_> = frames(&served.body)
        .iter()
        .map(|frame| frame.buffer().get_pixel(0, 0).0)
        .collect();
    assert_eq!(seen, colours);
}

#[tokio::test]
async fn gif_of_one_frame_becomes_a_still_smiley() {
    let site = Site::new().await;
    let smiley: CustomSmiley = add(&site, "image/gif", animation(20, 20, 1)).await.json();
    assert!(!smiley.animated);
    assert_eq!(
        site.get(&smiley.src).await.header("content-type"),
        "image/png"
    );
}

#[tokio::test]
async fn non_pictures_and_decompression_bombs_are_rejected() {
    let site = Site::new().await;
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
    add(&site, "image/svg+xml", svg.to_vec())
        .await
        .assert_problem(ProblemKind::NotJson);
    let png = encode(gradient(48, 40), ImageFormat::Png);
    // Bytes 16 to 24 of a PNG are its width and height. The checksum is corrected, so that only the size is wrong.
    let mut huge = png.clone();
    huge[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    let sum = crc32(&huge[12..29]).to_be_bytes();
    huge[29..33].copy_from_slice(&sum);
    let mut wide_gif = animation(2, 2, 2);
    wide_gif[6..8].copy_from_slice(&[0xff, 0xff]);
    for (content_type, file) in [
        ("image/png", svg.to_vec()),
        ("image/png", vec![]),
        ("image/png", b"hello".to_vec()),
        ("image/png", png[..png.len() / 2].to_vec()),
        ("image/png", huge),
        ("image/gif", wide_gif),
        ("image/gif", animation(2, 2, 201)),
        ("image/gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;".to_vec()),
        ("image/png", encode(gradient(48, 40), ImageFormat::Jpeg)),
        ("image/webp", b"RIFF\x04\x00\x00\x00WEBP".to_vec()),
    ] {
        let length = file.len();
        let response = add(&site, content_type, file).await;
        assert_eq!(
            response.problem().kind,
            ProblemKind::NotAPicture,
            "{content_type}, {length} bytes"
        );
    }
    add(&site, "text/plain", png.clone())
        .await
        .assert_problem(ProblemKind::NotJson);
    add(&site, "image/png", vec![0; 256 * 1024 + 1])
        .await
        .assert_problem(ProblemKind::TooLarge);
    add(&site, "Image/PNG; q=1", png)
        .await
        .json::<CustomSmiley>();
}

/// Flips bits in every seventh byte: each file is either accepted or rejected as unprocessable.
#[tokio::test]
async fn damaged_file_never_causes_a_server_error() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    for file in [
        encode(gradient(12, 10), ImageFormat::Png),
        encode(gradient(12, 10), ImageFormat::Jpeg),
        encode(gradient(12, 10), ImageFormat::WebP),
        animation(6, 6, 3),
    ] {
        for offset in (0..file.len()).step_by(7) {
            let mut damaged = file.clone();
            damaged[offset] ^= 0x55;
            let response = put_avatar(&site, &cookie, "image/png", damaged).await;
            assert!(
                [StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY].contains(&response.status),
                "{offset}: {response:?}"
            );
        }
    }
}

#[tokio::test]
async fn avatar_is_a_still_square_and_shown_with_posts() {
    let site = Site::new().await;
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    for (content_type, file, side) in [
        (
            "image/jpeg",
            encode(gradient(640, 480), ImageFormat::Jpeg),
            160,
        ),
        ("image/png", encode(gradient(90, 300), ImageFormat::Png), 90),
        (
            "image/webp",
            encode(gradient(200, 200), ImageFormat::WebP),
            160,
        ),
        ("image/gif", animation(40, 60, 3), 40),
    ] {
        let account: Account = put_avatar(&site, &cookie, content_type, file).await.json();
        let served = site.get(&account.avatar.unwrap()).await;
        let kind = image::guess_format(&served.body).unwrap();
        assert!(
            [ImageFormat::Png, ImageFormat::Jpeg].contains(&kind),
            "{content_type} became {kind:?}"
        );
        assert_eq!(served.header("content-type"), kind.to_mime_type());
        let image = image::load_from_memory(&served.body).unwrap();
        assert_eq!(image.dimensions(), (side, side), "{content_type}");
    }
    let request = Request::new(Method::GET, "/api/session").with("cookie", &cookie);
    let session: Session = site.send(request).await.json();
    let avatar = session.account.unwrap().avatar;
    assert!(avatar.is_some());
    let page: ThreadPage = site.get(CLOCK_TOPIC).await.json();
    let shown = page
        .posts
        .into_iter()
        .find(|post| post.author.pseudo == "Anaïs")
        .unwrap();
    assert_eq!(shown.author.avatar, avatar);

    let request = Request::new(Method::DELETE, AVATAR).with("cookie", &cookie);
    assert_eq!(site.send(request).await.json::<Account>().avatar, None);
}

/// EXIF orientation 6, as from a telephone: the left column of the file is the top of the scene.
#[tokio::test]
async fn avatar_is_rotated_by_its_exif_orientation_and_loses_its_exif_data() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let sky = RgbaImage::from_fn(100, 100, |x, _| {
        Rgba(if x >= 50 {
            [20, 160, 20, 255]
        } else {
            [40, 90, 220, 255]
        })
    });
    let jpeg = encode(sky, ImageFormat::Jpeg);
    let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let file = [&jpeg[..2], &[0xff, 0xe1], &length, exif, &jpeg[2..]].concat();
    let account: Account = put_avatar(&site, &cookie, "image/jpeg", file).await.json();
    let served = site.get(&account.avatar.unwrap()).await;
    assert!(!served.body.windows(4).any(|part| part == b"Exif"));
    let image = image::load_from_memory(&served.body).unwrap();
    let [red, _, blue, _] = image.get_pixel(50, 10).0;
    assert!(blue > 150 && red < 90, "the sky is above");
    let [_, green, blue, _] = image.get_pixel(50, 90).0;
    assert!(green > 120 && blue < 90, "the grass is below");
}

#[tokio::test]
async fn avatar_requires_an_account_and_at_most_two_mebibytes() {
    let site = Site::new().await;
    let png = encode(gradient(20, 20), ImageFormat::Png);
    put_avatar(&site, "palabre=none", "image/png", png)
        .await
        .assert_problem(ProblemKind::SignInRequired);
    site.send(Request::new(Method::DELETE, AVATAR))
        .await
        .assert_problem(ProblemKind::SignInRequired);
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    put_avatar(&site, &cookie, "image/png", vec![0; 2 * 1024 * 1024 + 1])
        .await
        .assert_problem(ProblemKind::TooLarge);
    put_avatar(&site, &cookie, "image/png", vec![0; 1024 * 1024])
        .await
        .assert_problem(ProblemKind::NotAPicture);
    let request = Request::bytes(Method::PUT, AVATAR, "image/png", vec![])
        .with("cookie", &cookie)
        .with("origin", "https://evil.example");
    site.send(request)
        .await
        .assert_problem(ProblemKind::ForeignOrigin);
}

#[tokio::test]
async fn unused_pictures_are_swept_and_used_ones_kept() {
    let site = Site::new().await;
    let smiley: CustomSmiley = add(&site, "image/gif", animation(9, 9, 2)).await.json();
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let mut addresses = Vec::new();
    for side in [20, 30] {
        let png = encode(gradient(side, side), ImageFormat::Png);
        let account: Account = put_avatar(&site, &cookie, "image/png", png).await.json();
        addresses.push(account.avatar.unwrap());
    }
    housekeeping::sweep_once(&site.store, NOW).await.unwrap();
    site.get(&addresses[0])
        .await
        .assert_problem(ProblemKind::NotFound);
    for kept in [&addresses[1], &smiley.src] {
        assert_eq!(site.get(kept).await.status, StatusCode::OK, "{kept}");
    }
    let still = site.get(&format!("{}?still", smiley.src)).await;
    assert_eq!(still.header("content-type"), "image/png");
}

#[tokio::test]
async fn missing_picture_returns_404() {
    let site = Site::new().await;
    for path in [
        "/pictures/none.png",
        "/pictures/none.gif?still",
        "/pictures/%ff",
    ] {
        site.get(path).await.assert_problem(ProblemKind::NotFound);
    }
}

#[tokio::test]
async fn invalid_or_taken_smiley_name_is_rejected() {
    let site = Site::new().await;
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    let post = async |query: &str| {
        let path = format!("/api/forums/atelier/smilies{query}");
        let png = encode(gradient(20, 20), ImageFormat::Png);
        let request = Request::bytes(Method::POST, &path, "image/png", png);
        site.send(request.with("cookie", &cookie)).await
    };
    post("").await.assert_problem(ProblemKind::Malformed);
    for (query, code) in [
        ("?name=", "empty"),
        ("?name=a%3A2", "malformed"),
        ("?name=pluie", "taken"),
    ] {
        let problem = post(query).await.problem();
        assert_eq!(problem.kind, ProblemKind::Invalid, "{query}");
        assert_eq!(problem.breaches[0].field, Field::Name);
        let json = serde_json::to_value(&problem.breaches).unwrap();
        assert_eq!(json[0]["code"], code, "{query}");
    }
    let smiley: CustomSmiley = post("?name=jour%20de%20pluie").await.json();
    assert_eq!(
        smiley.code(),
        "[:jour de pluie]",
        "only variant 2 of the name was taken"
    );
}

/// CRC-32, the checksum of PNG chunks.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 * (sum & 1))
        })
    })
}
