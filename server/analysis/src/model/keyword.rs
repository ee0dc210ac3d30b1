/// What an instruction is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Keyword {
    From,
    Run,
    Cmd,
    Label,
    Maintainer,
    Expose,
    Env,
    Add,
    Copy,
    Entrypoint,
    Volume,
    User,
    Workdir,
    Arg,
    Onbuild,
    Stopsignal,
    Healthcheck,
    Shell,
    /// No instruction that BuildKit knows.
    Unknown,
}

impl Keyword {
    /// How many there are, with the one that is none.
    pub const COUNT: usize = Keyword::Unknown as usize + 1;

    pub const KNOWN: [Keyword; 18] = [
        Keyword::From,
        Keyword::Run,
        Keyword::Cmd,
        Keyword::Label,
        Keyword::Maintainer,
        Keyword::Expose,
        Keyword::Env,
        Keyword::Add,
        Keyword::Copy,
        Keyword::Entrypoint,
        Keyword::Volume,
        Keyword::User,
        Keyword::Workdir,
        Keyword::Arg,
        Keyword::Onbuild,
        Keyword::Stopsignal,
        Keyword::Healthcheck,
        Keyword::Shell,
    ];

    /// In upper case; empty for [`Keyword::Unknown`].
    pub const fn name(self) -> &'static str {
        match self {
            Keyword::From => "FROM",
            Keyword::Run => "RUN",
            Keyword::Cmd => "CMD",
            Keyword::Label => "LABEL",
            Keyword::Maintainer => "MAINTAINER",
            Keyword::Expose => "EXPOSE",
            Keyword::Env => "ENV",
            Keyword::Add => "ADD",
            Keyword::Copy => "COPY",
            Keyword::Entrypoint => "ENTRYPOINT",
            Keyword::Volume => "VOLUME",
            Keyword::User => "USER",
            Keyword::Workdir => "WORKDIR",
            Keyword::Arg => "ARG",
            Keyword::Onbuild => "ONBUILD",
            Keyword::Stopsignal => "STOPSIGNAL",
            Keyword::Healthcheck => "HEALTHCHECK",
            Keyword::Shell => "SHELL",
            Keyword::Unknown => "",
        }
    }
}

/// A set of keywords.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Keywords(u32);

impl Keywords {
    pub const NONE: Keywords = Keywords(0);
    pub const ALL: Keywords = Keywords(u32::MAX);
    /// Of those instructions that name what they take files from: `COPY --from` and mounts.
    pub const SOURCES: Keywords = Keywords(1 << 31);

    pub const fn of(keywords: &[Keyword]) -> Keywords {
        let mut set = 0;
        let mut index = 0;
        while index < keywords.len() {
            set |= 1 << keywords[index] as u32;
            index += 1;
        }
        Keywords(set)
    }

    pub const fn and(self, other: Keywords) -> Keywords {
        Keywords(self.0 | other.0)
    }

    pub const fn meets(self, other: Keywords) -> bool {
        self.0 & other.0 != 0
    }
}
