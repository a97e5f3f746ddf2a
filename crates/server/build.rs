//! Compiles the crate anew when a folder changes that is built into it.

fn main() {
    for folder in ["migrations", "sample"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    if std::env::var_os("CARGO_FEATURE_EMBED_APP").is_some() {
        println!("cargo::rerun-if-changed=../../dist");
    }
}
