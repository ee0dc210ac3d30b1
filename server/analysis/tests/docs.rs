//! The documentation, held to its form: both languages say the same, each as it is written.

#![allow(
    clippy::unwrap_used,
    reason = "outside of `#[test]` functions, but in tests all the same"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use strates_analysis::Document;
use strates_analysis::docs::{Heading, Kind, Page, SUBJECTS, Subject};
use strates_analysis::errors::{Problem, errors};
use strates_analysis::lang::Lang;

const NO_BREAK_SPACE: char = '\u{a0}';

/// A page in one language: as it is read, and as it lies in its file.
struct Written {
    /// For messages: `fr/commands/apk.md`.
    place: String,
    lang: Lang,
    page: Page<'static>,
    text: String,
}

fn tree(lang: Lang) -> PathBuf {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    docs.join(lang.code())
}

fn file(subject: &Subject) -> String {
    format!("{}/{}.md", subject.folder, subject.name)
}

fn written(subject: &Subject, lang: Lang) -> Written {
    let file = file(subject);
    Written {
        place: format!("{}/{file}", lang.code()),
        lang,
        page: subject.page(lang),
        text: fs::read_to_string(tree(lang).join(&file)).unwrap(),
    }
}

/// Every page, the English one and the French one side by side.
fn pairs() -> impl Iterator<Item = [Written; 2]> {
    let pair = |subject| [Lang::En, Lang::Fr].map(|lang| written(subject, lang));
    SUBJECTS.iter().map(pair)
}

fn pages() -> impl Iterator<Item = Written> {
    pairs().flatten()
}

fn french() -> impl Iterator<Item = Written> {
    pages().filter(|written| written.lang == Lang::Fr)
}

/// No page may be found wrong.
#[track_caller]
fn none_wrong(what: &str, wrong: impl Iterator<Item = String>) {
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

/// The pages and, of each, the first thing that is wrong.
#[track_caller]
fn check(
    what: &str,
    pages: impl Iterator<Item = Written>,
    fault: impl Fn(&Written) -> Option<String>,
) {
    let wrong = pages.filter_map(|written| {
        let fault = fault(&written)?;
        Some(format!("{}: {fault}", written.place))
    });
    none_wrong(what, wrong);
}

/// The pairs of which one thing is not the same in both languages.
#[track_caller]
fn check_same<T: PartialEq + std::fmt::Debug>(what: &str, thing: impl Fn(&Written) -> T) {
    let wrong = pairs().filter_map(|[en, fr]| {
        let things = (thing(&en), thing(&fr));
        let is_same = things.0 == things.1;
        (!is_same).then(|| format!("{}: {:?}\n  {:?}", fr.place, things.0, things.1))
    });
    none_wrong(what, wrong);
}

/// Code between fences, under its language; and all that stands outside.
fn split(text: &str) -> (Vec<(String, String)>, String) {
    let (mut blocks, mut rest) = (Vec::new(), String::new());
    let mut pieces = text.split("```");
    rest += pieces.next().unwrap_or_default();
    while let Some(block) = pieces.next() {
        let (language, code) = block.split_once('\n').unwrap_or((block, ""));
        blocks.push((language.to_owned(), code.to_owned()));
        rest += pieces.next().unwrap_or_default();
    }
    (blocks, rest)
}

fn blocks(text: &str) -> Vec<(String, String)> {
    split(text).0
}

fn code_spans(text: &str) -> Vec<String> {
    let outside = split(text).1;
    let spans = outside.split('`').skip(1).step_by(2);
    let mut spans: Vec<String> = spans.map(str::to_owned).collect();
    spans.sort();
    spans
}

/// What is neither code nor an address; a code span leaves a letter in its place.
fn prose(text: &str) -> String {
    let outside = split(text).1;
    let prose = outside.split('`').step_by(2).collect::<Vec<_>>().join("x");
    let mut pieces = prose.split("](");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        let (_, after) = piece.split_once(')').unwrap_or((piece, ""));
        text + "]" + after
    })
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphabetic());
    words.map(str::to_lowercase).collect()
}

fn markdown_files(folder: &Path, under: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            markdown_files(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name);
        }
    }
}

#[test]
fn the_folders_hold_a_file_for_each_subject_and_no_other() {
    let known: BTreeSet<String> = SUBJECTS.iter().map(file).collect();
    for lang in [Lang::En, Lang::Fr] {
        let mut found = BTreeSet::new();
        markdown_files(&tree(lang), "", &mut found);
        let odd: Vec<_> = known.symmetric_difference(&found).collect();
        assert!(odd.is_empty(), "{}: {odd:?}", lang.code());
    }
}

#[test]
fn no_page_is_a_stub() {
    check("unwritten", pages(), |written| {
        let is_stub = written.text.to_lowercase().contains("stub");
        is_stub.then(|| written.page.title.to_owned())
    });
}

#[test]
fn a_page_says_what_its_subject_is() {
    check("no title or no first paragraph", pages(), |written| {
        let Page { title, lead, .. } = written.page;
        let is_first = written.text.starts_with(&format!("# {title}\n\n"));
        (title.is_empty() || lead.is_empty() || !is_first).then(|| title.to_owned())
    });
}

#[test]
fn a_page_explains_or_shows_something() {
    let enough = [Some(Heading::GoodToKnow), Some(Heading::Example)];
    check(
        "neither a thing to know nor an example",
        pages(),
        |written| {
            let mut sections = written.page.sections.iter();
            let is_enough = sections.any(|section| enough.contains(&section.heading));
            (!is_enough).then(|| written.page.title.to_owned())
        },
    );
}

#[test]
fn headings_are_known_and_in_order() {
    check("headings", pages(), |written| {
        let sections = written.page.sections.iter();
        let headings: Vec<Option<Heading>> = sections.map(|section| section.heading).collect();
        let are_known = headings.iter().all(Option::is_some);
        let are_in_order = headings.is_sorted_by(|before, after| before < after);
        (!are_known || !are_in_order).then(|| format!("{headings:?}"))
    });
}

#[test]
fn instructions_and_ideas_alone_have_a_picture() {
    let pictured = [Kind::Instruction, Kind::Concept];
    let wrong = SUBJECTS.iter().filter(|subject| {
        let page = subject.page(Lang::En);
        let mut sections = page.sections.iter();
        let has_picture = sections.any(|section| section.heading == Some(Heading::Picture));
        has_picture != pictured.contains(&subject.kind)
    });
    none_wrong("pictures", wrong.map(file));
}

#[test]
fn headings_are_in_the_language_of_the_page() {
    check("headings", pages(), |written| {
        let headings = Heading::ALL.map(|heading| heading.text().get(written.lang));
        let lines = written.text.lines();
        let mut named = lines.filter_map(|line| line.strip_prefix("## "));
        let other = named.find(|name| !headings.contains(name))?;
        Some(other.to_owned())
    });
}

#[test]
fn sections_are_not_empty() {
    check("empty sections", pages(), |written| {
        let mut sections = written.page.sections.iter();
        let empty = sections.find(|section| section.body.is_empty())?;
        Some(format!("{:?}", empty.heading))
    });
}

#[test]
fn the_last_line_says_since_when_and_where_to_read_more() {
    check("last lines", pages(), |written| {
        let footer = written.page.footer;
        (!is_footer(footer, written.lang)).then(|| footer.to_owned())
    });
}

/// Of commands, their own authors tell more.
#[test]
fn what_docker_defines_is_referred_to_docker() {
    let is_ours = |subject: &&Subject| subject.kind != Kind::Command;
    let wrong = SUBJECTS.iter().filter(is_ours).filter(|subject| {
        let footer = subject.page(Lang::En).footer;
        !footer.contains("](https://docs.docker.com/")
    });
    none_wrong("addresses elsewhere", wrong.map(file));
}

fn is_footer(footer: &str, lang: Lang) -> bool {
    let (since, reference) = match lang {
        Lang::En => ("Since Dockerfile syntax ", "[Official reference](https://"),
        Lang::Fr => (
            "Depuis la syntaxe Dockerfile ",
            "[Référence officielle](https://",
        ),
    };
    let inner = footer
        .strip_prefix('*')
        .and_then(|rest| rest.strip_suffix(")*"));
    let link = inner.and_then(|inner| match inner.strip_prefix(since) {
        Some(rest) => {
            let (version, link) = rest.split_once(" · ")?;
            is_version(version).then_some(link)
        }
        None => Some(inner),
    });
    let address = link.and_then(|link| link.strip_prefix(reference));
    address.is_some_and(|address| !address.contains([' ', '(', ')', '\n']))
}

fn is_version(text: &str) -> bool {
    let numbers = text.strip_suffix("-labs").unwrap_or(text);
    let mut numbers = numbers.split('.');
    let is_number = |number: &str| number.parse::<u8>().is_ok();
    numbers.next() == Some("1") && numbers.all(is_number)
}

/// What the terminal and every editor can show.
#[test]
fn pages_are_plain_markdown() {
    check("lines that are no plain Markdown", pages(), |written| {
        let outside = split(&written.text).1;
        let is_plain = |line: &str| {
            let nested = line.starts_with(' ') && line.trim_start().starts_with(['-', '*']);
            let odd = line.starts_with(['|', '>', '<', '!', '+', '\t']) || line.starts_with("###");
            !nested && !odd
        };
        let odd = outside.lines().find(|line| !is_plain(line))?;
        Some(odd.to_owned())
    });
}

#[test]
fn code_spans_are_closed() {
    check("an open code span", pages(), |written| {
        let outside = split(&written.text).1;
        let mut paragraphs = outside.split("\n\n").flat_map(|part| part.split("\n- "));
        let open = paragraphs.find(|part| part.matches('`').count() % 2 == 1)?;
        Some(open.to_owned())
    });
}

#[test]
fn both_languages_have_the_same_sections() {
    check_same("sections", |written| {
        let sections = written.page.sections.iter();
        sections.map(|section| section.heading).collect::<Vec<_>>()
    });
}

#[test]
fn both_languages_make_the_same_points() {
    check_same("number of points", |written| {
        written.text.matches("\n- ").count()
    });
}

#[test]
fn both_languages_show_the_same_code() {
    check_same("blocks of code", |written| blocks(&written.text));
}

#[test]
fn both_languages_name_the_same_code() {
    check_same("code spans", |written| code_spans(&written.text));
}

#[test]
fn both_languages_lead_to_the_same_place() {
    check_same("addresses and versions", |written| {
        let footer = written.page.footer;
        let version = footer.split(' ').find(|word| is_version(word));
        let address = footer.split_once("](").map(|(_, address)| address);
        (version.map(str::to_owned), address.map(str::to_owned))
    });
}

/// Words that sentences cannot do without, and that the other language does not have.
#[test]
fn no_sentence_is_in_the_other_language() {
    let english = [
        "the", "of", "is", "are", "with", "without", "you", "your", "and", "which", "this", "that",
        "these", "it", "its", "when", "what", "does", "has", "from", "for", "by", "to",
    ];
    let french = [
        "le", "la", "les", "des", "du", "est", "sont", "une", "avec", "sans", "vous", "votre",
        "et", "dans", "pour", "qui", "que", "ce", "cette", "aux", "par", "pas",
    ];
    check("foreign words", pages(), |written| {
        let foreign: &[&str] = match written.lang {
            Lang::En => &french,
            Lang::Fr => &english,
        };
        let mut words = words(&prose(&written.text)).into_iter();
        words.find(|word| foreign.contains(&word.as_str()))
    });
}

#[test]
fn french_keeps_its_marks_on_the_line() {
    check("no no-break space before : ; ? ! »", french(), |written| {
        let letters: Vec<char> = prose(&written.text).chars().collect();
        let is_loose = |pair: &&[char]| {
            let is_mark = matches!(pair[1], ':' | ';' | '?' | '!' | '»');
            is_mark && pair[0] != NO_BREAK_SPACE
        };
        let at = letters.windows(2).position(|pair| is_loose(&pair))?;
        Some(letters[at.saturating_sub(20)..at + 2].iter().collect())
    });
}

#[test]
fn french_quotes_as_french_does() {
    check("quotation marks", french(), |written| {
        let prose = prose(&written.text);
        let open = prose.split('«').skip(1);
        let mut loose = open.filter(|after| !after.starts_with(NO_BREAK_SPACE));
        let foreign = prose.find(['"', '“', '”', '’']);
        let from = loose.next().or_else(|| prose.get(foreign?..))?;
        Some(from.chars().take(20).collect())
    });
}

/// A no-break space in code is no blank to BuildKit, and in English nothing asks for one.
#[test]
fn no_break_spaces_stand_in_french_prose_alone() {
    check("no-break spaces", pages(), |written| {
        let mut code = blocks(&written.text)
            .into_iter()
            .map(|(_, code)| code)
            .chain(code_spans(&written.text));
        let in_code = code.find(|code| code.contains(NO_BREAK_SPACE));
        let is_english = written.lang == Lang::En;
        let in_english = is_english && written.text.contains(NO_BREAK_SPACE);
        in_code.or_else(|| in_english.then(|| written.page.title.to_owned()))
    });
}

#[test]
fn french_uses_the_terms_agreed_on() {
    let forbidden = [
        "calque",
        "balise",
        "containeur",
        "layer",
        "builder",
        "rebuild",
        "stage",
        "registry",
        "runtime",
        "cache busting",
        "taguer",
        "tagguer",
        "exposer un port",
        "exposer le port",
        "expose un port",
        "expose le port",
        "ports exposés",
        "port exposé",
    ];
    check("words that are not ours", french(), |written| {
        let words = words(&prose(&written.text)).join(" ");
        let padded = format!(" {words} ");
        let used = forbidden.iter().find(|word| {
            let forms = [format!(" {word} "), format!(" {word}s ")];
            forms.iter().any(|form| padded.contains(form.as_str()))
        })?;
        Some((*used).to_owned())
    });
}

#[test]
fn every_instruction_that_is_shown_exists() {
    check("unknown instructions", pages(), |written| {
        let is_unknown = |problem: &Problem| problem.code() == "BuildError/unknown-instruction";
        faults(&written.text).find(is_unknown).map(said)
    });
}

/// Forms are pieces, but an example is a whole file, or lines that can stand in one.
#[test]
fn every_example_is_read_without_a_fault() {
    check("faults in examples", pages(), |written| {
        let mut sections = written.page.sections.iter();
        let example = sections.find(|section| section.heading == Some(Heading::Example))?;
        faults(example.body).next().map(said)
    });
}

fn faults(text: &str) -> impl Iterator<Item = Problem> {
    let blocks = blocks(text).into_iter();
    let files = blocks.filter(|(language, _)| language == "dockerfile");
    files.flat_map(|(_, code)| errors(&Document::new(&in_a_file(&code))))
}

/// Below a FROM, where a piece has none.
fn in_a_file(code: &str) -> String {
    let is_from = |line: &str| line.trim_start().to_uppercase().starts_with("FROM");
    match code.lines().any(is_from) {
        true => code.to_owned(),
        false => format!("FROM debian:12\n{code}"),
    }
}

fn said(problem: Problem) -> String {
    problem.message(Lang::En)
}

#[test]
fn code_is_of_a_known_language() {
    check("languages of code", pages(), |written| {
        let blocks = blocks(&written.text).into_iter();
        let mut languages = blocks.map(|(language, _)| language);
        languages.find(|language| !["dockerfile", "sh"].contains(&language.as_str()))
    });
}
