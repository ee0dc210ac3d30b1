//! Whatever is typed: no text and no cursor makes the readers panic.

use super::{Format, Reading, probe};

const COMPOSE: &str = "x: &x\n  context: é\nservices:\n  web:\n    build:\n      <<: [*x]\n      target: \"run\"\n      args: {A: '1', B: }\n      additional_contexts:\n        - c=d\n";
const HCL: &str = "variable \"V\" { default = 1 }\ntarget \"é\" {\n  inherits = [\"b\"]\n  args = { A = \"${V}\", \"B\" = <<X\nx\nX\n }\n  target = V # c\n}\n";
const JSON: &str = "{\"target\": {\"é\": {\"args\": {\"A\": \"\\u00e9\"}, \"contexts\": [\"a\"], \"target\": \"b\"}}}";
const PIECES: [&str; 22] = [
    "",
    "\"",
    "'",
    "\n",
    "\r\n",
    "\t",
    "{",
    "}",
    "[",
    "]",
    ":",
    "- ",
    "*x",
    "&x ",
    "<<",
    "|\n",
    "${",
    "%{",
    "=",
    "#",
    "\\",
    "\u{1f600}",
];

/// The same numbers every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }

    fn place(&mut self, text: &str) -> usize {
        let mut byte = self.below(text.len() + 1);
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

#[track_caller]
fn check(format: Format, original: &str) {
    let mut dice = Dice(7);
    for _ in 0..300 {
        let mut text = original.to_owned();
        for _ in 0..1 + dice.below(4) {
            let (one, other) = (dice.place(&text), dice.place(&text));
            let end = if dice.below(2) == 0 { one } else { other };
            let piece = PIECES[dice.below(PIECES.len())];
            text.replace_range(one.min(end)..one.max(end), piece);
        }
        for build in Reading::of(&text, format)
            .into_iter()
            .flat_map(|reading| reading.builds)
        {
            let words = build
                .arguments
                .iter()
                .chain(&build.target)
                .chain([&build.name]);
            for word in words {
                assert!(text.get(word.range.clone()).is_some(), "{text:?} {word:?}");
            }
        }
        let byte = dice.place(&text);
        if let Some(probe) = probe(&text, byte, format) {
            assert!(
                text.get(probe.range.clone()).is_some(),
                "{text:?} {probe:?}"
            );
        }
    }
}

#[test]
fn compose_files() {
    check(Format::Compose, COMPOSE);
}

#[test]
fn bake_files() {
    check(Format::BakeHcl, HCL);
    check(Format::BakeJson, JSON);
}
