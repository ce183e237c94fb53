//! Dates: taken as they stand, or not at all.
use jiff::civil::Date;
use jiff::fmt::rfc2822;

/// No newspaper archive is older; years such as 0001 are what software writes for "unknown".
const OLDEST_YEAR: i16 = 1800;

/// The day that `text` names as YYYY-MM-DD, alone or before a time of day (`T14:30` or ` 14:30`), or as e-mails and feeds write it
/// (`Mon, 6 Jul 2015 10:00:00 +0000`); where it was written counts, not the day in UTC. Everything else, dates that do not exist and
/// years before 1800 included, is unknown: a date is never guessed.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text).or_else(|| mail(text)).filter(|date| date.year() >= OLDEST_YEAR)
}

fn iso(text: &str) -> Option<Date> {
    let (day, time) = text.split_at_checked(10)?;
    let dashed = day.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    dashed.then(|| day.parse().ok()).flatten().filter(|_| starts_time(time))
}

/// RFC 2822, but not its years of two digits.
fn mail(text: &str) -> Option<Date> {
    let date = rfc2822::parse(text).ok()?.date();
    let year = date.year().to_string();
    text.split_whitespace().any(|word| word == year).then_some(date)
}

/// Whether `text` is nothing, or goes on with a time of day.
fn starts_time(text: &str) -> bool {
    match text.as_bytes() {
        [] => true,
        [b'T' | b't' | b' ', h1, h2, b':', m1, m2, ..] => [h1, h2, m1, m2].iter().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn an_iso_day_counts_alone_or_before_a_time() {
        for text in ["2024-02-29", "2024-02-29T23:59:00Z", "2024-02-29 08:15", " 2024-02-29\n"] {
            assert_eq!(date(text).map(|day| day.to_string()).as_deref(), Some("2024-02-29"), "{text}");
        }
    }

    #[test]
    fn dates_of_feeds_and_offsets_keep_the_day_of_the_place() {
        for text in [
            "Mon, 6 Jul 2015 10:00:00 +0000",
            "6 Jul 2015 23:30:00 -0700",
            "Mon, 06 Jul 2015 10:00:00 GMT",
            "2015-07-06T23:59:59.123-07:00",
        ] {
            assert_eq!(date(text).map(|day| day.to_string()).as_deref(), Some("2015-07-06"), "{text}");
        }
    }

    #[test]
    fn all_else_is_unknown() {
        let broken =
            ["", "7/6/15", "2015", "2015-07", "20150706", "0001-01-01", "1799-12-31", "2023-02-29", "2015-13-01", "2015-07-06 or so"];
        let mails = ["Tue, 6 Jul 2015 10:00:00 +0000", "Mon, 6 Jul 15 10:00:00 +0000", "Mon, 6 Jul 2015", "1 Jan 0001 00:00:00 GMT"];
        for text in broken.into_iter().chain(mails).chain(["2015-07-061", "-015-07-06", "June 6, 2015", "2015-07-0é"]) {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
