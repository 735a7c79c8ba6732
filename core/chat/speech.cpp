// Kinds of line, and kinds of word, told by what they hold.
#include "core/chat/lexicon.hpp"
#include "core/chat/numerals.hpp"

#include <algorithm>

namespace starfish::chat {
namespace {

template <std::size_t N>
bool holds_any(std::u32string_view text, const std::u32string_view (&words)[N]) {
    return std::ranges::any_of(words, [&](std::u32string_view w) { return text.contains(w); });
}

template <std::size_t N>
bool begins_with_any(std::u32string_view text, const std::u32string_view (&words)[N]) {
    return std::ranges::any_of(words, [&](std::u32string_view w) { return text.starts_with(w); });
}

template <std::size_t N>
bool ends_with_any(std::u32string_view text, const std::u32string_view (&words)[N]) {
    return std::ranges::any_of(words, [&](std::u32string_view w) { return text.ends_with(w); });
}

// The hundred commonest surnames and some more; those that are goods as well (黄瓜, 白菜, 米, 鱼)
// are told apart by looks_like_goods.
constexpr std::u32string_view surnames =
    U"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    U"魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎"
    U"易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅莫庄辛管祝"
    U"左"
    U"涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮"
    U"桂闵"
    U"解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠"
    U"连郜晏"
    U"栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆"
    U"谌银扬明沙"
    U"张張陳劉楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈魏薛葉閻";

constexpr std::u32string_view kin[] = {
    U"妈",   U"妈妈", U"爸",   U"爸爸", U"姐",   U"哥",   U"弟",   U"妹",   U"叔",   U"叔叔",
    U"阿姨", U"姨",   U"婶",   U"嫂",   U"奶奶", U"爷爷", U"外婆", U"外公", U"姥姥", U"老师",
    U"先生", U"太太", U"女士", U"小姐", U"医生", U"师傅", U"总",   U"同学", U"宝宝", U"伯伯",
    U"媽",   U"媽媽", U"老師", U"嬸",   U"麻麻", U"粑粑", U"大爷", U"大妈", U"伯"};

constexpr std::u32string_view goods_said[] = {
    U"土",     U"洋",     U"大",     U"小",   U"散养",   U"有机",   U"新鲜",   U"农家",   U"本地",
    U"进口",   U"纯",     U"鲜",     U"红",   U"白",     U"黑",     U"青",     U"黄",     U"绿",
    U"咸",     U"甜",     U"酸",     U"生",   U"熟",     U"野",     U"柴",     U"草",     U"乌",
    U"松花",   U"皮",     U"脱脂",   U"全脂", U"低脂",   U"高钙",   U"无糖",   U"原味",   U"套餐",
    U"金典",   U"伊利",   U"蒙牛",   U"光明", U"特仑苏", U"安佳",   U"安慕希", U"康师傅", U"礼盒",
    U"大份",   U"小份",   U"中份",   U"大箱", U"小箱",   U"大盒",   U"小盒",   U"商品",   U"名称",
    U"品名",   U"产品",   U"规格",   U"今日", U"特价",   U"优惠",   U"初生",   U"精品",   U"特级",
    U"红心",   U"白心",   U"冷冻",   U"五常", U"披萨",   U"寿司",   U"榴莲",   U"香蕉",   U"葡萄",
    U"草莓",   U"西红柿", U"土豆",   U"口罩", U"馒头",   U"馄饨",   U"三文治", U"三明治", U"冰淇淋",
    U"冰激凌", U"樱桃",   U"车厘子", U"柚子", U"芒果",   U"猕猴桃", U"西兰花", U"胡萝卜", U"萝卜",
    U"玉米",   U"红薯",   U"板栗",   U"海参", U"海带",   U"木耳",   U"香菇",   U"蘑菇",   U"豆腐",
    U"排骨",   U"牛腩",   U"成团",   U"鸡翅", U"鸡腿",   U"鸭脖",   U"三文",   U"带子"};
constexpr std::u32string_view goods_end =
    U"瓜菜果肉鱼虾蟹蛋奶米面油豆莓桃梨橙橘柑枣糕饼包糖茶酒饺粽醋酱粉纸液巾乳酪汁盐椒笋菇藕葱姜蒜薯"
    U"鸡鸭鹅肠翅腿排"
    U"骨丸串汤粥饭羹酥卷膏皂露霜刷机器锅碗杯盘";

constexpr std::u32string_view questions[] = {U"?",        U"吗",   U"几点",   U"多少",   U"什么",
                                             U"怎么",     U"哪",   U"能不能", U"有没有", U"是不是",
                                             U"可不可以", U"咋",   U"啥",     U"谁",     U"为什么",
                                             U"几号",     U"几时", U"多久",   U"行不",   U"么样"};
constexpr std::u32string_view notices[] = {
    U"截止",       U"起送",     U"起订",    U"起团",
    U"起拼",       U"成团",     U"限购",    U"库存",
    U"剩",         U"到货",     U"发货",    U"请大家",
    U"大家",       U"各位",     U"@所有人", U"通知",
    U"公告",       U"活动",     U"优惠",    U"包邮",
    U"特价",       U"原价",     U"链接",    U"http",
    U"二维码",     U"收款",     U"统计",    U"格式",
    U"说明",       U"注意",     U"规则",    U"时间:",
    U"地点:",      U"自提点",   U"取货点",  U"提货时间",
    U"送货时间",   U"售后",     U"已到",    U"群公告",
    U"接龙开始",   U"接龙结束", U"还差",    U"产地",
    U"保质期",     U"规格",     U"价格",    U"单价",
    U"团购价",     U"开团",     U"新团",    U"预售",
    U"现货",       U"邻居们",   U"家人们",  U"每人",
    U"不接受",     U"不退",     U"付款后",  U"请备注",
    U"备注好",     U"请接龙",   U"接龙请",  U"撤回了一条消息",
    U"加入了群聊", U"邀请",     U"拍了拍",  U"红包",
    U"[图片]",     U"[视频]",   U"[语音]",  U"[链接]",
    U"[动画表情]", U"修改群名", U"以上",    U"以下",
    U"卖完",       U"售完",     U"抢完",    U"为止",
    U"先到先得",   U"抓紧"};
// What neighbours say as well, also behind an order.
constexpr std::u32string_view opinions[] = {U"支持", U"欢迎",   U"推荐",   U"好吃", U"上次",
                                            U"昨天", U"收到了", U"拿到了", U"取走", U"到了"};

}  // namespace

bool asks(std::u32string_view line) {
    return holds_any(line, questions);
}

bool announces(std::u32string_view line) {
    return rules(line) || holds_any(line, opinions);
}

bool rules(std::u32string_view line) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char32_t next = i + 1 < line.size() ? line[i + 1] : U' ';
        if (line[i] == U'满' && (is_chinese_digit({.folded = next}) || is_digit({.folded = next})))
            return true;
        const bool together = i > 0 && line[i - 1] == U'一' && line[i] == U'起';
        if (!together && begins_with_any(line.substr(i), notices)) return true;
    }
    return false;
}

bool begins_example(std::u32string_view line) {
    static constexpr std::u32string_view words[] = {U"例",  U"示例", U"格式",   U"样例", U"范例",
                                                    U"如:", U"比如", U"参考",   U"模板", U"(例",
                                                    U"[例", U"eg",   U"example"};
    return begins_with_any(line, words);
}

bool begins_list(std::u32string_view line) {
    static constexpr std::u32string_view words[] = {U"#接龙", U"# 接龙", U"#group note",
                                                    U"#solitaire"};
    return begins_with_any(line, words) || line == U"接龙" || line == U"接龙:";
}

bool heads_totals(std::u32string_view line) {
    static constexpr std::u32string_view words[] = {
        U"共",     U"合计",  U"总计", U"一共",   U"总共",   U"小计", U"汇总",
        U"统计",   U"总数",  U"共计", U"合共",   U"目前共", U"目前", U"截止目前",
        U"总份数", U"total", U"累计", U"已接龙", U"已有"};
    return begins_with_any(line, words);
}

bool wishes(std::u32string_view line) {
    static constexpr std::u32string_view words[] = {
        U"+",      U"都要", U"全要",   U"全都要", U"我都要", U"跟了",   U"我跟了",
        U"已跟",   U"参与", U"要",     U"我要",   U"要了",   U"我要了", U"也要",
        U"我也要", U"同要", U"我想要", U"想要",   U"要的",   U"我要的", U"要一下",
        U"报名",   U"我报", U"接龙",   U"参加",   U"我参加", U"订",     U"我订",
        U"预订",   U"下单", U"加我",   U"算我",   U"我买",   U"带我",   U"我家要"};
    std::u32string bare;
    for (const char32_t c : line) {
        const bool han = c >= 0x4E00 && c <= 0x9FFF;
        if (!han && c < 0x2000 && !std::u32string_view(U" .,!~+").contains(c)) return false;
        const bool again = !bare.empty() && bare.back() == c;  // 要要要
        if (c == U'+' || (han && !std::u32string_view(U"吧哦啊呀哈啦哒呢").contains(c)))
            if (!again) bare += c;
    }
    return std::ranges::find(words, bare) != std::end(words);
}

bool names_field(std::u32string_view text) {
    static constexpr std::u32string_view words[] = {
        U"备注", U"地址", U"要求", U"说明", U"时间", U"商品", U"价格", U"名单", U"接龙", U"团品",
        U"菜单", U"订单", U"如下", U"已付", U"未付", U"楼",   U"取消", U"退",   U"品种", U"种类",
        U"数量", U"姓名", U"电话", U"注",   U"ps",   U"截止", U"自提", U"地点", U"链接", U"名称",
        U"今天", U"明天", U"通知", U"提醒", U"补",   U"漏",   U"改",   U"加单", U"更正"};
    return holds_any(text, words);
}

bool looks_like_goods(std::u32string_view text) {
    if (text.empty()) return false;
    if (text.size() == 2 && text[0] == text[1]) return false;  // 糖糖, 豆豆: a pet name
    if (ends_with_any(text, kin)) return false;
    return goods_end.contains(text.back()) ||
           std::ranges::find(goods_said, text) != std::end(goods_said) ||
           std::ranges::any_of(goods_said, [&](std::u32string_view word) {
               return word.size() > 1 && text.contains(word);
           });
}

bool is_addressed(std::u32string_view text) {
    const bool titled = std::ranges::any_of(kin, [&](std::u32string_view title) {
        return text.size() > title.size() && text.ends_with(title);
    });
    return titled && text.size() <= 4 && surnames.contains(text[0]);
}

bool looks_like_person(std::u32string_view text) {
    if (text.size() < 2 || text.size() > 6 || looks_like_goods(text)) return false;
    if (ends_with_any(text, kin)) return true;
    if (text.size() > 4) return false;
    return surnames.contains(text[0]) || text[0] == U'小' || text[0] == U'阿' || text[0] == U'老';
}

}  // namespace starfish::chat
