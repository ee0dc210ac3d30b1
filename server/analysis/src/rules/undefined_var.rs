use super::fast_hash::Fast;
use super::slips::slip_of;
use super::steps::{Stages, Step};
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Expansion, Keyword, Pair, Source as From, Span, Word, expand, json_text};
use rpds::HashTrieSetSync;
use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::collections::HashSet;

pub const RULE: Rule = Rule {
    code: "UndefinedVar",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Define a variable before it is used.",
        fr: "Définir une variable avant de l'utiliser.",
    },
    why: Text {
        en: "A variable that neither `ARG` nor `ENV` has defined is replaced by an empty text, \
             without an error: `COPY . /srv/$NAME` then fills `/srv/` itself. Correct the name or \
             declare it; an `ARG` from before the first `FROM` has to be repeated inside the \
             stage. In `RUN` it is the shell that expands variables, so the rule does not look \
             there.",
        fr: "Une variable que ni `ARG` ni `ENV` n'a définie est remplacée par un texte vide, sans \
             erreur\u{a0}: `COPY . /srv/$NAME` remplit alors `/srv/` lui-même. Corrigez le nom ou \
             déclarez-le\u{a0}; un `ARG` placé avant le premier `FROM` est à répéter dans l'étape. \
             Dans `RUN`, c'est le shell qui développe les variables\u{a0}: la règle n'y regarde \
             donc pas.",
    },
    example: Example {
        bad: "
ENV APP_NAME=shop
WORKDIR /srv/$APPNAME
",
        good: "
ENV APP_NAME=shop
WORKDIR /srv/$APP_NAME
",
    },
    check: Check::File(check),
};

const MESSAGE: Text = Text {
    en: "Nothing sets `${0}` before this line, so it is replaced by an empty text. Correct the \
         name, or declare it with `ARG`.",
    fr: "Rien ne définit `${0}` avant cette ligne\u{a0}: elle est remplacée par un texte vide. \
         Corrigez le nom, ou déclarez-la avec `ARG`.",
};

const GLOBAL: Text = Text {
    en: "`${0}` is declared before the first `FROM`, which counts for `FROM` only: here it is \
         empty. Repeat `ARG {0}` in the stage.",
    fr: "`${0}` est déclarée avant le premier `FROM`, ce qui ne vaut que pour `FROM`\u{a0}: ici, \
         elle est vide. Répétez `ARG {0}` dans l'étape.",
};

const PLATFORM: Text = Text {
    en: "BuildKit sets `${0}` only in stages that say `ARG {0}`: here it is empty. Declare it.",
    fr: "BuildKit ne définit `${0}` que dans les étapes qui disent `ARG {0}`\u{a0}: ici, elle est \
         vide. Déclarez-la.",
};

const FIX_NAME: Text = Text {
    en: "Change to `{0}`",
    fr: "Remplacer par `{0}`",
};

const FIX_DECLARE: Text = Text {
    en: "Declare it with `ARG {0}`",
    fr: "La déclarer avec `ARG {0}`",
};

/// Names that BuildKit never reports.
const SILENT: [&str; 2] = ["BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE"];

/// A shell sets these when it runs: no image has them, so a builder finds nothing there.
const OF_A_SHELL: [&str; 8] = [
    "HOME", "HOSTNAME", "PWD", "OLDPWD", "SHELL", "UID", "EUID", "USER",
];

fn check(file: &FileView, findings: &mut Findings) {
    let stages = Stages::read(file);
    let guesses_left = Cell::new(MOST_GUESSES);
    let mut kept: Vec<Names> = Vec::new();
    for stage in 0..file.stages.len() {
        let inherited = match stages.base(stage).and_then(|base| kept.get(base)) {
            Some(names) => names.clone(),
            None => first_names(file, stage),
        };
        let mut scope = Scope {
            file,
            root: stages.root(stage),
            has_base: OnceCell::new(),
            inherited,
            own: Vec::new(),
            known: HashSet::default(),
            guesses_left: &guesses_left,
        };
        for step in stages.steps(file, stage) {
            scope.follow(&step, findings);
        }
        kept.push(match stages.is_base(stage) {
            true => scope.all(),
            false => Names::default(),
        });
    }
}

/// What BuildKit itself sets.
fn first_names<'a>(file: &FileView, stage: usize) -> Names<'a> {
    match file.evaluation().platform(stage) {
        crate::model::Platform::Linux => [Cow::from("PATH")].into_iter().collect(),
        crate::model::Platform::Windows => Names::default(),
    }
}

/// Cheap to clone: a stage starts with those of its base.
type Names<'a> = HashTrieSetSync<Cow<'a, str>>;

/// The names that have a value, or could be given one, at a place of a stage.
struct Scope<'a, 'd> {
    file: &'a FileView<'d>,
    /// The first of the stages below, and whether that one has an image below it.
    root: usize,
    has_base: OnceCell<bool>,
    inherited: Names<'a>,
    own: Vec<Cow<'a, str>>,
    /// As many of its own names as somebody has asked for so far.
    known: HashSet<Cow<'a, str>, Fast>,
    /// How many more names may be compared with misspelt ones in the whole file.
    guesses_left: &'a Cell<usize>,
}

const MOST_GUESSES: usize = 20_000;

impl<'a> Scope<'a, '_> {
    fn has(&mut self, name: &str) -> bool {
        self.known.extend(self.own.drain(..));
        self.known.contains(name) || self.inherited.contains(name)
    }

    /// The name that was meant by one that nothing defines.
    fn meant(&self, name: &str) -> Option<&str> {
        let known = self.known.iter().chain(self.inherited.iter());
        let spent = self.known.len() + self.inherited.size();
        let left = self.guesses_left.get().checked_sub(spent)?;
        self.guesses_left.set(left);
        slip_of(name, known.map(|known| &**known))
    }

    fn all(mut self) -> Names<'a> {
        for name in self.known.into_iter().chain(self.own) {
            self.inherited.insert_mut(name);
        }
        self.inherited
    }

    fn follow(&mut self, step: &Step<'a>, findings: &mut Findings) {
        // Most instructions of most files.
        if step.keyword == Keyword::Run && step.flags.is_empty() {
            return;
        }
        let mut report = Report {
            step: *step,
            reported: HashSet::new(),
            findings,
        };
        match step.body {
            Body::Pairs { pairs, .. } => {
                for word in pairs.iter().flat_map(words_of) {
                    report.word(self, word, false);
                }
                if step.keyword == Keyword::Env {
                    let names = pairs.iter().filter_map(|pair| pair.name.as_ref());
                    let escape = self.file.escape.0;
                    self.own.extend(names.map(|name| plain(&name.text, escape)));
                }
            }
            Body::Arguments(arguments) => {
                for argument in arguments {
                    if let Some(default) = &argument.value {
                        report.word(self, default, false);
                    }
                    let name = argument.name.as_ref();
                    self.own.extend(name.map(|name| Cow::from(&*name.text)));
                }
            }
            Body::Transfer(transfer) => {
                let flags = step.flags.iter().filter(|flag| {
                    flag.is_named("chown")
                        || flag.is_named("chmod")
                        || (flag.is_named("checksum") && step.keyword == Keyword::Add)
                });
                for value in flags.filter_map(|flag| flag.value.as_ref()) {
                    report.word(self, value, false);
                }
                for source in &transfer.sources {
                    if let From::Path(path) = source {
                        report.word(self, path, transfer.json);
                    }
                }
                if let Some(destination) = &transfer.destination {
                    report.word(self, destination, transfer.json);
                }
                if transfer
                    .sources
                    .iter()
                    .any(|source| matches!(source, From::Heredoc(_)))
                {
                    report.heredocs(self);
                }
            }
            Body::Command(_) if step.keyword == Keyword::Run => {
                let options = step.flags.iter().flat_map(|flag| &flag.options);
                for value in options.filter_map(|option| option.value.as_ref()) {
                    report.word(self, value, false);
                }
            }
            Body::Paths { paths, json } => {
                for path in paths {
                    report.word(self, path, *json);
                }
            }
            Body::Directory(Some(word)) | Body::Signal(Some(word)) => {
                report.word(self, word, false);
            }
            Body::User {
                whole: Some(whole),
                user,
                group,
            } => {
                let parts = user.iter().chain(group);
                let expansions = parts.flat_map(|part| &part.expansions);
                for expansion in whole.expansions.iter().chain(expansions) {
                    report.expansion(self, expansion);
                }
            }
            _ => {}
        }
    }
}

fn words_of(pair: &Pair) -> impl Iterator<Item = &Word> {
    pair.name.iter().chain(&pair.value)
}

/// A name without the quotes that somebody may have put around it.
fn plain(name: &str, escape: char) -> Cow<'_, str> {
    if !name.contains(['"', '\'', escape]) {
        return Cow::from(name);
    }
    let expanded = expand(name, escape, &|_| None);
    expanded.map_or(Cow::from(name), |expanded| Cow::from(expanded.text))
}

/// What is reported of one instruction: each name once.
struct Report<'a, 'f> {
    step: Step<'a>,
    reported: HashSet<String>,
    findings: &'f mut Findings,
}

impl<'a> Report<'a, '_> {
    fn word(&mut self, scope: &mut Scope<'a, '_>, word: &'a Word, is_json: bool) {
        let is_on_one_line = word.text.len() == (word.span.end - word.span.start) as usize;
        let text = match is_json {
            true => Cow::from(json_text(&word.text)),
            false => Cow::from(&*word.text),
        };
        // A name may go on in the next line, and quotes in a JSON string are those of a word.
        let is_plain = is_on_one_line && !is_json;
        let expanded = match word.expansions.is_empty() || is_plain {
            true => None,
            false => expand(&text, scope.file.escape.0, &|_| None).ok(),
        };
        let Some(expanded) = expanded else {
            for expansion in &word.expansions {
                self.expansion(scope, expansion);
            }
            return;
        };
        for name in expanded.unset.iter().filter(|name| !name.is_empty()) {
            if !scope.has(name) {
                let mut places = word.expansions.iter();
                let place = places.find(|expansion| *expansion.name == **name);
                let span = place.map_or(word.span, |expansion| expansion.name_span);
                self.add(scope, name, Some(span), place.is_some());
            }
        }
    }

    fn expansion(&mut self, scope: &mut Scope<'a, '_>, expansion: &Expansion) {
        if !scope.has(&expansion.name) {
            self.add(scope, &expansion.name, Some(expansion.name_span), true);
        }
    }

    /// The bodies of heredocs, in which quotes mean nothing.
    fn heredocs(&mut self, scope: &mut Scope<'a, '_>) {
        let located = self.step.located;
        for heredoc in &located.instruction.heredocs {
            if heredoc.marker.as_ref().is_none_or(|marker| marker.quoted) {
                continue;
            }
            let body = scope.file.document.text().slice(located.at(heredoc.body));
            if !body.contains('$') {
                continue;
            }
            let unquoted = body.replace(['"', '\''], " ");
            let Ok(expanded) = expand(&unquoted, '\\', &|_| None) else {
                continue;
            };
            for name in expanded.unset.iter().filter(|name| !name.is_empty()) {
                if !scope.has(name) {
                    let place = place_in(&body, name).map(|at| Span {
                        start: heredoc.body.start + at as u32,
                        end: heredoc.body.start + (at + name.len()) as u32,
                    });
                    self.add(scope, name, place, place.is_some());
                }
            }
        }
    }

    fn add(&mut self, scope: &Scope<'a, '_>, name: &str, span: Option<Span>, is_exact: bool) {
        if name.is_empty() || SILENT.contains(&name) || !self.reported.insert(name.to_owned()) {
            return;
        }
        let step = self.step;
        let span = span.unwrap_or(step.located.instruction.written.span);
        let global = scope.file.evaluation().globals().get(name);
        let is_of_platform = global.is_some_and(|global| global.definition.is_none());
        let message = match global {
            Some(_) if is_of_platform => PLATFORM,
            Some(_) => GLOBAL,
            None => MESSAGE,
        };
        let meant = scope.meant(name);
        let is_own = step.from.is_none();
        let place = step.place(span);
        let finding = self
            .findings
            .add(place.clone(), Message::new(message).with(name));
        let may_come_from_base = global.is_none()
            && meant.is_none()
            && name.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
            && !OF_A_SHELL.contains(&name)
            && *scope
                .has_base
                .get_or_init(|| scope.file.evaluation().base_name(scope.root) != "scratch");
        if may_come_from_base {
            finding.minor();
        }
        if !is_own {
            return;
        }
        if let Some(meant) = meant.filter(|_| is_exact) {
            let edit = TextEdit::replace(place, meant);
            finding.fix(Fix::suggested(
                Message::new(FIX_NAME).with(meant),
                vec![edit],
            ));
        }
        if is_name(name) {
            let title = Message::new(FIX_DECLARE).with(name);
            let declaration = format!("ARG {name}\n");
            let edit = TextEdit::insert(step.located.start, declaration);
            finding.fix(Fix::suggested(title, vec![edit]));
        }
    }
}

fn is_name(name: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    name.chars().all(is_letter) && !name.starts_with(|letter: char| letter.is_ascii_digit())
}

/// The first place where a text uses a variable.
fn place_in(text: &str, name: &str) -> Option<usize> {
    let ends = |at: usize| {
        let next = text.get(at + name.len()..)?.chars().next();
        Some(!next.is_some_and(|next| next.is_alphanumeric() || next == '_'))
    };
    let dollars = text.match_indices('$').map(|(at, _)| at + 1);
    let names = dollars.map(|at| match text.get(at..at + 1) {
        Some("{") => at + 1,
        _ => at,
    });
    let is_it = |at: &usize| {
        let rest = text.get(*at..).unwrap_or_default();
        rest.starts_with(name) && ends(*at) == Some(true)
    };
    names.into_iter().find(is_it)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, silent};
    use super::*;

    #[track_caller]
    fn is_shown(expected: bool, text: &str) {
        let found = found_by(&RULE, text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(!found[0].is_minor, expected, "{text}");
    }

    #[test]
    fn a_variable_is_defined_above() {
        fires(&RULE, "FROM a\nENV A=$⟦B⟧ B=1\nENV C=$B\nUSER ${⟦D⟧:-e}\n");
        fires(&RULE, "ARG A\nFROM a\nCOPY --chown=$⟦U⟧ $⟦A⟧ [\"$U\"]\n");
        fires(
            &RULE,
            "FROM a\nARG A=1 B=$A C=$⟦D⟧\nVOLUME $A\nSTOPSIGNAL $⟦S⟧\n",
        );
        silent(&RULE, "FROM a\nVOLUME [\"'$V'\"]\n");
        fires(&RULE, "FROM a\nRUN --mount=target=/$⟦T⟧ echo $X\n");
        silent(
            &RULE,
            "FROM a\nARG A\nENV B=$A$PATH C=\\$D E='$F'\nRUN $G\nEXPOSE $H\n",
        );
        silent(&RULE, "FROM a AS b\nARG A=1\nENV B=1\nFROM b\nENV C=$A$B\n");
        silent(&RULE, "FROM a AS b\nENV B=1\nONBUILD ENV C=$D\nFROM a\n");
    }

    #[test]
    fn heredocs_hold_variables_too() {
        fires(&RULE, "FROM a\nCOPY <<E /f\n\"it's\" \\$A ${⟦B⟧} $B\nE\n");
        silent(&RULE, "FROM a\nCOPY <<\"E\" /f\n$A\nE\nRUN <<E\n$B\nE\n");
    }

    #[test]
    fn triggers_run_where_they_are_brought() {
        fires(&RULE, "FROM a AS b\nONBUILD ENV C=$D\n⟦FROM⟧ b\n");
    }

    #[test]
    fn what_a_base_image_may_define_is_minor() {
        is_shown(false, "FROM golang\nWORKDIR $GOPATH/src\n");
        is_shown(true, "FROM scratch\nWORKDIR $GOPATH/src\n");
        is_shown(true, "FROM a\nENV APP_HOME=/a\nWORKDIR $APPHOME\n");
        is_shown(true, "ARG V\nFROM a\nLABEL v=$V\n");
        is_shown(true, "FROM a\nENV A=$TARGETARCH\n");
        is_shown(true, "FROM a\nENV A=$HOME/a\n");
        is_shown(true, "FROM a\nENV A=\"5$1\"\n");
    }

    #[test]
    fn names_are_mended_or_declared() {
        fixes(
            &RULE,
            "FROM a\nENV APP_NAME=b\nWORKDIR /srv/${APPNAME}\n",
            "FROM a\nENV APP_NAME=b\nWORKDIR /srv/${APP_NAME}\n",
        );
        fixes(
            &RULE,
            "ARG V=1\nFROM a\nLABEL v=$V\n",
            "ARG V=1\nFROM a\nARG V\nLABEL v=$V\n",
        );
    }
}
