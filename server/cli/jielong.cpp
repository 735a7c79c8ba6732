#include "server/cli/jielong.hpp"

#include "core/base/text.hpp"
#include "core/chat/jielong.hpp"
#include "core/chat/table.hpp"
#include "core/words/words.hpp"
#include "server/workbook/workbook.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <expected>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

namespace starfish {
namespace {

using nlohmann::ordered_json;

template <class T>
using OrProblem = std::expected<T, std::string>;

// All of the stream; nullopt if it fails or holds more than anything read here may.
std::optional<std::string> read_all(std::istream& in) {
    std::string text;
    char piece[1 << 16];
    while (in.read(piece, sizeof piece), in.gcount() > 0) {
        text.append(piece, static_cast<std::size_t>(in.gcount()));
        if (text.size() > chat::text_bytes_max) return std::nullopt;
    }
    return in.bad() ? std::nullopt : std::optional(std::move(text));
}

OrProblem<chat::Item> read_item(const nlohmann::json& value, std::size_t index) {
    const auto problem = [&](std::string_view what) {
        return std::unexpected(fmt::format("items[{}]{}", index, what));
    };
    if (!value.is_object()) return problem(" is no object with a name");
    const auto name = value.find("name");
    if (name == value.end() || !name->is_string()) return problem(".name is missing or no text");
    chat::Item item{.name = name->get<std::string>(), .price = {}};
    if (refuse_text(item.name, "name", {.least = 1, .most = 100}))
        return problem(".name must be 1 to 100 characters");
    const auto price = value.find("price_fen");
    if (price == value.end() || price->is_null()) return item;
    if (!price->is_number_integer() || *price < 0 || *price > price_max.value)
        return problem(
            fmt::format(".price_fen must be a whole number from 0 to {}", price_max.value));
    item.price = Fen{price->get<std::int64_t>()};
    return item;
}

OrProblem<std::vector<chat::Item>> read_items(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const auto text = file ? read_all(file) : std::nullopt;
    if (!text) return std::unexpected("cannot read " + path);
    const auto list = nlohmann::json::parse(*text, nullptr, false);
    if (list.is_discarded()) return std::unexpected(path + " is no JSON");
    if (!list.is_array() || list.empty())
        return std::unexpected(path + R"( must hold a list of items: [{"name","price_fen"?}])");
    if (list.size() > chat::items_max)
        return std::unexpected(fmt::format("{} holds more than {} items", path, chat::items_max));
    std::vector<chat::Item> items;
    for (const auto& value : list) {
        auto item = read_item(value, items.size());
        if (!item) return std::unexpected(path + ": " + item.error());
        for (const chat::Item& other : items)
            if (trimmed(other.name) == trimmed(item->name))
                return std::unexpected(path + ": two items are named " + item->name);
        items.push_back(std::move(*item));
    }
    return items;
}

std::size_t first_line_not_utf8(std::string_view text) {
    for (std::size_t line = 1;; ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (!utf8_length(text.substr(0, end)) || end == text.size()) return line;
        text.remove_prefix(end + 1);
    }
}

std::string said(const Refusal& refusal) {
    const std::string sentence = say(Locale::zh_cn, refusal);
    return refusal.field.empty() ? sentence : refusal.field + ": " + sentence;
}

OrProblem<std::vector<chat::Entry>> entries_of(Result<std::vector<chat::TableEntry>> table) {
    if (!table) return std::unexpected(said(table.error()));
    std::vector<chat::Entry> entries;
    for (chat::TableEntry& read : *table) entries.push_back(std::move(read.entry));
    return entries;
}

OrProblem<std::vector<chat::Entry>> read_entries(const JielongSource& source,
                                                 const std::vector<chat::Item>& items) {
    if (!source.workbook.empty()) {
        const auto rows = read_workbook_orders(source.workbook);
        if (!rows) return std::unexpected(source.workbook + ": " + rows.error());
        return entries_of(chat::read_table(*rows, items));
    }
    const auto text = read_all(std::cin);
    if (!text)
        return std::unexpected(fmt::format(
            "standard input cannot be read, or has more than {} bytes", chat::text_bytes_max));
    if (source.csv) return entries_of(chat::read_csv(*text, items));
    if (!utf8_length(*text))
        return std::unexpected(
            fmt::format("line {} of standard input is not UTF-8", first_line_not_utf8(*text)));
    return chat::read_chat(*text, items);
}

std::string_view status_word(chat::Status status) {
    switch (status) {
        case chat::Status::ok:
            return "ok";
        case chat::Status::cancelled:
            return "cancelled";
        case chat::Status::doubtful:
            break;
    }
    return "doubtful";
}

ordered_json to_json(const chat::Entry& entry, const std::vector<chat::Item>& items) {
    ordered_json lines = ordered_json::array();
    for (const chat::Line& line : entry.lines)
        lines.push_back({{"item", items[line.item].name}, {"quantity", line.quantity}});
    ordered_json value{{"line_number", entry.line_number},
                       {"name", entry.name},
                       {"lines", std::move(lines)},
                       {"status", status_word(entry.status)}};
    if (entry.status == chat::Status::doubtful) {
        std::string reason = say(Locale::zh_cn, chat::words_for(entry.doubt));
        if (!entry.excerpt.empty()) reason += "“" + entry.excerpt + "”";
        value["reason"] = std::move(reason);
    }
    return value;
}

int failed(const std::string& why) {
    fmt::print(stderr, "{}\n", why);
    return 1;
}

}  // namespace

int print_jielong(const JielongSource& source) {
    const auto items = read_items(source.items);
    if (!items) return failed(items.error());
    const auto entries = read_entries(source, *items);
    if (!entries) return failed(entries.error());
    std::string text = "[";
    for (const chat::Entry& entry : *entries) {
        text += text.size() > 1 ? ",\n " : "\n ";
        text += to_json(entry, *items).dump();
    }
    text += entries->empty() ? "]\n" : "\n]\n";
    const bool whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    return whole && std::fflush(stdout) == 0 ? 0 : failed("the output cannot be written");
}

}  // namespace starfish
