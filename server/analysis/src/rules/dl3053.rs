use super::labels::wrong;
use super::{Check, Example, FileView, Findings, LabelKind, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};

pub const RULE: Rule = Rule {
    code: "DL3053",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write times in labels as RFC 3339 asks.",
        fr: "Écrire les dates des labels comme le veut la RFC\u{a0}3339.",
    },
    why: Text {
        en: "A date such as `03/04/2026` means two days, depending on the country, and programs \
             cannot sort it. RFC 3339 gives the year, the time and its zone: \
             `2026-04-03T10:00:00Z`. `label-schema` in `.hadolint.yaml` says which labels hold a \
             time.",
        fr: "Une date comme `03/04/2026` désigne deux jours selon le pays, et un programme ne sait \
             pas la trier. La RFC\u{a0}3339 donne l'année, l'heure et son fuseau\u{a0}: \
             `2026-04-03T10:00:00Z`. `label-schema` dans `.hadolint.yaml` dit quels labels \
             contiennent une date.",
    },
    example: Example {
        bad: r#"LABEL org.opencontainers.image.created="03/04/2026""#,
        good: r#"LABEL org.opencontainers.image.created="2026-04-03T10:00:00Z""#,
    },
    check: Check::File(Keywords::of(&[Keyword::Label]), check),
};

const MESSAGE: Text = Text {
    en: "`{0}` is not a time as RFC 3339 writes it. Write it like `2026-04-03T10:00:00Z`.",
    fr: "`{0}` n'est pas une date telle que l'écrit la RFC\u{a0}3339. Écrivez-la comme \
         `2026-04-03T10:00:00Z`.",
};

fn check(file: &FileView, findings: &mut Findings) {
    for label in wrong(file, LabelKind::Rfc3339, is_time) {
        let message = Message::new(MESSAGE).with(&label.value).with(&label.name);
        findings.add(label.value_place(), message);
    }
}

/// hadolint is lenient with years, zones and blanks at the ends.
fn is_time(text: &str) -> bool {
    let parts = text.trim().split_once(['T', 't']);
    let Some((date, rest)) = parts.filter(|(date, _)| date.is_ascii()) else {
        return false;
    };
    let zone = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(zone);
    let (clock, fraction) = time.split_once('.').unwrap_or((time, ""));
    is_date(date)
        && is_clock(clock)
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && is_zone(zone)
}

fn is_date(date: &str) -> bool {
    let date = date.strip_prefix('-').unwrap_or(date);
    let mut parts = date.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let is_year = !year.is_empty() && year.bytes().all(|byte| byte.is_ascii_digit());
    // Of a long year, the last four digits tell whether it is a leap year.
    let year = year[year.len().saturating_sub(4)..]
        .parse::<u32>()
        .unwrap_or_default();
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match two_digits(month) {
        Some(1 | 3 | 5 | 7 | 8 | 10 | 12) => 31,
        Some(4 | 6 | 9 | 11) => 30,
        Some(2) if is_leap => 29,
        Some(2) => 28,
        _ => 0,
    };
    is_year && two_digits(day).is_some_and(|day| (1..=days).contains(&day))
}

fn is_clock(clock: &str) -> bool {
    let parts: Vec<Option<u32>> = clock.split(':').map(two_digits).collect();
    matches!(parts[..], [Some(0..=23), Some(0..=59), Some(0..=60)])
}

fn is_zone(zone: &str) -> bool {
    let Some(offset) = zone.strip_prefix(['+', '-']) else {
        return matches!(zone, "Z" | "z");
    };
    let digits = match offset.split_once(':') {
        Some((hours, minutes)) if hours.len() == 2 => format!("{hours}{minutes}"),
        Some(_) => return false,
        None => offset.to_owned(),
    };
    digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn two_digits(text: &str) -> Option<u32> {
    let is_number = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::label_testing::labelled;
    use super::*;

    #[test]
    fn times_are_written_as_rfc_3339_asks() {
        labelled(
            &RULE,
            LabelKind::Rfc3339,
            "FROM x\nLABEL a=⟦\"03/04/2026\"⟧\nLABEL a=\"2026-04-03T10:00:00Z\" b=c\n",
        );
    }

    #[test]
    fn times_are_known() {
        for time in [
            "2026-04-03t10:00:60.5z",
            " 2024-02-29T00:00:00+0200 ",
            "2026-04-03T10:00:00.-25:60",
        ] {
            assert!(is_time(time), "{time}");
        }
        for other in [
            "",
            "2026-04-03",
            "2026-04-03 10:00:00Z",
            "1900-02-29T00:00:00Z",
            "2026-04-03T10:00:00",
            "2026-4-3T10:00:00Z",
            "2026-04-03T24:00:00Z",
            "2026-04-03T10:00:00+02",
        ] {
            assert!(!is_time(other), "{other}");
        }
    }
}
