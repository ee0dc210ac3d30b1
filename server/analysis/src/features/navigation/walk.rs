//! The way through a file that finds every occurrence of one name, as BuildKit comes to them.

use super::groups::Groups;
use super::names::{Named, Role, When, names_in};
use super::shells::first_shell;
use super::survey::Occurrence;
use crate::Document;
use crate::model::{Dockerfile, Evaluation, Keyword, Located};
use crate::shell::Interpreter;

/// Those that are the same variable have the same group.
pub fn walk(document: &Document, name: &str) -> Vec<Occurrence> {
    let mut walk = Walk::new(document, name);
    walk.globals();
    for stage in 0..document.dockerfile().stages.len() {
        walk.stage(stage);
    }
    for occurrence in &mut walk.found {
        occurrence.group = walk.groups.root(occurrence.group);
    }
    walk.found
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
        let mut groups = Groups::default();
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
