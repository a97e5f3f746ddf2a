//! Has the linker keep its relocations in binaries that `cargo xtask build` splits into parts (xtask/src/build/split.rs).

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let features = ["CARGO_FEATURE_SPLIT_APP", "CARGO_FEATURE_SPLIT_ELEMENTS"];
    if features
        .into_iter()
        .any(|feature| std::env::var_os(feature).is_some())
    {
        println!("cargo:rustc-link-arg-bins=--emit-relocs");
    }
}
