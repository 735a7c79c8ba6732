// The audience of an event or a row: who may see it. A leader's browser holds only public rows and
// the leader's own rows.
#pragma once

#include <compare>
#include <cstdint>

namespace starfish {

// desk: a leader and the leader's verifiers (community::Verifier). trainers: used as a scope only;
// the supplier's trainers see everything that staff see, except texts typed about people. Some rows
// and events are redacted for a scope that may see them: core/engine/redact.hpp.
enum class AudienceKind : std::uint8_t { public_, leader, staff, desk, trainers };

// The audience of an event or a row. `leader` is the Id<community::Leader> of its leader, else 0.
struct Audience {
    AudienceKind kind{};
    std::uint32_t leader{};
    auto operator<=>(const Audience&) const = default;
};

inline constexpr Audience for_everyone{AudienceKind::public_, 0};
inline constexpr Audience for_staff{AudienceKind::staff, 0};
inline constexpr Audience for_trainers{AudienceKind::trainers, 0};
constexpr Audience for_leader(std::uint32_t leader) {
    return {AudienceKind::leader, leader};
}

constexpr Audience for_desk(std::uint32_t leader) {
    return {AudienceKind::desk, leader};
}

// The scope of a reader: what a signed-in person may see. Staff and trainers see every event.
using Scope = Audience;

constexpr bool sees_all(Scope scope) {
    return scope.kind == AudienceKind::staff || scope.kind == AudienceKind::trainers;
}

constexpr bool may_see(Scope scope, Audience audience) {
    switch (scope.kind) {
        case AudienceKind::staff:
        case AudienceKind::trainers:
            return true;
        case AudienceKind::leader:
            return audience.kind == AudienceKind::public_ || audience == scope ||
                   audience == for_desk(scope.leader);
        case AudienceKind::desk:
            return audience.kind == AudienceKind::public_ || audience == scope;
        case AudienceKind::public_:
            return audience.kind == AudienceKind::public_;
    }
    return false;
}

}  // namespace starfish
