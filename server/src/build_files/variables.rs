//! Variables in the words of build files, as far as the file itself says what they stand for: their
//! defaults. The environment of a build may say something else, and nobody knows it here.

use super::Format;
use super::nodes::Nodes;
use super::reading::Word;
use std::collections::HashMap;

pub struct Variables {
    format: Format,
    known: HashMap<String, String>,
}

/// A default may be made of other variables, but of no long chain of them.
const MOST_ROUNDS: usize = 8;
/// In bytes: a chain of defaults can grow fast.
const LONGEST: usize = 4096;

impl Variables {
    /// Those that a Bake file declares; Compose has none.
    pub fn of(nodes: &Nodes, root: usize, format: Format) -> Variables {
        let mut variables = Variables {
            format,
            known: HashMap::new(),
        };
        let declared = nodes.get(root, "variable");
        let declared = declared.map_or(&[][..], |declared| nodes.map(declared));
        let mut open: Vec<(&Word, &Word)> = declared
            .iter()
            .filter_map(|(name, body)| Some((name, nodes.word(nodes.get(*body, "default")?)?)))
            .collect();
        for _ in 0..MOST_ROUNDS {
            let before = open.len();
            open.retain(|(name, default)| {
                let Some(value) = variables.replaced(default) else {
                    return true;
                };
                variables.known.insert(name.text.clone(), value);
                false
            });
            if open.len() == before {
                break;
            }
        }
        variables
    }

    /// Says what a word is with the values in place, where all of them are known.
    pub fn fill(&self, word: &mut Option<Word>) {
        if let Some(word) = word.as_mut().filter(|word| word.value.is_none()) {
            word.value = self.replaced(word).filter(|value| *value != word.text);
        }
    }

    fn replaced(&self, word: &Word) -> Option<String> {
        if word.value.is_some() {
            return word.value.clone();
        }
        let value = match (word.is_variable, self.format) {
            (true, _) => self.known.get(&word.text).cloned(),
            (false, Format::Compose) => in_compose(&word.text),
            (false, Format::BakeHcl | Format::BakeJson) => self.in_bake(&word.text),
        };
        value.filter(|value| value.len() <= LONGEST)
    }

    /// `${NAME}`, and `$${` for the signs themselves.
    fn in_bake(&self, text: &str) -> Option<String> {
        let mut value = String::new();
        let mut rest = text;
        while let Some(at) = rest.find("${") {
            let (before, found) = rest.split_at_checked(at)?;
            if let Some(before) = before.strip_suffix('$') {
                value.extend([before, "${"]);
                rest = found.strip_prefix("${")?;
                continue;
            }
            let (name, after) = found.strip_prefix("${")?.split_once('}')?;
            value.extend([before, self.known.get(name.trim())?]);
            if value.len() > LONGEST {
                return None;
            }
            rest = after;
        }
        (!rest.contains("%{")).then(|| value + rest)
    }
}

/// `${NAME:-default}`, and `$$` for the sign itself; a name alone is for the environment to say.
fn in_compose(text: &str) -> Option<String> {
    let mut value = String::new();
    let mut rest = text;
    while let Some((before, found)) = rest.split_once('$') {
        value += before;
        if let Some(after) = found.strip_prefix('$') {
            value.push('$');
            rest = after;
            continue;
        }
        let (inner, after) = found.strip_prefix('{')?.split_once('}')?;
        let (name, default) = inner.split_once('-')?;
        let name = name.strip_suffix(':').unwrap_or(name);
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        if !name.chars().all(is_name) || default.contains('$') {
            return None;
        }
        value += default;
        rest = after;
    }
    Some(value + rest)
}

#[cfg(test)]
mod tests {
    use super::super::Reading;
    use super::*;

    /// The context, the Dockerfile and the target of the first build.
    #[track_caller]
    fn check(format: Format, text: &str, expected: [&str; 3]) {
        let reading = Reading::of(text, format).expect("it is readable");
        let build = &reading.builds[0];
        let words = [&build.context, &build.dockerfile, &build.target];
        let found = words.map(|word| word.as_ref().map_or("-", Word::value));
        assert_eq!(found, expected, "{text}");
    }

    fn hcl(variables: &str, body: &str) -> String {
        format!("{variables}\ntarget \"a\" {{\n{body}\n}}\n")
    }

    #[test]
    fn defaults_of_bake() {
        let variables = "variable \"DIR\" { default = \"docker\" }\nvariable \"T\" {\n  type = string\n  default = \"run\"\n}\nvariable \"N\" {}\n";
        let body = "dockerfile = \"${DIR}/web.Dockerfile\"\ntarget = T\ncontext = \"${N}/x\"";
        check(
            Format::BakeHcl,
            &hcl(variables, body),
            ["${N}/x", "docker/web.Dockerfile", "run"],
        );
        let chain =
            "variable \"A\" { default = \"${B}/a\" }\nB = C\nvariable \"C\" { default = \"c\" }\n";
        check(
            Format::BakeHcl,
            &hcl(chain, "context = A\ntarget = \"$${A}\""),
            ["c/a", "-", "${A}"],
        );
        let circle = "variable \"A\" { default = B }\nvariable \"B\" { default = \"x${A}\" }\n";
        check(Format::BakeHcl, &hcl(circle, "target = A"), ["-", "-", "A"]);
        check(
            Format::BakeHcl,
            &hcl(variables, "target = upper(T)\ndockerfile = \"${upper(T)}\""),
            ["-", "${upper(T)}", "-"],
        );
        check(
            Format::BakeJson,
            "{\"variable\": {\"D\": {\"default\": \"x\"}}, \"target\": {\"a\": {\"context\": \"${D}/y\"}}}",
            ["x/y", "-", "-"],
        );
    }

    #[test]
    fn what_grows_is_given_up() {
        let mut text = format!("variable \"V0\" {{ default = \"{}\" }}\n", "x".repeat(999));
        for number in 1..8 {
            let before = number - 1;
            text += &format!(
                "variable \"V{number}\" {{ default = \"${{V{before}}}${{V{before}}}\" }}\n"
            );
        }
        check(
            Format::BakeHcl,
            &hcl(&text, "target = V7"),
            ["-", "-", "V7"],
        );
    }

    #[test]
    fn defaults_of_compose() {
        let compose =
            |context: &str| format!("services: {{a: {{build: {{context: '{context}'}}}}}}");
        for (context, expected) in [
            ("${DIR:-web}/x", "web/x"),
            ("${DIR-web}", "web"),
            ("$${DIR}", "${DIR}"),
            ("${DIR}", "${DIR}"),
            ("$DIR", "$DIR"),
            ("${DIR:-${B}}", "${DIR:-${B}}"),
            ("${DIR:?no-dir}", "${DIR:?no-dir}"),
        ] {
            check(Format::Compose, &compose(context), [expected, "-", "-"]);
        }
    }
}
