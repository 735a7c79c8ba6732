#include "core/engine/transaction.hpp"

namespace starfish {
namespace {

using subjects::Members;
using subjects::StateOf;

// Calls f(part, inner) with the subject's part of the state and its own command or event.
template <template <class> class Of>
auto with_subject(auto& state, const auto& nested, auto f) {
    return std::visit(
        [&]<class Inner>(const Inner& inner) {
            using Places = boost::mp11::mp_transform<Of, Members>;
            using Member = boost::mp11::mp_at<Members, boost::mp11::mp_find<Places, Inner>>;
            return f(state.*Member::pointer, inner);
        },
        nested);
}

// The events with which later subjects react to `event`.
std::vector<Event> reactions(const State& state, const Event& event) {
    std::vector<Event> events;
    std::visit(
        [&](const auto& inner) {
            boost::mp11::mp_for_each<Members>([&](auto member) {
                const auto& part = state.*member.pointer;
                using Part = std::remove_cvref_t<decltype(part)>;
                const typename Part::Reads reads(state);
                if constexpr (requires { react(reads, part, inner); })
                    for (auto& reaction : react(reads, part, inner))
                        events.emplace_back(typename Part::Event(std::move(reaction)));
            });
        },
        event);
    return events;
}

}  // namespace

Result<std::vector<Event>> decide(const State& state, const Command& command,
                                  const Context& context) {
    return with_subject<subjects::CommandOf>(
        state, command,
        [&]<class Part>(const Part& part, const auto& inner) -> Result<std::vector<Event>> {
            auto decided = decide(typename Part::Reads(state), part, inner, context);
            if (!decided) return Refused(std::move(decided.error()));
            std::vector<Event> events;
            events.reserve(decided->size());
            for (auto& event : *decided) events.emplace_back(std::move(event));
            return events;
        });
}

void apply(State& state, const Event& event) {
    with_subject<subjects::EventOf>(state, event,
                                    [](auto& part, const auto& inner) { apply(part, inner); });
}

void apply_with_reactions(State& state, Event event, std::vector<Event>& applied) {
    starfish::apply(state, event);  // qualified: std::apply would match a variant too
    std::vector<Event> answers = reactions(state, event);
    applied.push_back(std::move(event));
    for (Event& answer : answers) apply_with_reactions(state, std::move(answer), applied);
}

Result<std::vector<Event>> carry_out(State& state, const Command& command, const Context& context) {
    auto decided = decide(state, command, context);
    if (!decided) return decided;
    std::vector<Event> applied;
    applied.reserve(decided->size());
    for (Event& event : *decided) apply_with_reactions(state, std::move(event), applied);
    return applied;
}

Audience audience(const State& state, const Event& event) {
    return with_subject<subjects::EventOf>(
        state, event, [&]<class Part>(const Part& part, const auto& inner) {
            return audience(typename Part::Reads(state), part, inner);
        });
}

std::optional<std::string> broken_invariant(const State& state) {
    std::optional<std::string> broken;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        const auto& part = state.*member.pointer;
        const typename std::remove_cvref_t<decltype(part)>::Reads reads(state);
        if constexpr (requires { broken_invariant(reads, part); })
            if (!broken) broken = broken_invariant(reads, part);
    });
    return broken;
}

}  // namespace starfish
