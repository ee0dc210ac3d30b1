//! Shapes and texts as SVG. All text passes through here and is escaped here.

use strates_analysis::lang::Lang;
use strates_analysis::shown::visible;

#[derive(Default)]
pub struct Canvas {
    body: String,
}

#[derive(Clone, Copy)]
pub struct Font {
    size: f64,
    weight: u16,
    family: &'static str,
    /// Of one letter, as part of the size: of a monospace font that of every letter, of others a
    /// generous mean.
    width: f64,
}

const SANS: &str = "system-ui, sans-serif";
const MONO: &str = "ui-monospace, monospace";

impl Font {
    pub const TITLE: Font = Font::new(27.0, 700, SANS, 0.66);
    pub const SUBTITLE: Font = Font::new(15.0, 400, SANS, 0.55);
    pub const HEADING: Font = Font::new(17.0, 700, SANS, 0.66);
    pub const PLAIN: Font = Font::new(12.5, 400, SANS, 0.55);
    pub const BADGE: Font = Font::new(12.0, 700, SANS, 0.64);
    pub const CODE: Font = Font::new(13.5, 600, MONO, 0.61);
    pub const SMALL_CODE: Font = Font::new(11.5, 400, MONO, 0.61);

    const fn new(size: f64, weight: u16, family: &'static str, width: f64) -> Font {
        Font {
            size,
            weight,
            family,
            width,
        }
    }

    /// Of one letter, in the picture's units.
    pub fn advance(self) -> f64 {
        self.size * self.width
    }

    /// From the middle of a letter down to the line it stands on.
    pub fn half_height(self) -> f64 {
        self.size * 0.35
    }
}

/// A rectangle: left, top, width, height.
#[derive(Clone, Copy)]
pub struct Area(pub f64, pub f64, pub f64, pub f64);

impl Canvas {
    pub fn rectangle(&mut self, Area(left, top, width, height): Area, round: f64, style: &str) {
        self.body += &format!(
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" \
             rx=\"{round}\" {style}/>\n"
        );
    }

    pub fn circle(&mut self, x: f64, y: f64, radius: f64, style: &str) {
        self.body += &format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\" {style}/>\n");
    }

    pub fn polygon(&mut self, points: &[(f64, f64)], style: &str) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        let points = points.join(" ");
        self.body += &format!("<polygon points=\"{points}\" stroke-linejoin=\"round\" {style}/>\n");
    }

    pub fn text(&mut self, x: f64, y: f64, font: Font, ink: &str, text: &str) {
        self.anchored(x, y, font, ink, text, "start");
    }

    pub fn text_in_the_middle(&mut self, x: f64, y: f64, font: Font, ink: &str, text: &str) {
        self.anchored(x, y, font, ink, text, "middle");
    }

    fn anchored(&mut self, x: f64, y: f64, font: Font, ink: &str, text: &str, anchor: &str) {
        let Font {
            size,
            weight,
            family,
            ..
        } = font;
        let text = escaped(text);
        self.body += &format!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-family=\"{family}\" font-size=\"{size}\" \
             font-weight=\"{weight}\" fill=\"{ink}\" text-anchor=\"{anchor}\">{text}</text>\n"
        );
    }

    /// What is drawn inside shows this text under the mouse.
    pub fn group(&mut self, tip: &str, draw: impl FnOnce(&mut Canvas)) {
        let tip = escaped(tip);
        self.body += &format!("<g><title>{tip}</title>\n");
        draw(self);
        self.body += "</g>\n";
    }

    pub fn finish(self, width: f64, height: f64, title: &str, story: &str, lang: Lang) -> String {
        let (title, story, body) = (escaped(title), escaped(story), self.body);
        let (lang, paper) = (lang.code(), super::PAPER);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"{lang}\" role=\"img\" \
             aria-labelledby=\"title story\" width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {width:.0} {height:.0}\">\n\
             <title id=\"title\">{title}</title>\n<desc id=\"story\">{story}</desc>\n\
             <rect width=\"100%\" height=\"100%\" rx=\"18\" fill=\"{paper}\"/>\n{body}</svg>\n"
        )
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in visible(text) {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(
            escaped("</text>&\"\0\x1b\u{ffff}"),
            "&lt;/text&gt;&amp;&quot;␀␛\u{fffd}"
        );
    }
}
