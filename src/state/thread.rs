//! The page of a thread that is being read.

use leptos::prelude::*;
use palabre_contract::{Post, PostId, Standing, ThreadPage, Topic, topic::page_of};

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
    per_page: u32,
    /// Each post is a signal of its own: one that changes is drawn anew, and no other.
    posts: RwSignal<Vec<RwSignal<Post>>>,
    standing: Standing,
}

impl Thread {
    /// The page as the server sent it, at so many posts a page, for everything below the current owner.
    pub fn provide(page: ThreadPage, per_page: u32) -> Self {
        let thread = Self {
            topic: StoredValue::new(page.topic),
            page: page.page,
            pages: page.pages,
            per_page,
            posts: RwSignal::new(page.posts.into_iter().map(RwSignal::new).collect()),
            standing: page.you,
        };
        provide_context(thread);
        thread
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

    /// Posts on a page.
    pub const fn per_page(self) -> u32 {
        self.per_page
    }

    /// How the reader stands here.
    pub const fn standing(self) -> Standing {
        self.standing
    }

    /// Puts a post that was changed in the place of what it was.
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

    /// Its posts, oldest first; followed by whoever reads them.
    pub fn posts(self) -> Vec<RwSignal<Post>> {
        self.posts.get()
    }

    /// Whether a post stands on this page.
    pub fn contains(self, post: PostId) -> bool {
        let is_it = |known: &RwSignal<Post>| known.with_untracked(|known| known.id == post);
        self.posts.with(|posts| posts.iter().any(is_it))
    }

    /// The positions of the first and the last post on this page.
    pub fn span(self) -> (u32, u32) {
        let position = |post: &RwSignal<Post>| post.with_untracked(|post| post.position);
        let first = (self.page - 1) * self.per_page + 1;
        let last = self.posts.with(|posts| posts.last().map(position));
        (first, last.unwrap_or(first))
    }

    /// How many posts the topic is known to hold.
    pub fn size(self) -> u32 {
        let known = self.topic.with_value(|topic| topic.posts);
        self.span().1.max(known)
    }

    /// Puts the person's own new post at the end of this page, where it follows the last one shown.
    /// `false`: others have posted in between, or it stands on another page; load it instead, since
    /// showing it here would hide theirs.
    pub fn append(self, post: Post) -> bool {
        let next = untrack(|| self.span().1) + 1;
        let follows = next == post.position && page_of(post.position, self.per_page) == self.page;
        if follows {
            self.posts.update(|posts| posts.push(RwSignal::new(post)));
        }
        follows
    }
}

/// The thread that is being read. `None`: the page shows none.
pub fn use_thread() -> Option<Thread> {
    use_context()
}
