//! What pages are made of: one noun a file. Components know no router and keep nothing on the document,
//! so that an embed can show the same ones; what they share comes from contexts.

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
