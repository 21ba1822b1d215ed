//! Headlines in newspaper style: where they break, which rule gives way where none can hold, and the size they get.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use banxin_measure::Length;
use banxin_typeset::headline::{Broken, Cut, Fitted, Limits, fit, split};
use banxin_typeset::{Manner, Shaped, stub};

const EM: i64 = 10;

fn shape_at(text: &str, size: Length) -> Shaped {
    stub::shape(text, size, &Manner { wide_blanks: true, ..Manner::default() })
}

fn shape(text: &str) -> Shaped {
    shape_at(text, Length::from_pt(EM))
}

fn em(n: i64) -> Length {
    Length::from_pt(EM * n)
}

fn words(shaped: &Shaped, broken: &Broken) -> String {
    let line = |(from, to): &(usize, usize)| -> String {
        shaped.units[*from..*to].iter().map(|unit| shaped.source(unit)).collect()
    };
    broken.lines.iter().map(line).collect::<Vec<_>>().join(" / ")
}

/// Breaks `text` over `width` em into up to three lines.
fn lines(text: &str, width: i64) -> (String, Vec<Cut>) {
    let shaped = shape(text);
    let broken = split(&shaped, em(width), 1..=3);
    (words(&shaped, &broken), broken.cuts)
}

/// Every headline over its width: the lines are these, and no rule gives way.
fn expect(cases: &[(i64, &str)]) {
    for (width, wanted) in cases {
        // A blank at which a line breaks is written as two strokes.
        let text = wanted.replace(" // ", " ").replace(" / ", "");
        let (found, cuts) = lines(&text, *width);
        assert_eq!(found, wanted.replace(" // ", " / "), "{width} em");
        assert!(cuts.is_empty(), "{found}: {cuts:?}");
    }
}

#[test]
fn what_fits_on_one_line_stays_on_one() {
    expect(&[
        (12, "老埠头上又闻“捣衣声”"),
        (20, "靳怀鹏：做活“土特产” 拓宽致富路"),
        (24, "市机关事务中心到十二会村开展主题党日活动"),
    ]);
}

#[test]
fn blanks_between_the_parts_of_a_headline_are_the_first_choice() {
    expect(&[
        (11, "靳怀鹏：做活“土特产” // 拓宽致富路"),
        (12, "程水生：一篙撑过四十年 // 渡口办成“水课堂”"),
        (14, "人工智能+制造 // 临溪AI产业规模突破300亿元"),
        (15, "奋进新征程 建功新时代 // 临溪干部群众热议全会精神"),
        (12, "青漾河大桥主塔封顶 // 2027年建成通车"),
        (16, "省十四届人大三次会议胜利闭幕 // 选举产生新一届省政府领导班子"),
        (15, "从“一粒米”到“一桌菜” // 临溪预制菜产业这样突围"),
    ]);
}

#[test]
fn points_part_a_headline() {
    expect(&[
        (15, "十年禁渔看长江：江豚回来了， / 渔民上岸了，日子红火了"),
        (14, "守护“临溪蓝”： / 一座工业城市的十年治气路"),
        (11, "5G+工业互联网： / 老厂房里的“智造”革命"),
        (14, "“双减”之后， / 孩子们的放学时光怎么过？"),
        (11, "走读青漾河｜ / 一江碧水两岸新"),
    ]);
}

#[test]
fn words_are_whole_and_small_words_stay_where_they_belong() {
    expect(&[
        (12, "市机关事务中心到十二会村 / 开展主题党日活动"),
        (13, "修武县：创“星”争“星” / 激发基层治理新活力"),
        (9, "临溪农机手 / 稻田里“打擂”"),
        (10, "全省高质量发展 / 大会在临溪召开"),
        (14, "临溪出台二十条措施 / 支持民营企业发展壮大"),
        (14, "统一思想凝聚共识 / 推动长江经济带高质量发展"),
        (12, "坚持人民至上生命至上 / 全力做好防汛抗旱工作"),
        (15, "沿着总书记的足迹 / 看中国式现代化的临溪实践"),
        (11, "市领导带队督导安全生产 / 和森林防灭火工作"),
        (9, "把学习贯彻全会精神 / 不断引向深入"),
        (9, "以钉钉子精神 / 抓好改革落实"),
        (11, "让老有所养 / 成为看得见的幸福"),
        (12, "老旧小区加装电梯 / 补贴最高25万元"),
        (10, "临溪港集装箱吞吐量 / 首破百万标箱"),
        (10, "百名乡贤回村来 // 千亩荒山变茶园"),
        (12, "本报记者探访临溪 / 至云渡城际铁路施工现场"),
        (18, "习近平新时代中国特色社会主义思想 / 主题教育读书班开班"),
    ]);
}

#[test]
fn names_of_people_and_places_are_whole() {
    expect(&[
        (12, "省委书记赵明远到竹坪县 / 调研乡村振兴工作"),
        (14, "村民王桂兰家的土坯房 / 变成了网红民宿"),
        (12, "云渡区埠头街道 / 修复七处百年河埠"),
        (11, "老兵陈德海三十年 / 义务守护烈士陵园"),
        (12, "阿卜杜拉·买买提： / 从喀什来的“馕”书记"),
        (13, "省自然资源厅厅长张卫东 / 赴云渡区检查地质灾害防治"),
        (13, "中国女排3比1逆转巴西队 / 晋级世界女排联赛总决赛"),
        (12, "临溪籍运动员周晓岚 / 夺得亚运会女子赛艇金牌"),
    ]);
}

#[test]
fn numbers_stay_with_what_they_count() {
    expect(&[
        (13, "全市前三季度地区生产总值 / 同比增长6.8%"),
        (9, "我市新增12个 / 国家级“绿色工厂”"),
        (11, "第十五届临溪国际 / 龙舟邀请赛鸣锣开桨"),
        (10, "临溪至省城高铁 / 本月28日开通运营"),
        (12, "全市粮食总产量连续九年 / 稳定在百万吨以上"),
        (11, "临溪—竹坪高速公路 / 11月24日试通车"),
        (8, "3名“00后” / 返乡创业记"),
        (11, "总投资 300 亿元 // 临溪新港今日开工"),
        (15, "今年前10月全市空气质量 / 优良天数比例达92.3% // 同比提高1.8个百分点"),
        (11, "王建国当选临溪市 / 第十六届人民代表大会 / 常务委员会主任"),
    ]);
}

#[test]
fn names_of_works_are_whole() {
    expect(&[
        (13, "长篇小说《渡口的灯》 / 获第十二届茅盾文学奖提名"),
        (12, "《临溪市城市更新条例》 / 明年1月1日起施行"),
        (11, "《人民日报》整版报道 / 我市《河埠志》编纂工作"),
    ]);
}

#[test]
fn quotes_are_whole() {
    expect(&[
        (10, "“一件事一次办” / 让群众少跑腿"),
        (11, "竹坪县：旧粮仓里长出 / 一座“不打烊”图书馆"),
        (8, "党建引领奏响楼院 / 「幸福曲」"),
        (12, "第二十二届中国（临溪） / 国际茶文化旅游节开幕"),
        (8, "村里来了 / “洋媳妇”"),
    ]);
}

#[test]
fn what_was_broken_by_hand_stays_broken_there() {
    for width in [10, 14, 30] {
        let (found, cuts) = lines("市机关事务中心到\n十二会村开展主题党日活动", width);
        let wanted = match width {
            10 => "市机关事务中心到 / 十二会村 / 开展主题党日活动",
            _ => "市机关事务中心到 / 十二会村开展主题党日活动",
        };
        assert_eq!((found.as_str(), cuts.len()), (wanted, 0), "{width}");
    }
    // More lines than there may be, blanks at their edges, an empty one, and a lone character that somebody wanted.
    let shaped = shape("春\n 江水暖 \n\n鸭先知\r\n临溪候鸟归来");
    let broken = split(&shaped, em(20), 1..=2);
    assert_eq!(words(&shaped, &broken), "春 / 江水暖 / 鸭先知 / 临溪候鸟归来");
    assert_eq!(broken.cuts, []);
}

#[test]
fn a_rule_gives_way_only_where_none_can_hold_and_is_told() {
    let text = "“绿水青山就是金山银山，冰天雪地也是金山银山”在临溪的生动实践";
    let (found, cuts) = lines(text, 14);
    assert_eq!(found, "“绿水青山就是金山银山， / 冰天雪地也是金山银山” / 在临溪的生动实践");
    assert_eq!(cuts, [Cut::LongQuote]);

    let of = |text: &str, width: i64, most: usize| {
        let shaped = shape(text);
        let broken = split(&shaped, em(width), 1..=most);
        (words(&shaped, &broken), broken.cuts)
    };
    // A word goes before a name, a name before a number.
    assert_eq!(of("中国式现代化", 4, 2).1, [Cut::Word]);
    assert_eq!(of("《渡口的灯》", 4, 2).1, [Cut::Name]);
    assert_eq!(of("“水乡故事”", 4, 2).1, [Cut::Quote]);
    assert_eq!(of("300亿元", 2, 2), ("300 / 亿元".to_owned(), vec![Cut::Number]));
    // A line more is better than a torn name, if there may be one.
    assert_eq!(of("读《临溪河埠志》有感", 7, 2).1.len(), 1);
    assert_eq!(of("重读《临溪河埠志》有感", 8, 3), ("重读 / 《临溪河埠志》 / 有感".to_owned(), vec![]));
}

#[test]
fn no_line_is_a_single_character() {
    for width in 4..12 {
        for text in ["全省高质量发展大会在临溪召开", "灯，照亮了渡口四十年", "临溪农机手稻田里比武的人"]
        {
            let (found, _) = lines(text, width);
            let short = found.split(" / ").find(|line| line.chars().count() < 2);
            assert_eq!(short, None, "{width}: {found}");
        }
    }
}

#[test]
fn lines_are_of_like_width() {
    let texts = ["统一思想凝聚共识推动长江经济带高质量发展", "坚持人民至上生命至上全力做好防汛抗旱工作"];
    for text in texts {
        for width in 12..20 {
            let shaped = shape(text);
            let broken = split(&shaped, em(width), 1..=3);
            let widths: Vec<Length> =
                broken.lines.iter().map(|(a, b)| shaped.natural_width(*a, *b)).collect();
            let (least, most) = (widths.iter().min().unwrap(), widths.iter().max().unwrap());
            assert!(*most - *least <= em(4), "{width}: {}", words(&shaped, &broken));
        }
    }
}

#[test]
fn as_many_lines_as_are_asked_for_and_no_more() {
    let shaped = shape("临溪出台二十条措施支持民营企业发展壮大");
    assert_eq!(split(&shaped, em(30), 2..=3).lines.len(), 2);
    assert_eq!(split(&shaped, em(30), 3..=3).lines.len(), 3);
    // Too much for two lines: both are too wide, by as little as can be.
    let tight = split(&shaped, em(7), 1..=2);
    assert_eq!(tight.lines.len(), 2);
    assert!(tight.widest(&shaped) <= em(11));
}

#[test]
fn nothing_breaks_that_cannot_and_nothing_is_lost() {
    for (text, lines) in [("", 1), (" ", 1), ("\n", 1), ("灯", 1), ("2026", 1), ("。", 1), ("《》", 1)] {
        let shaped = shape(text);
        let broken = split(&shaped, Length::ZERO, 1..=3);
        assert_eq!(broken.lines.len(), lines, "{text:?}");
    }
    let text = "第二十二届中国（临溪）国际茶文化旅游节11月24日开幕";
    for width in 1..40 {
        let (found, _) = lines(text, width);
        assert_eq!(found.replace(" / ", ""), text, "{width}");
    }
}

const SIZES: [i64; 6] = [42, 36, 26, 24, 22, 18];

fn fitted(text: &str, width: i64, lines: usize, (narrowest, widest): (u16, u16)) -> (String, Fitted) {
    let sizes: Vec<Length> = SIZES.map(Length::from_pt).to_vec();
    let limits = Limits { lines: 1..=lines, narrowest, widest };
    let shape = |size| shape_at(text, size);
    let fitted = fit(&shape, &sizes, Length::from_pt(width), &limits).unwrap();
    (words(&shape_at(text, fitted.size), &fitted.broken), fitted)
}

#[test]
fn the_largest_size_that_fits_is_taken() {
    // Ten characters on one line.
    for (width, size) in [(420, 42), (419, 36), (360, 36), (359, 26), (250, 24), (230, 22), (180, 18)] {
        let (found, fitted) = fitted("临溪港年吞吐量破亿吨", width, 1, (1000, 1000));
        assert_eq!(found, "临溪港年吞吐量破亿吨");
        assert_eq!((fitted.size, fitted.permille), (Length::from_pt(size), 1000), "{width}");
        assert!(fitted.fits);
    }
}

#[test]
fn more_lines_allow_a_larger_size() {
    let text = "统一思想凝聚共识推动长江经济带高质量发展";
    let sizes: Vec<i64> = (1..=3)
        .map(|lines| {
            let (_, fitted) = fitted(text, 418, lines, (1000, 1000));
            assert!(fitted.fits && fitted.broken.cuts.is_empty());
            SIZES.iter().copied().find(|size| Length::from_pt(*size) == fitted.size).unwrap()
        })
        .collect();
    assert_eq!(sizes, [18, 36, 42]);
}

#[test]
fn a_smaller_size_rather_than_a_torn_word() {
    // At 24 pt eleven em are there, and 村 would stand at the head of the second line.
    let (found, fitted) = fitted("市机关事务中心到十二会村开展主题党日活动", 270, 2, (1000, 1000));
    assert_eq!(found, "市机关事务中心到十二会村 / 开展主题党日活动");
    assert_eq!(fitted.size, Length::from_pt(22));
}

#[test]
fn type_is_narrowed_within_its_limit_to_keep_a_size() {
    let text = "程水生：一篙撑过四十年 渡口办成“水课堂”";
    // Eleven characters of 36 pt in 360 pt: 909 permille.
    let (found, narrowed) = fitted(text, 360, 2, (800, 1000));
    assert_eq!(found, "程水生：一篙撑过四十年 / 渡口办成“水课堂”");
    assert_eq!((narrowed.size, narrowed.permille), (Length::from_pt(36), 909));
    assert!(narrowed.fits);
    // The house allows less.
    let (_, plain) = fitted(text, 360, 2, (950, 1000));
    assert_eq!((plain.size, plain.permille), (Length::from_pt(26), 1000));
}

#[test]
fn a_short_line_is_widened_within_its_limit() {
    let (_, filled) = fitted("临溪开港", 220, 1, (800, 1150));
    assert_eq!((filled.size, filled.permille), (Length::from_pt(42), 1150));
    let (_, filled) = fitted("临溪开港", 220, 1, (800, 1500));
    assert_eq!((filled.size, filled.permille), (Length::from_pt(42), 1309));
    // Less than a character is left: that needs no filling.
    let (_, left) = fitted("临溪开港", 200, 1, (800, 1150));
    assert_eq!(left.permille, 1000);
    // Nobody wants it filled.
    let (_, left) = fitted("临溪开港", 400, 1, (800, 1000));
    assert_eq!(left.permille, 1000);
}

#[test]
fn what_fits_at_no_size_is_the_smallest_as_narrow_as_may_be() {
    let (_, tight) = fitted("统一思想凝聚共识推动长江经济带高质量发展", 100, 2, (800, 1150));
    assert_eq!((tight.size, tight.permille, tight.fits), (Length::from_pt(18), 800, false));
    // A name that is longer than any line: the largest size at which it stands at all.
    let (found, torn) = fitted("《临溪市历史文化名城名镇名村保护条例》", 300, 2, (1000, 1000));
    assert_eq!((torn.fits, torn.broken.cuts.as_slice()), (true, [Cut::Name].as_slice()), "{found}");
    assert_eq!(torn.size, Length::from_pt(26));
    let limits = Limits { lines: 1..=1, narrowest: 1000, widest: 1000 };
    assert_eq!(fit(&shape_at_none, &[], em(10), &limits), None);
}

fn shape_at_none(_: Length) -> Shaped {
    Shaped::default()
}
