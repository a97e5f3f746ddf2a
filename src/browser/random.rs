//! Random numbers.

use palabre_contract::IdempotencyKey;

/// A new idempotency key, from the browser's cryptographic generator.
pub fn idempotency_key() -> IdempotencyKey {
    let mut bytes = [0; 16];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok());
    if filled.is_none() {
        // Without `crypto`: the key need not be secret, only unique within the account.
        for byte in &mut bytes {
            *byte = (js_sys::Math::random() * 256.0) as u8;
        }
    }
    IdempotencyKey::from_random(bytes)
}
