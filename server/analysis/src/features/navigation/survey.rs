//! Every place of a file that names a variable of one name, and which of them are the same variable.
//!
//! - An ARG is one thing in the whole file: `--build-arg` gives its value to all that declare it.
//! - An ENV goes on in the stages built on its own; where another ENV of the name takes its place, or
//!   one of ENV and ARG hides the other, they are the same variable. Only in `ARG V` and `ENV V=$V`
//!   are there two: one is set by the build, the other is what programs read, and both say the same.
//! - What CMD, ENTRYPOINT and HEALTHCHECK run sees what the image keeps, so only ENV.
//! - A script that gives a value to a variable of the file means that one; to any other name, one of
//!   its own.

use super::names::Role;
use super::walk::walk;
use crate::Document;
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
    pub(super) group: usize,
}

pub struct Survey {
    pub occurrences: Vec<Occurrence>,
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
        Survey {
            occurrences: walk(document, name),
        }
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
