//! Days as numbers, and the day of a clock.

use std::time::{SystemTime, UNIX_EPOCH};
use strates_analysis::images::Date;

const SECONDS_OF_A_DAY: u64 = 86_400;

/// Today in UTC, by the clock of the machine.
pub fn today() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = since.map_or(0, |since| since.as_secs());
    date_of_day(u32::try_from(seconds / SECONDS_OF_A_DAY).unwrap_or(u32::MAX))
}

/// The day so many days after 1970-01-01.
pub fn date_of_day(day: u32) -> Date {
    // Years that start in March have their odd day at the end, and 400 of them 146,097 days.
    let day = u64::from(day) + 719_468;
    let (era, day) = (day / 146_097, day % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next_year) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    Date {
        year: u16::try_from(era * 400 + year + next_year).unwrap_or(u16::MAX),
        month: u8::try_from(month).unwrap_or(1),
        day: u8::try_from(day).unwrap_or(1),
    }
}

/// From `2026-08-21`, whatever follows.
pub fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.get(..10)?.split('-');
    let date = Date {
        year: parts.next()?.parse().ok()?,
        month: parts.next()?.parse().ok()?,
        day: parts.next()?.parse().ok()?,
    };
    let is_day = (1..=12).contains(&date.month) && (1..=31).contains(&date.day);
    (is_day && parts.next().is_none()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        let date = |day| date_of_day(day).to_string();
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(11_016), "2000-02-29");
        assert_eq!(date(15_706), "2013-01-01");
        assert_eq!(date(20_686), "2026-08-21");
        assert_eq!(date(u32::MAX).len(), "65535-12-31".len());
    }

    #[test]
    fn dates_are_read() {
        let read = |text| parse_date(text).map(|date| date.to_string());
        assert_eq!(
            read("2026-08-21T16:53:11-07:00").as_deref(),
            Some("2026-08-21")
        );
        assert_eq!(read("2026-13-01"), None);
        assert_eq!(read("2026"), None);
        assert_eq!(read("é2026-01-01"), None);
    }
}
