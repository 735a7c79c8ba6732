#include "wasm/sync/replica.hpp"

#include <algorithm>

namespace starfish {

Replica::Replica(State confirmed, Seq seq, Scope scope)
    : confirmed_(std::move(confirmed)), seq_(seq), scope_(scope) {}

bool Replica::receive(Seq seq, std::string_view type, int version, const boost::json::value& body,
                      std::string_view command) {
    if (seq <= seq_) return true;
    const auto event = read_event(type, version, body);
    if (!event) return false;
    apply(confirmed_, *event);
    seq_ = seq;
    // Its events may come before its answer; shown on top of them it would be done twice.
    std::erase_if(pending_, [&](const Pending& p) {
        return p.id == command || (p.answered != 0 && p.answered <= seq_);
    });
    preview();
    return true;
}

std::optional<Refusal> Replica::propose(Pending pending, Actor actor) {
    actor_ = actor;
    const auto decided = decide(shown(), pending.command, {actor, pending.at, pending.id});
    if (!decided) return decided.error();
    pending_.push_back(std::move(pending));
    preview();
    return std::nullopt;
}

std::optional<Refusal> Replica::refusal_of(const Command& command, const Context& context) const {
    const auto decided = decide(shown(), command, context);
    return decided ? std::nullopt : std::optional(decided.error());
}

void Replica::put_back(Pending pending, Actor actor) {
    actor_ = actor;
    pending_.push_back(std::move(pending));
    preview();
}

void Replica::answered(std::string_view id, Seq seq) {
    for (Pending& p : pending_)
        if (p.id == id) p.answered = seq;
    std::erase_if(pending_,
                  [&](const Pending& p) { return p.answered != 0 && p.answered <= seq_; });
    preview();
}

void Replica::withdraw(std::string_view id) {
    std::erase_if(pending_, [&](const Pending& p) { return p.id == id; });
    preview();
}

// From the beginning each time: a leader's state is small and commands on their way are few. One
// that can no longer be is not shown, but stays until the server has said so.
void Replica::preview() {
    if (pending_.empty()) return preview_.reset();
    // Made anew: assigning over the rows of the last one would be as much code again.
    preview_.reset();
    preview_.emplace(confirmed_);
    for (const Pending& p : pending_) (void)carry_out(*preview_, p.command, {actor_, p.at, p.id});
}

}  // namespace starfish
