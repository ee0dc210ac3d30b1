//! Which instruction comes next: what people write after what stands above.

use super::place::Place;
use crate::model::Keyword::{self, *};

/// What BuildKit takes here, the most likely first.
pub fn next(place: &Place) -> Vec<Keyword> {
    if place.command.is_trigger {
        let forbidden = [From, Onbuild, Maintainer];
        return sorted(&[Run, Copy, Add], |keyword| !forbidden.contains(&keyword));
    }
    let Some(above) = place.line.above else {
        return vec![From, Arg];
    };
    let keyword = above.instruction.keyword;
    let Some(stage) = above.stage else {
        return vec![From, Arg];
    };
    let mut order = sorted(usual_after(keyword), |_| true);
    let stage = place.file().stages.get(stage);
    let nearest = stage
        .into_iter()
        .flat_map(|stage| stage.instructions.iter().rev().take(FARTHEST));
    let nearest: Vec<Keyword> = nearest.map(|each| each.keyword).collect();
    let has = |wanted: Keyword| wanted != keyword && nearest.contains(&wanted);
    // A second one would take the place of the first.
    let is_done =
        |keyword: &Keyword| matches!(keyword, Cmd | Entrypoint | Healthcheck) && has(*keyword);
    let done: Vec<Keyword> = order.extract_if(.., |keyword| is_done(keyword)).collect();
    let end = order.len().saturating_sub(1);
    order.splice(end..end, done);
    order
}

/// How many instructions of a stage are looked through.
const FARTHEST: usize = 200;

/// Those named first, then the others; what is out of date comes last.
fn sorted(first: &[Keyword], is_legal: impl Fn(Keyword) -> bool) -> Vec<Keyword> {
    let rest = USUAL.iter().filter(|keyword| !first.contains(keyword));
    let all = first.iter().chain(rest).copied();
    all.filter(|keyword| is_legal(*keyword)).collect()
}

const USUAL: [Keyword; 18] = [
    Run,
    Copy,
    Workdir,
    Env,
    Arg,
    Expose,
    User,
    Cmd,
    Entrypoint,
    From,
    Label,
    Healthcheck,
    Volume,
    Add,
    Stopsignal,
    Shell,
    Onbuild,
    Maintainer,
];

fn usual_after(keyword: Keyword) -> &'static [Keyword] {
    match keyword {
        From => &[Workdir, Copy, Run, Arg, Env, Label],
        Workdir => &[Copy, Run, Env],
        Copy | Add => &[Run, Copy, Env, Workdir, Expose, User, Cmd],
        Run => &[Copy, Run, Workdir, Env, User, Expose, Cmd, Entrypoint, From],
        Env => &[Run, Copy, Workdir, Env],
        Arg => &[Run, Arg, Env, Copy, From],
        Label => &[Label, Workdir, Run, Copy],
        User => &[Expose, Cmd, Entrypoint, Workdir, Copy, Run],
        Expose => &[Cmd, Entrypoint, Healthcheck, User, Expose],
        Volume => &[Expose, Cmd, Entrypoint, User],
        Healthcheck => &[Cmd, Entrypoint, Expose, User],
        Entrypoint => &[Cmd, From],
        Cmd => &[From, Healthcheck],
        Stopsignal => &[Cmd, Entrypoint, Healthcheck],
        Shell => &[Run, Copy],
        Onbuild => &[Onbuild],
        Maintainer | Unknown => &[],
    }
}

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::labels;

    #[test]
    fn what_is_there_already_comes_later() {
        let place =
            |label: &str, marked: &str| labels(marked).iter().position(|each| each == label);
        let before = "FROM a\nEXPOSE 1\n$0";
        let after = "FROM a\nCMD b\nEXPOSE 1\n$0";
        assert!(place("CMD", before) < place("RUN", before));
        assert!(place("CMD", after) > place("RUN", after));
    }

    #[test]
    fn only_what_buildkit_takes_is_named() {
        assert_eq!(labels("ARG A\n$0")[..2], ["FROM", "ARG"]);
        assert!(!labels("FROM a\nONBUILD $0").contains(&"FROM".to_owned()));
    }
}
