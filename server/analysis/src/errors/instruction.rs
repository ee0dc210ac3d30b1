//! One instruction, looked at as BuildKit's parser does and then as each instruction does itself.

use super::comment;
use super::device;
use super::fault::Fault;
use super::fixes;
use super::flags;
use super::form::{Form, nothing, shell_fault};
use super::from;
use super::healthcheck;
use super::kinds::{arguments as kinds, file};
use super::later::Later;
use super::mounts;
use super::pairs;
use super::ports;
use super::reading::{Line, Piece, Reading};
use super::review::{Review, Taken, Trigger};
use super::signal;
use super::transfer;
use super::unknown;
use super::words::World;
use crate::model::{Body, Command, Heredoc, Instruction, Keyword};
use crate::text::ByteRange;

/// What there is to say about an instruction; nothing about most.
pub(crate) fn review(instruction: &Instruction, source: &str, escape: char) -> Option<Box<Review>> {
    if is_plain_command(instruction) {
        return None;
    }
    let line = Line::new(source, escape);
    let reading = line.read(line.whole());
    let mut review = Review::default();
    let heredocs = &instruction.heredocs;
    parse(&line, reading, heredocs, &mut review);
    for heredoc in heredocs {
        review.faults.extend(unterminated(heredoc));
    }
    let is_nothing = review.faults.is_empty()
        && review.run_faults.is_empty()
        && review.later.is_none()
        && review.base.is_none()
        && review.taken.is_empty()
        && review.settings.is_empty()
        && review.directory.is_none()
        && review.trigger.is_none();
    (!is_nothing).then(|| Box::new(review))
}

/// A command without flags that a shell reads: nearly every RUN.
fn is_plain_command(instruction: &Instruction) -> bool {
    let is_command = matches!(
        instruction.keyword,
        Keyword::Run | Keyword::Cmd | Keyword::Entrypoint
    );
    let Body::Command(Some(Command::Shell { text, .. })) = &instruction.body else {
        return false;
    };
    is_command
        && instruction.flags.is_empty()
        && !text.starts_with('[')
        && !text.starts_with("--")
        && instruction.heredocs.iter().all(|each| each.end.is_some())
}

/// What an instruction holds that BuildKit's parser has told apart.
enum Arguments {
    Pairs(Vec<pairs::Pair>),
    Form(Form),
    /// What they are is asked later.
    Unread,
}

fn parse(line: &Line, reading: Reading, heredocs: &[Heredoc], review: &mut Review) {
    if reading.keyword == Keyword::Onbuild {
        return onbuild(line, &reading, heredocs, review);
    }
    match arguments(line, &reading) {
        Ok(arguments) => check(line, &reading, arguments, heredocs, review),
        Err(fault) => review.faults.push(*fault),
    }
}

/// What the parser itself rejects.
fn arguments(line: &Line, reading: &Reading) -> Result<Arguments, Box<Fault>> {
    let form = |range: ByteRange| match Form::of(line, range) {
        Form::Wrong(fault) => Err(Box::new(fault)),
        form => Ok(Arguments::Form(form)),
    };
    match reading.keyword {
        Keyword::Env | Keyword::Label => Ok(Arguments::Pairs(pairs::parse(line, reading)?)),
        Keyword::Run
        | Keyword::Cmd
        | Keyword::Entrypoint
        | Keyword::Shell
        | Keyword::Copy
        | Keyword::Add
        | Keyword::Volume => form(reading.rest.clone()),
        Keyword::Healthcheck => form(healthcheck::command(line, reading)),
        _ => Ok(Arguments::Unread),
    }
}

fn onbuild(line: &Line, reading: &Reading, heredocs: &[Heredoc], review: &mut Review) {
    flags::check(line, reading, &mut review.faults);
    if reading.rest.is_empty() {
        review.faults.push(nothing(line, reading.written.clone()));
        return;
    }
    let trigger = line.read(reading.rest.clone());
    let span = line.span(trigger.written.clone());
    let name = line.text(trigger.written.clone()).to_uppercase();
    match trigger.keyword {
        Keyword::Onbuild => {
            let start = line.span(reading.written.clone()).end as usize;
            let fix = fixes::remove(start..span.end as usize, "ONBUILD");
            let fix = Some(fix).filter(|_| !trigger.rest.is_empty());
            let fault = Fault::new(kinds::ONBUILD_CHAIN, span).fix(fix);
            review.faults.push(fault);
        }
        Keyword::From | Keyword::Maintainer => {
            let start = line.span(reading.written.clone()).start as usize;
            let fix = fixes::remove(start..span.start as usize, "ONBUILD");
            let fix = Some(fix).filter(|_| !trigger.rest.is_empty());
            let fault = Fault::new(kinds::ONBUILD_FORBIDDEN, span);
            review.faults.push(fault.with(&name).fix(fix));
        }
        _ => match arguments(line, &trigger) {
            Err(fault) => review.faults.push(*fault),
            Ok(arguments) => {
                let mut inner = Review::default();
                check(line, &trigger, arguments, heredocs, &mut inner);
                review.trigger = Some(Box::new(Trigger {
                    review: inner,
                    span: line.span(reading.rest.clone()),
                    name: name.into(),
                }));
            }
        },
    }
}

/// What each instruction rejects.
fn check(
    line: &Line,
    reading: &Reading,
    arguments: Arguments,
    heredocs: &[Heredoc],
    review: &mut Review,
) {
    let keyword = reading.keyword;
    match (keyword, arguments) {
        (Keyword::Unknown, _) => review.faults.push(unknown::fault(line, reading)),
        (Keyword::From, _) => from::check(line, reading, review),
        (Keyword::Env | Keyword::Label, Arguments::Pairs(pairs)) => {
            flags::check(line, reading, &mut review.faults);
            pairs::check(line, reading, &pairs, &mut review.faults);
            if keyword == Keyword::Env {
                review.settings = pairs::settings(&pairs, keyword);
            }
            let words = pairs
                .into_iter()
                .flat_map(|pair| [Some(pair.name), pair.value]);
            settle(line, Later::Words(words.flatten().collect()), review);
        }
        (Keyword::Arg, _) => argument(line, reading, review),
        (Keyword::Copy | Keyword::Add, Arguments::Form(form)) => {
            transfer::check(line, reading, form, heredocs, review);
        }
        (Keyword::Run, _) => run(line, reading, review),
        (Keyword::Healthcheck, Arguments::Form(form)) => {
            healthcheck::check(line, reading, &form, &mut review.faults);
        }
        (Keyword::Expose, _) => {
            let ports = line.plain_words(reading.rest.clone());
            some(line, reading, ports, Later::Ports, review);
            move_comment(line, reading, review, ports::are_ports);
        }
        (Keyword::Volume, Arguments::Form(form)) => volume(line, reading, form, review),
        (Keyword::Shell, Arguments::Form(form)) => {
            flags::check(line, reading, &mut review.faults);
            match form {
                Form::Json(words) if !words.is_empty() => {}
                Form::Plain if !reading.rest.is_empty() => {
                    review.faults.push(shell_fault(line, reading.rest.clone()));
                }
                _ => review.faults.push(nothing(line, reading.written.clone())),
            }
        }
        (Keyword::Stopsignal, _) => {
            if reading.rest.is_empty() {
                review.faults.push(nothing(line, reading.written.clone()));
                return;
            }
            let word = line.piece(reading.rest.clone());
            settle(line, Later::Signal(word), review);
            move_comment(line, reading, review, signal::is_signal);
        }
        (Keyword::User | Keyword::Workdir | Keyword::Maintainer, _) => {
            flags::check(line, reading, &mut review.faults);
            if reading.rest.is_empty() {
                review.faults.push(nothing(line, reading.written.clone()));
                return;
            }
            let word = line.piece(reading.rest.clone());
            match keyword {
                Keyword::Workdir => {
                    review.directory = Some(word.text.clone());
                    settle(line, Later::Directory(word), review);
                }
                Keyword::User => settle(line, Later::Words(vec![word]), review),
                _ => {}
            }
        }
        _ => drop(flags::check(line, reading, &mut review.faults)),
    }
}

/// Keeps for later what only values can tell, and looks at the rest at once.
pub(super) fn settle(line: &Line, later: Later, review: &mut Review) {
    if !later.is_constant() {
        review.later = Some(later);
        return;
    }
    let world = World::unknown(line.escape);
    later.check(&world, &mut review.run_faults);
}

fn some(
    line: &Line,
    reading: &Reading,
    words: Vec<Piece>,
    later: impl Fn(Vec<Piece>) -> Later,
    review: &mut Review,
) {
    flags::check(line, reading, &mut review.faults);
    if words.is_empty() {
        review.faults.push(nothing(line, reading.written.clone()));
    } else {
        settle(line, later(words), review);
    }
}

/// What is wrong is a comment behind arguments that are right: one fault, with a way to mend it.
fn move_comment(
    line: &Line,
    reading: &Reading,
    review: &mut Review,
    stands: impl Fn(&str) -> bool,
) {
    if review.run_faults.is_empty() {
        return;
    }
    if let Some(fix) = comment::moved(line, reading.rest.clone(), stands) {
        review.run_faults.truncate(1);
        review.run_faults[0].fixes.insert(0, fix);
    }
}

fn volume(line: &Line, reading: &Reading, form: Form, review: &mut Review) {
    let paths = match form {
        Form::Json(paths) => paths,
        _ => line.plain_words(reading.rest.clone()),
    };
    let blank = paths.iter().find(|path| path.text.trim().is_empty());
    if let Some(path) = blank {
        let fault = Fault::new(kinds::EMPTY_VOLUME, path.span);
        let fault = fault.with(format!("\"{}\"", path.text));
        review.faults.push(fault);
        return;
    }
    some(line, reading, paths, Later::Volumes, review);
}

fn argument(line: &Line, reading: &Reading, review: &mut Review) {
    let pairs = pairs::arguments(line, reading);
    pairs::check(line, reading, &pairs, &mut review.faults);
    review.settings = pairs::settings(&pairs, Keyword::Arg);
    let values = pairs.into_iter().filter_map(|pair| pair.value).collect();
    settle(line, Later::Words(values), review);
}

fn run(line: &Line, reading: &Reading, review: &mut Review) {
    let given = flags::check(line, reading, &mut review.faults);
    let mut mounted = Vec::new();
    for flag in &given {
        if !flag.piece.text.contains('=') {
            continue;
        }
        let value = flag.value_piece();
        let one_of = |kind, known: &[&str]| mounts::one_of(kind, flag.value, value.span, known);
        match flag.name {
            "mount" => {
                if let Some(from) = mounts::read(&value, &mut review.faults) {
                    let is_mount = true;
                    review.taken.push(Taken { from, is_mount });
                    mounted.push(value);
                }
            }
            "network" => {
                let known = ["default", "none", "host"];
                if !known.contains(&flag.value) {
                    let fault = one_of(super::kinds::flags::INVALID_NETWORK, &known);
                    review.faults.push(fault);
                }
            }
            "security" => {
                let known = ["sandbox", "insecure"];
                if !known.contains(&flag.value) {
                    let fault = one_of(super::kinds::flags::INVALID_SECURITY, &known);
                    review.faults.push(fault);
                }
            }
            "device" => review.faults.extend(device::fault(&value)),
            _ => {}
        }
    }
    if !mounted.is_empty() {
        settle(line, Later::Mounts(mounted), review);
    }
}

fn unterminated(heredoc: &Heredoc) -> Option<Fault> {
    let marker = heredoc.marker.as_ref().filter(|_| heredoc.end.is_none())?;
    Some(Fault::new(file::UNTERMINATED_HEREDOC, marker.span).with(&marker.name))
}
