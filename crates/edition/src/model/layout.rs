//! How an article is made up (稿件版式): where its head stands, how its columns divide, what closes its shape. What an
//! article leaves open its article style (稿件样式) of the paper says, and what that leaves open the house's usage.

use banxin_measure::{CellRect, Division};
use serde::{Deserialize, Serialize};

/// How lines of a head stand over their columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeadAlign {
    /// 居中.
    #[default]
    Centre,
    /// 齐左.
    Start,
}

/// Where the 引题 stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KickerPlace {
    /// 肩题: above the 主题.
    #[default]
    Above,
    /// 眉题: beside the 主题, before it.
    Beside,
}

/// Where the 提要 stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SummaryPlace {
    /// At the head of the columns.
    #[default]
    Text,
    /// In the head, over all of its columns.
    Head,
}

/// Where the names of those who wrote it stand (署名).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BylinePlace {
    /// Under the head.
    #[default]
    Head,
    /// At the end of the text, ranged right.
    End,
    /// At the head of the text's first paragraph, as a 电头.
    Inline,
}

/// Where a head stands in its article, its corner counted from the article's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct HeadPlace {
    /// Columns from the article's left.
    pub column: u32,
    /// Lines from the article's top.
    pub line: u32,
    /// Columns that it stands over.
    pub columns: u32,
}

/// What an article, or an article style, says of its making; what is `None` is left open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Manner {
    /// The paper's style in which the 主题 is set.
    pub head_style: Option<String>,
    /// How its head stands.
    pub head_align: Option<HeadAlign>,
    /// Where its 引题 stands.
    pub kicker: Option<KickerPlace>,
    /// Where its 提要 stands.
    pub summary: Option<SummaryPlace>,
    /// Where its 署名 stands.
    pub byline: Option<BylinePlace>,
    /// How its width is divided into columns (破栏); the page's columns where nobody says.
    pub division: Option<Division>,
    /// Whether rules stand between its columns (栏线).
    pub column_rules: Option<bool>,
    /// The paper's look that closes its shape.
    pub look: Option<String>,
}

/// A style of the paper for whole articles, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ArticleStyle {
    /// The article style that it goes out from, by name.
    pub base: Option<String>,
    /// The style in which the 正文 is set.
    pub body: Option<String>,
    /// What it says else.
    pub manner: Manner,
}

/// How one article is made up, beside its cells and its head's height.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Layout {
    /// The article style that it follows.
    pub article_style: Option<String>,
    /// What it does in its own way.
    pub manner: Manner,
    /// Where its head stands; at the top over its whole width if nobody says.
    pub head_at: Option<HeadPlace>,
    /// What is cut out of its cells, so that its region is an L, a 7 or a 凹: cells of the page.
    pub without: Vec<CellRect>,
    /// Where the captions of its pictures stand gathered (图说集中), on the page's cells; under each picture if nobody
    /// says.
    pub captions: Option<CellRect>,
}

impl Manner {
    /// This manner with what it leaves open taken from `base`.
    pub fn over(&self, base: &Manner) -> Manner {
        Manner {
            head_style: self.head_style.clone().or_else(|| base.head_style.clone()),
            head_align: self.head_align.or(base.head_align),
            kicker: self.kicker.or(base.kicker),
            summary: self.summary.or(base.summary),
            byline: self.byline.or(base.byline),
            division: self.division.clone().or_else(|| base.division.clone()),
            column_rules: self.column_rules.or(base.column_rules),
            look: self.look.clone().or_else(|| base.look.clone()),
        }
    }
}

impl ArticleStyle {
    /// This style with what it leaves open taken from `base`.
    pub fn over(&self, base: &ArticleStyle) -> ArticleStyle {
        ArticleStyle {
            base: None,
            body: self.body.clone().or_else(|| base.body.clone()),
            manner: self.manner.over(&base.manner),
        }
    }
}

impl Layout {
    /// The cells of its head in an article that stands at `cells` and whose head is `lines` high: where it is put, else
    /// at the top over as many columns as nothing is cut out of there.
    pub fn head_cells(&self, cells: &CellRect, lines: u32) -> CellRect {
        let Some(at) = self.head_at else { return self.usual_head(&CellRect { lines, ..*cells }) };
        CellRect::new(
            cells.column.saturating_add(at.column),
            cells.line.saturating_add(at.line),
            at.columns,
            lines,
        )
    }

    /// The widest run of columns of a strip that no notch reaches into, the first of equals.
    fn usual_head(&self, strip: &CellRect) -> CellRect {
        let notches: Vec<&CellRect> = self.without.iter().filter(|notch| notch.overlaps(strip)).collect();
        let mut widest = CellRect { columns: 0, ..*strip };
        let mut column = strip.column;
        while !notches.is_empty() && column < strip.end_column() {
            let reach = |at: u32| notches.iter().filter(move |n| n.column <= at && at < n.end_column());
            if let Some(past) = reach(column).map(|notch| notch.end_column()).max() {
                column = past;
                continue;
            }
            let next = notches.iter().map(|notch| notch.column).filter(|start| *start > column).min();
            let end = next.unwrap_or(strip.end_column()).min(strip.end_column());
            if end - column > widest.columns {
                widest = CellRect { column, columns: end - column, ..*strip };
            }
            column = end;
        }
        if widest.columns == 0 { *strip } else { widest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_stands_beside_what_is_cut_out_at_the_top() {
        let cells = CellRect::new(1, 10, 6, 40);
        let layout = |without: &[CellRect]| Layout { without: without.to_vec(), ..Layout::default() };
        let head = |without: &[CellRect]| layout(without).head_cells(&cells, 8);
        assert_eq!(head(&[]), CellRect::new(1, 10, 6, 8));
        assert_eq!(head(&[CellRect::new(5, 10, 2, 12)]), CellRect::new(1, 10, 4, 8));
        assert_eq!(head(&[CellRect::new(2, 5, 1, 9)]), CellRect::new(3, 10, 4, 8));
        // What is cut out below the head leaves it alone.
        assert_eq!(head(&[CellRect::new(1, 18, 3, 12)]), CellRect::new(1, 10, 6, 8));
        assert_eq!(head(&[CellRect::new(0, 0, 8, 50)]), CellRect::new(1, 10, 6, 8));
    }
}
