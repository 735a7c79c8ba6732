// The money of an order: its cost before and after the tiers, the amount to pay, deadline and way
// of paying, and every refund with its reason, status and age.
#pragma once

#include "server/pages/order/order_view.hpp"
#include "server/pages/templates.hpp"

namespace starfish {

// Fills sum, sum_words, sum_how, sum_range, pay, money_rows, to_pay, refunds and statement: the
// data of order_money.mustache, pay.mustache and order_refunds.mustache.
//
// to_pay exists while an amount is missing; its pay_now is set if the consumer can pay online now.
// The payment form itself is in pay.mustache.
void add_money(PageData& data, Locale locale, const OrderView& order);

}  // namespace starfish
