#include "core/engine/upcast.hpp"

#include "core/base/json/upcast.hpp"
#include "core/engine/subjects.hpp"

#include <boost/json.hpp>

#include <type_traits>
#include <vector>

namespace starfish {
namespace {

// Calls f(step) for each upcast of each subject.
void for_each_upcast(auto f) {
    boost::mp11::mp_for_each<subjects::Members>([&]<class Member>(Member) {
        using Part = subjects::StateOf<Member>;
        if constexpr (requires { upcasts(std::type_identity<Part>{}); })
            for (const json::Upcast& step : upcasts(std::type_identity<Part>{})) f(step);
    });
}

// All upcasts, ordered by subject and then by version.
const std::vector<json::Upcast>& steps() {
    static const std::vector<json::Upcast> all = [] {
        std::vector<json::Upcast> found;
        for_each_upcast([&](const json::Upcast& step) { found.push_back(step); });
        return found;
    }();
    return all;
}

}  // namespace

std::optional<std::string_view> upcast(std::string_view type, int& version, std::string_view body,
                                       std::string& storage) {
    boost::json::value value;
    bool lifted = false;
    for (const json::Upcast& step : steps()) {
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
