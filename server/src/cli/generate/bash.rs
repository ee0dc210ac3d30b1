use crate::cli::definition::{self, Operand};
use crate::cli::usage::Topic;

/// Names only: bash shows no descriptions, so it is the same in every language.
pub fn script() -> String {
    let commands = Topic::ALL.map(Topic::name);
    let topics = [None].into_iter().chain(Topic::ALL.map(Some));
    let (mut values, mut options) = (String::new(), String::new());
    for topic in topics {
        let name = topic.map_or("", Topic::name);
        let flags = definition::typed(topic);
        for flag in flags.iter().filter(|flag| !flag.values.is_empty()) {
            values += &format!(
                "    '{name} {}') words='{}' ;;\n",
                flag.name,
                flag.values.join(" ")
            );
        }
        let names: Vec<&str> = flags.iter().map(|flag| flag.name).collect();
        options += &format!("        '{name}') words='{}' ;;\n", names.join(" "));
    }
    let subject = Topic::ALL
        .into_iter()
        .find(|topic| definition::operand(*topic) == Operand::Subject)
        .map_or("", Topic::name);
    format!(
        r#"# bash completion for strates
_strates() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD - 1]}}"
  local command='' words='' place
  COMPREPLY=()
  for ((place = 1; place < COMP_CWORD; place++)); do
    case "${{COMP_WORDS[place]}}" in
      {commands} | help)
        command="${{COMP_WORDS[place]}}"
        break
        ;;
    esac
  done
  case "$command $previous" in
{values}    *)
      case "$word" in
        -*)
          case "$command" in
{options}          esac
          ;;
        *)
          case "$command" in
            '') words='{list} help' ;;
            help) words='{list}' ;;
            {subject})
              # Not by compgen, which would expand what looks like a variable.
              mapfile -t COMPREPLY < <(strates explain --all 2>/dev/null |
                typed="$word" awk '/^  / && index($1, ENVIRON["typed"]) == 1 {{ print $1 }}')
              ;;
          esac
          ;;
      esac
      ;;
  esac
  # Without words, bash offers files.
  [ -z "$words" ] || mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}}
complete -o default -F _strates strates
"#,
        commands = commands.join(" | "),
        list = commands.join(" "),
    )
}
