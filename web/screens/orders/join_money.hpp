// The money of one join: its bill, payments and refunds. The leader confirms a received transfer,
// or a refund given back by hand.
#pragma once

#include "core/subjects/orders/orders.hpp"
#include "wasm/client.hpp"

#include <string>

namespace starfish::web {

struct View;

// The typed text on the sheet of a join.
struct MoneyForm {
    Id<groupbuy::OrderLine> line;  // the form is reset for another join
    bool confirming = false;
    std::string amount;
    std::string note;
    Id<orders::Refund> open_refund;
    std::string reference;
    std::string refusal;
    bool asking_leave = false;
};

// Part of the sheet of a join.
void draw_join_money(View&, Client&, const groupbuy::OrderLine&, Instant now);

// The unpaid amount of a bill; 0 if nothing is due.
Fen missing_of(const orders::Bill&);
// The leader gives this refund back by hand: the bill was paid by transfer or at the desk.
bool is_by_hand(const State&, const orders::Refund&);
// "超出应付 · 3 小时前": the reason of the refund, its age, and the number of tries.
std::string refund_words(Locale, const orders::Refund&, Instant now);

}  // namespace starfish::web
