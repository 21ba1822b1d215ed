//! A few hundred everyday two-character words of news prose, by which a word that was cut in two is known again.
//!
//! Own list, made from general knowledge of the language; it need not be complete, since the manuscript's own
//! words count as well (see [`super::displaced`]).

use std::collections::HashSet;
use std::sync::LazyLock;

/// The words, one after the other.
const WORDS: &str = "\
发展特色产业经济社会建设项目工作服务群众居民村民社区街道基层治理组织党员干部支部书记主任领导管理养殖种植合作\
企业公司市场产品销售收入增加提高提升推动推进促进加强加快积极主动开展活动举办举行参加参观学习教育培训宣传文化\
旅游生态环境绿色保护治理整治改造修复恢复修建改善完善健全机制制度政策措施落实实施执行责任任务目标重点难点问题\
解决困难矛盾纠纷调解协调协商联系联合联动合力共同共建共享资源资金投入投资引进招商引资技术科技创新研究开发培育\
培养人才队伍人员人民生活幸福安全稳定和谐文明美丽乡村振兴农村农业农民土地粮食蔬菜水果果树茶叶红薯小麦玉米水稻\
养老医疗卫生健康医院医生患者学校学生老师教师孩子儿童老人青年妇女家庭家长邻里朋友同学同事父亲母亲儿子女儿丈夫\
妻子爷爷奶奶记者通讯采访报道介绍表示告诉认为觉得发现看到听到说道回忆讲述感受体验希望相信坚持努力奋斗拼搏奉献\
志愿公益爱心帮助帮扶支持关心关注关爱慰问走访入户调查了解掌握检查监督指导督促考核评价验收完成实现达到超过累计\
截至目前目标今年去年明年上午下午晚上早晨傍晚夜里春天夏天秋天冬天时间时候以来以后之后之前期间当天当日昨日今日\
日前近日近年多年每年每天每月全市全县全省全国我市我县市区城区乡镇城镇县城省城地区地方位置面积距离长度高度重量\
数量质量价格成本利润效益效果成效成果成绩经验做法模式方式方法途径渠道平台阵地基地中心广场公园道路桥梁河流河道\
水库堤坝山区山坡山路森林树木花草草地湖泊湿地海洋渔业渔船码头港口铁路公路高速机场车站车辆汽车公交出租交通运输\
物流仓库工厂车间设备机器机械工人工程工地施工建筑房屋住房小区楼房院落墙壁门口窗户屋顶厨房客厅电梯停车车位物业\
供水供电供热供气燃气污水垃圾分类清运清洁卫生厕所照明路灯监控消防防火防汛救灾救援应急演练预警气象天气降雨暴雨\
台风低温干旱灾害事故隐患排查整改法律法规法院检察公安警察民警案件诉讼调查审理判决合同协议权益维护保障保险社保\
就业创业岗位工资待遇补贴补助贷款银行金融信用税收财政预算审计统计数据信息网络互联电子手机电脑软件智能智慧数字\
视频直播短片电影电视音乐舞蹈戏曲戏台演员演出舞台观众艺术书法绘画摄影展览博物文物古迹遗址传统传承非遗手艺工艺\
匠人作品作者读者图书阅读书店书屋语言文字诗歌故事历史记忆精神力量信心决心理想信念作风纪律思想主题主义革命先烈\
英雄烈士战士部队军人退役征兵国防体育比赛运动健身冠军选手教练球队足球篮球乒乓马拉跑步游泳骑行登山节日春节中秋\
端午清明国庆元旦假期周末门票游客导游景区景点民宿酒店餐饮美食小吃味道风味品牌商标包装电商网店订单客户消费顾客\
商户商铺商店超市集市夜市摊位老板价值意义作用影响变化机遇挑战优势条件基础基本根本关键核心主要重要必要紧张严重\
明显显著全面深入扎实有效不断持续进步充分特别非常十分比较已经正在即将将要曾经一直始终仍然依然果然突然忽然当时";

/// The words as a set.
static SET: LazyLock<HashSet<(char, char)>> = LazyLock::new(|| {
    let chars: Vec<char> = WORDS.chars().collect();
    let (pairs, _) = chars.as_chunks::<2>();
    pairs.iter().map(|&[first, second]| (first, second)).collect()
});

/// Whether the two characters are a word of the list.
pub(super) fn is_word(first: char, second: char) -> bool {
    SET.contains(&(first, second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_words_of_two_han() {
        let chars: Vec<char> = WORDS.chars().collect();
        assert!(chars.iter().all(|&c| super::super::text::is_han(c)));
        assert_eq!(chars.len() % 2, 0, "one character too many would shift every word after it");
        // The last words of the list: a shift anywhere before would show here.
        assert!(is_word('当', '时') && is_word('忽', '然') && is_word('养', '殖'));
        assert!(!is_word('殖', '种'));
    }
}
