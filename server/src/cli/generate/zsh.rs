use super::page::says;
use crate::cli::definition::{self, Flag, Operand};
use crate::cli::usage::Topic;
use strates_analysis::lang::Lang;

pub fn script(lang: Lang) -> String {
    let (mut commands, mut cases) = (String::new(), String::new());
    for topic in Topic::ALL {
        let name = topic.name();
        let entry = format!("{name}:{}", says(None, lang, name));
        commands += &format!("        {}\n", quoted(&entry));
        cases += &format!("        {name})\n          _arguments");
        for flag in definition::typed(Some(topic)) {
            cases += &format!(" \\\n            {}", argument(Some(topic), &flag, lang));
        }
        cases += match definition::operand(topic) {
            Operand::Files => " \\\n            '*:file:_files'",
            Operand::Subject => {
                " \\\n            '*:word:{compadd -- ${(f)\"$(strates explain --all 2>/dev/null | sed -n \"s/^  \\([^ ]*\\).*/\\1/p\")\"}}'"
            }
            Operand::Nothing => "",
        };
        cases += "\n          ;;\n";
    }
    let own: Vec<String> = definition::typed(None)
        .iter()
        .map(|flag| argument(None, flag, lang))
        .collect();
    format!(
        r#"#compdef strates
_strates() {{
  local context state state_descr line
  local -a commands
  typeset -A opt_args
  _arguments -C \
    {own} \
    '1:command:->command' \
    '*::argument:->argument'
  case $state in
    command)
      commands=(
{commands}      )
      _describe command commands
      ;;
    argument)
      case $words[1] in
{cases}      esac
      ;;
  esac
}}
_strates "$@"
"#,
        own = own.join(" \\\n    "),
    )
}

fn argument(topic: Option<Topic>, flag: &Flag, lang: Lang) -> String {
    let text = says(topic, lang, flag.name);
    // These three end or part a description.
    let text: String = text
        .chars()
        .flat_map(|character| match character {
            '[' | ']' | ':' => vec!['\\', character],
            other => vec![other],
        })
        .collect();
    let mut argument = format!("{}[{text}]", flag.name);
    if !flag.values.is_empty() {
        argument += &format!(
            ":{}:({})",
            flag.name.trim_start_matches('-'),
            flag.values.join(" ")
        );
    }
    quoted(&argument)
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
