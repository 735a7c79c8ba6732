#include "core/subjects/orders/orders.hpp"

namespace starfish::orders {

std::vector<DueWork<groupbuy::Command>> due_work(const Reads& reads, const State& state,
                                                 Instant now, std::size_t most) {
    std::vector<DueWork<groupbuy::Command>> work;
    for (const Id<OrderLine> line : unpaid_due(reads, state, now, most))
        work.push_back({groupbuy::Leave{line}, "line-" + std::to_string(line.value),
                        state.bills.at(bill_of(line)).pay_by});
    return work;
}

}  // namespace starfish::orders
