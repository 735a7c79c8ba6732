// The words of a 接龙 that are neither names nor goods, and what they mean for an order.
#pragma once

#include "core/chat/characters.hpp"
#include "core/chat/jielong.hpp"

#include <optional>
#include <string_view>

namespace starfish::chat {

enum class UnitKind : std::uint8_t {
    portion,  // 份: what the group-buy sells
    pack,     // 盒, 箱: fine unless the item's name counts them
    piece,    // 个, 枚: fine unless the item is an amount of something
    measure,  // 斤, ml: only for what is sold by it
    unclear,  // 打, 对, 人: several, or no goods at all
};

// Letters of the unit at the beginning; 0 if there is none.
std::size_t unit_length(std::u32string_view text);
UnitKind unit_kind(std::u32string_view unit);

enum class Meaning : std::uint8_t {
    filler,    // 我要, 份数: says nothing more
    follow,    // 跟, 接: one of it, where one product is offered and no number follows
    joins,     // 和, 加: between items
    note,      // 放门卫: harmless
    paid,      // 已付
    me,        // 我的: the sender
    each,      // 各, 每样
    all,       // 都要
    cancel,    // 取消
    refuse,    // 不要, 退: cancels, or refuses one item
    change,    // 改成
    add,       // 再加
    subtract,  // 减
    total,     // 共
    doubt,     // doubtful, why: `doubt`
};

// Where a word must stand to be one: 来 in 来2份 is, in 王来福 it is not.
enum class Stands : std::uint8_t {
    anywhere,
    alone,         // apart from other words
    before_order,  // right before a number or an item
    opens_order,   // as well, and no part of the word before
};

struct Phrase {
    std::u32string_view text;
    Meaning meaning{};
    Doubt doubt = Doubt::none;
    Stands stands = Stands::anywhere;
};

// The phrases that begin with the letter, longest first, else as they stand in their table.
std::span<const Phrase* const> phrases_from(char32_t first);

// Of a line without a number: what makes it talk, a notice, or a total.
bool asks(std::u32string_view line);
bool announces(std::u32string_view line);
bool rules(std::u32string_view line);  // announces, and voices no mere opinion
bool begins_example(std::u32string_view line);
bool begins_list(std::u32string_view line);
// 备注, 地址, 名单: what stands before a colon and is nobody.
bool names_field(std::u32string_view text);
bool heads_totals(std::u32string_view line);
// 我要, 报名: wants it, and says no more.
bool wishes(std::u32string_view line);

// 张三, 小王, 李阿姨, as against 土, 新鲜 or 黄瓜.
bool looks_like_person(std::u32string_view text);
// 王姐, 李阿姨: nobody else, wherever it stands.
bool is_addressed(std::u32string_view text);
// 黄瓜, 大米, 土: goods, or what one says of goods.
bool looks_like_goods(std::u32string_view text);

}  // namespace starfish::chat
