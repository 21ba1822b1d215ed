//! The one date of a PDF: midnight in China of the edition's day, so that the file does not depend on a clock.

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, brought into the calendar's range.
    pub(crate) fn new(year: u16, month: u8, day: u8) -> Date {
        Date { year: year.clamp(1, 9999), month: month.clamp(1, 12), day: day.clamp(1, 31) }
    }

    /// As PDF writes it.
    pub(crate) fn pdf(self) -> String {
        format!("D:{:04}{:02}{:02}000000+08'00'", self.year, self.month, self.day)
    }

    /// As XMP writes it (ISO 8601).
    pub(crate) fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}T00:00:00+08:00", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_name_the_same_moment() {
        let date = Date::new(2026, 8, 1);
        assert_eq!(date.pdf(), "D:20260801000000+08'00'");
        assert_eq!(date.iso(), "2026-08-01T00:00:00+08:00");
    }
}
