//! The sample forum, which can be inserted into an empty database.
//!
//! Its content is TOML under `sample/`, in the format that `format.rs` describes, and embedded in the binary.

mod format;
mod names;

use std::collections::HashMap;

use include_dir::{Dir, include_dir};
use palabre_contract::{CustomSmiley, SmileyId, Timestamp};

use self::format::{Site, Smiley, Topic};
use crate::{
    error::Error,
    forum::Passwords,
    store::{
        Store,
        sample::{Seed, SeedAccount, SeedForum, SeedPost, SeedTopic},
    },
};

/// An e-mail address that cannot receive mail (RFC 2606, 2), different for each pseudo of the sample.
fn address(pseudo: &str) -> String {
    let to_ascii = |c: char| match c {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        c if c.is_ascii_alphanumeric() => c,
        _ => '-',
    };
    let name: String = pseudo.to_lowercase().chars().map(to_ascii).collect();
    format!("{name}@exemple.invalid")
}

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/sample");

const MINUTE: i64 = 60_000;

/// A forum written as TOML.
#[derive(Debug)]
pub struct Sample {
    site: Site,
    topics: Vec<Topic>,
}

impl Sample {
    /// The sample that is part of the binary.
    ///
    /// # Errors
    /// [`Error::Internal`] names the file that cannot be parsed, and why.
    pub fn embedded() -> Result<Self, Error> {
        let text = |file: &'static include_dir::File<'static>| {
            let name = file.path().display().to_string();
            (name, file.contents_utf8().unwrap_or_default())
        };
        let (_, site) = EMBEDDED
            .get_file("site.toml")
            .map(text)
            .ok_or_else(|| Error::Internal("sample: site.toml is missing".into()))?;
        let mut topics: Vec<_> = EMBEDDED
            .get_dir("topics")
            .map(|folder| folder.files().map(text).collect())
            .unwrap_or_default();
        topics.sort_unstable();
        Self::parse(site, &topics)
    }

    /// Parses `site.toml` and the topics, given as file name and text.
    ///
    /// # Errors
    /// As [`Self::embedded`].
    pub fn parse(site: &str, topics: &[(String, &str)]) -> Result<Self, Error> {
        let site =
            toml::from_str(site).map_err(|error| Error::Internal(format!("site.toml: {error}")))?;
        let topics = topics
            .iter()
            .map(|(name, text)| {
                toml::from_str(text).map_err(|error| Error::Internal(format!("{name}: {error}")))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { site, topics })
    }

    /// Adds `more` smilies to the first forum, with generated names and the pictures of the sample's smilies, for
    /// benchmarks. At most 94,864 are added.
    #[must_use]
    pub fn with_smilies(mut self, more: usize) -> Self {
        let Some(forum) = self.site.forums.first().map(|forum| forum.slug.clone()) else {
            return self;
        };
        let own = self.site.smilies.clone();
        let is_free = |name: &String| own.iter().all(|smiley| smiley.name != *name);
        let names = (0..names::COUNT)
            .map(names::name)
            .filter(is_free)
            .take(more);
        // Adds nothing if the sample has no smilies whose pictures could be reused.
        let added = names.zip(own.iter().cycle()).map(|(name, picture)| Smiley {
            forum: forum.clone(),
            name,
            variant: None,
            ..picture.clone()
        });
        self.site.smilies.extend(added);
        self
    }

    /// Fills an empty database. The posts are dated before `now`.
    ///
    /// # Errors
    /// [`Error::Internal`] if the sample refers to a pseudo or slug that it does not define; [`Error::Database`].
    pub async fn insert_into(
        &self,
        store: &Store,
        passwords: &Passwords,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut accounts = Vec::new();
        for account in &self.site.accounts {
            accounts.push(SeedAccount {
                pseudo: account.pseudo.clone(),
                password: passwords.hash(&account.password).await?,
                role: account.role,
                signature: account.signature.clone(),
                email: address(&account.pseudo),
            });
        }
        let (topics, posts) = self.topics(now)?;
        let seed = Seed {
            site_name: self.site.name.clone(),
            accounts,
            forums: self.forums()?,
            topics,
            posts,
        };
        Ok(store.seed(&seed).await?)
    }

    fn forums(&self) -> Result<Vec<SeedForum>, Error> {
        let accounts = index(self.site.accounts.iter().map(|account| &account.pseudo));
        let smilies = |slug: &str| {
            self.site
                .smilies
                .iter()
                .filter(|smiley| smiley.forum == slug)
                .map(|smiley| CustomSmiley {
                    // Assigned by the database.
                    id: SmileyId(0),
                    animated: false,
                    name: smiley.name.clone(),
                    variant: smiley.variant,
                    src: format!("/smilies/custom/{}", smiley.file),
                    width: smiley.width,
                    height: smiley.height,
                })
                .collect()
        };
        self.site
            .forums
            .iter()
            .map(|forum| {
                let moderators = forum.moderators.iter();
                Ok(SeedForum {
                    smilies: smilies(&forum.slug),
                    slug: forum.slug.clone(),
                    name: forum.name.clone(),
                    description: forum.description.clone(),
                    language: forum.language.clone(),
                    accent: forum.accent.clone(),
                    hosts: forum.hosts.clone(),
                    moderators: moderators
                        .map(|pseudo| find(&accounts, pseudo, &forum.name))
                        .collect::<Result<_, _>>()?,
                })
            })
            .collect()
    }

    /// The topics, and all their posts. Oldest posts first, so that newer posts get higher ids.
    fn topics(&self, now: Timestamp) -> Result<(Vec<SeedTopic>, Vec<SeedPost>), Error> {
        let accounts = index(self.site.accounts.iter().map(|account| &account.pseudo));
        let forums = index(self.site.forums.iter().map(|forum| &forum.slug));
        let mut topics = Vec::new();
        let mut posts = Vec::new();
        for (number, topic) in self.topics.iter().enumerate() {
            topics.push(SeedTopic {
                forum: find(&forums, &topic.forum, &topic.title)?,
                title: topic.title.clone(),
                locked: topic.locked,
                pinned: topic.pinned,
            });
            for (position, post) in (1..).zip(&topic.posts) {
                let topic_icon = topic.icon.filter(|_| position == 1);
                posts.push(SeedPost {
                    topic: number,
                    position,
                    author: find(&accounts, &post.author, &topic.title)?,
                    icon: post.icon.or(topic_icon),
                    body: post.body.trim().to_owned(),
                    smilies: post.smilies,
                    signature: post.signature,
                    posted_at: Timestamp(now.0 - post.at * MINUTE),
                });
            }
        }
        posts.sort_by_key(|post| (post.posted_at, post.topic, post.position));
        Ok((topics, posts))
    }
}

fn index<'a>(names: impl Iterator<Item = &'a String>) -> HashMap<&'a str, usize> {
    names
        .enumerate()
        .map(|(index, name)| (name.as_str(), index))
        .collect()
}

fn find(names: &HashMap<&str, usize>, name: &str, referrer: &str) -> Result<usize, Error> {
    names.get(name).copied().ok_or_else(|| {
        Error::Internal(format!(
            "sample: {referrer:?} refers to {name:?}, which is not defined"
        ))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use palabre_contract::rules;

    #[test]
    fn added_smilies_keep_the_forums_own_and_have_unique_codes() {
        let sample = Sample::embedded().unwrap();
        let own = sample.forums().unwrap()[0].smilies.len();
        let forums = sample.with_smilies(5_000).forums().unwrap();
        assert_eq!(forums[0].smilies.len(), own + 5_000);
        let codes: HashSet<_> = forums[0].smilies.iter().map(CustomSmiley::code).collect();
        assert_eq!(codes.len(), own + 5_000, "codes are unique");
        assert!(forums[1..].iter().all(|forum| forum.smilies.len() < 100));
    }

    #[test]
    fn the_embedded_sample_is_consistent_and_follows_the_rules() {
        let sample = Sample::embedded().unwrap();
        sample.topics(Timestamp(0)).unwrap();
        for forum in sample.forums().unwrap() {
            let accent = forum.accent.as_deref().map_or(Ok(()), rules::accent);
            assert_eq!(accent, Ok(()), "{}", forum.slug);
            for host in forum.hosts {
                assert_eq!(rules::host(&host), Ok(host), "{}", forum.slug);
            }
        }
        for account in &sample.site.accounts {
            assert_eq!(rules::pseudo(&account.pseudo), Ok(()), "{}", account.pseudo);
            assert_eq!(
                rules::new_password(&account.password, ""),
                Ok(()),
                "{}",
                account.pseudo
            );
        }
        for smiley in &sample.site.smilies {
            assert!(
                sample
                    .site
                    .forums
                    .iter()
                    .any(|forum| forum.slug == smiley.forum),
                "{} belongs to no forum",
                smiley.name
            );
        }
        for topic in &sample.topics {
            assert_eq!(rules::title(&topic.title), Ok(()), "{}", topic.title);
            assert!(!topic.posts.is_empty(), "{}", topic.title);
            assert!(
                topic
                    .posts
                    .is_sorted_by(|older, newer| older.at >= newer.at),
                "{}: a reply is older than the post before it",
                topic.title
            );
            for post in &topic.posts {
                assert_eq!(rules::body(&post.body), Ok(()), "{}", topic.title);
            }
        }
    }
}
