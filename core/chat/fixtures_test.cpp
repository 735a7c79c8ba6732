// tests/chat: a chat in NAME.txt, what is offered and what must be read in NAME.json. `doubt` is
// the end of the reason's key: "jielong.no_quantity" is no_quantity.
#include "core/chat/jielong.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace fixtures_test {

using namespace starfish;
using nlohmann::ordered_json;

std::string text_of(const std::filesystem::path& path) {
    const std::ifstream file(path, std::ios::binary);
    REQUIRE(file);
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

std::vector<chat::Item> items_of(const ordered_json& fixture) {
    std::vector<chat::Item> items;
    for (const auto& item : fixture.at("items")) {
        items.push_back({.name = item.at("name"), .price = {}});
        if (item.contains("price_fen")) items.back().price = Fen{item.at("price_fen")};
    }
    return items;
}

ordered_json as_json(const chat::Entry& entry, const std::vector<chat::Item>& items) {
    ordered_json lines = ordered_json::array();
    for (const chat::Line& line : entry.lines)
        lines.push_back({{"item", items[line.item].name}, {"quantity", line.quantity}});
    constexpr const char* statuses[] = {"ok", "cancelled", "doubtful"};
    ordered_json value{{"line_number", entry.line_number},
                       {"name", entry.name},
                       {"lines", std::move(lines)},
                       {"status", statuses[static_cast<int>(entry.status)]}};
    if (entry.status == chat::Status::doubtful)
        value["doubt"] = words_for(entry.doubt).substr(std::string_view("jielong.").size());
    return value;
}

TEST_CASE("every chat is read as its fixture says") {
    std::size_t chats = 0;
    for (const auto& file : std::filesystem::directory_iterator("tests/chat")) {
        if (file.path().extension() != ".txt") continue;
        ++chats;
        auto expected_at = file.path();
        expected_at.replace_extension(".json");
        const auto fixture = ordered_json::parse(text_of(expected_at));
        const auto items = items_of(fixture);
        const auto entries = chat::read_chat(text_of(file.path()), items);
        INFO(file.path().string());
        const auto& expected = fixture.at("entries");
        for (std::size_t i = 0; i < std::min(entries.size(), expected.size()); ++i)
            CHECK(as_json(entries[i], items).dump() == expected[i].dump());
        CHECK(entries.size() == expected.size());
    }
    CHECK(chats >= 60);
}

TEST_CASE("each reason is met in some chat") {
    std::set<std::string> met;
    for (const auto& file : std::filesystem::directory_iterator("tests/chat")) {
        if (file.path().extension() != ".json") continue;
        const auto fixture = ordered_json::parse(text_of(file.path()));
        for (const auto& entry : fixture.at("entries"))
            if (entry.contains("doubt")) met.insert(entry.at("doubt"));
    }
    for (int d = 1; d <= static_cast<int>(chat::Doubt::gone_later); ++d) {
        const auto key = words_for(static_cast<chat::Doubt>(d));
        INFO(key);
        CHECK(met.contains(std::string(key.substr(std::string_view("jielong.").size()))));
    }
}

}  // namespace fixtures_test
