//! What a 报头 says beside the paper's name. What the paper does not say is left out.

use banxin_edition::model::Edition;

/// Words, and the field of the document that they show.
pub(super) type Fact = (&'static str, String);

/// The facts of a 报头, in the groups in which they stand together.
pub(super) struct Facts {
    /// The day, the day of the week, the day of the 农历.
    pub(super) date: Vec<Fact>,
    /// 期号 and how many pages the paper has today.
    pub(super) counts: Vec<Fact>,
    /// 主办, 刊号, 邮发代号, the address.
    pub(super) about: Vec<Fact>,
    /// 报训.
    pub(super) motto: Option<Fact>,
}

impl Facts {
    /// The facts of an edition.
    pub(super) fn of(edition: &Edition) -> Facts {
        let (date, masthead) = (edition.date, &edition.paper.masthead);
        let day = format!("{}年{}月{}日", date.year, date.month, date.day);
        let issue = edition.issue.map(|issue| ("issue", format!("第{issue}期")));
        let pages = edition.pages.len();
        let pages = (pages > 0).then(|| ("pages", format!("今日{pages}版")));
        let said = |words: &String| (!words.is_empty()).then(|| ("masthead", words.clone()));
        let about = [
            said(&masthead.publisher),
            said(&named("国内统一连续出版物号", &masthead.serial)),
            said(&named("邮发代号", &masthead.post)),
            said(&masthead.site),
        ];
        let lunar = date.lunar().map(|lunar| ("lunar", lunar.to_string()));
        let day = [("date", day), ("date", date.weekday().to_string())];
        Facts {
            date: day.into_iter().chain(lunar).collect(),
            counts: [issue, pages].into_iter().flatten().collect(),
            about: about.into_iter().flatten().collect(),
            motto: said(&masthead.motto),
        }
    }
}

/// A number with what it is called, unless the paper wrote that itself: a bare number has no Han characters.
fn named(name: &str, number: &str) -> String {
    let bare = !number.is_empty() && !number.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
    if bare { format!("{name} {number}") } else { number.to_owned() }
}
