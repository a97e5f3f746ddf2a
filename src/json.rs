//! JSON deserializer for the API's responses and for values stored in this browser.
//!
//! `serde_json`'s deserializer adds 10 kB to the bundle, because it also supports fractions, structs written as arrays
//! and readers, and describes errors. Here every error is [`InvalidJson`], without details.

use std::fmt::Display;

use serde::{
    de::{
        DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess,
        VariantAccess, Visitor, value::StrDeserializer,
    },
    forward_to_deserialize_any,
};

/// The text is not valid JSON, or not of the requested type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidJson;

impl Display for InvalidJson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("invalid JSON")
    }
}

impl std::error::Error for InvalidJson {}

impl Error for InvalidJson {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

type Decoded<T> = Result<T, InvalidJson>;

/// Deserializes a value of the contract.
///
/// # Errors
/// [`InvalidJson`]
pub fn from_str<'a, T: serde::Deserialize<'a>>(text: &'a str) -> Decoded<T> {
    let mut reader = Reader { text, at: 0 };
    let value = T::deserialize(&mut reader)?;
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(InvalidJson),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let next = self.text.as_bytes().get(self.at).copied();
            if !matches!(next, Some(b' ' | b'\n' | b'\r' | b'\t')) {
                return next;
            }
            self.at += 1;
        }
    }

    fn next(&mut self) -> Decoded<u8> {
        let next = self.peek().ok_or(InvalidJson)?;
        self.at += 1;
        Ok(next)
    }

    fn expect(&mut self, wanted: u8) -> Decoded<()> {
        if self.next()? == wanted {
            Ok(())
        } else {
            Err(InvalidJson)
        }
    }

    /// Consumes `literal` if it comes next.
    fn take_literal(&mut self, literal: &str) -> bool {
        self.peek();
        let is_next = self.text.as_bytes()[self.at..].starts_with(literal.as_bytes());
        if is_next {
            self.at += literal.len();
        }
        is_next
    }

    fn integer(&mut self) -> Decoded<i64> {
        self.peek();
        let rest = &self.text[self.at..];
        let is_digit = |c: char| c == '-' || c.is_ascii_digit();
        let length = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
        let number = rest[..length].parse().map_err(|_| InvalidJson)?;
        self.at += length;
        Ok(number)
    }

    fn string(&mut self) -> Decoded<String> {
        self.expect(b'"')?;
        let mut string = String::new();
        loop {
            let rest = &self.text[self.at..];
            let length = rest.find(['"', '\\']).ok_or(InvalidJson)?;
            string.push_str(&rest[..length]);
            self.at += length + 1;
            if rest.as_bytes()[length] == b'"' {
                return Ok(string);
            }
            string.push(self.escaped()?);
        }
    }

    /// The character of an escape, after its backslash (RFC 8259, section 7).
    fn escaped(&mut self) -> Decoded<char> {
        let escape = self.text.as_bytes().get(self.at).copied();
        self.at += 1;
        Ok(match escape {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'u') => return self.code_point(),
            Some(literal @ (b'"' | b'\\' | b'/')) => char::from(literal),
            _ => return Err(InvalidJson),
        })
    }

    fn code_point(&mut self) -> Decoded<char> {
        let first = self.four_digits()?;
        let is_pair = (0xd800..0xdc00).contains(&first);
        let code = if is_pair && self.text[self.at..].starts_with("\\u") {
            self.at += 2;
            let second = self.four_digits()?;
            0x1_0000 + ((first - 0xd800) << 10) + (second.wrapping_sub(0xdc00) & 0x3ff)
        } else {
            first
        };
        // An unpaired surrogate is not a character.
        Ok(char::from_u32(code).unwrap_or('\u{fffd}'))
    }

    fn four_digits(&mut self) -> Decoded<u32> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(InvalidJson)?;
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| InvalidJson)
    }

    /// Skips a value. A loop rather than recursion, so that deep nesting cannot overflow the stack.
    fn skip(&mut self) -> Decoded<()> {
        let mut depth = 0u32;
        loop {
            match self.peek().ok_or(InvalidJson)? {
                b'"' => drop(self.string()?),
                b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                    continue;
                }
                b']' | b'}' => {
                    depth = depth.checked_sub(1).ok_or(InvalidJson)?;
                    self.at += 1;
                }
                b',' | b':' if depth > 0 => {
                    self.at += 1;
                    continue;
                }
                _ => {
                    let rest = &self.text[self.at..];
                    let is_end = |c: char| ",:]} \n\r\t\"[{".contains(c);
                    let length = rest.find(is_end).unwrap_or(rest.len());
                    if length == 0 {
                        return Err(InvalidJson);
                    }
                    self.at += length;
                }
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }
}

macro_rules! integers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Decoded<V::Value> {
            visitor.visit_i64(self.integer()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = InvalidJson;

    integers!(deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64);
    integers!(deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64);

    // Not needed: no type of the contract depends on the kind of the value.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Decoded<V::Value> {
        Err(InvalidJson)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Decoded<V::Value> {
        if self.take_literal("true") {
            visitor.visit_bool(true)
        } else if self.take_literal("false") {
            visitor.visit_bool(false)
        } else {
            Err(InvalidJson)
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Decoded<V::Value> {
        visitor.visit_string(self.string()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Decoded<V::Value> {
        visitor.visit_string(self.string()?)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Decoded<V::Value> {
        visitor.visit_str(&self.string()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Decoded<V::Value> {
        if self.take_literal("null") {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Decoded<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Decoded<V::Value> {
        self.expect(b'[')?;
        let mut items = Items {
            reader: self,
            end: b']',
            is_first: true,
        };
        visitor.visit_seq(&mut items)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Decoded<V::Value> {
        self.expect(b'{')?;
        let mut items = Items {
            reader: self,
            end: b'}',
            is_first: true,
        };
        visitor.visit_map(&mut items)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Decoded<V::Value> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Decoded<V::Value> {
        visitor.visit_enum(UnitVariant(&self.string()?))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Decoded<V::Value> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

/// The elements of an array or the members of an object.
struct Items<'r, 'de> {
    reader: &'r mut Reader<'de>,
    end: u8,
    is_first: bool,
}

impl Items<'_, '_> {
    /// Whether another item follows. Consumes the comma before it, or the closing bracket.
    fn has_next(&mut self) -> Decoded<bool> {
        if self.reader.peek() == Some(self.end) {
            self.reader.at += 1;
            return Ok(false);
        }
        if !std::mem::take(&mut self.is_first) {
            self.reader.expect(b',')?;
        }
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for &mut Items<'_, 'de> {
    type Error = InvalidJson;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Decoded<Option<T::Value>> {
        if self.has_next()? {
            seed.deserialize(&mut *self.reader).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<'de> MapAccess<'de> for &mut Items<'_, 'de> {
    type Error = InvalidJson;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Decoded<Option<K::Value>> {
        if self.has_next()? {
            seed.deserialize(&mut *self.reader).map(Some)
        } else {
            Ok(None)
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Decoded<V::Value> {
        self.reader.expect(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

/// The name of a variant without data. The contract has no other enums.
struct UnitVariant<'a>(&'a str);

impl<'de> EnumAccess<'de> for UnitVariant<'_> {
    type Error = InvalidJson;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Decoded<(V::Value, Self)> {
        let name: StrDeserializer<'_, InvalidJson> = self.0.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for UnitVariant<'_> {
    type Error = InvalidJson;

    fn unit_variant(self) -> Decoded<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Decoded<T::Value> {
        Err(InvalidJson)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Decoded<V::Value> {
        Err(InvalidJson)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Decoded<V::Value> {
        Err(InvalidJson)
    }
}

#[cfg(test)]
mod tests {
    use palabre_contract::{Breach, Fault, Field, Post, Preferences, Problem, Role};
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    const POST: &str = r#" { "id" : 7, "topic": 1, "position": 2, "unknown": {"deep": [1, [2.5e3, "]"], null]},
        "author": {"account": null, "pseudo": "Ana\u00efs \ud83d\ude00 \"\\\/\n", "role": "moderator", "avatar": null},
        "icon": "thumbs-up", "body": "", "smilies": true, "signature": null, "posted_at": -5 } "#;

    #[wasm_bindgen_test]
    fn post_with_unknown_members_decodes_as_serde_json_does() {
        let post: Post = from_str(POST).unwrap();
        let same: Post = serde_json::from_str(POST).unwrap();
        assert_eq!(post, same);
        assert_eq!(post.author.pseudo, "Anaïs 😀 \"\\/\n");
        assert_eq!(post.author.role, Role::Moderator);
    }

    #[wasm_bindgen_test]
    fn serialized_values_decode_to_the_same_values() {
        let chosen = Preferences {
            favourites: vec!["[:pluie]".into(), "[:a \"b\"]".into()],
            ..Preferences::default()
        };
        let json = serde_json::to_string(&chosen).unwrap();
        assert_eq!(from_str::<Preferences>(&json), Ok(chosen));
        let breach = r#"{"field":"body","code":"too_long","max":60000,"actual":60001}"#;
        let fault = Fault::TooLong {
            max: 60_000,
            actual: 60_001,
        };
        let field = Field::Body;
        assert_eq!(from_str::<Breach>(breach), Ok(Breach { field, fault }));
    }

    #[wasm_bindgen_test]
    fn malformed_json_is_rejected_without_panicking() {
        for end in 0..POST.trim_end().len() {
            if POST.is_char_boundary(end) {
                assert_eq!(from_str::<Post>(&POST[..end]), Err(InvalidJson), "{end}");
            }
        }
        for broken in [
            "",
            "[]",
            "{",
            "{}x",
            "\"",
            "null",
            "{\"type\":\"/problems/none\"}",
            "{\"a\" 1}",
            "{,}",
            "{\"type\":\"\\ud83\"}",
            "{\"x\":}",
            "{\"x\":]}",
            "\u{feff}{}",
        ] {
            assert!(from_str::<Problem>(broken).is_err(), "{broken}");
        }
        // Nested so deeply that recursion would overflow the stack.
        let deep = format!("{{\"x\":{}", "[".repeat(1_000_000));
        assert!(from_str::<Problem>(&deep).is_err());
    }
}
