// One line's order: who, where, what and how many; or what it does to an order made before.
#pragma once

#include "core/chat/changes.hpp"
#include "core/chat/offer.hpp"
#include "core/chat/tokens.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace starfish::chat {

struct Reading {
    std::string name;
    std::string place;
    std::string title;       // 团长, at the beginning: whom a list means by it, if it names nobody
    bool by_sender = false;  // 我的: whoever sent it
    bool name_behind = false;  // 鸡蛋2 王姐
    // 加1, where nothing is ordered before it: as +1, unless there is an order already.
    bool by_plus = false;
    bool plus_has_unit = false;  // 加1份
    bool follows = false;        // 跟: one, of the one product
    Deed deed = Deed::order;
    std::vector<Line> lines;
    std::int32_t changed_from = 0;  // 2 of 2份改成3份
    // A quantity without an item, where several are on offer: 改成3份.
    std::int32_t bare_quantity = 0;
    Doubt doubt = Doubt::none;
    std::string excerpt;

    // What kind of line this may be.
    bool has_item = false;
    bool has_quantity = false;
    bool has_counted = false;   // a quantity with 份, +, x, or beside its item
    bool stands_apart = false;  // goods or a number begin the line or follow a mark or a space
    bool has_plus = false;      // +2
    bool has_price = false;
    bool has_text = false;
    std::string phone;  // eleven digits, if one mobile stands there
    bool has_phone = false;
    bool has_weak_place = false;  // 3号 may be a place, a date or a slip for 3份
    bool wants = false;           // 来2份: a word for ordering stands right before
    bool has_deed = false;        // an edit or a cancellation
    bool begins_with_item = false;
    bool is_cancelled = false;
    bool has_question = false;

    bool has_order() const { return !lines.empty() || bare_quantity != 0; }
};

// Reads what follows the line's number. Crossed-out letters count only if all are.
Reading read_order(Letters letters, const Offer& offer);

}  // namespace starfish::chat
