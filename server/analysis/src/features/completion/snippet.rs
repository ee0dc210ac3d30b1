//! Templates: text with placeholders `${1:default}`, as LSP writes them. `\$` is a dollar sign, and
//! `~` the escape character of the file at the end of a line that goes on.

/// For clients that know placeholders.
pub fn snippet(template: &str, escape: char) -> String {
    match escape {
        '\\' => template.replace('~', "\\\\"),
        other => template.replace('~', &other.to_string()),
    }
}

/// For the others: each placeholder as what it holds.
pub fn plain(template: &str, escape: char) -> String {
    let mut text = String::new();
    let mut letters = template.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('\\', Some('$' | '}' | '\\')) => text.extend(letters.next()),
            ('$', Some('{')) => {
                let held: String = letters
                    .by_ref()
                    .take_while(|letter| *letter != '}')
                    .collect();
                text += held.split_once(':').map_or("", |(_, default)| default);
            }
            ('$', Some('0'..='9')) => {
                letters.next();
            }
            ('~', _) => text.push(escape),
            _ => text.push(letter),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_become_what_they_hold() {
        assert_eq!(plain("COPY ${1:.} ${2:./}$0", '\\'), "COPY . ./");
        assert_eq!(plain("a ~\n  b \\$C ${1}", '`'), "a `\n  b $C ");
        assert_eq!(plain("${1:a", '\\'), "a");
    }

    #[test]
    fn snippets_escape_what_is_no_placeholder() {
        assert_eq!(snippet("a ~\n${1:b}", '\\'), "a \\\\\n${1:b}");
        assert_eq!(snippet("a ~\n${1:b}", '`'), "a `\n${1:b}");
    }
}
