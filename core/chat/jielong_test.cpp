// Chats composed from parts whose truth is known, and the same with characters put in or taken out.
#include "core/chat/jielong.hpp"

#include "core/base/text.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

namespace jielong_test {

using namespace starfish;
using chat::Entry;
using chat::Item;
using chat::Line;
using chat::Status;

const std::vector<Item> offered{
    {"鸡蛋", Fen{2990}}, {"土鸡蛋", Fen{3990}}, {"纯牛奶12盒", {}}, {"套餐一", {}}, {"Apple", {}}};

template <class T, std::size_t N>
const T& one_of(const std::array<T, N>& all) {
    return all[*rc::gen::inRange<std::size_t>(0, N)];
}

std::string counted(int n) {
    static const std::array<std::string, 10> chinese{"零", "一", "两", "三", "四",
                                                     "五", "六", "七", "八", "九"};
    const std::string digits = std::to_string(n);
    switch (*rc::gen::inRange(0, 7)) {
        case 0:
            return digits + "份";
        case 1:
            return " x" + digits;
        case 2:
            return "*" + digits;
        case 3:
            return "+" + digits;
        case 4:
            return " " + digits;
        case 5:
            return "×" + digits + "份";
        default:
            return n < 10 ? " " + chinese[static_cast<std::size_t>(n)] + "份" : digits + "份";
    }
}

std::string item_words(std::size_t item) {
    static const std::array<std::vector<std::string>, 5> words{
        std::vector<std::string>{"鸡蛋", "雞蛋"},
        {"土鸡蛋"},
        {"纯牛奶", "纯牛奶12盒"},
        {"套餐一", "套餐1"},
        {"Apple", "apple"}};
    return words[item][*rc::gen::inRange<std::size_t>(0, words[item].size())];
}

struct Told {
    std::string text;
    std::string name;
    std::vector<Line> lines;
    // 套餐15份 may be 15 of a 套餐 or 5 of 套餐1, and 12 beside 纯牛奶12盒 may be its boxes.
    bool is_ambiguous = false;
};

Told told(int number) {
    static const std::array<std::string, 8> marks{". ", "、", ") ", "．", "，", ": ", "。", ".  "};
    static const std::array<std::string, 8> surnames{"张", "李", "王", "赵",
                                                     "陈", "周", "吴", "郑"};
    static const std::array<std::string, 6> given{"小明", "大伟", "秀英", "阿姨", "老师", "志强"};
    static const std::array<std::string, 5> places{"", "3号楼1502 ", "18-2-301 ", "A座801 ",
                                                   "12栋 "};
    static const std::array<std::string, 5> gaps{" ", "，", "、", "  ", "; "};
    static const std::array<std::string, 6> notes{"", "", " 放门卫", " 周六自提", "，谢谢", " 🌹"};
    Told line;
    line.name = one_of(surnames) + one_of(given) + std::to_string(number + 10);
    line.text = std::to_string(number) + one_of(marks) + one_of(places) + line.name;
    const auto count = *rc::gen::inRange<std::size_t>(1, 4);
    const auto first = *rc::gen::inRange<std::size_t>(0, 5);
    for (std::size_t k = 0; k < count; ++k) {
        const std::size_t item = (first + k) % offered.size();
        const int quantity = *rc::gen::inRange(1, 30);
        const std::string word = item_words(item);
        const std::string count_word = counted(quantity);
        line.text += (k == 0 ? std::string(" ") : one_of(gaps)) + word + count_word;
        const bool meets_digit = count_word[0] >= '0' && count_word[0] <= '9';
        line.is_ambiguous |= (word.ends_with('1') && meets_digit) || (item == 2 && quantity == 12);
        line.lines.push_back({.item = item, .quantity = quantity});
    }
    line.text += one_of(notes);
    std::ranges::sort(line.lines);
    return line;
}

TEST_CASE("what is ok in a composed chat is what was meant") {
    CHECK(rc::check("composed chats", [&] {
        const int count = *rc::gen::inRange(1, 12);
        std::string chat = "#接龙\n周末团\n\n";
        std::map<std::size_t, Told> truth;
        for (int i = 1; i <= count; ++i) {
            if (*rc::gen::inRange(0, 4) == 0) chat += "好的\n";
            Told line = told(i);
            chat += line.text + "\n";
            const auto number = static_cast<std::size_t>(std::ranges::count(chat, '\n'));
            truth.emplace(number, std::move(line));
        }
        RC_LOG() << chat;
        const auto entries = chat::read_chat(chat, offered);
        RC_ASSERT(entries.size() == truth.size());
        for (const Entry& entry : entries) {
            RC_ASSERT(truth.contains(entry.line_number));
            const Told& meant = truth.at(entry.line_number);
            // Doubt is no way out: only what two people would read differently is asked about.
            RC_ASSERT(entry.status == (meant.is_ambiguous ? Status::doubtful : Status::ok));
            if (entry.status != Status::ok) continue;
            RC_ASSERT(entry.name == meant.name);
            RC_ASSERT(entry.lines == meant.lines);
        }
    }));
}

// A character that says how many or what, or undoes it, never leaves the line ok and changed
// unless the line really says the other thing.
TEST_CASE("a word put into a line that changes what is meant makes it doubtful") {
    static const std::array<std::string, 24> disturbing{
        "不",     "半",   "或",      "大概", "?",  "-1",   "退1份",  "面包1",
        " 香肠",  "改",   "取消1份", "几",   "别", "没有", "约",     "除了",
        "代李四", "同上", "1+1",     "可能", "~3", "吗？", " 牛来2", "2.5"};
    CHECK(rc::check("disturbed lines", [&] {
        const Told line = told(1);
        const std::string& word = one_of(disturbing);
        const std::string chat = line.text + word + "\n";
        RC_LOG() << chat;
        for (const Entry& entry : chat::read_chat(chat, offered))
            RC_ASSERT(entry.status != Status::ok);
    }));
}

TEST_CASE("characters lost or added never make a quantity that nobody wrote") {
    static const std::array<std::string, 14> letters{"2",  "一", "份", "鸡", "蛋", "x",  "+",
                                                     "号", " ",  "，", "套", "十", "元", "点"};
    CHECK(rc::check("mutated lines", [&] {
        const Told line = told(1);
        std::vector<std::string> points;
        for (std::size_t i = 0; i < line.text.size();) {
            std::size_t end = i + 1;
            while (end < line.text.size() &&
                   (static_cast<unsigned char>(line.text[end]) & 0xC0U) == 0x80U)
                ++end;
            points.push_back(line.text.substr(i, end - i));
            i = end;
        }
        const auto at = *rc::gen::inRange<std::size_t>(3, points.size());
        if (*rc::gen::arbitrary<bool>())
            points.erase(points.begin() + static_cast<std::ptrdiff_t>(at));
        else
            points.insert(points.begin() + static_cast<std::ptrdiff_t>(at), one_of(letters));
        std::string chat;
        for (const std::string& point : points) chat += point;
        RC_LOG() << chat;
        for (const Entry& entry : chat::read_chat(chat, offered)) {
            if (entry.status != Status::ok) continue;
            RC_ASSERT(!entry.name.empty());
            RC_ASSERT(!entry.lines.empty());
            for (const Line& l : entry.lines) {
                // The number stands in the line, in digits or in Chinese.
                static const std::array<std::string, 10> chinese{"〇", "一", "两", "三", "四",
                                                                 "五", "六", "七", "八", "九"};
                const bool is_written =
                    chat.find(std::to_string(l.quantity)) != std::string::npos ||
                    (l.quantity < 10 && chat.find(chinese[static_cast<std::size_t>(l.quantity)]) !=
                                            std::string::npos) ||
                    chat.find("十") != std::string::npos;
                RC_ASSERT(is_written);
            }
        }
    }));
}

TEST_CASE("any text is read without harm, and invisible characters change nothing") {
    CHECK(rc::check("any text", [](const std::string& bytes) {
        if (!utf8_length(bytes)) return;
        (void)chat::read_chat(bytes, offered);
    }));
    CHECK(rc::check("invisible", [] {
        const Told line = told(1);
        std::string hidden;
        for (const char c : line.text) {
            const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
            if (begins && *rc::gen::inRange(0, 5) == 0) hidden += "\u200B";
            hidden += c;
        }
        const auto a = chat::read_chat(line.text, offered);
        const auto b = chat::read_chat(hidden, offered);
        RC_ASSERT(a.size() == b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            RC_ASSERT(a[i].lines == b[i].lines);
            RC_ASSERT(a[i].status == b[i].status);
        }
    }));
}

TEST_CASE("words in any order are read without harm, and what is ok is whole") {
    static const std::array<std::string, 72> words{
        "1.",   "2、",    "（3）",       "①",     "1️⃣",       "\n",     "\n",   "\n",
        " ",    "  ",     "，",          "、",    "：",      "+",      "-",    "x",
        "*",    "~~",     "~",           "？",    "❌",      "✅",     "🌹",   "\u0336",
        "鸡蛋", "土鸡蛋", "套餐一",      "套餐",  "牛奶",    "A",      "b",    "张三",
        "李四", "王",     "Tom",         "小",    "1",       "2",      "12",   "1502",
        "29.9", "¥59",    "13800001111", "两",    "十",      "三",     "半",   "份",
        "盒",   "斤",     "号楼",        "单元",  "3-2-301", "8点",    "周六", "各",
        "都要", "改成",   "再加",        "减",    "取消",    "不要了", "不要", "退",
        "共",   "同上",   "我的",        "#接龙", "合计",    "例",     "的",   "2022-04-05 12:30"};
    CHECK(rc::check("any words", [] {
        std::string chat;
        const auto count = *rc::gen::inRange(0, 40);
        for (int i = 0; i < count; ++i) chat += one_of(words);
        RC_LOG() << chat;
        std::size_t before = 0;
        for (const Entry& entry : chat::read_chat(chat, offered)) {
            RC_ASSERT(entry.line_number > before);
            before = entry.line_number;
            RC_ASSERT((entry.status == Status::doubtful) == (entry.doubt != chat::Doubt::none));
            if (entry.status != Status::ok) continue;
            RC_ASSERT(!entry.name.empty());
            RC_ASSERT(!entry.lines.empty());
            for (std::size_t i = 0; i < entry.lines.size(); ++i) {
                RC_ASSERT(entry.lines[i].item < offered.size());
                RC_ASSERT(entry.lines[i].quantity >= 1);
                RC_ASSERT(entry.lines[i].quantity <= chat::quantity_plain_max);
                if (i > 0) RC_ASSERT(entry.lines[i - 1].item < entry.lines[i].item);
            }
        }
    }));
}

TEST_CASE("a mobile's number goes with its entry, whole and alone") {
    const auto phone_in = [](std::string_view chat) {
        const auto entries = chat::read_chat(chat, offered);
        REQUIRE(entries.size() == 1);
        return entries[0].phone;
    };
    CHECK(phone_in("1. 李四 13800138000 鸡蛋2") == "13800138000");
    CHECK(phone_in("1. 李四 138-0013-8000 鸡蛋2") == "13800138000");
    CHECK(phone_in("1. 李四 鸡蛋2 +86 138 0013 8000") == "13800138000");
    CHECK(phone_in("1. 李四\n138 0013 8000\n鸡蛋2") == "13800138000");
    CHECK(phone_in("1. 李四 鸡蛋2 13800138000 13800138000") == "13800138000");
    CHECK(phone_in("1. 李四 鸡蛋2 13800138000/13900139000").empty());
    CHECK(phone_in("1. 李四 鸡蛋2 0571-88886666").empty());
    CHECK(phone_in("1. 李四 鸡蛋2 尾号8000").empty());
    CHECK(phone_in("1. 李四 鸡蛋2").empty());
    CHECK(phone_in("1. 李四 13800138000 鸡蛋2\n1. 李四 鸡蛋3") == "13800138000");
}

TEST_CASE("ten thousand lines are read in well under a second") {
    std::string chat;
    for (int i = 1; i <= 10'000; ++i)
        chat += std::to_string(i) + ". 张小" + std::to_string(10'000 + i) + " " +
                std::to_string(i % 20 + 1) + "号楼1502 鸡蛋2份 套餐一 1份 放门卫\n";
    const auto begun = std::chrono::steady_clock::now();
    const auto entries = chat::read_chat(chat, offered);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    CHECK(entries.size() == 10'000);
    CHECK(std::ranges::all_of(entries, [](const Entry& e) { return e.status == Status::ok; }));
    CHECK(took.count() < 5);  // of a sanitized build; 0.1 s of an optimized one
}

TEST_CASE("a name ten thousand times, or a line without end, takes no longer") {
    std::string same;
    for (int i = 1; i <= 10'000; ++i) same += std::to_string(i) + ". 张三 鸡蛋1\n";
    CHECK(chat::read_chat(same, offered).size() == 10'000);
    std::string wide = "1. 张三 ";
    for (int i = 0; i < 20'000; ++i) wide += "鸡蛋1 ";
    const auto entries = chat::read_chat(wide, offered);
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].status == Status::doubtful);
}

}  // namespace jielong_test
