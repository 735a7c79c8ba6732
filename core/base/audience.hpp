// Who may see an event or a row. A leader's browser holds only what is public or hers.
#pragma once

#include <compare>
#include <cstdint>

namespace starfish {

// desk: a leader and those who hand out for her (community::Verifier).
enum class AudienceKind : std::uint8_t { public_, leader, staff, desk };

// Of an event or a row. `leader` is the Id<community::Leader> of the one leader, else 0.
struct Audience {
    AudienceKind kind{};
    std::uint32_t leader{};
    auto operator<=>(const Audience&) const = default;
};

inline constexpr Audience for_everyone{AudienceKind::public_, 0};
inline constexpr Audience for_staff{AudienceKind::staff, 0};
constexpr Audience for_leader(std::uint32_t leader) {
    return {AudienceKind::leader, leader};
}

constexpr Audience for_desk(std::uint32_t leader) {
    return {AudienceKind::desk, leader};
}

// Of a reader: what someone signed in may see. Staff see everything.
using Scope = Audience;

constexpr bool may_see(Scope scope, Audience audience) {
    switch (scope.kind) {
        case AudienceKind::staff:
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
