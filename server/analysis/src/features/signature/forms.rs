//! How each instruction may be written.

use super::part::Piece;
use super::parts::*;
use crate::model::Keyword;

use Piece::{Part as P, Plain};

/// The JSON form, the shell form and the heredoc, as far as there are these, in this order.
pub const JSON: usize = 1;
pub const WITH_HEREDOC: usize = 2;
/// `ENV name value`
pub const LEGACY: usize = 1;

type Form = &'static [Piece];

/// The form without anything special comes first.
pub fn of(keyword: Keyword) -> &'static [Form] {
    match keyword {
        Keyword::From => &[&[
            Plain("FROM "),
            P(PLATFORM),
            Plain(" "),
            P(IMAGE),
            Plain(" "),
            P(AS_NAME),
        ]],
        Keyword::Run => &[
            &[Plain("RUN "), P(OPTIONS), Plain(" "), P(COMMAND)],
            &[
                Plain("RUN "),
                P(OPTIONS),
                Plain(" [\""),
                P(PROGRAM),
                Plain("\", \""),
                P(ARGUMENTS),
                Plain("\", …]"),
            ],
            &[Plain("RUN "), P(OPTIONS), Plain(" "), P(HEREDOC)],
        ],
        Keyword::Cmd => &[
            &[Plain("CMD "), P(COMMAND)],
            &[
                Plain("CMD [\""),
                P(PROGRAM),
                Plain("\", \""),
                P(ARGUMENTS),
                Plain("\", …]"),
            ],
        ],
        Keyword::Entrypoint => &[
            &[Plain("ENTRYPOINT "), P(COMMAND)],
            &[
                Plain("ENTRYPOINT [\""),
                P(PROGRAM),
                Plain("\", \""),
                P(ARGUMENTS),
                Plain("\", …]"),
            ],
        ],
        Keyword::Shell => &[&[
            Plain("SHELL [\""),
            P(PROGRAM),
            Plain("\", \""),
            P(ARGUMENTS),
            Plain("\", …]"),
        ]],
        Keyword::Copy => &[
            &[
                Plain("COPY "),
                P(OPTIONS),
                Plain(" "),
                P(SOURCES),
                Plain(" "),
                P(DESTINATION),
            ],
            &[
                Plain("COPY "),
                P(OPTIONS),
                Plain(" [\""),
                P(JSON_SOURCES),
                Plain("\", …, \""),
                P(DESTINATION),
                Plain("\"]"),
            ],
            &[
                Plain("COPY "),
                P(OPTIONS),
                Plain(" "),
                P(HEREDOC),
                Plain(" "),
                P(DESTINATION),
            ],
        ],
        Keyword::Add => &[
            &[
                Plain("ADD "),
                P(OPTIONS),
                Plain(" "),
                P(REMOTE_SOURCES),
                Plain(" "),
                P(DESTINATION),
            ],
            &[
                Plain("ADD "),
                P(OPTIONS),
                Plain(" [\""),
                P(REMOTE_JSON_SOURCES),
                Plain("\", …, \""),
                P(DESTINATION),
                Plain("\"]"),
            ],
            &[
                Plain("ADD "),
                P(OPTIONS),
                Plain(" "),
                P(HEREDOC),
                Plain(" "),
                P(DESTINATION),
            ],
        ],
        Keyword::Env => &[
            &[Plain("ENV "), P(NAME), Plain("="), P(VALUE), Plain(" …")],
            &[Plain("ENV "), P(NAME), Plain(" "), P(VALUE)],
        ],
        Keyword::Arg => &[&[Plain("ARG "), P(NAME), Plain("="), P(DEFAULT), Plain(" …")]],
        Keyword::Label => &[&[Plain("LABEL "), P(KEY), Plain("="), P(VALUE), Plain(" …")]],
        Keyword::Expose => &[&[
            Plain("EXPOSE "),
            P(PORT),
            Plain("/"),
            P(PROTOCOL),
            Plain(" …"),
        ]],
        Keyword::Volume => &[
            &[Plain("VOLUME "), P(MOUNTED)],
            &[Plain("VOLUME [\""), P(JSON_MOUNTED), Plain("\", …]")],
        ],
        Keyword::User => &[&[Plain("USER "), P(USER), Plain(":"), P(GROUP)]],
        Keyword::Workdir => &[&[Plain("WORKDIR "), P(FOLDER)]],
        Keyword::Stopsignal => &[&[Plain("STOPSIGNAL "), P(SIGNAL)]],
        Keyword::Healthcheck => &[
            &[Plain("HEALTHCHECK "), P(OPTIONS), Plain(" "), P(CHECK)],
            &[Plain("HEALTHCHECK "), P(NO_CHECK)],
        ],
        Keyword::Onbuild => &[&[Plain("ONBUILD "), P(INSTRUCTION)]],
        Keyword::Maintainer => &[&[Plain("MAINTAINER "), P(AUTHOR)]],
        Keyword::Unknown => &[],
    }
}
