#include "core/scenario/assertion.hpp"

#include <algorithm>
#include <utility>

namespace starfish::scenario {

std::optional<Difference> compare(std::string_view name, const std::vector<Property>& stated,
                                  const std::vector<Property>& actual) {
    for (const Property& property : stated) {
        const auto found = std::ranges::find(actual, property.topic, &Property::topic);
        if (found == actual.end())
            return Difference{property.text, "of \"" + std::string(name) + "\" no " +
                                                 std::string(property.topic) + " can be claimed"};
        if (found->text != property.text) return Difference{property.text, found->text};
    }
    return std::nullopt;
}

std::optional<Difference> compare(std::string_view stated, std::string actual) {
    if (actual == stated) return std::nullopt;
    return Difference{std::string(stated), std::move(actual)};
}

Difference no_such(std::string_view kind, std::string_view name) {
    return {std::string(kind) + " called \"" + std::string(name) + "\"", "there is none"};
}

}  // namespace starfish::scenario
