#include "core/engine/upcast.hpp"

#include <boost/json.hpp>

namespace starfish {
namespace {

// groupbuy.joined 1 → 2: joins before there was tolerance tolerated nothing.
void joined_1_to_2(boost::json::object& body) {
    body["tolerance"] = 0;
}

struct Step {
    std::string_view type;
    int from;
    void (*lift)(boost::json::object&);
};
constexpr Step steps[] = {
    {"groupbuy.joined", 1, joined_1_to_2},
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
