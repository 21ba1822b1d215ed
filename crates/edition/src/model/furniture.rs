//! What a paper keeps for its pages (报纸资料): what its 报头 says, its 栏目 heads, the sizes of its advertisements, the
//! pages of its usual edition.

use super::PageColour;
use banxin_measure::CellRect;
use serde::{Deserialize, Serialize};

/// What the 报头 says of the paper, beside its name and the edition's date and number. An empty text is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Masthead {
    /// 主办: who publishes it, as printed: `云汀报业集团主办`.
    pub publisher: String,
    /// 国内统一连续出版物号, such as `CN 00-0000`.
    pub serial: String,
    /// 邮发代号, such as `00-00`.
    pub post: String,
    /// Address on the web.
    pub site: String,
    /// 报训, or another line under the name.
    pub motto: String,
    /// The paper's style in which its name is set; the headline's if empty.
    pub style: String,
}

/// A 栏目 head of the paper's library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SectionHead {
    /// Its words.
    pub title: String,
    /// A smaller line beside them; empty for none.
    pub subtitle: String,
    /// The paper's style of the words; that of `section` if empty.
    pub style: String,
    /// The paper's look behind them; none if empty.
    pub look: String,
}

/// A size that the paper sells to advertisers (广告规格).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AdSize {
    /// Columns of the page's grid.
    pub columns: u32,
    /// Lines of the page's grid.
    pub lines: u32,
}

/// A page that the usual edition of the paper has (版面计划).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PlannedPage {
    /// Its number (版次).
    pub page: String,
    /// Name of the template that it starts from.
    pub template: String,
    /// Its name (版名), if the template's is not meant.
    pub title: Option<String>,
    /// Its inks (色别), if the template's are not meant.
    pub colour: Option<PageColour>,
}

impl AdSize {
    /// Its place with the top left corner at these cells.
    pub const fn at(self, column: u32, line: u32) -> CellRect {
        CellRect::new(column, line, self.columns, self.lines)
    }
}
