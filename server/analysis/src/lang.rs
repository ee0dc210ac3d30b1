//! The two languages that everything a person reads exists in.

/// The language a person reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Lang {
    #[default]
    En,
    Fr,
}

impl Lang {
    /// From a language tag of an editor (`fr-CA`) or a locale of the environment (`fr_FR.UTF-8`).
    pub fn from_tag(tag: &str) -> Option<Lang> {
        // Compared whole, as `frr` is Northern Frisian and not French.
        let language = tag.split(['-', '_', '.', '@']).next()?;
        match language.to_ascii_lowercase().as_str() {
            "fr" => Some(Lang::Fr),
            "en" | "c" | "posix" => Some(Lang::En),
            _ => None,
        }
    }

    /// As in a language tag.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
        }
    }

    /// The number and its noun, each noun given as singular and plural.
    ///
    /// ```
    /// # use strates_analysis::lang::Lang;
    /// let layers = |lang: Lang| lang.count(0, ("layer", "layers"), ("couche", "couches"));
    /// assert_eq!(layers(Lang::En), "0 layers");
    /// assert_eq!(layers(Lang::Fr), "0 couche");
    /// ```
    pub fn count(self, number: usize, en: (&str, &str), fr: (&str, &str)) -> String {
        let ((one, many), is_singular) = match self {
            Lang::En => (en, number == 1),
            Lang::Fr => (fr, number <= 1),
        };
        format!("{number} {}", if is_singular { one } else { many })
    }
}

/// A constant text in both languages; leaving one out does not compile.
///
/// ```
/// # use strates_analysis::lang::Text;
/// const STAGE: Text = Text { en: "stage", fr: "étape" };
/// ```
/// ```compile_fail
/// # use strates_analysis::lang::Text;
/// const STAGE: Text = Text { en: "stage" };
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Text {
    pub en: &'static str,
    pub fr: &'static str,
}

impl Text {
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Fr => self.fr,
        }
    }
}

/// A message in the reader's language, as `format!` would write it. Both format strings are
/// checked at compile time, and a named argument must appear in both.
///
/// ```
/// # use strates_analysis::{lang::Lang, msg};
/// let (lang, image) = (Lang::Fr, "debian");
/// let message = msg!(lang, en: "Pin {image}", fr: "Fixer {image}");
/// assert_eq!(message, "Fixer debian");
///
/// let layers = lang.count(2, ("layer", "layers"), ("couche", "couches"));
/// let message = msg!(lang, en: "{name} adds {layers}", fr: "{name} ajoute {layers}", name = "a");
/// assert_eq!(message, "a ajoute 2 couches");
/// ```
/// A missing language does not compile:
/// ```compile_fail
/// # use strates_analysis::{lang::Lang, msg};
/// let (lang, image) = (Lang::Fr, "debian");
/// let message = msg!(lang, en: "Pin {image}");
/// ```
/// Nor does a name that one of the two cannot capture:
/// ```compile_fail
/// # use strates_analysis::{lang::Lang, msg};
/// let (lang, image) = (Lang::En, "debian");
/// let message = msg!(lang, en: "Pin {image}", fr: "Fixer {imgae}");
/// ```
/// Nor an argument that one of the two leaves out:
/// ```compile_fail
/// # use strates_analysis::{lang::Lang, msg};
/// let message = msg!(Lang::En, en: "Pin {image}", fr: "Fixer", image = "debian");
/// ```
#[macro_export]
macro_rules! msg {
    ($lang:expr, en: $en:literal, fr: $fr:literal $(, $name:ident = $value:expr)* $(,)?) => {
        match $lang {
            $crate::lang::Lang::En => ::std::format!($en $(, $name = $value)*),
            $crate::lang::Lang::Fr => ::std::format!($fr $(, $name = $value)*),
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_tags(expected: Option<Lang>, tags: &[&str]) {
        for tag in tags {
            assert_eq!(Lang::from_tag(tag), expected, "{tag:?}");
        }
    }

    #[track_caller]
    fn check_count(number: usize, en: &str, fr: &str) {
        let count = |lang: Lang| lang.count(number, ("layer", "layers"), ("couche", "couches"));
        assert_eq!(count(Lang::En), en);
        assert_eq!(count(Lang::Fr), fr);
    }

    #[test]
    fn reads_french_tags() {
        let tags = [
            "fr",
            "FR",
            "fr-CH",
            "fr-CA",
            "fr_FR",
            "fr_FR.UTF-8",
            "fr.UTF-8",
            "fr@euro",
        ];
        check_tags(Some(Lang::Fr), &tags);
    }

    #[test]
    fn reads_english_tags() {
        let tags = [
            "en",
            "EN",
            "en-GB",
            "en_US",
            "en_US.UTF-8",
            "C",
            "C.UTF-8",
            "POSIX",
        ];
        check_tags(Some(Lang::En), &tags);
    }

    #[test]
    fn knows_no_other_tag() {
        let tags = [
            "de",
            "",
            "-",
            "_FR",
            "frr",
            "fry-NL",
            "enm",
            "zh-Hans",
            "français",
            "é",
            " ",
        ];
        check_tags(None, &tags);
    }

    #[test]
    fn codes_are_tags() {
        for lang in [Lang::En, Lang::Fr] {
            assert_eq!(Lang::from_tag(lang.code()), Some(lang));
        }
    }

    #[test]
    fn counts_as_each_language_does() {
        check_count(0, "0 layers", "0 couche");
        check_count(1, "1 layer", "1 couche");
        check_count(2, "2 layers", "2 couches");
        check_count(
            usize::MAX,
            &format!("{} layers", usize::MAX),
            &format!("{} couches", usize::MAX),
        );
    }

    #[test]
    fn says_it_in_the_language_asked_for() {
        const STAGE: Text = Text {
            en: "stage",
            fr: "étape",
        };
        let image = "debian";
        let said = [Lang::En, Lang::Fr].map(|lang| {
            let stage = STAGE.get(lang);
            msg!(lang, en: "{stage} from {image:?}", fr: "{stage} depuis {image:?}")
        });
        assert_eq!(said, ["stage from \"debian\"", "étape depuis \"debian\""]);
    }
}
