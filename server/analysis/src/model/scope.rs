use super::Span;
use rpds::HashTrieMapSync;
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
    /// ENV of the image below, which stands in no line of the file.
    BaseImage,
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

impl Variable {
    /// An argument before the first FROM without a value gives none to the stages.
    pub fn is_given(&self) -> bool {
        self.value.is_some() || self.origin == Origin::Predefined
    }

    /// It stands in the image, so that stages built on it have it again.
    pub fn is_kept(&self) -> bool {
        matches!(self.origin, Origin::Environment | Origin::BaseImage)
            || (self.origin == Origin::Predefined && self.value.is_some())
    }
}

/// The variables in force at a place. Cheap to clone: a stage starts with those of its base.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Variables(HashTrieMapSync<Arc<str>, Variable>);

impl Variables {
    pub fn get(&self, name: &str) -> Option<&Variable> {
        self.0.get(name)
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
        self.0.insert_mut(Arc::clone(&variable.name), variable);
    }

    pub fn iter(&self) -> impl Iterator<Item = &Variable> {
        self.0.values()
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
