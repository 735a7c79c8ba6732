// tests/chat/lines: chats of a line or two, and what a careful person says of them.
//
//   offers 鸡蛋 29.90, 牛奶 45
//   1. 张三 加1 => 张三 鸡蛋1
//   张三 10:32⏎跟 => ?张三            ⏎ begins the chat's next line; ? is doubtful, - cancelled
//   好的 =>                           no entry
//
// What is doubtful is compared by its name alone: the rest of it is a guess.
#include "core/chat/jielong.hpp"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace lines_test {

using namespace starfish;

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t i = 0; (i = text.find(from, i)) != std::string::npos; i += to.size())
        text.replace(i, from.size(), to);
    return text;
}

std::vector<std::string> parted(const std::string& text, std::string_view mark) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find(mark, from), text.size());
        parts.push_back(text.substr(from, end - from));
        from = end + mark.size();
    }
    return parts;
}

std::vector<chat::Item> offered(const std::string& list) {
    std::vector<chat::Item> items;
    for (const std::string& words : parted(list, ", ")) {
        const std::size_t gap = words.rfind(' ');
        const double yuan = std::stod(words.substr(gap + 1));
        items.push_back({words.substr(0, gap), Fen{static_cast<std::int64_t>(yuan * 100 + 0.5)}});
    }
    return items;
}

std::string said(const chat::Entry& entry, const std::vector<chat::Item>& items) {
    if (entry.status == chat::Status::doubtful) return "?" + entry.name;
    std::string text = (entry.status == chat::Status::cancelled ? "-" : "") + entry.name + " ";
    for (const chat::Line& line : entry.lines)
        text += items[line.item].name + std::to_string(line.quantity);
    if (entry.lines.empty()) text.pop_back();
    return text;
}

std::string read(const std::string& chat, const std::vector<chat::Item>& items) {
    std::string all;
    for (const chat::Entry& entry : chat::read_chat(replaced(chat, "⏎", "\n"), items))
        all += (all.empty() ? "" : "; ") + said(entry, items);
    return all;
}

TEST_CASE("every line is read as a careful person reads it") {
    std::size_t lines = 0;
    for (const auto& file : std::filesystem::directory_iterator("tests/chat/lines")) {
        std::vector<chat::Item> items;
        std::ifstream text(file.path());
        for (std::string line; std::getline(text, line);) {
            if (line.empty() || line.starts_with("//")) continue;
            if (line.starts_with("offers ")) {
                items = offered(line.substr(7));
                continue;
            }
            const std::size_t arrow = line.rfind(" =>");
            REQUIRE(arrow != std::string::npos);
            const std::string expected = line.substr(std::min(arrow + 4, line.size()));
            INFO(file.path().filename().string() << ": " << line.substr(0, arrow));
            CHECK(read(line.substr(0, arrow), items) == expected);
            ++lines;
        }
    }
    CHECK(lines >= 1450);
}

}  // namespace lines_test
