#include "wasm/sync/saved_state.hpp"

#include "core/base/json/write.hpp"
#include "core/engine/snapshot.hpp"
#include "wasm/fetch/members.hpp"

namespace starfish {
Scope scope_of(Actor actor, const State& state) {
    const auto number = static_cast<std::uint32_t>(actor.id);
    if (actor.role == Role::leader) return for_leader(number);
    if (actor.role == Role::trainer) return for_trainers;
    if (actor.role != Role::verifier) return for_staff;
    const auto* const verifier = state.community.verifiers.find({number});
    return verifier ? for_desk(verifier->leader.value) : for_everyone;
}

std::string text_of(const Account& account, Instant at, const Replica& replica) {
    std::string text = R"({"login":)";
    json::write(text, account.login);
    text += R"(,"name":)";
    json::write(text, account.name);
    text += R"(,"actor":)";
    json::write(text, to_string(account.actor));
    text += R"(,"seq":)";
    json::write(text, replica.seq());
    text += R"(,"at":)";
    json::write(text, at.ms);
    text += R"(,"state":)";
    write_snapshot(text, replica.confirmed(), replica.scope());
    return text + '}';
}

std::optional<SavedState> read_saved_state(std::string_view text) {
    json::Document document;
    const auto* const value = document.parse(text);
    const auto* const saved = value ? value->if_object() : nullptr;
    const auto* const snapshot = saved ? saved->if_contains("state") : nullptr;
    const auto actor = saved ? actor_from(text_at(*saved, "actor")) : std::nullopt;
    auto state = snapshot && actor ? read_snapshot(*snapshot) : std::nullopt;
    if (!state) return std::nullopt;
    const Scope scope = scope_of(*actor, *state);
    return SavedState{{text_at(*saved, "login"), text_at(*saved, "name"), *actor},
                      {number_at(*saved, "at")},
                      Replica(std::move(*state), number_at(*saved, "seq"), scope)};
}

}  // namespace starfish
