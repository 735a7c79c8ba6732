// A chat's 接龙 (numbered lines people paste and grow), a CSV file or a workbook of 快团团, read as
// orders for the leader to confirm.
//
//   1. 张三 鸡蛋2份 牛奶1        ok         张三: 鸡蛋 2, 牛奶 1
//   2. 李四 鸡蛋                doubtful   how many?
//   3. ~~王五 牛奶 2~~          cancelled  王五: 牛奶 2
//
// What it promises: an entry is `ok` only if every character of its line is accounted for: number,
// name, place, item, quantity, unit, or a note from a list of harmless ones. Anything left over
// makes it doubtful and says why: a doubtful line costs a question, a wrong one a customer.
//
// How a chat is read: characters.hpp makes every line plain, tokens.hpp cuts it into words with a
// meaning, order.hpp reads one line's order, chat_line.hpp says what kind of line it is, and
// ledger.hpp folds lists that are pasted again, edits and cancellations into entries.
#pragma once

#include "core/base/quantity.hpp"
#include "core/base/refusal.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::chat {

// What is offered. Names are not empty and differ.
struct Item {
    std::string name;
    std::optional<Fen> price;
};

// So many of the item at that place of the items.
struct Line {
    std::size_t item{};
    std::int32_t quantity{};
    auto operator<=>(const Line&) const = default;
};

enum class Status : std::uint8_t { ok, cancelled, doubtful };

// Why somebody must ask. words_for() has the sentence's key.
enum class Doubt : std::uint8_t {
    none,
    no_name,
    several_names,
    name_unclear,
    no_item,
    unknown_item,
    short_item,
    ambiguous_item,
    no_quantity,
    quantity_unclear,
    quantity_out_of_range,
    not_whole,
    range,
    uncertain,
    unit_unclear,
    sum,
    price_differs,
    total_differs,
    unread,
    negation,
    edit_unclear,
    whose_edit,
    same_as_other,
    for_someone,
    partly_cancelled,
    question,
    item_twice,
    name_twice,
    gone_later,
    bad_cell,
};

struct Entry {
    std::size_t line_number{};  // of the entry's first line: physical, from 1
    std::string name;           // as the chat writes it; the place if nobody is named
    std::string place;          // 3号楼1502
    std::string phone;          // of a mobile, eleven digits; empty if several stand there
    std::vector<Line> lines;    // in the items' order; a best guess if doubtful
    Status status = Status::ok;
    Doubt doubt = Doubt::none;
    std::string excerpt;  // the words in question, if the doubt is about some
};

// Orders above this are asked about: a neighbour seldom wants a hundred.
inline constexpr std::int32_t quantity_plain_max = 99;
// So much text is read at most, and so many items offered.
inline constexpr std::size_t text_bytes_max = 16U << 20U;
inline constexpr std::size_t items_max = 500;

// `text` is valid UTF-8. Never fails: what it cannot read is doubtful, or is talk.
std::vector<Entry> read_chat(std::string_view text, std::span<const Item> items);

// The key of the sentence for people: "jielong.no_quantity".
std::string_view words_for(Doubt doubt);

}  // namespace starfish::chat
