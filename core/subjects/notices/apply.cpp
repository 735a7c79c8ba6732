#include "core/subjects/notices/notices.hpp"

#include <algorithm>
#include <cassert>

namespace starfish::notices {
namespace {

void index_untold(State& state, const Notice& notice) {
    if (notice.told != Channel::none) return;
    state.index.untold.emplace(notice.next_try, notice.id);
    state.index.untold_of[notice.consumer.value].push_back(notice.id);
}

void unindex_untold(State& state, const Notice& notice) {
    state.index.untold.erase({notice.next_try, notice.id});
    const auto found = state.index.untold_of.find(notice.consumer.value);
    assert(found != state.index.untold_of.end());
    std::erase(found->second, notice.id);
    if (found->second.empty()) state.index.untold_of.erase(found);
}

void index_notice(State& state, const Notice& notice) {
    state.index.owed.emplace(notice.line, notice.kind);
    index_untold(state, notice);
}

void index_message(State& state, const Message& message) {
    State::DayCount& count = state.index.messages[message.consumer.value];
    const std::int64_t day = shanghai_day(message.at);
    if (count.day != day) count = {.day = day, .messages = 0};
    ++count.messages;
}

void apply(State& state, const Owed& e) {
    Id<Notice> id = e.first;
    for (const Addressee& addressee : e.addressees) {
        index_notice(state, state.notices.add({.id = id,
                                               .leader = e.leader,
                                               .consumer = addressee.consumer,
                                               .groupbuy = e.groupbuy,
                                               .line = addressee.line,
                                               .kind = e.kind,
                                               .owed_since = e.at,
                                               .tries = 0,
                                               .next_try = e.next_try,
                                               .last_reason = {},
                                               .told = Channel::none,
                                               .told_at = {}}));
        ++id.value;
    }
}

void apply(State& state, const WasTold& e) {
    for (const Id<Notice> id : e.notices) {
        Notice& notice = state.notices.at(id);
        unindex_untold(state, notice);
        notice.told = e.by;
        notice.told_at = e.at;
    }
    if (!e.message) return;
    index_message(state, state.messages.add({.id = e.message,
                                             .leader = e.leader,
                                             .consumer = e.consumer,
                                             .notices = static_cast<std::int32_t>(e.notices.size()),
                                             .by = e.by,
                                             .reference = e.reference,
                                             .at = e.at}));
}

void apply(State& state, const TellFailed& e) {
    for (const Id<Notice> id : e.notices) {
        Notice& notice = state.notices.at(id);
        unindex_untold(state, notice);
        notice.tries = e.tries;
        notice.next_try = e.next_try;
        notice.last_reason = e.reason;
        index_untold(state, notice);
    }
}

}  // namespace

void apply(State& state, const Event& event) {
    std::visit([&](const auto& e) { apply(state, e); }, event);
}

void reindex(State& state) {
    state.index = {};
    for (const Notice& notice : state.notices) index_notice(state, notice);
    for (const Message& message : state.messages) index_message(state, message);
}

Audience audience(const Reads&, const State&, const Event& event) {
    return std::visit([](const auto& e) { return for_leader(e.leader.value); }, event);
}
Audience audience(const Reads&, const State&, const Notice& notice) {
    return for_leader(notice.leader.value);
}
Audience audience(const Reads&, const State&, const Message& message) {
    return for_leader(message.leader.value);
}

}  // namespace starfish::notices
