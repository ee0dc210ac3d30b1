fn main() {
    let source = std::path::Path::new("src");
    let mut build = cc::Build::new();
    build
        .std("c11")
        .include(source)
        .opt_level(3)
        .warnings(false);
    for file in ["parser.c", "scanner.c"] {
        let path = source.join(file);
        println!("cargo:rerun-if-changed={}", path.display());
        build.file(path);
    }
    println!(
        "cargo:rerun-if-changed={}",
        source.join("scanner").display()
    );
    build.compile("tree-sitter-dockerfile");
}
