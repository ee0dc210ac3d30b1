//! The layers as a Mermaid flowchart, for a Markdown page. Stages stand on their base: it reads
//! from the bottom up.

use strates_analysis::features::layers::wording;
use strates_analysis::lang::Lang;
use strates_analysis::model::layers::{Effect, LayerTable, StageLayers, Step};
use strates_analysis::msg;
use strates_analysis::shown::fitted;

pub fn render(table: &LayerTable, lang: Lang) -> String {
    let mut chart = String::from("flowchart BT\n");
    for stage in &table.stages {
        chart += &subgraph(stage, lang);
    }
    for stage in &table.stages {
        if let Some(parent) = stage.base_stage.and_then(|index| table.stages.get(index)) {
            let (from, to) = (top(parent), base(stage));
            chart += &format!("  {from} ==>|FROM| {to}\n");
        }
    }
    if table.stages.is_empty() {
        let nothing = msg!(lang, en: "no stage", fr: "aucune étape");
        chart += &format!("  nothing[\"{nothing}\"]\n");
    }
    chart + STYLES
}

const STYLES: &str = "\
classDef base fill:#4b5159,stroke:#2e3338,color:#ffffff
classDef layer fill:#21608f,stroke:#143f5f,color:#ffffff
classDef metadata fill:#fdf0cd,stroke:#d6a548,color:#4f3a0d,stroke-dasharray:4 3
classDef thrown fill:#dfe4e9,stroke:#a3aeb9,color:#3d4854,stroke-dasharray:4 3
classDef target_stage fill:#ffffff,stroke:#b4472f,color:#1d2733,stroke-width:3px
classDef shipped_stage fill:#ffffff,stroke:#21608f,color:#1d2733
classDef thrown_stage fill:#f6f3ec,stroke:#c9c4b6,color:#1d2733
";

const WIDTH: usize = 60;

/// Nodes end with a semicolon, as Mermaid strips the last one of a line that it takes for a style
/// (`style a:b#…;`): better this one than that of an entity.
fn subgraph(stage: &StageLayers, lang: Lang) -> String {
    let index = stage.index;
    let title = wording::title(stage, lang);
    let adds = wording::adds(stage, lang);
    let fate = wording::fate(stage, lang);
    let title = label(&format!("{title} · {adds} · {fate}"));
    let (class, stage_class) = match (stage.target, stage.in_target_chain) {
        (true, _) => ("layer", "target_stage"),
        (_, true) => ("layer", "shipped_stage"),
        _ => ("thrown", "thrown_stage"),
    };
    let mut below = base(stage);
    let foundation = label(&wording::base(stage, lang));
    let mut graph = format!("  subgraph stage{index}[\"{title}\"]\n    direction BT\n");
    graph += &format!("    {below}[\"{foundation}\"]:::base;\n");
    for (step, number) in numbered(stage) {
        let node = layer(stage, number);
        let text = format!(
            "{}<br/>{}",
            wording::makes(step, lang),
            label(wording::summary(step))
        );
        graph += &format!("    {node}[\"{text}\"]:::{class};\n    {below} --> {node}\n");
        below = node;
    }
    let tags: Vec<String> = stage
        .steps
        .iter()
        .filter(|step| step.effect != Effect::Layer)
        .map(|step| label(wording::summary(step)))
        .collect();
    if !tags.is_empty() {
        let tags = tags.join("<br/>");
        graph += &format!("    metadata{index}([\"{tags}\"]):::metadata;\n");
        graph += &format!("    {below} -.- metadata{index}\n");
    }
    graph + &format!("  end\n  class stage{index} {stage_class}\n")
}

fn numbered(stage: &StageLayers) -> impl Iterator<Item = (&Step, usize)> {
    let layers = stage
        .steps
        .iter()
        .filter(|step| step.effect == Effect::Layer);
    layers.zip(1..)
}

fn base(stage: &StageLayers) -> String {
    format!("base{}", stage.index)
}

fn layer(stage: &StageLayers, number: usize) -> String {
    format!("layer{}_{number}", stage.index)
}

/// What a child stage stands on.
fn top(stage: &StageLayers) -> String {
    match numbered(stage).last() {
        Some((_, number)) => layer(stage, number),
        None => base(stage),
    }
}

/// Mermaid reads Markdown, HTML, directives and formulas even inside quotes: only what surely
/// means nothing to it stays as it is, the rest becomes entities in its own `#…;` form.
fn label(text: &str) -> String {
    let mut escaped = String::new();
    for letter in fitted(text, WIDTH).chars() {
        match letter {
            ' ' | '.' | ',' | ':' | '/' | '-' | '=' | '+' | '(' | ')' => escaped.push(letter),
            _ if letter.is_ascii_alphanumeric() || !letter.is_ascii() => escaped.push(letter),
            // Two of them, even as entities, would begin a formula: a blank of no width parts them.
            '$' => escaped += "#36;\u{200b}",
            _ => escaped += &format!("#{};", u32::from(letter)),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_cannot_leave_their_quotes() {
        assert_eq!(label(r#"RUN echo "$A""#), "RUN echo #34;#36;\u{200b}A#34;");
        assert_eq!(label("a<b>&`c`#1;"), "a#60;b#62;#38;#96;c#96;#35;1#59;");
        assert_eq!(label("%%{init}%%"), "#37;#37;#123;init#125;#37;#37;");
        assert_eq!(label("FROM debian:12"), "FROM debian:12");
    }
}
