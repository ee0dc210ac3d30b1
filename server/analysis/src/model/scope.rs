use super::Span;
use std::collections::HashMap;
use std::sync::Arc;

/// Where the value of a variable comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// ARG before the first FROM, named again in the stage.
    GlobalArgument,
    Argument,
    Environment,
    /// What BuildKit itself sets: the platform of the build, the default PATH.
    Predefined,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variable {
    pub name: Arc<str>,
    /// `None` where it is declared without a value, or its value is known only when building.
    pub value: Option<Arc<str>>,
    pub origin: Origin,
    /// Of the pair or argument that gives the value, with the start of its instruction.
    pub definition: Option<(usize, Span)>,
    /// The stage that defines it, if that is another one whose result this stage builds on.
    pub stage: Option<usize>,
}

/// The variables in force at a place, in the order in which they came.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Variables {
    all: Vec<Variable>,
    by_name: HashMap<Arc<str>, usize>,
}

impl Variables {
    pub fn get(&self, name: &str) -> Option<&Variable> {
        self.all.get(*self.by_name.get(name)?)
    }

    pub fn value(&self, name: &str) -> Option<&str> {
        self.get(name)?.value.as_deref()
    }

    /// What a word gets from a variable: its value, or its name where only the build gives it one.
    pub fn in_build(&self, name: &str) -> Option<String> {
        let variable = self.get(name)?;
        let is_empty = || EMPTY_MOSTLY.iter().any(|end| name.ends_with(end));
        match (&variable.value, &variable.origin) {
            (Some(value), _) => Some(value.to_string()),
            (None, Origin::Predefined) if !is_empty() => Some(format!("${name}")),
            (None, _) => None,
        }
    }

    pub fn set(&mut self, variable: Variable) {
        match self.by_name.get(&variable.name) {
            Some(index) => self.all[*index] = variable,
            None => {
                self.by_name
                    .insert(Arc::clone(&variable.name), self.all.len());
                self.all.push(variable);
            }
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Variable> {
        self.all.iter()
    }
}

/// The platform arguments that most platforms leave empty end so.
const EMPTY_MOSTLY: [&str; 2] = ["VARIANT", "OSVERSION"];

/// ARG names that exist before the first FROM, with values that depend on the build.
pub const PLATFORM_ARGUMENTS: [&str; 11] = [
    "BUILDPLATFORM",
    "BUILDOS",
    "BUILDOSVERSION",
    "BUILDARCH",
    "BUILDVARIANT",
    "TARGETPLATFORM",
    "TARGETOS",
    "TARGETOSVERSION",
    "TARGETARCH",
    "TARGETVARIANT",
    "TARGETSTAGE",
];
