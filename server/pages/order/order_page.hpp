// A consumer's order: status, amount due, place of collection, and the forms to change it.
//
// The page consists of blocks, each with its template: order_ticket (number, status), order_money
// and pay (amount due and way of paying), order_refunds, pickups, order_change, order_more, steps.
// After the lock also order_collect (pickup code, units handed over), order_claims, order_claim
// (the form) and order_statement.
#pragma once

#include "core/base/refusal.hpp"
#include "server/pages/claims/claim_form.hpp"
#include "server/pages/join/join_form.hpp"
#include "server/pages/order/order_view.hpp"
#include "server/pages/page_writer.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

// The page's address, and the parts of it that links and forms keep.
struct OrderLink {
    std::string token;
    std::string with;  // the tokens of the companions, with dots between; "" for none

    std::string path() const { return "/o/" + token; }
    // "", "?lang=en", "?with=…", "?lang=en&with=…"
    std::string query(const Reader& reader) const;
};

// One key for each form: after going back, sending another form is not a repetition.
struct OrderKeys {
    std::string change;
    std::string more;
    std::string leave;
    std::string claim = {};
    std::string appeal = {};
};

enum class OrderForm : std::uint8_t { change, more, leave, pay, claim, appeal };

struct RefusedOrder {
    OrderForm form{};
    TypedJoin typed;
    std::vector<Refusal> problems;
    TypedClaim claim = {};
};

std::string order_page(PageWriter& writer, const Reader& reader, const OrderView& order,
                       const OrderLink& link, const OrderKeys& keys,
                       const RefusedOrder* refused = nullptr);

}  // namespace starfish
