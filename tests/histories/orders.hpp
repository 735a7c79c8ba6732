// Payments and refunds in random histories.
#pragma once

#include "tests/histories/author.hpp"

#include <algorithm>

namespace starfish::histories {

// Payments arrive in full, in part, twice or late; refunds fail or are paid out.
inline Move Author::money(const State& state) {
    const auto unpaid = orders::unpaid_due(orders::Reads(state), state.orders, now_, 1);
    if (!unpaid.empty() && dice_.chance(50)) return by(sweeper, groupbuy::Leave{unpaid.front()});
    const auto owed = orders::refunds_due(state.orders, now_ + day_ms, 3);
    if (!owed.empty() && dice_.chance(40)) {
        const auto refund = dice_.one_of(owed);
        if (dice_.chance(30))
            return by(sweeper, orders::ReportRefundFailed{refund, "SYSTEM_ERROR"});
        return by(sweeper, orders::AcknowledgeRefund{refund, id("refund", moves_)});
    }
    const auto& bill = dice_.one_of(state.orders.bills);
    const Fen part{dice_.between(1, std::max<std::int64_t>(1, bill.due_fen.value))};
    const Fen amount = dice_.chance(70) && bill.due_fen > Fen{0} ? bill.due_fen : part;
    if (bill.kind == groupbuy::PaymentKind::transfer) {
        const auto& groupbuy = state.groupbuy.groupbuys.at(bill.groupbuy);
        return by(leader(groupbuy.leader), orders::ConfirmTransfer{bill.id, amount, "微信转账"});
    }
    const int number = dice_.chance(10) ? moves_ / 2 : moves_;
    return by(sweeper, orders::RecordPayment{bill.id, amount, id("payment", number)});
}

}  // namespace starfish::histories
