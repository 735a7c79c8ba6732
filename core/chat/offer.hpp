// The items on offer, as a chat may name them.
#pragma once

#include "core/chat/characters.hpp"
#include "core/chat/jielong.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace starfish::chat {

// How sure a name is.
enum class Named : std::uint8_t {
    surely,
    several,  // it fits more than one item
};

struct Match {
    std::size_t item{};
    std::size_t length{};  // letters
    Named named = Named::surely;
};

class Offer {
public:
    explicit Offer(std::span<const Item> items);

    std::size_t size() const { return items_.size(); }
    const Item& item(std::size_t i) const { return items_[i]; }

    // The longest name of an item that begins at `at`. Spaces and brackets within do not matter.
    std::optional<Match> match(Letters letters, std::size_t at) const;
    // The item that the letter stands for, by its name (套餐A) or by the chat's menu.
    std::optional<std::size_t> by_code(char32_t letter) const;
    void learn_code(char32_t letter, std::size_t item);

    // What the chat's menu says of the item: its amounts count as those in its name do.
    void describe(std::size_t item, std::u32string_view line);

    // Whether so many `unit` can only be so many of the item: not so for 2盒 of 牛奶12盒, nor for
    // 2斤 of anything that is not sold by the 斤.
    bool unit_fits(std::size_t item, std::u32string_view unit) const;
    // Whether another item's name goes on so: 可乐 6 瓶, where 可乐6瓶装 is offered too.
    bool begins_other(std::size_t item, std::int64_t number, std::u32string_view unit) const;
    // Whether the number stands in the item's name: 30 of 鸡蛋30枚.
    bool names_number(std::size_t item, std::int64_t number) const;
    // An item whose name the text may be short for: 蛋, 纯奶.
    std::optional<std::size_t> short_for(std::u32string_view text) const;
    // Whether an item's name stands anywhere in the letters.
    bool names_any(Letters letters) const;

private:
    struct Name {
        std::u32string text;
        std::size_t item{};
        Named named = Named::surely;
    };
    void add_name(std::u32string text, std::size_t item);
    void add_letter_of(std::size_t item);

    std::span<const Item> items_;
    std::vector<std::u32string> compact_;  // each item's name, folded, without spaces and brackets
    std::vector<std::u32string> described_;
    std::map<char32_t, std::vector<Name>> names_;           // by first letter, longest first
    std::map<char32_t, std::optional<std::size_t>> codes_;  // nullopt: stands for several
};

}  // namespace starfish::chat
