//! The images that stand for those a Dockerfile names. Each is a few commands of busybox, made here;
//! no registry is asked.

use crate::engine::Engine;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;
use strates_tests::Folder;

/// Under their real names, so that real texts are built.
const NAMES: [&str; 8] = [
    "base",
    "other",
    "nginx:alpine",
    "node:18",
    "node:20",
    "python:3.11-slim",
    "ubuntu:20.04",
    "ubuntu:22.04",
];

const COMMANDS: [&str; 15] = [
    "cat", "chmod", "cp", "echo", "env", "id", "ls", "mkdir", "mv", "pwd", "rm", "sh", "test",
    "touch", "true",
];

/// Programs of the real images: each leaves a file that says how it was called.
const STUBS: [&str; 4] = ["apt-get", "npm", "pip", "yarn"];

const USERS: &str = "root:x:0:0:root:/:/bin/sh\nnode:x:1000:1000:node:/:/bin/sh\n";
const GROUPS: &str = "root:x:0:\nnode:x:1000:\n";

/// The files that all images have.
pub fn prepare(engine: &Engine) {
    let folder = &engine.folder;
    folder.write("rootfs/etc/passwd", USERS);
    folder.write("rootfs/etc/group", GROUPS);
    folder.write("rootfs/tmp/.keep", "");
    program(folder, "bash", "exec sh \"$@\"");
    for stub in STUBS {
        program(folder, stub, &format!("echo \"$*\" >/{stub}.log"));
    }
    fs::copy(
        engine.installed.busybox(),
        folder.path("rootfs/bin/busybox"),
    )
    .unwrap();
    for command in COMMANDS {
        symlink("busybox", folder.path(&format!("rootfs/bin/{command}"))).unwrap();
    }
}

fn program(folder: &Folder, name: &str, script: &str) {
    let path = format!("rootfs/bin/{name}");
    folder.write(&path, &format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(folder.path(&path), PermissionsExt::from_mode(0o755)).unwrap();
}

/// Images for the names in a text, which differ from those under another key in one file, so that
/// nothing built on the ones is in the cache for the others. What `docker build` must be told.
pub fn import(engine: &Engine, key: &str, text: &str) -> Vec<String> {
    let mut contexts = Vec::new();
    for name in NAMES.into_iter().filter(|name| is_named(name, text)) {
        let marker = format!("images/{key}/{name}");
        engine
            .folder
            .write(&format!("{marker}/image"), &format!("{key} {name}\n"));
        let archive = engine.folder.path(&format!("{marker}/image.tar"));
        let status = Command::new("tar")
            .args(["-cf", &archive, "-C", &engine.folder.path("rootfs"), "."])
            .args(["-C", &engine.folder.path(&marker), "image"])
            .status()
            .expect("there is a tar");
        assert!(status.success() && Path::new(&archive).exists());
        let image = format!("{}/{key}/{name}", engine.prefix);
        engine.run(&["import", &archive, &image]);
        fs::remove_file(archive).unwrap();
        contexts.push("--build-context".to_owned());
        contexts.push(format!("{name}=docker-image://{image}"));
    }
    contexts
}

/// Whatever its tag is: that may stand in a variable.
fn is_named(image: &str, text: &str) -> bool {
    let name = image.split(':').next().unwrap_or(image);
    text.contains(name)
}
