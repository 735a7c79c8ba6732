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
    // A command's events may arrive before its answer; previewing it again would count it twice.
    std::erase_if(pending_, [&](const PendingCommand& p) {
        return p.id == command || (p.answered_seq != 0 && p.answered_seq <= seq_);
    });
    preview();
    return true;
}

std::optional<Refusal> Replica::propose(PendingCommand pending, Actor actor) {
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

void Replica::put_back(PendingCommand pending, Actor actor) {
    actor_ = actor;
    pending_.push_back(std::move(pending));
    preview();
}

void Replica::mark_answered(std::string_view id, Seq seq) {
    for (PendingCommand& p : pending_)
        if (p.id == id) p.answered_seq = seq;
    std::erase_if(pending_, [&](const PendingCommand& p) {
        return p.answered_seq != 0 && p.answered_seq <= seq_;
    });
    preview();
}

void Replica::withdraw(std::string_view id) {
    std::erase_if(pending_, [&](const PendingCommand& p) { return p.id == id; });
    preview();
}

// Recomputes the preview from the confirmed state each time: a leader's state is small and pending
// commands are few. A command that the rules refuse now is not shown, but stays pending until the
// server answers.
void Replica::preview() {
    if (pending_.empty()) return preview_.reset();
    // Construct a new State: copy assignment would add its own code to the download.
    preview_.reset();
    preview_.emplace(confirmed_);
    for (const PendingCommand& p : pending_)
        (void)carry_out(*preview_, p.command, {actor_, p.at, p.id});
}

}  // namespace starfish
