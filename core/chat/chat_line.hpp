// What kind of line it is, as far as it can be told before its order is read.
#pragma once

#include "core/chat/characters.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace starfish::chat {

class Offer;

struct Numbered {
    int number{};
    Letters body;
};
// 1. 1、 1) (1) ① 1️⃣ １． 第1位 NO.1, and "1 张三". `next` is the number one would expect.
// 18-2-301, 3号楼, 2鸡蛋 and 12:30 begin with a number that is none of a list.
std::optional<Numbered> numbered(Letters line, int next, const Offer& offer);

// Who speaks, as chat exports say it: "张三 2022/4/5 12:30:11", "[12:30] 张三：…", "张三："
struct Spoken {
    std::string sender;
    Letters rest;  // what follows in the same line
};
std::optional<Spoken> spoken(Letters line, const Offer& offer);
// "张三：…", where the name may be one.
std::optional<Spoken> labelled(Letters line, const Offer& offer);

// 「张三：鸡蛋2」 at the beginning, which a reply repeats: its letters, 0 if there is none.
std::size_t quote_length(Letters line);
// "* 张三" without its star.
Letters without_bullet(Letters line);
// 2, ②, 两: a number and nothing else.
bool counts_only(Letters line);

// "—————  2022-04-05  —————", "12:30": nothing but punctuation and time.
bool is_rule(Letters line);

// A menu's letter: "A 鸡蛋 29.9", "B、牛奶", "C：面包"
struct MenuLetter {
    char32_t letter{};
    Letters rest;
};
std::optional<MenuLetter> menu_letter(Letters line);

}  // namespace starfish::chat
