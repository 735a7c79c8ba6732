// The money of one join: what it owes and has paid, and what goes back; the leader says that a
// transfer came in, or that she gave one back.
#pragma once

#include "core/subjects/orders/orders.hpp"
#include "wasm/client.hpp"

#include <string>

namespace starfish::web {

struct View;

// What is being typed, on the sheet of a join.
struct MoneyForm {
    starfish::Id<groupbuy::OrderLine> line;  // whose it is; filled in anew for another
    bool confirming = false;
    std::string amount;
    std::string note;
    starfish::Id<orders::Refund> giving;
    std::string reference;
    std::string refusal;
    bool asking_leave = false;
};

// On the sheet of a join.
void draw_join_money(View&, Client&, const groupbuy::OrderLine&, Instant now);

// What is missing of a bill; 0 if nothing.
Fen missing_of(const orders::Bill&);
// A refund that the leader gives back by hand: of a transfer, or of what her desk collected.
bool is_by_hand(const State&, const orders::Refund&);
// "超出应付 · 3 小时前": why it is owed, since when, how often it was tried.
std::string refund_words(Locale, const orders::Refund&, Instant now);

}  // namespace starfish::web
