#include "core/subjects/notices/notices.hpp"

#include "core/base/order.hpp"

#include <set>

namespace starfish::notices {
namespace {

bool is_night(const ShanghaiTime& time) {
    return time.hour >= night_from_hour || time.hour < night_until_hour;
}

// The next night_until_hour, when messages may be sent again.
Instant next_morning(Instant now) {
    ShanghaiTime time = in_shanghai(now);
    const bool past = time.hour >= night_until_hour;
    time.hour = night_until_hour;
    time.minute = time.second = 0;
    const Instant morning = from_shanghai(time);
    return past ? morning + day_ms : morning;
}

}  // namespace

Instant may_send_at(const State& state, ConsumerId consumer, Instant now) {
    if (is_night(in_shanghai(now))) return next_morning(now);
    const auto found = state.index.messages.find(consumer.value);
    const bool spent = found != state.index.messages.end() &&
                       found->second.day == shanghai_day(now) &&
                       found->second.messages >= messages_a_day;
    return spent ? next_morning(now) : now;
}

std::vector<DueMessage> due(const State& state, Instant now, std::size_t most) {
    std::vector<DueMessage> found;
    if (is_night(in_shanghai(now))) return found;
    std::set<std::pair<Id<Leader>, ConsumerId>> seen;
    for (const auto& [next_try, id] : state.index.untold) {
        if (next_try > now || found.size() == most) break;
        const Notice& first = state.notices.at(id);
        if (!seen.emplace(first.leader, first.consumer).second) continue;
        if (may_send_at(state, first.consumer, now) > now) continue;
        DueMessage message{.leader = first.leader, .consumer = first.consumer, .notices = {}};
        // The person's other untold notices of this leader go with it, due or not.
        for (const Id<Notice> each : state.index.untold_of.at(first.consumer.value))
            if (state.notices.at(each).leader == first.leader) message.notices.push_back(each);
        found.push_back(std::move(message));
    }
    return found;
}

std::vector<Id<Notice>> untold_of(const State& state, ConsumerId consumer, Id<OrderLine> line) {
    std::vector<Id<Notice>> found;
    const auto all = state.index.untold_of.find(consumer.value);
    if (all == state.index.untold_of.end()) return found;
    for (const Id<Notice> id : all->second)
        if (state.notices.at(id).line == line) found.push_back(id);
    put_in_order(found);
    return found;
}

std::optional<std::string> broken_invariant(const Reads& reads, const State& state) {
    for (const Notice& notice : state.notices) {
        const OrderLine& line = reads.groupbuy.lines.at(notice.line);
        const std::string about = "notice " + std::to_string(notice.id.value) + ": ";
        if (line.consumer != notice.consumer) return about + "it is for somebody else's line";
        if (reads.groupbuy.groupbuys.at(notice.groupbuy).leader != notice.leader)
            return about + "it is another leader's";
        if ((notice.told == Channel::none) != (notice.told_at.ms == 0))
            return about + "told and told_at disagree";
    }
    boost::unordered_flat_map<std::int64_t, State::DayCount>
        by_message;  // of each person, in order
    for (const Message& message : state.messages) {
        if (message.by != Channel::message) continue;
        State::DayCount& count = by_message[message.consumer.value];
        const std::int64_t day = shanghai_day(message.at);
        if (count.day != day) count = {.day = day, .messages = 0};
        if (++count.messages > messages_a_day)
            return "message " + std::to_string(message.id.value) + ": beyond the person's budget";
    }
    return std::nullopt;
}

}  // namespace starfish::notices
