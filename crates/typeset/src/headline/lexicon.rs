//! The words of headlines that icu's dictionary lacks, and the small words that lean on their neighbours.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words of newspapers. Words of everyday speech are icu's; those that it tears apart stand here too.
const WORDS: &str = "\
党建 党委 党课 党员 党员干部 党组 党支部 党总支 党群 党风廉政 党纪学习教育 主题党日 主题教育 党中央 \
总书记 市委 区委 县委 省政府 市政府 县政府 区政府 国务院 政协 人大 人大代表 政协委员 常委会 全国两会 \
两会 纪委 监委 宣传部 组织部 统战部 政法委 人民代表大会 常务委员会 代表大会 党代会 全会 现场会 座谈会 \
动员会 推进会 发布会 运动会 博览会 交易会 招聘会 音乐会 中国式现代化 现代化 高质量发展 高质量 全会精神 \
会议精神 讲话精神 新质生产力 新征程 新时代 新篇章 新活力 新动能 新格局 新气象 新作为 新风尚 新产业 \
乡村振兴 城市更新 共同富裕 生态文明 绿水青山 金山银山 营商环境 民营企业 民营经济 民营 实体经济 数字经济 \
低空经济 人工智能 智能化 数字化 信息化 产业化 规模化 机械化 一体化 城镇化 市场化 专业化 常态化 国际化 \
绿色化 同比 环比 增长 增幅 增速 总值 产值 地区生产总值 固定资产投资 前三季度 一季度 二季度 三季度 四季度 \
上半年 下半年 调研 督导 督查 视察 慰问 座谈 会见 出席 率队 带队 奏响 唱响 打响 叫响 擦亮 点亮 照亮 激活 \
盘活 做活 做强 做优 做大 做好 抓好 抓实 抓细 抓牢 筑牢 拓宽 拓展 撬动 赋能 助力 提质 增效 提质增效 增收 \
致富 致富路 兜底 兜牢 护航 起航 启航 开工 竣工 封顶 合龙 通车 建成 投用 投产 落地 落成 揭牌 揭幕 开幕 \
闭幕 开赛 开讲 开播 上线 首发 首演 首映 首批 首个 首家 起施行 施行 印发 出台 实施 获评 获批 入选 上榜 \
夺冠 荣获 摘得 斩获 亮相 亮点 看点 挺进 突击队 先锋队 志愿者 志愿服务 地下水 自来水 饮用水 大讲堂 大课堂 \
讲习所 文化馆 图书馆 博物馆 美术馆 科技馆 体育馆 纪念馆 展览馆 档案馆 楼院 小区 社区 街道 网格 网格员 \
网格化 服务群众 群众 老百姓 农机手 农户 农家 农家乐 合作社 示范区 示范县 开发区 高新区 经开区 自贸区 \
工业园 产业园 产业链 供应链 创新链 科创 双创 绿色工厂 专精特新 小巨人 国家级 省级 市级 县级 世界级 \
公安局 财政局 教育局 税务局 卫健委 发改委 住建局 应急管理 城管局 法院 检察院 市场监管 派出所 交警 消防 \
防汛 防火 防灭火 森林防灭火 抗旱 抢险 抗洪抢险 安全生产 值守 守护 守望 守住 坚守 救灾 减灾 灾后重建 高铁 \
地铁 轨道交通 高速公路 快速路 大桥 主塔 隧道 航线 航班 枢纽 港口 码头 埠头 河埠 渡口 古镇 古城 古村落 \
粮食总产量 总产量 亩产 丰产 秋收 春耕 夏收 三夏 三秋 土特产 预制菜 中药材 茶产业 稻田 一线 第一线 \
第一书记 领头雁 带头人 主力军 生力军 排头兵 领跑 领航 领衔 引领 引领力 凝聚力 战斗力 竞争力 影响力 \
公信力 最美 好人 榜样 模范 劳模 工匠 非遗 文旅 文创 文博 文化遗产 夜经济 夜市 夜校 民宿 露营 研学 马拉松 \
龙舟 广场舞 村晚 村超 一老一小 一站式 一件事 一次办 放管服 最多跑一次 最后一公里 幸福感 获得感 安全感 \
获得感幸福感安全感 烟火气 长江经济带 粤港澳大湾区 京津冀 长三角 黄河流域 一带一路 共建一带一路 进博会 \
广交会 亚运会 奥运会 冬奥会 茅盾文学奖 鲁迅文学奖 五个一工程 精神文明 文明城市 文明实践 卫生城市 双拥 \
退役军人 烈士陵园 军民 抗战 红色足迹 红色基因 养老 托育 助餐 助老 助残 幼儿园 小学 中学 高校 大学生 \
毕业生 中考 高考 双减 医保 社保 低保 公积金 家门口 就业 创业 零距离 面对面 心贴心 手拉手 肩并肩 点对点 \
硬骨头 钉钉子 金钥匙 金招牌 金名片 新名片 大文章 小切口 不打烊 不停歇 不断档 不掉队 不松劲 洋媳妇 领头 \
办成 建设 打擂 捣衣 捣衣声 撑起 托起 绘就 书写 谱写 奋楫 扬帆 蓄势 赓续 本月 上月 下月 本周 今年 明年 \
去年 明日 今日 昨日 即日起 国庆 元旦 春节 中秋 端午 清明 全民 全民健身 全民阅读 全省 全市 全县 全区 全国 \
我省 我市 我县 我区 本市 本省 本报 老有所养 成为 变成 土坯房 夺得 赢得 获得 取得 走读 水污染 防治法 \
实施情况 习近平 习近平新时代 社会主义 中国特色社会主义 中国特色社会主义思想 联合国 教科文组织 \
联合国教科文组织 农业农村部 自然资源厅 自然资源局 统计局 国家统计局 传承人 年轻人";

/// Prepositions, conjunctions, adverbs and verbs that open a phrase: a line may well begin with them, and does not end
/// with them.
const OPENERS: &str = "\
在 到 至 赴 把 被 让 使 令 向 往 对 从 自 与 和 及 跟 同 为 将 给 以 于 由 按 据 沿 比 近 约 超 逾 达 因 \
凭 靠 用 随 再 又 也 都 就 才 还 要 能 可 应 须 已 并 且 而 或 则 即 均 仍 曾 正 不 没 未 勿 莫 很 最 更 \
太 获 促 创 争 抓 推 建 办 评 谈 学 讲 看 听 问 说 引 迎 聚 谋 破 解 提 拓 惠 强 助 护 保 防 治 查 送 访 \
赏 品 赞 谱 绘 展 扬 变 成 是 有 来 去 叫 做 打 跑 走 忙 盼 爱 想 帮 带 领 夺 赢 闻 逛 推动 推进 促进 \
支持 激发 开展 打造 深化 加快 加强 提升 助推 助力 实现 确保 坚持 聚焦 围绕 携手 共享 争创 争做 奏响 唱响 \
打响 擦亮 点亮 做活 做强 做优 拓宽 拓展 连续 全力 全面 不断 持续 积极 深入 正式 首次 有望 计划 将于 举办 \
荣获 获评 入选 根据 关于 随着 沿着 面向 走进 走向 迈向 迈上 来到 挺进 突破 超过 达到 同比 环比 增长 下降 \
看望 慰问 考察 修复 新增 出台 发布 印发 当选 会见 稳定 长出 赋能 撬动 筑牢 绘就 书写 谱写 托起 撑起 守护 \
带动 破解 办成 变成 成为 成立 启动 夺得 赢得 获得 取得 走读 晋级 焕发 解决 检查 探访";
/// What stands before the word that it describes: a line does not end with it.
const PREFIXES: &str = "\
新 旧 老 大 小 高 低 多 少 好 美 真 全 总 首 副 第 各 每 某 这 那 本 该 我 你 他 她 它 两 双 半 超 非 准 \
原 前 现 今 昨 明";
/// Small words, measure words and endings that belong to what stands before them: a line does not begin with them.
const TRAILERS: &str = "\
的 地 得 了 着 们 之 者 等 吗 呢 吧 啊 呀 里 上 下 内 外 中 间 旁 边 后 时 起 来 去 性 化 率 度 式 型 级 \
类 版 件 员 家 师 手 工 生 长 馆 院 校 厂 店 场 站 所 部 局 处 室 科 组 队 团 会 社 村 镇 乡 县 市 区 省 \
州 盟 旗 路 街 巷 弄 桥 河 湖 江 海 港 湾 岛 山 岭 寺 塔 楼 园 号 奖 杯 赛 节 展 日 周 月 年 力 感 观 论 \
学 法 案 书 线 带 圈 链 以上 以下 以内 以外 以来 左右 之一 之际 之后 之前 之中 之间 期间 上下 前后 内外";
/// Measure words after which comes what is counted, unlike years and yuan.
const MEASURES: &str = "\
个 届 座 条 项 名 位 家 所 件 场 次 处 批 支 部 类 款 种 张 只 头 艘 辆 台 套 间 幢 栋 株 棵 本 幅 道 盏 户 对 双 群 片 份 封";
/// Surnames that the dictionary takes for words of one character.
const SURNAMES: &str = "\
王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 林 何 郭 罗 梁 宋 郑 谢 韩 唐 冯 董 萧 程 曹 袁 邓 许 傅 沈 曾 \
彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 廖 邹 熊 金 陆 郝 孔 崔 \
康 毛 邱 秦 江 史 顾 侯 邵 孟 龙 段 雷 钱 汤 尹 黎 易 常 武 乔 贺 赖 龚 靳 温 穆 阮 庞 樊 殷 施 陶 翟 安 \
颜 倪 严 牛 葛 柳 邢 齐 鲁 岳 欧";

static WORDS_BY_START: LazyLock<BTreeMap<char, Vec<Vec<char>>>> = LazyLock::new(|| {
    let mut words: BTreeMap<char, Vec<Vec<char>>> = BTreeMap::new();
    for word in WORDS.split_whitespace() {
        let characters: Vec<char> = word.chars().collect();
        if let Some(first) = characters.first() {
            words.entry(*first).or_default().push(characters);
        }
    }
    words
});

/// Characters of the longest word of newspapers that a text begins with; 0 for none.
pub(super) fn longest(text: &[char]) -> usize {
    let words = text.first().and_then(|first| WORDS_BY_START.get(first));
    let known = words.into_iter().flatten().filter(|word| text.starts_with(word));
    known.map(Vec::len).max().unwrap_or_default()
}

pub(super) fn opens(word: &[char]) -> bool {
    is_in(OPENERS, word)
}

pub(super) fn prefixes(word: &[char]) -> bool {
    is_in(PREFIXES, word)
}

pub(super) fn trails(word: &[char]) -> bool {
    is_in(TRAILERS, word)
}

pub(super) fn is_measure(c: char) -> bool {
    MEASURES.contains(c) && c != ' '
}

pub(super) fn surnames(word: &[char]) -> bool {
    is_in(SURNAMES, word)
}

fn is_in(list: &str, word: &[char]) -> bool {
    list.split_whitespace().any(|known| known.chars().eq(word.iter().copied()))
}
