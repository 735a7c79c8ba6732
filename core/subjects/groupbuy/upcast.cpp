// Older versions of this subject's events; their golden files are in golden/.
#include "core/base/json/upcast.hpp"
#include "core/subjects/groupbuy/groupbuy.hpp"

#include <boost/json.hpp>

namespace starfish::groupbuy {
namespace {

// Copies the value first, because adding a member may move the other members in memory.
void copy(boost::json::object& body, std::string_view from, std::string_view to) {
    const boost::json::value value = body[from];
    body[to] = value;
}

// groupbuy.joined 1 → 2: version 1 had no tolerance, so it becomes 0.
void joined_1_to_2(boost::json::object& body) {
    body["tolerance"] = 0;
}

// groupbuy.joined 2 → 3: version 2 had a single offer and no waitlist.
void joined_2_to_3(boost::json::object& body) {
    body["item"] = 0;
    body["waiting"] = false;
}

// groupbuy.joined 3 → 4: version 3 had no `order`, so each line becomes an order of its own. Only
// the hand-out's slips showed which lines were collected together.
void joined_3_to_4(boost::json::object& body) {
    copy(body, "line", "order");
}

// groupbuy.left 1 → 2: version 1 was written for withdrawals only.
void left_1_to_2(boost::json::object& body) {
    body["because"] = "withdrawn";
}

// groupbuy.locked 1 → 2: version 1 had a single price, and all joined units were sold.
void locked_1_to_2(boost::json::object& body) {
    body["prices_fen"] = boost::json::array{body["price_fen"]};
    body["sold_units"] = boost::json::array{};
    body.erase("price_fen");
}

// groupbuy.opened 1 → 2: the single offer becomes the first of the goods, and `terms` is a separate
// object.
void opened_1_to_2(boost::json::object& body) {
    const boost::json::value cap = body["cap_per_person"];
    const boost::json::object goods{{"offer", body["offer"]},
                                    {"stock", body["stock"]},
                                    {"cap_per_person", cap},
                                    {"cap_per_order", cap},
                                    {"carton", 1},
                                    {"tiers", body["tiers"]}};
    body["terms"] = boost::json::object{{"title", ""},
                                        {"goods", boost::json::array{goods}},
                                        {"starts_at", body["starts_at"]},
                                        {"deadline", body["deadline"]},
                                        {"threshold", body["threshold"]},
                                        {"pickup_from", 0},
                                        {"pickup_until", 0},
                                        {"payment", "pickup"},
                                        {"hidden", false},
                                        {"reofferable", false}};
    body["phase"] = "open";
    body["reoffer_of"] = 0;
    for (const char* moved :
         {"offer", "stock", "cap_per_person", "tiers", "starts_at", "deadline", "threshold"})
        body.erase(moved);
}

constexpr json::Upcast all_upcasts[] = {
    {"groupbuy.joined", 1, joined_1_to_2}, {"groupbuy.joined", 2, joined_2_to_3},
    {"groupbuy.joined", 3, joined_3_to_4}, {"groupbuy.left", 1, left_1_to_2},
    {"groupbuy.locked", 1, locked_1_to_2}, {"groupbuy.opened", 1, opened_1_to_2},
};

}  // namespace

std::span<const json::Upcast> upcasts(std::type_identity<State>) {
    return all_upcasts;
}

}  // namespace starfish::groupbuy
