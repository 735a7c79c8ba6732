// The names that a scenario gives to what its steps create, and the ids behind them.
#pragma once

#include "core/base/id.hpp"
#include "core/engine/subjects.hpp"

#include <boost/mp11.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace starfish::scenario {

// A kind of row that can have a name. A subject declares one for each:
//
//     inline constexpr scenario::Kind<Offer> an_offer{"offer"};
template <class Row>
struct Kind {
    std::string_view noun;  // as failures say it; static text
};

// Names of different kinds are apart: an offer and a group-buy may both be called 年货.
class Names {
public:
    template <class Row>
    std::optional<Id<Row>> find(Kind<Row> kind, std::string_view name) const {
        const auto id = find(kind.noun, name);
        if (!id) return std::nullopt;
        return Id<Row>{*id};
    }
    std::optional<std::uint32_t> find(std::string_view noun, std::string_view name) const {
        const auto found = ids_.find(std::pair(noun, std::string(name)));
        if (found == ids_.end()) return std::nullopt;
        return found->second;
    }
    // False if the name is taken.
    bool give(std::string_view noun, const std::string& name, std::uint32_t id) {
        return ids_.emplace(std::pair(noun, name), id).second;
    }

private:
    std::map<std::pair<std::string_view, std::string>, std::uint32_t> ids_;
};

// An event that creates a row which can have a name:
//
//     creates<&OfferPublished::offer>(an_offer)
struct Creation {
    std::string_view noun;
    std::uint32_t (*created_id)(const Event&);  // 0: another event
};

template <class Created, class Row>
std::uint32_t created_id(const Event& event, Id<Row> Created::* id) {
    return std::visit(
        [&](const auto& of_subject) -> std::uint32_t {
            using OfSubject = std::remove_cvref_t<decltype(of_subject)>;
            if constexpr (boost::mp11::mp_contains<OfSubject, Created>::value)
                if (const auto* const created = std::get_if<Created>(&of_subject))
                    return (created->*id).value;
            return 0;
        },
        event);
}
template <auto id, class Row>
constexpr Creation creates(Kind<Row> kind) {
    return {kind.noun, [](const Event& event) { return created_id(event, id); }};
}

}  // namespace starfish::scenario
