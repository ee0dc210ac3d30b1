use super::page::says;
use crate::cli::definition::{self, Operand};
use crate::cli::usage::Topic;
use strates_analysis::lang::Lang;

pub fn script(lang: Lang) -> String {
    let mut script = "# fish completion for strates\ncomplete -c strates -f\n".to_owned();
    let names = Topic::ALL.map(Topic::name).join(" ");
    for (topic, condition) in [(None, "__fish_use_subcommand".to_owned())]
        .into_iter()
        .chain(Topic::ALL.map(|topic| {
            let condition = format!("__fish_seen_subcommand_from {}", topic.name());
            (Some(topic), condition)
        }))
    {
        for flag in definition::typed(topic) {
            let long = flag.name.trim_start_matches('-');
            let text = quoted(&says(topic, lang, flag.name));
            script += &format!("complete -c strates -n '{condition}' -l {long} -d {text}");
            if !flag.values.is_empty() {
                script += &format!(" -x -a '{}'", flag.values.join(" "));
            }
            script.push('\n');
        }
    }
    for topic in Topic::ALL {
        let (name, text) = (topic.name(), quoted(&says(None, lang, topic.name())));
        script += &format!("complete -c strates -n __fish_use_subcommand -a {name} -d {text}\n");
        script += &match definition::operand(topic) {
            Operand::Files => {
                format!("complete -c strates -n '__fish_seen_subcommand_from {name}' -F\n")
            }
            Operand::Subject => format!(
                "complete -c strates -n '__fish_seen_subcommand_from {name}' -a \"(strates explain --all 2>/dev/null | string match -rg '^  (\\S+)')\"\n"
            ),
            Operand::Nothing => String::new(),
        };
    }
    let help = quoted(&says(None, lang, "help"));
    script += &format!(
        "complete -c strates -n __fish_use_subcommand -a help -d {help}\ncomplete -c strates -n '__fish_seen_subcommand_from help' -a '{names}'\n"
    );
    script
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
