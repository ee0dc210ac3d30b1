//! How characters look, as the sequences of a terminal say it.

use std::fmt::{Display, Formatter, Result};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Style {
    ink: Option<Colour>,
    ground: Option<Colour>,
    bold: bool,
    faint: bool,
    italic: bool,
    underlined: bool,
    struck: bool,
    reversed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Colour(u8, u8, u8);

const INK: Colour = Colour(0xd8, 0xd8, 0xd8);
pub const GROUND: Colour = Colour(0x1c, 0x1c, 0x1c);

/// The sixteen that have names, as xterm draws them.
const NAMED: [Colour; 16] = [
    Colour(0x00, 0x00, 0x00),
    Colour(0xcd, 0x31, 0x31),
    Colour(0x0d, 0xbc, 0x79),
    Colour(0xe5, 0xe5, 0x10),
    Colour(0x24, 0x72, 0xc8),
    Colour(0xbc, 0x3f, 0xbc),
    Colour(0x11, 0xa8, 0xcd),
    Colour(0xe5, 0xe5, 0xe5),
    Colour(0x66, 0x66, 0x66),
    Colour(0xf1, 0x4c, 0x4c),
    Colour(0x23, 0xd1, 0x8b),
    Colour(0xf5, 0xf5, 0x43),
    Colour(0x3b, 0x8e, 0xea),
    Colour(0xd6, 0x70, 0xd6),
    Colour(0x29, 0xb8, 0xdb),
    Colour(0xff, 0xff, 0xff),
];

impl Style {
    /// The parameters of `ESC [ … m`.
    pub fn obey(&mut self, parameters: &str) {
        let mut rest = parameters.split(';');
        while let Some(parameter) = rest.next() {
            // What belongs to one parameter may also be joined by colons.
            let (name, joined) = parameter.split_once(':').unwrap_or((parameter, ""));
            let mut colour = || match joined {
                "" => Colour::read(&mut rest),
                joined => Colour::read(&mut joined.split(':').filter(|part| !part.is_empty())),
            };
            match name.parse().unwrap_or(0_u8) {
                0 => *self = Style::default(),
                1 => self.bold = true,
                2 => self.faint = true,
                3 => self.italic = true,
                4 => self.underlined = joined != "0",
                7 => self.reversed = true,
                9 => self.struck = true,
                22 => (self.bold, self.faint) = (false, false),
                23 => self.italic = false,
                24 => self.underlined = false,
                27 => self.reversed = false,
                29 => self.struck = false,
                code @ 30..=37 => self.ink = Some(Colour::of_table(code - 30)),
                38 => self.ink = colour(),
                39 => self.ink = None,
                code @ 40..=47 => self.ground = Some(Colour::of_table(code - 40)),
                48 => self.ground = colour(),
                49 => self.ground = None,
                // Of the line below; it is drawn in the colour of the text.
                58 => drop(colour()),
                code @ 90..=97 => self.ink = Some(Colour::of_table(code - 82)),
                code @ 100..=107 => self.ground = Some(Colour::of_table(code - 92)),
                _ => {}
            }
        }
    }

    pub fn has_line(&self) -> bool {
        self.underlined || self.struck
    }

    /// What the characters stand on, unless that is the ground of the whole screen.
    pub fn behind(&self) -> Option<Colour> {
        match self.reversed {
            true => Some(self.ink.unwrap_or(INK)),
            false => self.ground,
        }
    }

    /// Of an SVG text.
    pub fn attributes(&self) -> String {
        let ink = match self.reversed {
            true => self.ground.unwrap_or(GROUND),
            false => self.ink.unwrap_or(INK),
        };
        let lines = [
            (self.underlined, "underline"),
            (self.struck, "line-through"),
        ];
        let lines = lines.iter().filter(|(is_drawn, _)| *is_drawn);
        let lines: Vec<&str> = lines.map(|(_, name)| *name).collect();
        let mut attributes = format!(" fill=\"{ink}\"");
        for (is_so, attribute) in [
            (self.bold, " font-weight=\"bold\""),
            (self.italic, " font-style=\"italic\""),
            (self.faint, " opacity=\"0.6\""),
        ] {
            if is_so {
                attributes += attribute;
            }
        }
        if !lines.is_empty() {
            attributes += &format!(" text-decoration=\"{}\"", lines.join(" "));
        }
        attributes
    }
}

impl Colour {
    /// `5;n`, or `2;red;green;blue`.
    fn read<'a>(parts: &mut impl Iterator<Item = &'a str>) -> Option<Colour> {
        let mut number = || parts.next()?.parse::<u8>().ok();
        match number()? {
            2 => Some(Colour(number()?, number()?, number()?)),
            5 => Some(Colour::of_table(number()?)),
            _ => None,
        }
    }

    /// Of 256: sixteen with names, a cube of six to the side, and greys.
    fn of_table(index: u8) -> Colour {
        let step = |level: u8| if level == 0 { 0 } else { 55 + 40 * level };
        match index {
            0..=15 => NAMED[usize::from(index)],
            16..=231 => {
                let place = index - 16;
                Colour(step(place / 36), step(place / 6 % 6), step(place % 6))
            }
            232..=255 => {
                let level = 8 + 10 * (index - 232);
                Colour(level, level, level)
            }
        }
    }
}

impl Display for Colour {
    fn fmt(&self, formatter: &mut Formatter) -> Result {
        let Colour(red, green, blue) = self;
        write!(formatter, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(parameters: &str) -> String {
        let mut style = Style::default();
        style.obey(parameters);
        style.attributes()
    }

    #[test]
    fn colours_in_every_way_to_write_them() {
        for parameters in [
            "38;2;255;0;0",
            "38:2::255:0:0",
            "38:5:196",
            "38;5;196",
            "58;5;1;38;5;196",
        ] {
            assert_eq!(attributes(parameters), " fill=\"#ff0000\"", "{parameters}");
        }
        assert_eq!(attributes("31;39"), attributes(""));
        assert_eq!(attributes("97"), " fill=\"#ffffff\"");
        assert_eq!(attributes("38;5;255"), " fill=\"#eeeeee\"");
        assert_eq!(attributes("38;5"), attributes("0"));
    }

    #[test]
    fn lines_and_weights_come_and_go() {
        assert!(attributes("1;3;4:3").ends_with(
            " font-weight=\"bold\" font-style=\"italic\" text-decoration=\"underline\""
        ));
        assert_eq!(attributes("1;4;9;22;24;29"), attributes(""));
        let mut style = Style::default();
        style.obey("7");
        assert_eq!(style.behind(), Some(INK));
        style.obey("27");
        assert_eq!(style.behind(), None);
    }
}
