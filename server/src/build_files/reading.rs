//! What a file says of builds.

use super::bake;
use super::nodes::Nodes;
use super::variables::Variables;
use super::{Format, yaml};
use std::ops::Range;

/// A text of the file and its place, without quotes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Word {
    pub text: String,
    pub range: Range<usize>,
    /// The name of a variable, without quotes; or what they are still to come around.
    pub is_variable: bool,
    /// What it is with the values of its variables, where it has some that are known.
    pub value: Option<String>,
}

impl Word {
    pub fn value(&self) -> &str {
        self.value.as_deref().unwrap_or(&self.text)
    }
}

/// A service with `build`, or a target of Bake.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Build {
    pub name: Word,
    pub context: Option<Word>,
    pub dockerfile: Option<Word>,
    pub target: Option<Word>,
    /// The names of build arguments.
    pub arguments: Vec<Word>,
    /// Names of other contexts, which COPY and FROM may mean.
    pub contexts: Vec<Word>,
    /// The Dockerfile stands in the file itself.
    pub is_inline: bool,
    /// Targets whose settings hold where this one has none, the last first.
    inherits: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    pub builds: Vec<Build>,
}

/// Nobody inherits from further away.
const MOST_INHERITED: usize = 16;

impl Reading {
    /// `None` where the text cannot be parsed.
    pub fn of(text: &str, format: Format) -> Option<Reading> {
        let (nodes, root) = match format {
            Format::Compose | Format::BakeJson => yaml::read(text)?,
            Format::BakeHcl => bake::read(text)?,
        };
        let mut builds = match format {
            Format::Compose => services(&nodes, root),
            Format::BakeJson | Format::BakeHcl => targets(&nodes, root),
        };
        let variables = Variables::of(&nodes, root, format);
        for build in &mut builds {
            let words = [&mut build.context, &mut build.dockerfile, &mut build.target];
            words.into_iter().for_each(|word| variables.fill(word));
        }
        inherit(&mut builds);
        Some(Reading { builds })
    }
}

fn services(nodes: &Nodes, root: usize) -> Vec<Build> {
    let services = nodes.get(root, "services");
    let services = services.map_or(&[][..], |services| nodes.map(services));
    let builds = services.iter().filter_map(|(name, service)| {
        let build = nodes.get(*service, "build")?;
        Some(match nodes.word(build) {
            Some(context) => Build {
                name: name.clone(),
                context: Some(context.clone()),
                ..Build::default()
            },
            None => one(nodes, name, build),
        })
    });
    builds.collect()
}

fn targets(nodes: &Nodes, root: usize) -> Vec<Build> {
    let targets = nodes.get(root, "target");
    let targets = targets.map_or(&[][..], |targets| nodes.map(targets));
    let builds = targets
        .iter()
        .map(|(name, target)| one(nodes, name, *target));
    builds.collect()
}

fn one(nodes: &Nodes, name: &Word, build: usize) -> Build {
    let word = |key: &str| nodes.word(nodes.get(build, key)?).cloned();
    let names = |key: &str| nodes.get(build, key).map(|node| names(nodes, node));
    let inherits = nodes.get(build, "inherits");
    let inherits = inherits.map_or(&[][..], |inherits| nodes.list(inherits));
    Build {
        name: name.clone(),
        context: word("context"),
        dockerfile: word("dockerfile"),
        target: word("target"),
        arguments: names("args").unwrap_or_default(),
        contexts: names("additional_contexts")
            .or(names("contexts"))
            .unwrap_or_default(),
        is_inline: word("dockerfile_inline").is_some() || word("dockerfile-inline").is_some(),
        inherits: inherits
            .iter()
            .rev()
            .filter_map(|node| Some(nodes.word(*node)?.text.clone()))
            .collect(),
    }
}

/// The keys of a mapping, or what stands before the `=` in each item of a list.
fn names(nodes: &Nodes, node: usize) -> Vec<Word> {
    let before_equals = |word: &Word| {
        let name = word.text.split('=').next().unwrap_or_default();
        Word {
            text: name.to_owned(),
            range: word.range.start..(word.range.start + name.len()).min(word.range.end),
            ..Word::default()
        }
    };
    let keys = nodes.map(node).iter().map(|(name, _)| name.clone());
    let items = nodes.list(node).iter().filter_map(|item| nodes.word(*item));
    // Alone where a name is just being typed.
    let lone = nodes.word(node).into_iter();
    keys.chain(items.chain(lone).map(before_equals)).collect()
}

/// Which Dockerfile a target builds may be said by another one.
fn inherit(builds: &mut [Build]) {
    let own = builds.to_vec();
    for build in builds {
        let mut waiting = build.inherits.clone();
        for _ in 0..MOST_INHERITED {
            if waiting.is_empty() {
                break;
            }
            let name = waiting.remove(0);
            let Some(from) = own.iter().find(|from| from.name.text == name) else {
                continue;
            };
            build.context = build.context.take().or(from.context.clone());
            build.dockerfile = build.dockerfile.take().or(from.dockerfile.clone());
            build.is_inline |= from.is_inline;
            waiting.splice(0..0, from.inherits.iter().cloned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each build as `name: context dockerfile target [arguments]`, by what its ranges hold.
    #[track_caller]
    fn check(format: Format, text: &str, expected: &[&str]) {
        let reading = Reading::of(text, format).expect("it is readable");
        let shown = reading.builds.iter().map(|build| {
            let written = |word: &Word| {
                assert_eq!(text[word.range.clone()], word.text);
                word.text.clone()
            };
            let word = |word: &Option<Word>| word.as_ref().map_or("-".to_owned(), written);
            let arguments: Vec<String> = build.arguments.iter().map(written).collect();
            format!(
                "{}: {} {} {} [{}]",
                written(&build.name),
                word(&build.context),
                word(&build.dockerfile),
                word(&build.target),
                arguments.join(" ")
            )
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn compose() {
        check(
            Format::Compose,
            "# é\nservices:\n  a: {image: x}\n  b:\n    build: ./é  # c\n  \"c\":\n    build:\n      context: '.'\n      dockerfile: \"x/D\"\n      target:   t\n      args:\n        A: 1\n        B:\n  d:\n    build:\n      args: [A=1, \"B\"]\n",
            &["b: ./é - - []", "c: . x/D t [A B]", "d: - - - [A B]"],
        );
    }

    #[test]
    fn anchors_and_merges() {
        check(
            Format::Compose,
            "x: &x\n  context: w\n  target: t\nservices:\n  a:\n    build: *x\n  b:\n    build:\n      <<: *x\n      target: u\n  c: &c\n    build: {<<: [*x], dockerfile: D}\n",
            &["a: w - t []", "b: w - u []", "c: w D t []"],
        );
    }

    #[test]
    fn bake_in_hcl() {
        check(
            Format::BakeHcl,
            "variable \"V\" { default = \"1\" }\ngroup \"default\" { targets = [\"é\"] }\ntarget \"é\" {\n  inherits = [\"base\"]\n  context = \"./web\" # c\n  target = \"run\"\n  args = {\n    A = \"1\"\n    \"B\" = V\n  }\n}\ntarget \"base\" {\n  dockerfile = \"D\"\n  context = \"x\"\n}\n",
            &["é: ./web D run [A B]", "base: x D - []"],
        );
    }

    #[test]
    fn bake_in_json() {
        check(
            Format::BakeJson,
            "{\"target\": {\"web\": {\"context\": \".\", \"dockerfile\": \"D\", \"args\": {\"A\": \"1\"}}}}",
            &["web: . D - [A]"],
        );
    }

    #[test]
    fn what_is_none() {
        check(Format::Compose, "services:\n  a:\n", &[]);
        check(Format::Compose, "- a\n", &[]);
        assert_eq!(Reading::of("services: [", Format::Compose), None);
        assert_eq!(Reading::of("target \"a\" {", Format::BakeHcl), None);
    }

    #[test]
    fn a_circle_ends() {
        let text = "target \"a\" { inherits = [\"b\"] }\ntarget \"b\" { inherits = [\"a\"] }\n";
        assert!(Reading::of(text, Format::BakeHcl).is_some());
        let laughs = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nservices: *c\n";
        assert!(Reading::of(laughs, Format::Compose).is_some());
    }
}
