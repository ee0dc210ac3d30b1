//! Dockerfiles to measure with: the same text on every machine, in the proportions that people
//! write them in.

use std::fmt;
use strates_analysis::text::{Change, Position};

pub struct Shape {
    pub name: &'static str,
    lines: usize,
    lines_per_stage: usize,
}

pub const SHAPES: [Shape; 4] = [
    Shape {
        name: "30 lines",
        lines: 30,
        lines_per_stage: 15,
    },
    Shape {
        name: "300 lines",
        lines: 300,
        lines_per_stage: 60,
    },
    Shape {
        name: "10,000 lines, many stages",
        lines: 10_000,
        lines_per_stage: 40,
    },
    Shape {
        name: "10,000 lines, one stage",
        lines: 10_000,
        lines_per_stage: 10_000,
    },
];

impl fmt::Display for Shape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

impl Shape {
    pub fn text(&self) -> String {
        let head = "# syntax=docker/dockerfile:1\nARG BASE=debian:12-slim\n\n";
        let mut writer = Writer {
            text: head.to_owned(),
            lines: 3,
            pieces: 0,
        };
        let mut stage = 0;
        while writer.lines < self.lines {
            let end = (writer.lines + self.lines_per_stage).min(self.lines);
            writer.write_stage(stage, end);
            stage += 1;
        }
        writer.text
    }
}

struct Writer {
    text: String,
    lines: usize,
    pieces: usize,
}

impl Writer {
    fn write_stage(&mut self, stage: usize, end: usize) {
        self.push(&format!("FROM ${{BASE}} AS stage-{stage}\n"));
        while self.lines < end {
            let piece = piece(self.pieces, stage);
            self.pieces += 1;
            if self.lines + piece.lines().count() <= end {
                self.push(&piece);
            }
        }
    }

    fn push(&mut self, piece: &str) {
        self.lines += piece.lines().count();
        self.text.push_str(piece);
    }
}

/// Of one to six lines; those of one line fill up what others leave.
fn piece(number: usize, stage: usize) -> String {
    let n = number;
    match n % 14 {
        0 => format!("# What release {n} was tested with.\nARG VERSION_{n}=1.{n}.0\n"),
        1 => format!(
            "RUN apt-get update \\\n    # Only what step {n} needs.\n    \
             && apt-get install -y --no-install-recommends curl libpq-{n} \\\n    \
             && rm -rf /var/lib/apt/lists/*\n\n"
        ),
        2 => format!("WORKDIR /srv/app-{n}\n"),
        3 => format!(
            "ENV TOOL_{n}_HOME=/opt/tool-{n} \\\n    TOOL_{n}_OPTIONS=\"--jobs 4 --name ${{BASE}}\"\n"
        ),
        4 if stage > 0 => format!(
            "COPY --from=stage-{} --chown=1000:1000 /srv/out-{n} /usr/local/lib/part-{n}/\n",
            stage - 1
        ),
        4 => format!("COPY --chown=1000:1000 package-{n}.json lock-{n}.yaml ./\n"),
        5 => format!(
            "RUN --mount=type=cache,target=/root/.cache,id=cache-{n} \\\n    \
             pip install --requirement requirements-{n}.txt\n\n"
        ),
        6 => format!(
            "LABEL org.example.part-{n}=\"part {n}\" \\\n      org.example.stage=\"{stage}\"\n"
        ),
        7 => format!(
            "RUN <<EOF\nset -e\nfor name in one two part-{n}; do\n  \
             echo \"$name\" >> /etc/parts\ndone\nEOF\n"
        ),
        8 => format!("EXPOSE {}/tcp\n", 1024 + n % 60_000),
        9 => format!(
            "COPY <<\"CONF\" /etc/app/part-{n}.conf\nname = part-{n}\nworkers = 4\nCONF\n\n"
        ),
        10 => {
            format!("RUN useradd --create-home user-{n} && chown -R user-{n} /srv\nUSER user-{n}\n")
        }
        11 => format!(
            "HEALTHCHECK --interval=30s --timeout=3s \\\n  CMD curl -fsS http://localhost:80/health-{n} || exit 1\n"
        ),
        12 => format!(
            "RUN set -eux; \\\n    if [ \"$(uname -m)\" = x86_64 ]; then \\\n        \
             curl -fsSL \"https://example.org/${{BASE}}/{n}.tar.gz\" | tar -xz -C /opt; \\\n    fi\n"
        ),
        _ => format!("CMD [\"/usr/local/bin/serve\", \"--part\", \"{n}\"]\n\n"),
    }
}

/// A character typed in the middle of a file, in a RUN, and deleted again.
pub fn key_and_back(text: &str) -> [Change; 2] {
    let middle = text.lines().count() / 2;
    let runs = text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.starts_with("RUN apt-get"));
    let (row, line) = runs
        .min_by_key(|(row, _)| row.abs_diff(middle))
        .unwrap_or_default();
    let at = |character: usize| Position {
        line: row as u32,
        character: character as u32,
    };
    let column = line.len() / 2;
    [
        Change {
            range: Some((at(column), at(column))),
            text: "x".to_owned(),
        },
        Change {
            range: Some((at(column), at(column + 1))),
            text: String::new(),
        },
    ]
}
