#include "core/chat/remarks.hpp"

#include "core/chat/lexicon.hpp"
#include "core/chat/numerals.hpp"

#include <algorithm>
#include <optional>

namespace starfish::chat {
namespace {

using Words = std::span<const std::u32string_view>;

bool holds_any(std::u32string_view text, Words words) {
    return std::ranges::any_of(words,
                               [&](std::u32string_view word) { return text.contains(word); });
}

constexpr std::u32string_view changing[] = {
    U"不要", U"取消",   U"退",   U"删",   U"不接", U"不拿",   U"不买", U"不订", U"不团", U"不拼",
    U"弃",   U"跑单",   U"撤",   U"作废", U"算了", U"划掉",   U"转给", U"转让", U"让给", U"翻倍",
    U"加倍", U"减半",   U"改成", U"改为", U"只要", U"不参加", U"不是", U"去掉", U"免了", U"清零",
    U"下车", U"不跟",   U"不用", U"恢复", U"更正", U"发错",   U"打错", U"写错", U"弄错", U"搞错",
    U"接错", U"说错",   U"不算", U"撤回", U"就够", U"就好",   U"就行", U"改一", U"重新", U"又要",
    U"还要", U"还是要", U"不对", U"错了", U"别算", U"不吃",   U"换"};
constexpr std::u32string_view maybe_changing[] = {U"改", U"换", U"减", U"少", U"多", U"再",
                                                  U"又", U"补", U"加", U"还", U"共", U"也"};
constexpr std::u32string_view restoring[] = {U"恢复", U"又要", U"还要", U"还是要", U"重新"};
constexpr std::u32string_view of_all[] = {U"都",   U"全",   U"所有", U"大家",
                                          U"前面", U"上面", U"以上", U"我们"};
constexpr std::u32string_view of_last[] = {U"楼上", U"上一", U"上个", U"上条", U"最后"};

// What follows a person, and is no name: 张三还, 王姐来取了. 的 and 家 may be.
constexpr std::u32string_view verbs[] = {
    U"改",   U"修改", U"换",   U"还", U"又",   U"补",   U"多",   U"也",  U"再", U"来取", U"来拿",
    U"取了", U"取走", U"取过", U"已", U"收到", U"收了", U"付了", U"坏",  U"漏", U"剩",   U"问",
    U"转让", U"转给", U"让给", U"碎", U"不",   U"下次", U"上次", U"是",  U"说", U"退",   U"欠",
    U"缺",   U"少",   U"减",   U"只", U"没",   U"领了", U"拿了", U"送了"};

// The number at `at`, in digits or Chinese ones; nothing above 9,999.
struct Found {
    int value{};
    std::size_t length{};
};
std::optional<Found> number_at(std::u32string_view words, std::size_t at) {
    std::size_t end = at;
    int value = 0;
    while (end < words.size() && is_digit(words[end]) && end < at + 4)
        value = value * 10 + static_cast<int>(words[end++] - U'0');
    if (end > at) return Found{value, end - at};
    constexpr std::u32string_view chinese = U"零一二三四五六七八九十";
    if (at < words.size())
        if (const std::size_t digit = chinese.find(words[at]); digit != std::u32string_view::npos)
            return Found{static_cast<int>(digit), 1};
    return std::nullopt;
}

// 第1个, 序号1, 1号 (and not 1号楼)
std::vector<int> numbers_in(std::u32string_view words) {
    std::vector<int> numbers;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0 && is_digit(words[i - 1])) continue;
        const auto number = number_at(words, i);
        if (!number) continue;
        const std::size_t end = i + number->length;
        const char32_t next = end < words.size() ? words[end] : U' ';
        const bool ordinal = i > 0 && words[i - 1] == U'第';
        const bool labelled =
            words.substr(0, i).ends_with(U"序号") || words.substr(0, i).ends_with(U"编号");
        const bool place =
            end + 1 < words.size() && std::u32string_view(U"楼门栋院线电").contains(words[end + 1]);
        // 2取消, 取消2
        const std::u32string_view rest = words.substr(end);
        const bool undone = (i == 0 && (rest.starts_with(U"取消") || rest.starts_with(U"不要") ||
                                        rest.starts_with(U"退") || rest.starts_with(U"删"))) ||
                            (words.substr(0, i) == U"取消" && rest.empty());
        if (ordinal || labelled || undone || (next == U'号' && !place))
            numbers.push_back(number->value);
    }
    return numbers;
}

}  // namespace

Remark remark_of(std::u32string_view words) {
    return {.changes = holds_any(words, changing),
            .may_change = holds_any(words, maybe_changing),
            .restores = holds_any(words, restoring),
            .gives = words.contains(U'给') || words.contains(U'换') || words.contains(U'转') ||
                     words.contains(U'让'),
            .about_all = holds_any(words, of_all),
            .about_last = holds_any(words, of_last),
            .numbers = numbers_in(words)};
}

std::size_t person_before_verb(std::u32string_view name) {
    for (std::size_t length = 2; length + 1 <= name.size() && length <= 3; ++length) {
        const std::u32string_view rest = name.substr(length);
        if (rest[0] == name[length - 1]) continue;  // 王多多
        const bool verb =
            std::ranges::any_of(verbs, [&](std::u32string_view v) { return rest.starts_with(v); });
        const std::u32string_view person = name.substr(0, length);
        if (verb && (looks_like_person(person) || person == U"老板" || person == U"团长"))
            return length;
    }
    return 0;
}

bool is_chatter(std::u32string_view rest) {
    static constexpr std::u32string_view words[] = {
        U"好的",   U"收到", U"谢",   U"辛苦", U"住",   U"你",   U"您",   U"来了", U"到了",
        U"没来",   U"来取", U"来拿", U"已付", U"付款", U"付了", U"转了", U"转账", U"地址",
        U"电话",   U"哈",   U"嗯",   U"ok",   U"可以", U"明白", U"知道", U"群",   U"好吃",
        U"没问题", U"@",    U"请",   U"放",   U"送",   U"自提", U"自取", U"在家", U"微信"};
    return holds_any(rest, words);
}

bool joins_two_persons(std::u32string_view name) {
    for (std::size_t i = 2; i + 2 < name.size(); ++i)
        if (std::u32string_view(U"和跟与&").contains(name[i]) &&
            looks_like_person(name.substr(0, i)) && looks_like_person(name.substr(i + 1)))
            return true;
    return false;
}

bool heads_list(std::u32string_view line, bool names_item) {
    static constexpr std::u32string_view days[] = {U"周一", U"周二", U"周三", U"周四", U"周五",
                                                   U"周六", U"周日", U"周天", U"星期", U"礼拜",
                                                   U"今天", U"明天", U"后天", U"今晚", U"明晚"};
    if (line.size() > 20 || line.empty()) return false;
    const bool framed = line.front() == U'[' && line.back() == U']';
    const bool above = line.back() == U':' || framed || line.ends_with(U"接龙");
    return above && (names_item || holds_any(line, days));
}

bool describes(std::u32string_view line) {
    static constexpr std::u32string_view words[] = {U"/",    U"整箱", U"每箱", U"一箱有",
                                                    U"每盒", U"规格", U"每份"};
    return holds_any(line, words);
}

}  // namespace starfish::chat
