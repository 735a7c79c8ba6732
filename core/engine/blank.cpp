#include "core/engine/blank.hpp"

#include "core/engine/codec.hpp"

#include <vector>

namespace starfish {
namespace {

struct BlankedType {
    std::string_view name;
    bool for_leader{};
    bool at_desk{};
    bool for_trainer{};
};

// Few of all: those alone are looked for.
const auto& blanked_types() {
    using Types = boost::mp11::mp_rename<AnyEvent, boost::mp11::mp_list>;
    static const auto types = [] {
        std::vector<BlankedType> found;
        boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Types>>(
            [&]<class E>(boost::mp11::mp_identity<E>) {
                constexpr BlankedType type{E::name, blanks::ForLeader<E>, blanks::AtDesk<E>,
                                           blanks::ForTrainer<E>};
                if (type.for_leader || type.at_desk || type.for_trainer) found.push_back(type);
            });
        return found;
    }();
    return types;
}

}  // namespace

bool is_blanked(std::string_view type, Scope scope) {
    if (scope == for_staff) return false;
    for (const BlankedType& each : blanked_types())
        if (each.name == type)
            return (each.for_leader && blanks::is_leader(scope)) ||
                   (each.at_desk && blanks::is_desk(scope)) ||
                   (each.for_trainer && blanks::is_trainer(scope));
    return false;
}

void blank_event(Event& event, Scope scope) {
    std::visit([&](auto& subject) { std::visit([&](auto& e) { blank(e, scope); }, subject); },
               event);
}

std::optional<std::string> blanked_body(std::string_view type, int version, std::string_view body,
                                        Scope scope) {
    json::Document document;
    const auto* const value = document.parse(body);
    auto event = value ? read_event(type, version, *value) : std::nullopt;
    if (!event) return std::nullopt;
    blank_event(*event, scope);
    std::string text;
    write_body(text, *event);
    return text;
}

}  // namespace starfish
