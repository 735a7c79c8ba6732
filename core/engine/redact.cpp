#include "core/engine/redact.hpp"

#include "core/engine/codec.hpp"

#include <vector>

namespace starfish {
namespace {

struct RedactedType {
    std::string_view name;
    bool for_leader{};
    bool for_desk{};
    bool for_trainer{};
};

// Only the types that some scope redacts: they are few, so the search is short.
const auto& redacted_types() {
    using Types = boost::mp11::mp_rename<AnyEvent, boost::mp11::mp_list>;
    static const auto types = [] {
        std::vector<RedactedType> found;
        boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Types>>(
            [&]<class E>(boost::mp11::mp_identity<E>) {
                constexpr RedactedType type{E::name, redaction::ForLeader<E>, redaction::ForDesk<E>,
                                            redaction::ForTrainer<E>};
                if (type.for_leader || type.for_desk || type.for_trainer) found.push_back(type);
            });
        return found;
    }();
    return types;
}

}  // namespace

bool is_redacted(std::string_view type, Scope scope) {
    if (scope == for_staff) return false;
    for (const RedactedType& each : redacted_types())
        if (each.name == type)
            return (each.for_leader && redaction::is_leader(scope)) ||
                   (each.for_desk && redaction::is_desk(scope)) ||
                   (each.for_trainer && redaction::is_trainer(scope));
    return false;
}

void redact_event(Event& event, Scope scope) {
    std::visit([&](auto& subject) { std::visit([&](auto& e) { redact(e, scope); }, subject); },
               event);
}

std::optional<std::string> redacted_body(std::string_view type, int version, std::string_view body,
                                         Scope scope) {
    json::Document document;
    const auto* const value = document.parse(body);
    auto event = value ? read_event(type, version, *value) : std::nullopt;
    if (!event) return std::nullopt;
    redact_event(*event, scope);
    std::string text;
    write_body(text, *event);
    return text;
}

}  // namespace starfish
