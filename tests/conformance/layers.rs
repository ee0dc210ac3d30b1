use strates_analysis::Document;
use strates_analysis::model::layers::{Effect, layers};
use strates_tests::corpus::{self, Tally};

#[test]
fn layers_are_those_of_buildkit() {
    let mut counts = Tally::new("accepted files, layers of each stage");
    let mut flags = Tally::new("accepted files, which instruction makes a layer");
    let mut bases = Tally::new("accepted files, stages that build on stages");
    for record in corpus::real().into_iter().chain(corpus::damaged()) {
        if !record.is_accepted() {
            continue;
        }
        let table = layers(&Document::new(&record.text));
        let ours: Vec<_> = table
            .stages
            .iter()
            .map(|stage| Some(stage.layers))
            .collect();
        let theirs: Vec<_> = record.stages.iter().map(|stage| stage.layers).collect();
        counts.compare(&record.path, &ours, &theirs);

        let ours: Vec<_> = table
            .stages
            .iter()
            .map(|stage| Some(stage.base_stage.map_or(-1, |base| base as i64)))
            .collect();
        let theirs: Vec<_> = record.stages.iter().map(|stage| stage.base_stage).collect();
        bases.compare(&record.path, &ours, &theirs);

        let steps = table.stages.iter().flat_map(|stage| &stage.steps);
        let own = steps.filter(|step| !step.from_trigger && step.effect != Effect::Trigger);
        let ours: Vec<_> = own
            .map(|step| (step.line + 1, Some(step.effect == Effect::Layer)))
            .collect();
        let in_stages = record.instructions.iter().filter(|each| each.stage >= 0);
        let theirs: Vec<_> = in_stages
            .filter(|each| each.layer.is_some())
            .map(|each| (each.lines.0, each.layer))
            .collect();
        flags.compare(&record.path, &ours, &theirs);
    }
    counts.finish(0);
    flags.finish(0);
    bases.finish(0);
}
