//! The documentation: one short Markdown page per subject and language, in `docs/en` and `docs/fr`.

mod page;

pub use page::{Heading, Page, Section};

use crate::lang::{Lang, Text};

/// What a page is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Instruction,
    Directive,
    Flag,
    Mount,
    MountOption,
    Argument,
    Modifier,
    Value,
    Base,
    Topic,
    Concept,
    Command,
}

#[derive(Debug)]
pub struct Subject {
    pub kind: Kind,
    /// The folder of its files, and their name.
    pub folder: &'static str,
    pub name: &'static str,
    text: Text,
}

impl Subject {
    pub fn find(kind: Kind, name: &str) -> Option<&'static Subject> {
        let is_it = |subject: &&Subject| subject.kind == kind && subject.name == name;
        SUBJECTS.iter().find(is_it)
    }

    /// In Markdown, as on its page.
    pub fn title(&self, lang: Lang) -> &'static str {
        page::title(self.text.get(lang))
    }

    pub fn page(&self, lang: Lang) -> Page<'static> {
        Page::read(self.text.get(lang))
    }
}

/// A page that is missing in one language does not compile.
macro_rules! subjects {
    ($( $kind:ident in $folder:literal { $( $name:literal )* } )*) => {
        pub const SUBJECTS: &[Subject] = &[$($(
            Subject {
                kind: Kind::$kind,
                folder: $folder,
                name: $name,
                text: Text {
                    en: include_str!(concat!("../docs/en/", $folder, "/", $name, ".md")),
                    fr: include_str!(concat!("../docs/fr/", $folder, "/", $name, ".md")),
                },
            },
        )*)*];
    };
}

subjects! {
    Instruction in "instructions" {
        "from" "run" "copy" "add" "workdir" "env" "arg" "user" "expose" "volume" "label" "cmd"
        "entrypoint" "healthcheck" "stopsignal" "shell" "onbuild" "maintainer"
    }
    Directive in "directives" { "syntax" "escape" "check" }
    Flag in "flags" {
        "platform" "mount" "network" "security" "device" "from" "chown" "chmod" "link" "parents"
        "exclude" "keep-git-dir" "checksum" "unpack" "interval" "timeout" "start-period"
        "start-interval" "retries"
    }
    Mount in "mounts" { "bind" "cache" "tmpfs" "secret" "ssh" }
    MountOption in "mount-options" {
        "type" "target" "source" "from" "id" "sharing" "mode" "uid" "gid" "size" "required" "env"
        "readonly" "readwrite"
    }
    Argument in "arguments" {
        "TARGETPLATFORM" "TARGETOS" "TARGETOSVERSION" "TARGETARCH" "TARGETVARIANT" "TARGETSTAGE"
        "BUILDPLATFORM" "BUILDOS" "BUILDOSVERSION" "BUILDARCH" "BUILDVARIANT"
        "HTTP_PROXY" "HTTPS_PROXY" "FTP_PROXY" "NO_PROXY" "ALL_PROXY"
        "SOURCE_DATE_EPOCH" "BUILDKIT_BUILD_NAME" "BUILDKIT_CACHE_MOUNT_NS"
        "BUILDKIT_CONTEXT_KEEP_GIT_DIR" "BUILDKIT_DOCKERFILE_CHECK" "BUILDKIT_INLINE_CACHE"
        "BUILDKIT_MULTI_PLATFORM" "BUILDKIT_SANDBOX_HOSTNAME" "BUILDKIT_SBOM_SCAN_CONTEXT"
        "BUILDKIT_SBOM_SCAN_STAGE" "BUILDKIT_SYNTAX"
    }
    Modifier in "modifiers" { "default" "alternative" "required" "prefix" "suffix" "replace" }
    Value in "values" {
        "port" "protocol" "signal" "user" "group" "healthcheck-none" "healthcheck-cmd"
    }
    Base in "bases" { "scratch" }
    Topic in "topics" {
        "heredoc" "heredoc-tabs" "heredoc-quoted" "exec-form" "shell-form" "variable" "comment"
        "continuation" "stage" "image-name" "ignore-comment"
    }
    Concept in "concepts" { "layer" "metadata" "build-cache" "build-context" "multi-stage-build" }
    Command in "commands" {
        "apt-get" "apk" "dnf" "pip" "npm" "yarn" "pnpm" "poetry" "uv" "go" "cargo" "mvn" "gradle"
        "composer" "bundle" "gem" "dotnet" "make" "git" "curl" "wget" "tar" "unzip" "rm" "mkdir"
        "cp" "mv" "ln" "chmod" "chown" "useradd" "adduser" "cd" "export" "echo" "sed" "set" "sudo"
    }
}
