// What a line says of orders that stand already, when it is no edit of a form that is understood:
// that something is to change, and whose it is. Nobody guesses then: who is meant is asked.
#pragma once

#include <string_view>
#include <vector>

namespace starfish::chat {

struct Remark {
    bool changes = false;      // 不要了, 转给, 翻倍: whatever else stands there
    bool may_change = false;   // 还, 多, 换: if goods or a number stand there too
    bool restores = false;     // 恢复: what was cancelled too
    bool gives = false;        // 给: from one to another, if two are named
    bool about_all = false;    // 都, 上面的
    bool about_last = false;   // 楼上
    std::vector<int> numbers;  // 第1个, 1号
};

// `words` is folded and holds no names.
Remark remark_of(std::u32string_view words);

// Letters of the person at the beginning of what a verb makes longer: 2 of 张三还要, 0 of 张三.
std::size_t person_before_verb(std::u32string_view name);
// 许三和何四
bool joins_two_persons(std::u32string_view name);
// 张三住3栋, 李四 好的: said to or of somebody, and nothing about an order.
bool is_chatter(std::u32string_view rest);
// 周五的:, 【鸡蛋】, 牛奶接龙: what stands above a list of its own; `names_item`: it names goods.
bool heads_list(std::u32string_view line, bool names_item);
// 牛奶 45/12盒: what is in one of it.
bool describes(std::u32string_view line);

}  // namespace starfish::chat
