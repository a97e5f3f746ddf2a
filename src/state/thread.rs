//! The page of a thread that is being read.

use leptos::prelude::*;
use palabre_contract::{Post, PostId, ThreadPage, Topic, topic::page_of};

/// The person's own post that was just sent. It is kept across the way from the form to the thread.
#[derive(Clone, Copy, Default)]
pub struct FreshPost(RwSignal<Option<PostId>>);

impl FreshPost {
    /// Marks a post as the one that was just sent.
    pub fn mark(self, post: PostId) {
        self.0.set(Some(post));
    }

    /// Whether it is this one.
    pub fn is(self, post: PostId) -> bool {
        self.0.get() == Some(post)
    }
}

/// The post that was just sent, if any.
pub fn use_fresh_post() -> FreshPost {
    expect_context()
}

/// A page of a thread, with what was added to it since it was loaded.
#[derive(Clone, Copy)]
pub struct Thread {
    topic: StoredValue<Topic>,
    page: u32,
    pages: u32,
    posts: RwSignal<Vec<Post>>,
}

impl Thread {
    /// The page as the server sent it.
    pub fn new(page: ThreadPage) -> Self {
        Self {
            topic: StoredValue::new(page.topic),
            page: page.page,
            pages: page.pages,
            posts: RwSignal::new(page.posts),
        }
    }

    /// The topic, as it was when the page was loaded.
    pub fn topic(self) -> Topic {
        self.topic.get_value()
    }

    /// Which page this is, from 1.
    pub const fn page(self) -> u32 {
        self.page
    }

    /// How many pages there were.
    pub const fn pages(self) -> u32 {
        self.pages
    }

    /// Its posts, oldest first.
    pub fn posts(self) -> Signal<Vec<Post>> {
        self.posts.into()
    }

    /// How many posts the topic is known to hold.
    pub fn size(self) -> u32 {
        let known = self.topic.with_value(|topic| topic.posts);
        self.posts
            .with(|posts| posts.last().map_or(known, |last| last.position.max(known)))
    }

    /// Puts the person's own new post at the end of this page, where it follows the last one shown.
    /// `false`: others have posted in between, or it stands on another page; load it instead, since
    /// showing it here would hide theirs.
    pub fn append(self, post: Post) -> bool {
        let next = self
            .posts
            .with_untracked(|posts| posts.last().map(|last| last.position + 1));
        let follows = next == Some(post.position) && page_of(post.position) == self.page;
        if follows {
            self.posts.update(|posts| posts.push(post));
        }
        follows
    }
}
