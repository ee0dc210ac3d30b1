//! The layers as tables to read in a terminal.

use super::below;
use super::grid::{Cell, Row, grid, wrapped};
use super::paint::{Ink, Paint};
use std::collections::HashSet;
use std::env;
use strates_analysis::features::layers::bases::Bases;
use strates_analysis::features::layers::{phrases, reasons, sum, wording};
use strates_analysis::lang::{Lang, Text};
use strates_analysis::model::layers::{Effect, LayerTable, StageLayers, Step};
use strates_analysis::msg;

pub struct Screen {
    pub width: usize,
    pub paint: Paint,
}

impl Screen {
    /// For a document.
    pub const PLAIN: Screen = Screen {
        width: 100,
        paint: Paint { colours: false },
    };

    pub fn of_stdout() -> Screen {
        let asked = env::var("COLUMNS")
            .ok()
            .and_then(|value| value.parse().ok());
        Screen {
            width: asked
                .filter(|width| *width > 0)
                .unwrap_or(100)
                .clamp(50, 300),
            paint: Paint::for_stdout(),
        }
    }
}

/// Nothing when there is no stage: then there is nothing to count.
pub fn render(
    table: &LayerTable,
    bases: &Bases,
    title: &str,
    lang: Lang,
    screen: Screen,
) -> String {
    let Some(sum) = sum::sentence(table, bases, lang) else {
        return String::new();
    };
    let mut page = format!("{}\n", screen.paint.ink(Ink::Strong, title));
    let mut seen = HashSet::new();
    for stage in &table.stages {
        page += &format!("\n{}", heading(stage, lang, screen.paint));
        if seen.insert(&stage.base) {
            page += &below::list(stage, bases, lang, screen.width, screen.paint);
        }
        page += &steps(stage, lang, &screen);
    }
    page += &format!("\n{}", reasons(table, lang, &screen));
    page + &format!("\n{}\n", screen.paint.ink(Ink::Strong, &sum))
}

/// Why each instruction makes a layer or none: those of one reason together.
fn reasons(table: &LayerTable, lang: Lang, screen: &Screen) -> String {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for step in table.stages.iter().flat_map(|stage| &stage.steps) {
        let (reason, name) = (reasons::reason(step).get(lang), step.keyword.name());
        match groups.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) if names.contains(&name) => {}
            Some((_, names)) => names.push(name),
            None => groups.push((reason, vec![name])),
        }
    }
    let lines = groups.iter().map(|(reason, names)| {
        let names = screen.paint.ink(Ink::Strong, &names.join(", "));
        let line = msg!(lang, en: "{names}: {reason}", fr: "{names}\u{a0}: {reason}");
        wrapped(&line, screen.width).join("\n  ") + "\n"
    });
    lines.collect()
}

fn heading(stage: &StageLayers, lang: Lang, paint: Paint) -> String {
    let title = wording::title(stage, lang);
    let base = wording::base(stage, lang);
    let adds = wording::adds(stage, lang);
    let ink = if stage.in_target_chain {
        Ink::Target
    } else {
        Ink::Faint
    };
    let role = paint.ink(ink, &wording::role(stage, lang));
    let title = paint.ink(Ink::Strong, &format!("{title} · {base}"));
    format!("{title}\n{adds} · {role}\n")
}

const HEADER: [Text; 4] = [
    // In French a stage is an « étape » already.
    Text {
        en: "Step",
        fr: "N°",
    },
    Text {
        en: "Instruction",
        fr: "Instruction",
    },
    Text {
        en: "Makes",
        fr: "Produit",
    },
    Text {
        en: "What it does",
        fr: "Ce qu'elle fait",
    },
];

fn steps(stage: &StageLayers, lang: Lang, screen: &Screen) -> String {
    let own_numbers = stage.steps.iter().scan(0, |last, step| {
        *last += usize::from(!step.from_trigger);
        Some(*last)
    });
    let rows: Vec<Row> = stage
        .steps
        .iter()
        .zip(own_numbers)
        .map(|(step, number)| row(step, number, lang))
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let header = HEADER.map(|text| text.get(lang));
    let mut page = grid(header, &rows, screen.width, screen.paint);
    if stage.steps.iter().any(|step| step.from_trigger) {
        page += &msg!(
            lang,
            en: "↳ comes from an ONBUILD of the stage that this one continues, and runs first\n",
            fr: "↳ vient d'un ONBUILD de l'étape que celle-ci prolonge, et passe en premier\n",
        );
    }
    page
}

fn row(step: &Step, number: usize, lang: Lang) -> Row<'_> {
    Row {
        number: if step.from_trigger {
            "↳".to_owned()
        } else {
            number.to_string()
        },
        instruction: wording::summary(step),
        makes: Cell {
            text: wording::makes(step, lang),
            ink: match step.effect {
                Effect::Layer => Ink::Layer,
                Effect::Metadata => Ink::Metadata,
                Effect::Trigger => Ink::Faint,
            },
        },
        does: phrases::phrase(step).get(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strates_analysis::Document;
    use strates_analysis::images::NoImages;
    use strates_analysis::model::layers::layers;
    use strates_analysis::shown::columns;

    fn page(text: &str, lang: Lang, width: usize, colours: bool) -> String {
        let paint = Paint { colours };
        let table = layers(&Document::new(text));
        render(
            &table,
            &Bases::new(&NoImages),
            "Dockerfile",
            lang,
            Screen { width, paint },
        )
    }

    #[test]
    fn keeps_within_the_screen() {
        let long = "x".repeat(500);
        let text = format!("FROM debian:12\nRUN {long}\nRUN 层层层层\nCMD [\"{long}\"]\nARG A\n");
        for width in [50, 61, 80, 100, 200] {
            for lang in [Lang::En, Lang::Fr] {
                let page = page(&text, lang, width, false);
                for line in page
                    .lines()
                    .filter(|line| line.starts_with(['│', '┌', '└']))
                {
                    assert!(columns(line) <= width, "{width}: {line}");
                }
            }
        }
    }

    #[test]
    fn colours_only_where_wanted() {
        assert!(page("FROM a\nRUN b\n", Lang::En, 100, true).contains("\x1b["));
        assert!(!page("FROM a\nRUN b\n", Lang::En, 100, false).contains('\x1b'));
    }

    #[test]
    fn lets_nothing_of_the_file_move_the_cursor() {
        let page = page(
            "FROM a\x1b[2J AS b\x07\nRUN c\x1b[31m\n",
            Lang::En,
            100,
            false,
        );
        assert!(!page.contains(|letter: char| letter.is_control() && letter != '\n'));
    }
}
