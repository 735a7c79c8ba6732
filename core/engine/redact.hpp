// Removes fields from rows and events that a scope may see only in part. Each subject defines the
// removed fields for a leader, for a desk (and the public) and for a trainer with overloads of
// redact_for_leader, redact_for_desk and redact_for_trainer.
//
// Snapshots and the feed both redact here, so a replica that is fed redacted events has the same
// state as a redacted snapshot. Redacted text is empty, a redacted number is 0.
#pragma once

#include "core/base/audience.hpp"
#include "core/engine/subjects.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace starfish {

namespace redaction {

template <class T>
concept ForLeader = requires(T& thing) { redact_for_leader(thing); };
template <class T>
concept ForDesk = requires(T& thing) { redact_for_desk(thing); };
template <class T>
concept ForTrainer = requires(T& thing) { redact_for_trainer(thing); };

constexpr bool is_desk(Scope scope) {
    return scope.kind == AudienceKind::desk || scope.kind == AudienceKind::public_;
}
constexpr bool is_leader(Scope scope) {
    return scope.kind == AudienceKind::leader;
}
constexpr bool is_trainer(Scope scope) {
    return scope.kind == AudienceKind::trainers;
}

}  // namespace redaction

// Whether rows or events of this type are redacted for `scope`.
template <class T>
constexpr bool is_redacted(Scope scope) {
    return (redaction::ForLeader<T> && redaction::is_leader(scope)) ||
           (redaction::ForDesk<T> && redaction::is_desk(scope)) ||
           (redaction::ForTrainer<T> && redaction::is_trainer(scope));
}
// The same for an event type, by its name.
bool is_redacted(std::string_view type, Scope scope);

// Clears the fields of `thing` that `scope` may not see.
template <class T>
void redact(T& thing, Scope scope) {
    if constexpr (redaction::ForLeader<T>)
        if (redaction::is_leader(scope)) redact_for_leader(thing);
    if constexpr (redaction::ForDesk<T>)
        if (redaction::is_desk(scope)) redact_for_desk(thing);
    if constexpr (redaction::ForTrainer<T>)
        if (redaction::is_trainer(scope)) redact_for_trainer(thing);
}
void redact_event(Event& event, Scope scope);

// The body of an event, redacted for `scope`; nullopt if `body` is not an event of this type in its
// newest version.
std::optional<std::string> redacted_body(std::string_view type, int version, std::string_view body,
                                         Scope scope);

}  // namespace starfish
