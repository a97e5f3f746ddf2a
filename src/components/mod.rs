//! The components that pages consist of, one file each.
//!
//! Components do not use the router and do not change the document outside their own elements, so the embedded elements
//! can use them as well. They share state through contexts.

pub mod avatar;
pub mod button_group;
pub mod closed;
pub mod custom_smiley;
pub mod dynamic;
pub mod failure;
pub mod form;
pub mod forum_list;
pub mod icon;
pub mod lazily;
pub mod lazy_form;
pub mod loaded;
pub mod markup_view;
pub mod moderation;
pub mod moment;
pub mod notice;
pub mod pager;
pub mod post_card;
pub mod post_list;
pub mod reply_form;
pub mod review;
pub mod shortcuts;
pub mod site;
pub mod topic_list;
pub mod unsent_texts;
pub mod watching;
