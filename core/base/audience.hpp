// Who may see an event or a row. A leader's browser holds only what is public or hers.
#pragma once

#include <compare>
#include <cstdint>

namespace starfish {

// desk: a leader and those who hand out for her (community::Verifier). trainers: a scope alone; the
// supplier's trainers see what staff see, without what was typed about people. Of some things a
// scope that may see them holds less: core/engine/blank.hpp.
enum class AudienceKind : std::uint8_t { public_, leader, staff, desk, trainers };

// Of an event or a row. `leader` is the Id<community::Leader> of the one leader, else 0.
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

// Of a reader: what someone signed in may see. Staff and trainers see of everything.
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
