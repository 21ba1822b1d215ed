//! Names of people: whether a few characters may be one.

use super::super::text::{Words, is_blank, is_han};

/// Family names of one character, the commoner ones first (百家姓 and the census lists).
const FAMILY: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程\
苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴\
莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴\
霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费\
卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐\
冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋\
相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利\
於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由萨雪竹羿诸随鱼钮逄仵苍卯东闾步弓蓟";

/// Family names of two characters.
const DOUBLE: Words = Words("欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 端木 闻人");

/// Whether the characters may be a person's name: a family name and one or two characters (three after a double
/// family name), or a name with a middle dot. A blank inside (王　芳) does not count.
pub(in super::super) fn is_name(chars: &[char]) -> bool {
    let plain: Vec<char> = chars.iter().copied().filter(|&c| !is_blank(c)).collect();
    let dotted = plain.contains(&'·') || plain.contains(&'•');
    if dotted {
        let letters = |c: &char| is_han(*c) || *c == '·' || *c == '•';
        return (4..=18).contains(&plain.len()) && plain.iter().all(letters);
    }
    if !plain.iter().all(|&c| is_han(c)) {
        return false;
    }
    let double = DOUBLE.start(&plain);
    match plain.len() {
        2 | 3 => plain.first().is_some_and(|&c| FAMILY.contains(c)),
        4 => double,
        _ => false,
    }
}

/// Whether the character is a family name.
pub(in super::super) fn is_family(c: char) -> bool {
    FAMILY.contains(c)
}
