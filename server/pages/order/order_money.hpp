// The money of an order: what it comes to before and after the tiers, what is to be paid until when
// and how, and every refund with its reason, state and age.
#pragma once

#include "server/pages/order/order_view.hpp"
#include "server/pages/templates.hpp"

namespace starfish {

// Fills sum, sum_words, sum_how, sum_range, pay, money_rows, to_pay, refunds and statement: what
// order_money.mustache, pay.mustache and order_refunds.mustache show.
//
// to_pay is there while something is missing, with by_provider set if it is paid online: what the
// consumer pays with stands in pay.mustache.
void add_money(PageData& data, Locale locale, const OrderView& order);

}  // namespace starfish
