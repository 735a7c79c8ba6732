// Older versions of this subject's events; their golden files are in golden/.
#include "core/base/json/upcast.hpp"
#include "core/subjects/catalog/catalog.hpp"

#include <boost/json.hpp>

namespace starfish::catalog {
namespace {

// Copies the value first, because adding a member may move the other members in memory.
void copy(boost::json::object& body, std::string_view from, std::string_view to) {
    const boost::json::value value = body[from];
    body[to] = value;
}

// catalog.offer_published 1 → 2: version 1 had no cost, reward, review or carton.
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

constexpr json::Upcast all_upcasts[] = {
    {"catalog.offer_published", 1, offer_published_1_to_2},
};

}  // namespace

std::span<const json::Upcast> upcasts(std::type_identity<State>) {
    return all_upcasts;
}

}  // namespace starfish::catalog
