// A consumer's own order: where it stands, what she owes, where she collects it, and what she can
// still change.
//
// The page is made of blocks, each with its template: order_ticket (number, state), order_money and
// pay (what is to be paid, and how), order_refunds, pickups, order_change, order_more, steps. After
// the lock order_collect (pickup code, what was handed over), order_claims, order_claim (the form)
// and order_statement.
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

// Where the page is, and what its links and forms keep of its address.
struct OrderLink {
    std::string token;
    std::string with;  // the tokens of the companions, with dots between; "" for none

    std::string path() const { return "/o/" + token; }
    // "", "?lang=en", "?with=…", "?lang=en&with=…"
    std::string query(const Reader& reader) const;
};

// One for each form, so that going back after one of them and sending another is no repeat.
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
