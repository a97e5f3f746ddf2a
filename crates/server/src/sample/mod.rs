//! The sample forum: what an empty database is filled with, when asked for.
//!
//! Its content is written as TOML under `sample/`, as `format.rs` describes, and is part of the binary.

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

/// An address that no mail can reach (RFC 2606, 2). It differs for pseudos of the sample.
fn address(pseudo: &str) -> String {
    let plain = |c: char| match c {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        c if c.is_ascii_alphanumeric() => c,
        _ => '-',
    };
    let name: String = pseudo.to_lowercase().chars().map(plain).collect();
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
    /// [`Error::Internal`] names the file that cannot be read, and why.
    pub fn embedded() -> Result<Self, Error> {
        let text = |file: &'static include_dir::File<'static>| {
            let name = file.path().display().to_string();
            (name, file.contents_utf8().unwrap_or_default())
        };
        let (_, site) = EMBEDDED
            .get_file("site.toml")
            .map(text)
            .ok_or_else(|| Error::Internal("the sample has no site.toml".into()))?;
        let mut topics: Vec<_> = EMBEDDED
            .get_dir("topics")
            .map(|folder| folder.files().map(text).collect())
            .unwrap_or_default();
        topics.sort_unstable();
        Self::parse(site, &topics)
    }

    /// A sample from the text of `site.toml` and the names and texts of its topics.
    ///
    /// # Errors
    /// Those of [`Self::embedded`].
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

    /// The same with that many smilies more in its first forum, under names of all kinds and with the
    /// pictures of those it has: for measuring. There are 94,864 names at most.
    #[must_use]
    pub fn with_smilies(mut self, more: usize) -> Self {
        let Some(forum) = self.site.forums.first().map(|forum| forum.slug.clone()) else {
            return self;
        };
        let own = self.site.smilies.clone();
        let is_free = |name: &String| own.iter().all(|smiley| smiley.name != *name);
        let names = (0..names::MOST).map(names::name).filter(is_free).take(more);
        // Without pictures of its own there is nothing to cycle through.
        let added = names.zip(own.iter().cycle()).map(|(name, picture)| Smiley {
            forum: forum.clone(),
            name,
            variant: None,
            ..picture.clone()
        });
        self.site.smilies.extend(added);
        self
    }

    /// Fills the empty database with it, as if it were written in the time before `now`.
    ///
    /// # Errors
    /// [`Error::Internal`] where it names a pseudo or a slug that it does not have; the database's.
    pub async fn plant(
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
                    // The database numbers it.
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

    /// The topics, and all their posts, oldest first, so that a newer post has a higher number.
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
                let icon_of_topic = topic.icon.filter(|_| position == 1);
                posts.push(SeedPost {
                    topic: number,
                    position,
                    author: find(&accounts, &post.author, &topic.title)?,
                    icon: post.icon.or(icon_of_topic),
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

fn find(names: &HashMap<&str, usize>, name: &str, whose: &str) -> Result<usize, Error> {
    names.get(name).copied().ok_or_else(|| {
        Error::Internal(format!(
            "in the sample, {whose:?} names {name:?}, which is nowhere"
        ))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use palabre_contract::rules;

    #[test]
    fn smilies_by_the_thousand_leave_the_first_forum_its_own() {
        let sample = Sample::embedded().unwrap();
        let own = sample.forums().unwrap()[0].smilies.len();
        let forums = sample.with_smilies(5_000).forums().unwrap();
        assert_eq!(forums[0].smilies.len(), own + 5_000);
        let codes: HashSet<_> = forums[0].smilies.iter().map(CustomSmiley::code).collect();
        assert_eq!(codes.len(), own + 5_000, "no two by one name");
        assert!(forums[1..].iter().all(|forum| forum.smilies.len() < 100));
    }

    #[test]
    fn the_embedded_sample_keeps_the_rules_that_it_shows() {
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
                "{}: a reply stands before what it answers",
                topic.title
            );
            for post in &topic.posts {
                assert_eq!(rules::body(&post.body), Ok(()), "{}", topic.title);
            }
        }
    }
}
