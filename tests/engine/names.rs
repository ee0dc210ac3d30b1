//! Names of files that have to be escaped: written as completion writes them, COPY takes that file and
//! no other.

use crate::build::Build;
use crate::engine::{Engine, Store};
use crate::{context, images};
use strates_analysis::Document;
use strates_analysis::context::{BuildContext, Entry, IgnoreFile};
use strates_analysis::features::completion::{Asked, complete};
use strates_analysis::images::NoImages;
use strates_analysis::lang::Lang;

/// Others would be taken too, were they read as patterns, as variables or in quotes.
const NAMES: [&str; 8] = [
    "[id].tsx",
    "i.tsx",
    "a*b?",
    "aab1",
    "it's $HOME",
    "$HOME",
    "my file.txt",
    "x'y\"z",
];

const FORMS: [&str; 5] = [
    "# escape=\\\nFROM base\nCOPY $0 /made/\n",
    "# escape=`\nFROM base\nCOPY $0 /made/\n",
    "FROM base\nCOPY [\"$0\", \"/made/\"]\n",
    "FROM base\nWORKDIR /made\nCOPY $0\n",
    "FROM base\nRUN --mount=type=bind,source=$0,target=/a mkdir /made && cp /a /made/a\n",
];

struct Names;

impl BuildContext for Names {
    fn list(&self, folder: &str) -> Option<Vec<Entry>> {
        let entry = |name: &&str| Entry {
            name: (*name).to_owned(),
            is_folder: false,
            bytes: 1,
        };
        folder.is_empty().then(|| NAMES.iter().map(entry).collect())
    }

    fn dockerfile(&self) -> Option<String> {
        None
    }

    fn ignore_file(&self) -> Option<IgnoreFile> {
        None
    }
}

#[test]
fn copy_takes_the_file_whose_name_is_completed() {
    let Some(engine) = Engine::start(Store::Graph) else {
        return;
    };
    images::prepare(&engine);
    let bases = images::import(&engine, "names", FORMS[0]);
    let numbered: Vec<_> = (0..NAMES.len())
        .map(|number| format!("file {number}"))
        .collect();
    let mut files: Vec<_> = NAMES
        .into_iter()
        .zip(numbered.iter().map(|said| &**said))
        .collect();
    files.push(("src/lib", "lib"));
    let context = context::write(&engine, "names", &files, "names");
    let mut built = 0;
    for (name, said) in NAMES.iter().zip(&numbered) {
        for form in FORMS {
            let Some(text) = completed(form, name) else {
                continue;
            };
            let check = format!("RUN test \"$(cat /made/*)\" = '{said} names'\n");
            let text = text.trim_end().to_owned() + "\n" + &check;
            engine.folder.write("names.Dockerfile", &text);
            let build = Build {
                engine: &engine,
                images: &bases,
                dockerfile: &engine.folder.path("names.Dockerfile"),
                context: &context,
            };
            if let Err(said) = build.steps() {
                panic!("{text}\n{said}");
            }
            built += 1;
        }
    }
    // Not each name can be written in each form.
    assert!(built > 2 * NAMES.len(), "{built} builds");
}

/// The text with that name in it, where it is offered.
fn completed(form: &str, name: &str) -> Option<String> {
    let byte = form.find("$0")?;
    let mut text = form.replacen("$0", "", 1);
    let document = Document::new(&text);
    let offered = complete(&Asked {
        document: &document,
        byte,
        lang: Lang::En,
        trigger: None,
        context: &Names,
        images: &NoImages,
    });
    let item = offered.items.iter().find(|item| item.label == name)?;
    // A choice that ends the line goes into the folder at hand.
    let ends_line = text[item.word.end..].starts_with('\n') && item.plain.starts_with('[');
    let more = if ends_line || !text.contains("WORKDIR") {
        ""
    } else {
        " ./"
    };
    text.replace_range(item.word.replaced(), &format!("{}{more}", item.plain));
    Some(text)
}
