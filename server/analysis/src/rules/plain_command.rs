//! Commands that need no shell, and those that need it only for their words.

/// The words of a script that is one command, in which a shell has nothing to do but to take off
/// quotes.
pub fn plain_words(script: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut letters = script.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | '\t' => words.extend(word.take()),
            '\'' | '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match letters.next()? {
                        end if end == letter => break,
                        '$' | '`' | '\\' | '!' if letter == '"' => return None,
                        inner => word.push(inner),
                    }
                }
            }
            letter if is_plain(letter) => word.get_or_insert_default().push(letter),
            _ => return None,
        }
    }
    words.extend(word);
    let program = words.iter().find(|word| *word != "exec")?;
    let is_assignment = program.contains('=');
    let needs_shell = is_assignment || program.is_empty() || OF_THE_SHELL.contains(&&**program);
    (!needs_shell).then_some(words)
}

/// A script that is one command: `exec` before it changes nothing but who runs it.
pub fn is_single(script: &str) -> bool {
    let program = script.split_whitespace().next().unwrap_or_default();
    let is_program = !program.contains(['=', '"', '\'', '$', '!', '#', '[']);
    let has_syntax = script.contains(['&', '|', ';', '<', '>', '(', ')', '{', '`', '\n']);
    let has_braces = script.contains("${") && !script.contains("$(") && {
        let bare = script.replace("${", "").replace('}', "");
        !bare.contains(['&', '|', ';', '<', '>', '(', ')', '{', '`', '\n'])
    };
    is_program && !OF_THE_SHELL.contains(&program) && (!has_syntax || has_braces)
}

pub fn json_array(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| json_string(word)).collect();
    format!("[{}]", words.join(", "))
}

fn json_string(text: &str) -> String {
    let mut json = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => json.extend(['\\', letter]),
            '\t' => json.push_str("\\t"),
            control if control.is_control() => {
                json.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            letter => json.push(letter),
        }
    }
    json.push('"');
    json
}

/// Letters that mean nothing to a shell, wherever in a word they stand.
pub fn is_plain(letter: char) -> bool {
    letter.is_alphanumeric() || "_./:=@%+,-".contains(letter)
}

/// No programs: the shell does them itself.
const OF_THE_SHELL: [&str; 34] = [
    ".", ":", "alias", "bg", "break", "case", "cd", "command", "continue", "do", "eval", "exec",
    "exit", "export", "fg", "for", "function", "hash", "if", "jobs", "local", "read", "readonly",
    "return", "set", "shift", "source", "times", "trap", "ulimit", "umask", "unset", "until",
    "while",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_commands_have_words() {
        let words = |script: &str| plain_words(script).map(|words| words.join("|"));
        assert_eq!(
            words("a  -b 'c $d' \"e f\"g"),
            Some("a|-b|c $d|e fg".into())
        );
        for script in [
            "a $b", "a *", "a; b", "A=b c", "cd /a", "a \"$b\"", "a 'b", "", "a ~",
        ] {
            assert_eq!(words(script), None, "{script}");
        }
    }

    #[test]
    fn single_commands_are_told_from_scripts() {
        for script in ["a $b", "a \"$b\" *", "a ${b:-c}"] {
            assert!(is_single(script), "{script}");
        }
        for script in ["a && b", "A=b c", "cd a", "a ${b}; c", "$a", "a $(b)"] {
            assert!(!is_single(script), "{script}");
        }
    }

    #[test]
    fn words_are_escaped() {
        assert_eq!(json_array(&["a\"b", "c\\d\t"]), r#"["a\"b", "c\\d\t"]"#);
    }
}
