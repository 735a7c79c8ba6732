// Finds events of one type.
#pragma once

#include "core/engine/subjects.hpp"

#include <span>

namespace starfish {

// The event as an `E`, or nullptr if the event has another type.
template <class E>
const E* event_as(const Event& event) {
    return std::visit(
        []<class Subject>(const Subject& subject) -> const E* {
            if constexpr (boost::mp11::mp_contains<Subject, E>::value)
                return std::get_if<E>(&subject);
            else
                return nullptr;
        },
        event);
}

// The first event of type `E`, or nullptr.
template <class E>
const E* find_event(std::span<const Event> events) {
    for (const Event& event : events)
        if (const E* const found = event_as<E>(event)) return found;
    return nullptr;
}

}  // namespace starfish
