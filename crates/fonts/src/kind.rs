//! The kinds of Chinese faces, and which may stand in for which.

/// The kind of a face (字体类别): what a reader sees before the weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 宋体: thin level and heavy upright strokes, the face of running text and of most headlines.
    Song,
    /// 黑体: even strokes.
    Hei,
    /// 楷体: written with a brush.
    Kai,
    /// 仿宋体: even thin strokes that rise to the right.
    Fang,
}

impl Kind {
    /// Every kind with its word in `fonts.toml`.
    pub(crate) const WORDS: [(Kind, &'static str); 4] =
        [(Kind::Song, "song"), (Kind::Hei, "hei"), (Kind::Kai, "kai"), (Kind::Fang, "fang")];

    /// The kind's word in `fonts.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Song => "song",
            Kind::Hei => "hei",
            Kind::Kai => "kai",
            Kind::Fang => "fang",
        }
    }

    /// The kinds in the order in which they may stand in for this one: itself, then by likeness of stroke.
    pub(crate) fn likeness(self) -> [Kind; 4] {
        match self {
            Kind::Song => [Kind::Song, Kind::Fang, Kind::Kai, Kind::Hei],
            Kind::Hei => [Kind::Hei, Kind::Song, Kind::Kai, Kind::Fang],
            Kind::Kai => [Kind::Kai, Kind::Fang, Kind::Song, Kind::Hei],
            Kind::Fang => [Kind::Fang, Kind::Kai, Kind::Song, Kind::Hei],
        }
    }

    /// The kind that a family's name speaks of; 宋 when it speaks of none. 仿宋 is looked for before 宋, since its
    /// names hold both.
    pub(crate) fn of_family(name: &str) -> Kind {
        let name = name.to_lowercase();
        let speaks = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if speaks(&["仿", "fang song", "fangsong", "fang-song", "fandolfang"]) {
            Kind::Fang
        } else if speaks(&["楷", "kai"]) {
            Kind::Kai
        } else if speaks(&["黑", "圆", "hei", "sans", "gothic", "yahei", "yuan", "pingfang", "苹方"]) {
            Kind::Hei
        } else {
            Kind::Song
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_speak_of_kinds() {
        for (name, kind) in [
            ("方正小标宋简体", Kind::Song),
            ("SimSun", Kind::Song),
            ("华文仿宋", Kind::Fang),
            ("STFangsong", Kind::Fang),
            ("PingFang SC", Kind::Hei),
            ("Noto Sans CJK SC", Kind::Hei),
            ("微软雅黑", Kind::Hei),
            ("KaiTi", Kind::Kai),
            ("Some Face", Kind::Song),
        ] {
            assert_eq!(Kind::of_family(name), kind, "{name}");
        }
    }

    #[test]
    fn every_kind_can_be_stood_in_for_by_every_other() {
        for (kind, word) in Kind::WORDS {
            assert_eq!(kind.word(), word);
            let mut likeness = kind.likeness();
            assert_eq!(likeness[0], kind);
            likeness.sort();
            assert_eq!(likeness, Kind::WORDS.map(|(kind, _)| kind));
        }
    }
}
