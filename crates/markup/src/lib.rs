//! Post text to tree.
