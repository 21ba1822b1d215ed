//! A second opinion: what another engine for Chinese text (tiqian 0.9, its golden results) makes of the same
//! paragraphs, as far as its and our widths of characters are the same. Only texts and breaks are taken over.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

use banxin_measure::Length;
use banxin_typeset::{Breaking, Level, Manner, ParagraphStyle, Uniform, compose, stub};

const EM: i64 = 1_440_000;

/// What it makes of a paragraph, line after line, and why we differ if we do.
struct Opinion {
    text: &'static str,
    measure: f64,
    indent: i64,
    breaking: Breaking,
    hanging: bool,
    theirs: &'static [&'static str],
    ours: Option<(&'static [&'static str], &'static str)>,
}

const BOTH: [Breaking; 2] = [Breaking::Greedy, Breaking::Optimal];
const COFFEE: &str = "“好咖啡要趁热喝。”他说完便把杯子推了过来，让大家依次尝一口。";
const COFFEE_GREEDY: &[&str] = &["“好咖啡要趁热喝。”他", "说完便把杯子推了过来，让", "大家依次尝一口。"];
const MOURNED: &str = "悼念：王小明同志、张大同同志。";

fn opinions() -> Vec<Opinion> {
    let agreed = |text, measure, hanging, theirs| {
        BOTH.map(|breaking| Opinion { text, measure, indent: 0, breaking, hanging, theirs, ours: None })
    };
    let mut all = Vec::new();
    all.extend(agreed("中文，中文。", 10.0, true, &["中文，中文。"]));
    all.extend(agreed(
        "屈原写下离骚，顾炎武王夫之并称。",
        14.0,
        false,
        &["屈原写下离骚，顾炎武王夫之并", "称。"],
    ));
    all.extend(agreed("中文中文中文中文中文中文", 6.25, true, &["中文中文中文", "中文中文中文"]));
    all.extend(agreed("甲\r\n乙", 10.0, true, &["甲", "乙"]));
    all.extend(agreed("第一行\n第二行", 10.0, true, &["第一行", "第二行"]));
    all.extend(agreed("甲乙丙丁戊己庚辛壬癸子丑", 4.0, true, &["甲乙丙丁", "戊己庚辛", "壬癸子丑"]));
    all.push(Opinion {
        text: COFFEE,
        measure: 12.0,
        indent: 2,
        breaking: Breaking::Greedy,
        hanging: true,
        theirs: COFFEE_GREEDY,
        ours: None,
    });
    all.push(Opinion {
        text: COFFEE,
        measure: 12.0,
        indent: 2,
        breaking: Breaking::Optimal,
        hanging: true,
        theirs: &["“好咖啡要趁热喝。”", "他说完便把杯子推了过来，", "让大家依次尝一口。"],
        ours: Some((
            COFFEE_GREEDY,
            "theirs stretches two lines, by 0.19 and 0.05 em a character; ours has none to stretch",
        )),
    });
    for breaking in BOTH {
        all.push(Opinion {
            text: "中文中。",
            measure: 3.75,
            indent: 0,
            breaking,
            hanging: false,
            theirs: &["中文", "中。"],
            ours: Some((
                &["中文中。"],
                "a point at a line end is half an em wide already in the fit test, as W3C's text-spacing-trim-end-001 wants",
            )),
        });
    }
    for (breaking, lines) in [
        (Breaking::Greedy, &["悼念：王", "小明同志、", "张大同同", "志。"] as &[&str]),
        (Breaking::Optimal, &["悼念：王小", "明同志、张", "大同同志。"]),
    ] {
        all.push(Opinion {
            text: MOURNED,
            measure: 4.5,
            indent: 0,
            breaking,
            hanging: true,
            theirs: &["悼念：", "王小明同", "志、", "张大同同", "志。"],
            ours: Some((lines, "theirs has frames of mourning round the names, which hold them together")),
        });
    }
    all
}

#[test]
fn breaks_are_theirs_or_the_difference_is_explained() {
    for opinion in opinions() {
        let shaped = stub::shape(opinion.text, Length::from_emu(EM), &Manner::default());
        let style = ParagraphStyle {
            indent: Length::from_emu(EM * opinion.indent),
            level: Level::Basic,
            breaking: opinion.breaking,
            hanging: opinion.hanging,
            ..ParagraphStyle::default()
        };
        let measure = Uniform(Length::from_emu((opinion.measure * EM as f64) as i64));
        let lines = compose(&shaped, &style, &measure);
        let got: Vec<String> = lines
            .iter()
            .map(|line| shaped.units[line.units.0..line.units.1].iter().map(|u| shaped.source(u)).collect())
            .collect();
        let (expected, why) = opinion.ours.unwrap_or((opinion.theirs, ""));
        assert_eq!(got, expected, "{} {:?} {why}", opinion.text, opinion.breaking);
        assert!(opinion.ours.is_none_or(|(ours, why)| ours != opinion.theirs && !why.is_empty()));
    }
}
