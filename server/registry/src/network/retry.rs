//! `Retry-After`: so many seconds, or a day and an hour.

use crate::listed::now;
use std::time::Duration;

pub fn after(value: &str) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let seconds = seconds_of_date(value)?;
    Some(Duration::from_secs(seconds.saturating_sub(now())))
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Since 1970, of `Wed, 21 Oct 2015 07:28:00 GMT`.
fn seconds_of_date(date: &str) -> Option<u64> {
    let mut parts = date.split_once(", ")?.1.split(' ');
    let day: u64 = parts.next()?.parse().ok()?;
    let month = parts.next()?;
    let month = MONTHS.iter().position(|name| *name == month)? as u64;
    let year: u64 = parts
        .next()?
        .parse()
        .ok()
        .filter(|year| (1970..3000).contains(year))?;
    let mut clock = parts
        .next()?
        .split(':')
        .map(|part| part.parse::<u64>().ok());
    let mut part = || clock.next().flatten().filter(|part| *part < 61);
    let seconds = part()? * 3600 + part()? * 60 + part()?;
    // Years that start in March have their odd day at the end.
    let (year, month) = if month < 2 {
        (year - 1, month + 10)
    } else {
        (year, month - 2)
    };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5;
    let days = (days + day).checked_sub(719_469)?;
    Some(days * 86_400 + seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates() {
        assert_eq!(after(" 120 "), Some(Duration::from_secs(120)));
        assert_eq!(after("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert_eq!(
            seconds_of_date("Wed, 21 Oct 2015 07:28:00 GMT"),
            Some(1_445_412_480)
        );
        assert_eq!(seconds_of_date("Thu, 01 Jan 1970 00:00:01 GMT"), Some(1));
        for value in [
            "",
            "-1",
            "soon",
            "Wed, 21 Oct",
            "Wed, 21 Oct 2015 99:00:00 GMT",
        ] {
            assert_eq!(after(value), None, "{value}");
        }
    }
}
