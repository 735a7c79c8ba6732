#include "core/base/text.hpp"
#include "core/subjects/notices/notices.hpp"

#include <algorithm>
#include <map>

namespace starfish::notices {
namespace {

using Decision = Result<std::vector<Event>>;

bool is_system(const Context& context) {
    return context.actor.role == Role::system;
}

// The notices with these ids. Refuses ids of another leader, told notices and repeated ids.
Result<std::vector<const Notice*>> find_untold(const State& state, std::span<const Id<Notice>> ids,
                                               const Context& context) {
    if (ids.empty() || ids.size() > told_at_once_max)
        return invalid("notices.none", "notices",
                       {{"most_count", static_cast<std::int64_t>(told_at_once_max)}});
    std::vector<const Notice*> found;
    for (const Id<Notice> id : ids) {
        const Notice* const notice = state.notices.find(id);
        const bool is_own = notice && context.actor == Actor{Role::leader, notice->leader.value};
        if (!notice || (!is_own && !is_system(context)))
            return unknown("notices.unknown", "notices");
        if (notice->told != Channel::none || std::ranges::find(found, notice) != found.end())
            return conflict("notices.told", "notices");
        found.push_back(notice);
    }
    return found;
}

bool is_one_person(std::span<const Notice* const> notices) {
    return std::ranges::all_of(notices, [&](const Notice* notice) {
        return notice->consumer == notices.front()->consumer &&
               notice->leader == notices.front()->leader;
    });
}

// One message a person.
std::vector<Event> messages_to(const State& state, std::span<const Notice* const> notices,
                               Channel by, const std::string& reference, Instant at) {
    std::map<ConsumerId, std::vector<Id<Notice>>> by_person;
    for (const Notice* const notice : notices) by_person[notice->consumer].push_back(notice->id);
    std::vector<Event> events;
    Id<Message> message = state.messages.next_id();
    for (auto& [consumer, ids] : by_person) {
        events.emplace_back(
            WasTold{message, notices.front()->leader, consumer, std::move(ids), by, reference, at});
        ++message.value;
    }
    return events;
}

Decision decide(const Reads&, const State& state, const Tell& c, const Context& context) {
    const auto found = find_untold(state, c.notices, context);
    if (!found) return Refused(found.error());
    if (auto no = refuse_text(c.reference, "reference", {.least = 0, .most = 64}))
        return Refused(std::move(*no));
    if (!is_system(context))
        return messages_to(state, *found, Channel::chat, c.reference, context.now);
    if (!is_one_person(*found)) return invalid("notices.several_people", "notices");
    const Instant next = may_send_at(state, found->front()->consumer, context.now);
    if (next > context.now) return conflict("notices.budget", "notices", {{"next_ms", next.ms}});
    return messages_to(state, *found, Channel::message, c.reference, context.now);
}

Decision decide(const Reads& reads, const State& state, const See& c, const Context& context) {
    const OrderLine* const line = reads.groupbuy.lines.find(c.line);
    if (!line || context.actor != Actor{Role::consumer, line->consumer.value})
        return unknown("notices.none", "line");
    auto unseen = untold_of(state, line->consumer, c.line);
    if (unseen.empty()) return conflict("notices.none", "line");
    const Id<Leader> leader = state.notices.at(unseen.front()).leader;
    return std::vector<Event>{
        WasTold{{}, leader, line->consumer, std::move(unseen), Channel::seen, {}, context.now}};
}

Decision decide(const Reads&, const State& state, const ReportUntold& c, const Context& context) {
    if (!is_system(context)) return forbidden("actor.system_only");
    const auto found = find_untold(state, c.notices, context);
    if (!found) return Refused(found.error());
    if (!is_one_person(*found)) return invalid("notices.several_people", "notices");
    if (auto no = refuse_text(c.reason, "reason", {.least = 1, .most = 200}))
        return Refused(std::move(*no));
    std::int32_t tries = 0;
    for (const Notice* const notice : *found) tries = std::max(tries, notice->tries);
    const std::int64_t wait = std::min(minute_ms << std::min(tries, 20), retry_wait_max_ms);
    return std::vector<Event>{
        TellFailed{found->front()->leader, c.notices, c.reason, tries + 1, context.now + wait}};
}

}  // namespace

Decision decide(const Reads& reads, const State& state, const Command& command,
                const Context& context) {
    return std::visit([&](const auto& c) { return decide(reads, state, c, context); }, command);
}

}  // namespace starfish::notices
