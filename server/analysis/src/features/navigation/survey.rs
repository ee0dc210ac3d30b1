//! Every place of a file that names a variable of one name, and which of them are the same variable.
//!
//! - An ARG is one thing in the whole file: `--build-arg` gives its value to all that declare it.
//! - An ENV goes on in the stages built on its own; where another ENV of the name takes its place, or
//!   one of ENV and ARG hides the other, they are the same variable. Only in `ARG V` and `ENV V=$V`
//!   are there two: one is set by the build, the other is what programs read, and both say the same.
//! - What CMD, ENTRYPOINT and HEALTHCHECK run sees what the image keeps, so only ENV.
//! - A script that gives a value to a variable of the file means that one; to any other name, one of
//!   its own.

use super::names::{Named, Role, When, names_in};
use crate::Document;
use crate::model::{Dockerfile, Evaluation, Keyword, Located, Platform};
use crate::shell::Interpreter;
use crate::text::ByteRange;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Occurrence {
    pub range: ByteRange,
    pub role: Role,
    /// The occurrence that makes the name known here; itself for a declaration.
    pub declaration: Option<usize>,
    /// For an ARG of a stage, the one before the first FROM that gives it its value.
    pub given_by: Option<usize>,
    /// The instruction it stands in.
    pub start: usize,
    group: usize,
}

pub struct Survey {
    pub occurrences: Vec<Occurrence>,
    groups: Groups,
}

/// What kind of variable it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// ARG or ENV.
    OfFile,
    /// A script's own.
    OfScript,
    /// Nothing in the file gives it a value.
    Unknown,
}

impl Survey {
    pub fn of(document: &Document, name: &str) -> Survey {
        let mut walk = Walk::new(document, name);
        walk.globals();
        for stage in 0..document.dockerfile().stages.len() {
            walk.stage(stage);
        }
        let mut survey = Survey {
            occurrences: walk.found,
            groups: walk.groups,
        };
        let groups = &mut survey.groups;
        for occurrence in &mut survey.occurrences {
            occurrence.group = groups.root(occurrence.group);
        }
        survey
    }

    /// The occurrence at a place that a cursor means.
    pub fn at(&self, range: &ByteRange) -> Option<&Occurrence> {
        self.occurrences
            .iter()
            .find(|occurrence| occurrence.range == *range)
    }

    /// All that is the same variable, in the order of the file.
    pub fn same(&self, as_this: &Occurrence) -> Vec<&Occurrence> {
        let mut same: Vec<&Occurrence> = self
            .occurrences
            .iter()
            .filter(|each| each.group == as_this.group)
            .collect();
        same.sort_by_key(|each| each.range.start);
        same
    }

    pub fn kind(&self, of: &Occurrence) -> Kind {
        let same = || {
            self.occurrences
                .iter()
                .filter(|each| each.group == of.group)
        };
        let is_declared = |each: &Occurrence| {
            matches!(each.role, Role::Environment { .. } | Role::Argument { .. })
        };
        match () {
            () if same().any(is_declared) => Kind::OfFile,
            () if same().any(|each| each.role == Role::SetByShell) => Kind::OfScript,
            () => Kind::Unknown,
        }
    }
}

/// Which shell reads the commands of an instruction.
pub fn shell_at(evaluation: &Evaluation, file: &Dockerfile, located: &Located) -> Interpreter {
    let Some(stage) = located.stage else {
        return Interpreter::Posix;
    };
    let before = file.instructions_of(stage);
    let before = before.take_while(|each| each.start < located.start);
    let own = before
        .filter_map(|each| each.instruction.sets_shell())
        .last();
    own.unwrap_or_else(|| first_shell(evaluation, file, stage))
}

/// The shell that a stage starts with: that of what it builds on.
fn first_shell(evaluation: &Evaluation, file: &Dockerfile, stage: usize) -> Interpreter {
    let bases = std::iter::successors(Some(stage), |stage| evaluation.base_stage(*stage));
    let mut last = stage;
    for base in bases.skip(1) {
        if let Some(shell) = file.stages.get(base).and_then(|stage| stage.last_shell()) {
            return shell;
        }
        last = base;
    }
    match evaluation.platform(last) {
        Platform::Linux => Interpreter::Posix,
        Platform::Windows => Interpreter::Other,
    }
}

/// Groups that turn out to be one.
struct Groups(Vec<usize>);

impl Groups {
    fn new_group(&mut self) -> usize {
        self.0.push(self.0.len());
        self.0.len() - 1
    }

    fn root(&mut self, group: usize) -> usize {
        let mut root = group;
        while let Some(above) = self.0.get(root).copied().filter(|above| *above != root) {
            root = above;
        }
        // The next way is shorter.
        if let Some(entry) = self.0.get_mut(group) {
            *entry = root;
        }
        root
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(entry) = self.0.get_mut(one.max(other)) {
            *entry = one.min(other);
        }
    }
}

/// The variable that a name means at a place.
#[derive(Clone, Copy)]
struct InForce {
    group: usize,
    declaration: usize,
}

#[derive(Clone)]
struct Trigger {
    in_force: InForce,
    role: Role,
}

/// What the stages built on a stage get from it.
#[derive(Clone)]
struct End {
    environment: Option<InForce>,
    triggers: Vec<Trigger>,
    shell: Interpreter,
}

struct Walk<'a> {
    document: &'a Document,
    file: &'a Dockerfile,
    evaluation: Evaluation<'a>,
    name: &'a str,
    found: Vec<Occurrence>,
    groups: Groups,
    /// Of every ARG of the name.
    argument: usize,
    /// Of what nothing in the file sets.
    unknown: usize,
    /// The ARG before the first FROM that gives the value.
    global: Option<usize>,
    ends: Vec<End>,
}

/// What a stage has met so far.
struct Met {
    current: Option<InForce>,
    environment: Option<InForce>,
    triggers: Vec<Trigger>,
    /// What waits for the end of the stage.
    late: Vec<usize>,
    shell: Interpreter,
}

impl<'a> Walk<'a> {
    fn new(document: &'a Document, name: &'a str) -> Walk<'a> {
        let file = document.dockerfile();
        let mut groups = Groups(Vec::new());
        Walk {
            document,
            file,
            evaluation: Evaluation::new(file),
            name,
            found: Vec::new(),
            argument: groups.new_group(),
            unknown: groups.new_group(),
            groups,
            global: None,
            ends: Vec::new(),
        }
    }

    fn names(&self, located: &Located, shell: Interpreter) -> Vec<Named> {
        names_in(self.document, located, shell, Some(self.name))
    }

    fn add(&mut self, named: &Named, located: &Located, group: usize, declaration: Option<usize>) {
        self.found.push(Occurrence {
            range: named.range.clone(),
            role: named.role,
            declaration,
            given_by: None,
            start: located.start,
            group,
        });
    }

    fn globals(&mut self) {
        let before_stages = self
            .file
            .instructions()
            .take_while(|each| each.stage.is_none());
        for located in before_stages {
            for named in self.names(&located, Interpreter::Posix) {
                match named.role {
                    Role::Argument { has_default } => {
                        let declaration = self.found.len();
                        self.add(&named, &located, self.argument, Some(declaration));
                        if has_default || self.global.is_none() {
                            self.global = Some(declaration);
                        }
                    }
                    _ => self.add_global_use(&named, &located),
                }
            }
        }
    }

    /// In FROM, or before it.
    fn add_global_use(&mut self, named: &Named, located: &Located) {
        let is_predefined = || self.evaluation.globals().get(self.name).is_some();
        let group = match self.global.is_some() || is_predefined() {
            true => self.argument,
            false => self.unknown,
        };
        self.add(named, located, group, self.global);
    }

    fn stage(&mut self, stage: usize) {
        let mut met = self.start(stage);
        let file = self.file;
        for located in file.instructions_of(stage) {
            let names = self.names(&located, met.shell);
            self.instruction(&names, &located, &mut met);
            met.shell = located.instruction.sets_shell().unwrap_or(met.shell);
        }
        for late in met.late {
            if let (Some(waiting), Some(kept)) = (self.found.get_mut(late), met.environment) {
                waiting.group = kept.group;
                waiting.declaration = Some(kept.declaration);
            }
        }
        self.ends.push(End {
            environment: met.environment,
            triggers: met.triggers,
            shell: met.shell,
        });
    }

    fn start(&mut self, stage: usize) -> Met {
        let base = self.evaluation.base_stage(stage);
        let base = base.and_then(|base| self.ends.get(base)).cloned();
        let shell = match &base {
            Some(base) => base.shell,
            None => first_shell(&self.evaluation, self.file, stage),
        };
        let environment = base.as_ref().and_then(|base| base.environment);
        let mut met = Met {
            current: environment,
            environment,
            triggers: Vec::new(),
            late: Vec::new(),
            shell,
        };
        for trigger in base.map(|base| base.triggers).unwrap_or_default() {
            self.declare(trigger.role, trigger.in_force, &mut met);
        }
        met
    }

    fn instruction(&mut self, names: &[Named], located: &Located, met: &mut Met) {
        let is_from = located.instruction.keyword == Keyword::From;
        let mut sets = names.iter();
        let first_set = sets.position(|named| named.role == Role::SetByShell);
        // A variable that only this script knows comes from where it is set first.
        let own = first_set.map(|position| InForce {
            group: self.groups.new_group(),
            declaration: self.found.len() + position,
        });
        for named in names {
            let index = self.found.len();
            if is_from {
                self.add_global_use(named, located);
                continue;
            }
            if let Role::Environment { .. } | Role::Argument { .. } = named.role {
                let group = match named.role {
                    Role::Environment { .. } => self.groups.new_group(),
                    _ => self.argument,
                };
                self.add(named, located, group, Some(index));
                if let (Some(added), Role::Argument { has_default: false }) =
                    (self.found.last_mut(), named.role)
                {
                    added.given_by = self.global;
                }
                let in_force = InForce {
                    group,
                    declaration: index,
                };
                match named.when {
                    When::InTrigger => met.triggers.push(Trigger {
                        in_force,
                        role: named.role,
                    }),
                    _ => self.declare(named.role, in_force, met),
                }
                continue;
            }
            let known = match named.when {
                When::Now => met.current,
                When::InContainer => None,
                When::InTrigger => met.triggers.last().map(|trigger| trigger.in_force),
            };
            match known.or(own) {
                Some(meant) => self.add(named, located, meant.group, Some(meant.declaration)),
                None => self.add(named, located, self.unknown, None),
            }
            if known.is_none() && named.when != When::Now {
                met.late.push(index);
            }
        }
    }

    fn declare(&mut self, role: Role, declared: InForce, met: &mut Met) {
        match role {
            Role::Environment { passes_on } => {
                let hides = met.current.filter(|_| !passes_on);
                for before in met.environment.into_iter().chain(hides) {
                    self.groups.join(before.group, declared.group);
                }
                met.environment = Some(declared);
                met.current = Some(declared);
            }
            Role::Argument { has_default } => {
                if let Some(hidden) = met.environment {
                    self.groups.join(hidden.group, declared.group);
                }
                let given = self.evaluation.globals().get(self.name);
                let is_given = has_default || given.is_some_and(|given| given.is_given());
                // Without a value it leaves an ENV as it is.
                if is_given || met.current.is_none() {
                    met.current = Some(declared);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::same;

    #[test]
    fn an_argument_is_one_thing_in_the_whole_file() {
        same(
            "ARG <V>=1\nFROM a:$<V>\nARG <$0V>\nRUN echo $<V>\nFROM b\nARG <V>=2\nRUN ${<V>:-3}\nFROM c\nRUN $V\n",
        );
    }

    #[test]
    fn an_env_goes_on_in_the_stages_on_top() {
        same("FROM a AS b\nENV <$0V>=1\nFROM b\nENV <V>=$<V>:2\nCMD echo $<V>\nFROM c\nENV V=3\n");
        same("FROM a AS b\nENV V=1\nFROM b\nENV V=$V:2\nFROM c\nENV <$0V>=3\nRUN \"$<V>\"\n");
    }

    #[test]
    fn an_env_made_of_an_argument_is_another_variable() {
        same("FROM a\nARG <V>=1\nRUN $<V>\nENV V=$<$0V>\nRUN $V\n");
        same("FROM a\nARG V=1\nRUN $V\nENV <$0V>=$V\nRUN $<V>\nCMD $<V>\n");
    }

    #[test]
    fn an_env_that_hides_an_argument_is_the_same() {
        same("FROM a\nARG <V>=1\nENV <$0V>=2\nRUN $<V>\n");
        same("FROM a\nARG <V>=1\nENV <V>=${<V>:-2}\nCMD $<$0V>\n");
        same("FROM a\nARG V=1\nENV <V>=\"${V}\"\nCMD $<$0V>\n");
    }

    #[test]
    fn an_argument_that_hides_an_env_is_the_same() {
        same("FROM a\nENV <V>=1\nARG <V>=2\nRUN $<$0V>\nCMD $<V>\n");
    }

    #[test]
    fn containers_know_no_arguments() {
        same("FROM a\nARG <$0V>=1\nRUN $<V>\nCMD echo $V\nHEALTHCHECK CMD $V\n");
        same("FROM a\nCMD echo $<V>\nENV <$0V>=1\n");
    }

    #[test]
    fn triggers_work_in_the_stage_on_top() {
        same("FROM a AS b\nONBUILD ARG <$0V>=1\nONBUILD RUN $<V>\nFROM b\nRUN $<V>\n");
        same("FROM a AS b\nONBUILD RUN $<V>\nENV <$0V>=1\n");
        same("FROM a AS b\nONBUILD ENV <V>=1\nFROM b\nRUN $<$0V>\n");
    }

    #[test]
    fn a_script_has_variables_of_its_own() {
        same("FROM a\nRUN for <f> in *; do echo $<$0f>; done\nRUN f=1; echo $f\n");
        same("FROM a\nARG <f>\nRUN <f>=1; echo $<$0f>\n");
    }

    #[test]
    fn what_the_file_does_not_set_is_found_all_the_same() {
        same("FROM a\nRUN echo $<$0HOME>\nRUN ${<HOME>}/x\nENV A=$<HOME>\n");
    }
}
