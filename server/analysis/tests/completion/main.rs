//! What is offered at `$0`, and what is not.

mod accepted;
mod broken;
mod files;
mod folder;
mod images;
mod places;
mod values;

use folder::TestFolder;
use strates_analysis::Document;
use strates_analysis::features::completion::{Asked, Completions, Item, complete};
use strates_analysis::images::{Images, NoImages};
use strates_analysis::lang::Lang;

/// A file with a place, what is offered there, and what is not.
type Case = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

/// Nothing at all is offered where this is what must not be.
const ANYTHING: &[&str] = &["*"];

struct Question {
    text: String,
    byte: usize,
    document: Document,
}

impl Question {
    fn new(marked: &str) -> Question {
        let byte = marked.find("$0").expect("a place is marked");
        let text = marked.replacen("$0", "", 1);
        let document = Document::new(&text);
        Question {
            text,
            byte,
            document,
        }
    }

    fn ask(&self, lang: Lang, trigger: Option<char>, images: &dyn Images) -> Completions {
        complete(&Asked {
            document: &self.document,
            byte: self.byte,
            lang,
            trigger,
            context: &TestFolder::new(),
            images,
        })
    }
}

fn items(marked: &str) -> Vec<Item> {
    Question::new(marked).ask(Lang::En, None, &NoImages).items
}

fn labels(marked: &str) -> Vec<String> {
    let items = items(marked).into_iter();
    items.map(|item| item.label).collect()
}

#[track_caller]
fn check_all(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (marked, offered, absent) in cases {
        let labels = labels(marked);
        let has = |label: &&&str| labels.iter().any(|known| known == **label);
        let missing = offered.iter().filter(|label| !has(label));
        wrong.extend(missing.map(|label| format!("{marked:?}: no {label:?} in {labels:?}")));
        let unwanted = absent.iter().filter(has);
        wrong.extend(unwanted.map(|label| format!("{marked:?}: {label:?} in {labels:?}")));
        if *absent == ANYTHING && !labels.is_empty() {
            wrong.push(format!("{marked:?}: {labels:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text when an item is chosen.
#[track_caller]
fn chosen(marked: &str, label: &str) -> String {
    let question = Question::new(marked);
    let offered = question.ask(Lang::En, None, &NoImages).items;
    let item = offered.iter().find(|item| item.label == label);
    let item = item.expect(label);
    applied(&question.text, item, &item.plain)
}

fn applied(text: &str, item: &Item, written: &str) -> String {
    let mut text = text.to_owned();
    text.replace_range(item.word.replaced(), written);
    text
}

#[track_caller]
fn writes(marked: &str, label: &str, expected: &str) {
    assert_eq!(chosen(marked, label), expected, "{marked:?}");
}

#[test]
fn a_choice_replaces_the_whole_word() {
    writes("FROM a\nCO$0PY b c\n", "COPY", "FROM a\nCOPY b c\n");
    writes("FROM a\nCO$0\n", "COPY", "FROM a\nCOPY \n");
    writes(
        "FROM a\nRUN --ne$0two=none b\n",
        "--network",
        "FROM a\nRUN --network=none b\n",
    );
    writes(
        "FROM a\nRUN --network=no$0ne b\n",
        "host",
        "FROM a\nRUN --network=host b\n",
    );
    writes(
        "FROM a\nARG A\nRUN $$0A b\n",
        "A",
        "FROM a\nARG A\nRUN $A b\n",
    );
    writes(
        "FROM a\nARG A\nCOPY ${$0 b\n",
        "A",
        "FROM a\nARG A\nCOPY ${A} b\n",
    );
    writes(
        "FROM a\nARG A\nCOPY ${$0} b\n",
        "A",
        "FROM a\nARG A\nCOPY ${A} b\n",
    );
    writes(
        "FROM a\nARG AB\nCOPY ${A$0C:-d} b\n",
        "AB",
        "FROM a\nARG AB\nCOPY ${AB:-d} b\n",
    );
    writes(
        "FROM a\nCOPY src/ma$0in.old b\n",
        "main.js",
        "FROM a\nCOPY src/main.js b\n",
    );
    writes(
        "FROM a\nCOPY s$0xx/main.js b\n",
        "src/",
        "FROM a\nCOPY src/main.js b\n",
    );
    writes("FROM a\r\nWORK$0\r\n", "WORKDIR", "FROM a\r\nWORKDIR \r\n");
}

#[test]
fn the_case_of_the_file_is_kept() {
    writes("from a\nco$0\n", "copy", "from a\ncopy \n");
    writes("FROM a\nco$0\n", "COPY", "FROM a\nCOPY \n");
    writes("from a\nonbuild $0\n", "run", "from a\nonbuild run \n");
    writes("from a $0\n", "as", "from a as \n");
}

#[test]
fn what_is_typed_is_chosen_before_what_is_likely() {
    let preselected = |marked: &str| {
        let items = items(marked).into_iter();
        let chosen = items.filter(|item| item.is_preselected);
        chosen.map(|item| item.label).collect::<Vec<_>>()
    };
    assert_eq!(preselected("FROM a\nO$0"), ["ONBUILD"]);
    assert_eq!(preselected("FROM a\nr$0"), ["RUN"]);
    assert!(preselected("FROM a\n$0").is_empty());
}

#[test]
fn the_best_comes_first() {
    let first = |marked: &str, number: usize| labels(marked)[..number].to_vec();
    assert_eq!(first("$0", 2), ["FROM", "ARG"]);
    assert_eq!(first("FROM a\n$0", 3), ["WORKDIR", "COPY", "RUN"]);
    assert_eq!(first("FROM a\nWORKDIR /a\n$0", 2), ["COPY", "RUN"]);
    assert_eq!(first("FROM a\nENTRYPOINT [\"a\"]\n$0", 1), ["CMD"]);
    assert_eq!(first("FROM a\nCOPY $0", 3), [".", "src/", "[id].tsx"]);
    assert_eq!(first("FROM a\nENV A=1\nENV B=2\nRUN $$0", 2), ["B", "A"]);
    assert_eq!(first("FROM alpine\nRUN $0", 1), ["apk add"]);
    assert_eq!(first("FROM python:3\nENV $0", 1), ["PYTHONUNBUFFERED"]);
}

#[test]
fn characters_open_a_list_only_where_they_begin_something() {
    let opens = |marked: &str, trigger: char| {
        let offered = Question::new(marked).ask(Lang::En, Some(trigger), &NoImages);
        !offered.items.is_empty()
    };
    for (marked, trigger) in [
        ("FROM $0", ' '),
        ("FROM a\nCOPY $0", ' '),
        ("FROM a\nCOPY a $0", ' '),
        ("FROM a\nRUN -$0", '-'),
        ("FROM a\nRUN --network=$0", '='),
        ("FROM a\nRUN --mount=type=cache,$0", ','),
        ("FROM a\nENV A=1\nRUN $$0", '$'),
        ("FROM a\nENV A=1\nRUN ${$0", '{'),
        ("FROM a\nCOPY src/$0", '/'),
        ("FROM a\nCOPY [\"$0", '"'),
        ("FROM a\nRUN <$0", '<'),
        ("FROM a\nUSER a:$0", ':'),
        ("FROM a\nONBUILD $0", ' '),
    ] {
        assert!(opens(marked, trigger), "{marked:?}");
    }
    for (marked, trigger) in [
        ("FROM a $0", ' '),
        ("FROM a\n $0", ' '),
        ("FROM a\nCOPY a b $0", ' '),
        ("FROM a\nCOPY a-$0", '-'),
        ("FROM a\nRUN a $0", ' '),
        ("FROM a\nRUN a -$0", '-'),
        ("FROM a\nENV A=$0", '='),
        ("FROM a\nENV A=b $0", ' '),
        ("FROM a\nEXPOSE 80 $0", ' '),
        ("FROM a\nRUN a/$0", '/'),
        ("# $0", ' '),
        ("FROM a\nLABEL a=\"$0", '"'),
    ] {
        assert!(!opens(marked, trigger), "{marked:?}");
    }
}

#[test]
fn long_lists_say_that_there_is_more() {
    let variables: String = (0..1000)
        .map(|number| format!("ARG V{number}=1\n"))
        .collect();
    let question = Question::new(&format!("FROM a\n{variables}COPY $V99$0 b\n"));
    let offered = question.ask(Lang::En, None, &NoImages);
    assert!(offered.is_incomplete);
    let labels: Vec<_> = offered
        .items
        .iter()
        .map(|item| item.label.as_str())
        .collect();
    assert_eq!(labels.len(), 11);
    assert!(
        labels.contains(&"V99") && labels.contains(&"V990"),
        "{labels:?}"
    );
}
