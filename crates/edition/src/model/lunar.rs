//! The lunar date (农历) that a 报头 prints beside the day: `农历丙午年十月十六`. The calendar is that of
//! GB/T 33661-2017, as ICU4X has it; its words are those of the daily press (正月, 初一, 廿一, 闰六月).

use super::Date;
use icu_calendar::cal::ChineseTraditional;
use std::fmt;

/// A day of the traditional Chinese calendar. `Display` gives all of it: `农历丙午年十月十六`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LunarDate {
    /// Place of its year in the cycle of sixty (干支), from 1 for 甲子.
    pub year: u8,
    /// Month, 1–12.
    pub month: u8,
    /// Whether the month is the leap one (闰) of its number.
    pub leap: bool,
    /// Day, 1–30.
    pub day: u8,
}

impl Date {
    /// The day in the traditional calendar; `None` for a day that no calendar has.
    pub fn lunar(self) -> Option<LunarDate> {
        let day = icu_calendar::Date::try_new_iso(i32::from(self.year), self.month, self.day).ok()?;
        let day = day.to_calendar(ChineseTraditional::new());
        let month = day.month();
        Some(LunarDate {
            year: day.cyclic_year().year,
            month: month.number(),
            leap: month.to_input().is_leap(),
            day: day.day_of_month().0,
        })
    }
}

impl LunarDate {
    /// The year's name in the cycle of sixty (干支): `丙午`.
    pub fn year_name(self) -> String {
        let at = |signs: &str, count: u8| signs.chars().nth(usize::from(self.year.saturating_sub(1) % count));
        [at("甲乙丙丁戊己庚辛壬癸", 10), at("子丑寅卯辰巳午未申酉戌亥", 12)].into_iter().flatten().collect()
    }

    /// Month and day: `十月十六`, `闰二月初一`.
    pub fn month_and_day(self) -> String {
        let leap = if self.leap { "闰" } else { "" };
        let month = if self.month == 1 { "正".to_owned() } else { ten(self.month) };
        let day = match self.day {
            1..=10 => format!("初{}", ten(self.day)),
            21..=29 => format!("廿{}", ten(self.day - 20)),
            20 => "二十".to_owned(),
            30 => "三十".to_owned(),
            other => ten(other),
        };
        format!("{leap}{month}月{day}")
    }
}

/// A number up to nineteen.
fn ten(number: u8) -> String {
    let ones = "一二三四五六七八九".chars().nth(usize::from(number % 10).wrapping_sub(1));
    let tens = (number >= 10).then_some('十');
    tens.into_iter().chain(ones).collect()
}

impl fmt::Display for LunarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "农历{}年{}", self.year_name(), self.month_and_day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First days of years and of leap months, festivals and last days as the almanacs print them.
    #[test]
    fn days_of_the_almanac() {
        let days = [
            ((1990, 1, 27), "庚午年正月初一"),
            ((1990, 6, 23), "庚午年闰五月初一"),
            ((1995, 9, 25), "乙亥年闰八月初一"),
            ((2000, 2, 5), "庚辰年正月初一"),
            ((2004, 3, 21), "甲申年闰二月初一"),
            ((2006, 8, 24), "丙戌年闰七月初一"),
            ((2014, 10, 24), "甲午年闰九月初一"),
            ((2017, 7, 23), "丁酉年闰六月初一"),
            ((2020, 5, 23), "庚子年闰四月初一"),
            ((2023, 3, 22), "癸卯年闰二月初一"),
            ((2023, 4, 19), "癸卯年闰二月廿九"),
            ((2023, 4, 20), "癸卯年三月初一"),
            ((2023, 9, 29), "癸卯年八月十五"),
            ((2024, 2, 9), "癸卯年十二月三十"),
            ((2024, 2, 10), "甲辰年正月初一"),
            ((2024, 6, 10), "甲辰年五月初五"),
            ((2025, 1, 28), "甲辰年十二月廿九"),
            ((2025, 1, 29), "乙巳年正月初一"),
            ((2025, 7, 25), "乙巳年闰六月初一"),
            ((2026, 2, 17), "丙午年正月初一"),
            ((2026, 11, 24), "丙午年十月十六"),
            ((2026, 11, 28), "丙午年十月二十"),
            ((2028, 6, 23), "戊申年闰五月初一"),
            ((2031, 4, 22), "辛亥年闰三月初一"),
            ((2033, 12, 22), "癸丑年闰十一月初一"),
            ((2035, 2, 8), "乙卯年正月初一"),
        ];
        for ((year, month, day), says) in days {
            let lunar = Date::new(year, month, day).unwrap().lunar().unwrap();
            assert_eq!(lunar.to_string(), format!("农历{says}"), "{year}-{month}-{day}");
        }
        let lunar = Date::new(2026, 11, 24).unwrap().lunar().unwrap();
        assert_eq!((lunar.month_and_day().as_str(), lunar.year_name().as_str()), ("十月十六", "丙午"));
        assert_eq!(Date { year: 2026, month: 2, day: 30 }.lunar(), None);
    }

    /// Every day follows the one before it, in all the years of this program's calendar that papers print.
    #[test]
    fn days_follow_one_another() {
        let mut before: Option<LunarDate> = None;
        for year in 1980..=2060 {
            let days = (1..=12).flat_map(|month| (1..=31).filter_map(move |day| Date::new(year, month, day)));
            for lunar in days.map(|date| date.lunar().unwrap()) {
                if let Some(before) = before {
                    let next = LunarDate { day: before.day + 1, ..before };
                    let begins = lunar.day == 1 && before.day >= 29;
                    assert!(lunar == next || begins, "{before} {lunar}");
                }
                before = Some(lunar);
            }
        }
    }
}
