// Older versions of this subject's events; their golden files are in golden/.
#include "core/base/json/upcast.hpp"
#include "core/subjects/money/money.hpp"

#include <boost/json.hpp>

namespace starfish::money {
namespace {

// money.settlement_made 1 → 2: in version 1 no money stayed in the till.
void settlement_made_1_to_2(boost::json::object& body) {
    body["kept_fen"] = 0;
}

constexpr json::Upcast all_upcasts[] = {
    {"money.settlement_made", 1, settlement_made_1_to_2},
};

}  // namespace

std::span<const json::Upcast> upcasts(std::type_identity<State>) {
    return all_upcasts;
}

}  // namespace starfish::money
