#include "core/engine/upcast.hpp"

#include <boost/json.hpp>

namespace starfish {
namespace {

// A new member's place may move the others, so what is copied is taken out first.
void copy(boost::json::object& body, std::string_view from, std::string_view to) {
    const boost::json::value value = body[from];
    body[to] = value;
}

// groupbuy.joined 1 → 2: joins before there was tolerance tolerated nothing.
void joined_1_to_2(boost::json::object& body) {
    body["tolerance"] = 0;
}

// groupbuy.joined 2 → 3: there was one offer, and no waitlist.
void joined_2_to_3(boost::json::object& body) {
    body["item"] = 0;
    body["waiting"] = false;
}

// groupbuy.joined 3 → 4: what was collected together was told by the hand-out's slips alone.
void joined_3_to_4(boost::json::object& body) {
    copy(body, "line", "order");
}

// groupbuy.left 1 → 2: nothing but a withdrawal was told.
void left_1_to_2(boost::json::object& body) {
    body["because"] = "withdrawn";
}

// groupbuy.locked 1 → 2: the one price; all that were joined were sold.
void locked_1_to_2(boost::json::object& body) {
    body["prices_fen"] = boost::json::array{body["price_fen"]};
    body["sold_units"] = boost::json::array{};
    body.erase("price_fen");
}

// groupbuy.opened 1 → 2: the one offer becomes the first of the goods, and the terms stand apart.
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

// catalog.offer_published 1 → 2: no cost, reward or review was told, and cartons were not known.
void offer_published_1_to_2(boost::json::object& body) {
    copy(body, "cap_per_person", "cap_per_order");
    body["carton"] = 1;
    body["cost_fen"] = 0;
    body["below_cost_reason"] = "";
    body["reward"] =
        boost::json::object{{"sale_fen", 0}, {"sale_per_mille", 0}, {"service_fen", 0}};
    body["after_sales_days"] = 7;
    body["needs_review"] = false;
}

// money.settlement_made 1 → 2: nothing was left in the till.
void settlement_made_1_to_2(boost::json::object& body) {
    body["kept_fen"] = 0;
}

struct Step {
    std::string_view type;
    int from;
    void (*lift)(boost::json::object&);
};
constexpr Step steps[] = {
    {"catalog.offer_published", 1, offer_published_1_to_2},
    {"groupbuy.opened", 1, opened_1_to_2},
    {"groupbuy.joined", 1, joined_1_to_2},
    {"groupbuy.joined", 2, joined_2_to_3},
    {"groupbuy.joined", 3, joined_3_to_4},
    {"groupbuy.left", 1, left_1_to_2},
    {"groupbuy.locked", 1, locked_1_to_2},
    {"money.settlement_made", 1, settlement_made_1_to_2},
};

}  // namespace

std::optional<std::string_view> upcast(std::string_view type, int& version, std::string_view body,
                                       std::string& storage) {
    boost::json::value value;
    bool lifted = false;
    for (const Step& step : steps) {
        if (step.type != type || step.from != version) continue;
        if (!lifted) {
            boost::system::error_code error;
            value = boost::json::parse(body, error);
            if (error || !value.is_object()) return std::nullopt;
        }
        step.lift(value.get_object());
        lifted = true;
        ++version;
    }
    if (!lifted) return std::nullopt;
    storage = boost::json::serialize(value);
    return storage;
}

}  // namespace starfish
