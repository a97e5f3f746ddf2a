//! The hash by which a reply is known again.

use palabre_contract::{NewPost, TopicId};
use sha2::{Digest, Sha256};

/// Equal for equal replies to the same topic. Who writes is no part of it: the key's scope is the
/// account already, and a try with a session repeats one with credentials.
pub(super) fn request_hash(topic: TopicId, post: &NewPost) -> [u8; 32] {
    let anonymous = NewPost {
        credentials: None,
        ..post.clone()
    };
    let text =
        serde_json::to_vec(&(topic, anonymous)).expect("a reply has only string keys in its JSON");
    Sha256::digest(text).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_topic_and_the_text_count_and_the_credentials_do_not() {
        let reply = |json| serde_json::from_str::<NewPost>(json).unwrap();
        let plain = request_hash(TopicId(1), &reply(r#"{"body":"Bonsoir"}"#));
        let signed = r#"{"body":"Bonsoir","credentials":{"pseudo":"Anaïs","password":"secret"}}"#;
        assert_eq!(plain, request_hash(TopicId(1), &reply(signed)));
        assert_ne!(
            plain,
            request_hash(TopicId(2), &reply(r#"{"body":"Bonsoir"}"#))
        );
        assert_ne!(
            plain,
            request_hash(TopicId(1), &reply(r#"{"body":"Bonjour"}"#))
        );
    }
}
