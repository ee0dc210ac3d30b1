use super::base_variables::{Base, Bases};
use super::fast_hash::Fast;
use super::slips::slip_of;
use super::steps::{Stages, Step};
use super::variable_names::{Name, follow};
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords, Platform, Span};
use rpds::HashTrieSetSync;
use std::borrow::Cow;
use std::cell::Cell;
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
             stage. What the base image sets counts as soon as the local engine or the registry \
             has told it: hover over the image, or take its action that looks it up. In `RUN` it is the shell that expands variables, so the rule does not \
             look there.",
        fr: "Une variable que ni `ARG` ni `ENV` n'a définie est remplacée par un texte vide, sans \
             erreur\u{a0}: `COPY . /srv/$NAME` remplit alors `/srv/` lui-même. Corrigez le nom ou \
             déclarez-le\u{a0}; un `ARG` placé avant le premier `FROM` est à répéter dans l'étape. \
             Ce que l'image de base définit compte dès que le moteur local ou le registre l'a dit\u{a0}: \
             survolez l'image, ou choisissez son action qui la cherche. Dans `RUN`, c'est le shell qui développe les variables\u{a0}: la règle n'y \
             regarde donc pas.",
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
    check: Check::File(Keywords::ALL, check),
};

const MESSAGE: Text = Text {
    en: "Nothing sets the variable `${0}` above, so an empty text replaces it. Correct the name, \
         or declare it with `ARG`.",
    fr: "Rien ne définit la variable `${0}` plus haut\u{a0}: un texte vide la remplace. Corrigez \
         son nom, ou déclarez-la avec `ARG`.",
};

const GLOBAL: Text = Text {
    en: "`${0}` is declared before the first `FROM`, which counts for `FROM` only: here it is \
         empty. Repeat `ARG {0}` in the stage.",
    fr: "`${0}` est déclarée avant le premier `FROM`, ce qui ne vaut que pour `FROM`\u{a0}: ici, \
         elle est vide. Répétez `ARG {0}` dans l'étape.",
};

const PLATFORM: Text = Text {
    en: "BuildKit sets `${0}` only in stages that hold `ARG {0}`: here it is empty. Declare it.",
    fr: "BuildKit ne définit `${0}` que dans les étapes qui contiennent `ARG {0}`\u{a0}: ici, elle \
         est vide. Déclarez-la.",
};

const FIX_NAME: Text = Text {
    en: "Change to `{0}`",
    fr: "Remplacer par `{0}`",
};

const FIX_DECLARE: Text = Text {
    en: "Declare the variable with `ARG {0}`",
    fr: "Déclarer la variable avec `ARG {0}`",
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
    let bases = Bases::default();
    let mut kept: Vec<Names> = Vec::new();
    let on_linux = no_names().insert(Cow::from("PATH"));
    for stage in 0..file.stages.len() {
        let inherited = match stages.base(stage).and_then(|base| kept.get(base)) {
            Some(names) => names.clone(),
            None => match file.evaluation().platform(stage) {
                Platform::Linux => on_linux.clone(),
                Platform::Windows => no_names(),
            },
        };
        let mut scope = Scope {
            file,
            root: stages.root(stage),
            bases: &bases,
            inherited,
            own: Vec::new(),
            known: HashSet::default(),
            guesses_left: &guesses_left,
        };
        for step in stages.steps(file, stage) {
            scope.follow(&step, findings);
        }
        kept.push(match stages.is_base(stage) {
            true => scope.into_names(),
            false => no_names(),
        });
    }
}

fn no_names<'a>() -> Names<'a> {
    Names::new_with_hasher_with_ptr_kind(Fast::default())
}

/// What BuildKit itself sets.
/// Cheap to clone: a stage starts with those of its base.
type Names<'a> = HashTrieSetSync<Cow<'a, str>, Fast>;

/// The names that have a value, or could be given one, at a place of a stage.
struct Scope<'a, 'd> {
    file: &'a FileView<'d>,
    /// The first of the stages below.
    root: usize,
    bases: &'a Bases,
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

    /// Whether the image below the stage sets it.
    fn is_below(&self, name: &str) -> bool {
        match self.bases.of(self.file, self.root) {
            Base::Known(names) => names.contains(name),
            Base::Empty | Base::Unknown => false,
        }
    }

    /// The name that was meant by one that nothing defines.
    fn meant(&self, name: &str) -> Option<&str> {
        let known = self.known.iter().chain(self.inherited.iter());
        let spent = self.known.len() + self.inherited.size();
        let left = self.guesses_left.get().checked_sub(spent)?;
        self.guesses_left.set(left);
        slip_of(name, known.map(|known| &**known))
    }

    fn into_names(mut self) -> Names<'a> {
        for name in self.known.into_iter().chain(self.own) {
            self.inherited.insert_mut(name);
        }
        self.inherited
    }

    fn follow(&mut self, step: &Step<'a>, findings: &mut Findings) {
        // Most instructions of most files.
        let uses_none = match step.keyword {
            Keyword::Run => step.flags.is_empty(),
            Keyword::Cmd | Keyword::Entrypoint | Keyword::Expose | Keyword::From => true,
            _ => false,
        };
        if uses_none {
            return;
        }
        let mut reported: HashSet<Cow<str>, Fast> = HashSet::default();
        follow(self.file, step, &mut |name| match name {
            Name::Set(name) => self.own.push(name),
            Name::Used {
                name,
                span,
                is_exact,
            } => {
                let is_silent = SILENT.contains(&&*name);
                if !self.has(&name)
                    && !is_silent
                    && !reported.contains(&name)
                    && !self.is_below(&name)
                {
                    self.report(step, &name, span, is_exact, findings);
                    reported.insert(name);
                }
            }
        });
    }

    fn report(&self, step: &Step, name: &str, span: Span, is_exact: bool, findings: &mut Findings) {
        let global = self.file.evaluation().globals().get(name);
        let is_of_platform = global.is_some_and(|global| global.definition.is_none());
        let message = match global {
            Some(_) if is_of_platform => PLATFORM,
            Some(_) => GLOBAL,
            None => MESSAGE,
        };
        let meant = self.meant(name);
        let is_own = step.from.is_none();
        let place = step.place(span);
        let finding = findings.add(place.clone(), Message::new(message).with(name));
        let may_come_from_base = global.is_none()
            && meant.is_none()
            && name.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
            && !OF_A_SHELL.contains(&name)
            && matches!(self.bases.of(self.file, self.root), Base::Unknown);
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
    fn what_a_known_image_sets_is_defined_and_nothing_else() {
        silent(
            &RULE,
            "FROM acme/go AS a\nWORKDIR $GOPATH/src\nFROM a\nENV A=$GOROOT$PATH\n",
        );
        is_shown(true, "FROM acme/go\nWORKDIR $GOBIN/src\n");
        is_shown(true, "FROM acme/go AS a\nFROM a\nWORKDIR $GOBIN/src\n");
        is_shown(false, "FROM acme/unknown\nWORKDIR $GOBIN/src\n");
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
