//! The hash that detects an idempotency key reused for another request.

use palabre_contract::NewPost;
use sha2::{Digest, Sha256};

use crate::store::Target;

/// Equal for equal posts to the same target. Credentials and `writer` are not hashed: keys are scoped to the account
/// anyway, and a request with credentials may be retried with the session that they opened.
pub(super) fn request_hash(target: Target<'_>, post: &NewPost) -> [u8; 32] {
    let anonymous = NewPost {
        credentials: None,
        writer: None,
        ..post.clone()
    };
    let text = match target {
        Target::Topic(topic) => serde_json::to_vec(&(topic, anonymous)),
        Target::NewTopic { forum, title } => serde_json::to_vec(&(forum, title, anonymous)),
        // Without the title: that of the page may change between two attempts.
        Target::Page { forum, address, .. } => {
            serde_json::to_vec(&("page", forum, address, anonymous))
        }
    };
    Sha256::digest(text.expect("a post has only string keys in its JSON")).into()
}

#[cfg(test)]
mod tests {
    use palabre_contract::{ForumSlug, TopicId};

    use super::*;

    #[test]
    fn target_and_text_change_the_hash_and_credentials_do_not() {
        let post = |json| serde_json::from_str::<NewPost>(json).unwrap();
        let atelier = ForumSlug("atelier".into());
        let topic = |id| Target::Topic(TopicId(id));
        let opens = |title| Target::NewTopic {
            forum: &atelier,
            title,
        };
        let bonsoir = post(r#"{"body":"Bonsoir"}"#);
        let plain = request_hash(topic(1), &bonsoir);
        let signed = r#"{"body":"Bonsoir","credentials":{"pseudo":"Anaïs","password":"secret"}}"#;
        assert_eq!(plain, request_hash(topic(1), &post(signed)));
        let named = r#"{"body":"Bonsoir","writer":3}"#;
        assert_eq!(plain, request_hash(topic(1), &post(named)));
        let others = [
            request_hash(topic(2), &bonsoir),
            request_hash(topic(1), &post(r#"{"body":"Bonjour"}"#)),
            request_hash(opens("1"), &bonsoir),
        ];
        assert!(!others.contains(&plain));
        assert_ne!(others[2], request_hash(opens("2"), &bonsoir));
    }
}
