//! Furniture: 报头, 报眉, 栏目头, 导读, and what they say of the day.

use crate::desk::{CULTURE, Case, NEWS, RIVER, after, block, hold, say};
use banxin_edition::model::{BlockKind, Edition, Paragraph, Role, Story, StoryKind};
use banxin_makeup::Severity::{Error, Warning};
use banxin_preflight::Finding;

pub(crate) const CASES: &[Case] = &[
    Case::new("masthead-overset", Error, || {
        after(NEWS, |edition| block(edition, "masthead").cells.lines = 2)
    }),
    Case::new("section-squeezed", Warning, || {
        after(CULTURE, |edition| {
            edition.paper.sections.get_mut("河畔").unwrap().title = "云汀人在湖边河畔江上渡口".repeat(3);
        })
    }),
    Case::new("staff-squeezed", Warning, || {
        after(NEWS, |edition| page_one(edition, "责编 洛微　版式 温疏影　校对 葛存真　".repeat(3).trim()))
    }),
    Case::new("title-overset", Error, || {
        after(RIVER, |edition| {
            let title = edition.stories.get_mut("s01").unwrap();
            title.paragraphs.truncate(1);
            say(&mut title.paragraphs[0], &"沿河人家".repeat(12));
        })
    }),
    Case::new("contents-overset", Error, || {
        after(RIVER, |edition| {
            let story = edition.stories.get_mut("s07").unwrap();
            story.kind = StoryKind::Contents;
            for id in 20..26 {
                story.paragraphs.push(Paragraph::plain(id, Role::Body, "老渡口的新故事　详见06版"));
            }
            block(edition, "b7").kind = BlockKind::Contents { story: "s07".to_owned() };
        })
    }),
    Case::new("guide-overset", Error, || {
        after(NEWS, |edition| guide(edition, &["s06", "s09", "s07", "s08", "s02", "s03", "s04", "s05"]))
    }),
    Case::new("guide-nowhere", Warning, || {
        after(NEWS, |edition| {
            let paragraphs = vec![Paragraph::plain(1, Role::Headline, "湖上起了风")];
            let story = Story { id: "s99".to_owned(), paragraphs, ..Story::default() };
            edition.stories.insert("s99".to_owned(), story);
            guide(edition, &["s06", "s09", "s99"]);
        })
    })
    .with(&[("unplaced", "a story that stands nowhere is told as such, whoever leads to it")]),
    Case::new("date-differs", Error, || titled("文化 2026年11月24日")),
    Case::new("date-differs", Error, || titled("文化 二〇二六年十一月二十四日")),
    Case::new("date-differs", Error, || titled("文化 2026.11.24")),
    Case::new("weekday-differs", Error, || titled("文化 星期四")),
    Case::new("weekday-differs", Error, || titled("文化 周四")),
    Case::new("issue-differs", Error, || titled("文化 第9286期")),
    Case::new("page-differs", Error, || titled("文化 04版")),
    Case::new("page-differs", Error, || titled("文化 第四版")),
    Case::new("issue-missing", Warning, || after(NEWS, |edition| edition.issue = None)),
];

#[test]
fn each_rule_by_itself() {
    hold(CASES);
}

#[test]
fn furniture_that_agrees_is_in_order() {
    for title in [
        "文化 2026年11月25日 星期三 第9287期 05版",
        "文化 二〇二六年十一月二十五日 周三 第五版",
        "《河畔》第128期",
    ] {
        assert_eq!(titled(title), Vec::new(), "{title}");
    }
}

fn titled(title: &str) -> Vec<Finding> {
    after(CULTURE, |edition| title.clone_into(&mut edition.pages[0].title))
}

fn page_one(edition: &mut Edition, staff: &str) {
    edition.pages[0].staff = Some(staff.to_owned());
}

fn guide(edition: &mut Edition, to: &[&str]) {
    match &mut block(edition, "guide").kind {
        BlockKind::Guide { stories, .. } => *stories = to.iter().map(|id| (*id).to_owned()).collect(),
        other => panic!("{other:?} is no guide"),
    }
}

#[test]
fn a_staff_line_of_another_day_is_told_where_it_stands() {
    let found = after(CULTURE, |edition| page_one(edition, "责编 周一　11月24日"));
    assert_eq!((found.len(), found[0].rule, found[0].block.as_deref()), (1, "date-differs", Some("folio")));
    // The manuscript's own words in the bar of the title.
    let found = after(RIVER, |edition| {
        let title = edition.stories.get_mut("s01").unwrap();
        title.paragraphs.push(Paragraph::plain(2, Role::Body, "2001年1月1日"));
    });
    let dates: Vec<_> = found.iter().filter(|finding| finding.rule == "date-differs").collect();
    assert_eq!((dates.len(), dates[0].block.as_deref()), (1, Some("b1")));
}
