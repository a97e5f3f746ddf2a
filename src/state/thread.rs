//! The current page of a thread.

use leptos::prelude::*;
use palabre_contract::{Post, PostId, ThreadPage, Topic, VisitorPermissions, topic::page_of};

/// The post that the reader has just sent. Outlives the change from the form's page to the thread.
#[derive(Clone, Copy, Default)]
pub struct FreshPost(RwSignal<Option<PostId>>);

impl FreshPost {
    /// Marks a post as just sent.
    pub fn mark(self, post: PostId) {
        self.0.set(Some(post));
    }

    /// Whether this post was just sent.
    pub fn is(self, post: PostId) -> bool {
        self.0.get() == Some(post)
    }
}

/// The post just sent, in context.
pub fn use_fresh_post() -> FreshPost {
    expect_context()
}

/// A page of a thread, including changes since it was loaded.
#[derive(Clone, Copy)]
pub struct Thread {
    topic: RwSignal<Topic>,
    page: u32,
    pages: u32,
    per_page: u32,
    /// One signal per post, so that a change redraws only that post.
    posts: RwSignal<Vec<RwSignal<Post>>>,
    standing: VisitorPermissions,
}

impl Thread {
    /// Provides a page from the server in context. `per_page`: posts per page.
    pub fn provide(page: ThreadPage, per_page: u32) -> Self {
        let thread = Self {
            topic: RwSignal::new(page.topic),
            page: page.page,
            pages: page.pages,
            per_page,
            posts: RwSignal::new(page.posts.into_iter().map(RwSignal::new).collect()),
            standing: page.you,
        };
        provide_context(thread);
        thread
    }

    /// The topic, untracked.
    pub fn topic(self) -> Topic {
        self.topic.get_untracked()
    }

    /// The topic; tracked. A moderator's change of the topic redraws only what depends on it, so that the focus and the
    /// scroll position stay.
    pub fn topic_tracked(self) -> Topic {
        self.topic.get()
    }

    /// Replaces the topic by its new version.
    pub fn set_topic(self, topic: Topic) {
        self.topic.set(topic);
    }

    /// The number of this page, from 1.
    pub const fn page(self) -> u32 {
        self.page
    }

    /// The number of pages when it was loaded.
    pub const fn pages(self) -> u32 {
        self.pages
    }

    /// Posts per page.
    pub const fn per_page(self) -> u32 {
        self.per_page
    }

    /// The reader's permissions.
    pub const fn standing(self) -> VisitorPermissions {
        self.standing
    }

    /// Replaces a post by its new version.
    pub fn replace(self, post: Post) {
        let known = self.posts.with_untracked(|posts| {
            let is_same =
                |known: &&RwSignal<Post>| known.with_untracked(|known| known.id == post.id);
            posts.iter().find(is_same).copied()
        });
        if let Some(known) = known {
            known.set(post);
        }
    }

    /// The posts, oldest first; tracked.
    pub fn posts(self) -> Vec<RwSignal<Post>> {
        self.posts.get()
    }

    /// Whether a post is on this page.
    pub fn contains(self, post: PostId) -> bool {
        let is_same = |known: &RwSignal<Post>| known.with_untracked(|known| known.id == post);
        self.posts.with(|posts| posts.iter().any(is_same))
    }

    /// The positions of the first and the last post on this page.
    pub fn span(self) -> (u32, u32) {
        let position = |post: &RwSignal<Post>| post.with_untracked(|post| post.position);
        let first = (self.page - 1) * self.per_page + 1;
        let last = self.posts.with(|posts| posts.last().map(position));
        (first, last.unwrap_or(first))
    }

    /// The number of posts that the topic is known to have.
    pub fn size(self) -> u32 {
        let known = self.topic.with_untracked(|topic| topic.posts);
        self.span().1.max(known)
    }

    /// Appends the reader's new post if it follows the last one on this page. `false`: it is on another page, or
    /// others have posted in between; appending it would hide their posts, so load its page instead.
    pub fn append(self, post: Post) -> bool {
        let next = untrack(|| self.span().1) + 1;
        let follows = next == post.position && page_of(post.position, self.per_page) == self.page;
        if follows {
            self.posts.update(|posts| posts.push(RwSignal::new(post)));
        }
        follows
    }
}

/// The thread in context. `None`: the page shows none.
pub fn use_thread() -> Option<Thread> {
    use_context()
}
