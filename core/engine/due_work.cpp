#include "core/engine/due_work.hpp"

#include <algorithm>
#include <iterator>

namespace starfish {
namespace {

// Calls f(part) for each subject that can have due work: first those marked `due_first`.
void for_each_part(const State& state, auto f) {
    for (const bool first : {true, false})
        boost::mp11::mp_for_each<subjects::Members>([&]<class Member>(Member) {
            using Part = subjects::StateOf<Member>;
            if constexpr (requires(const Part& part) { next_due(part); })
                if (requires { Part::due_first; } == first) f(state.*Member::pointer);
        });
}

}  // namespace

std::optional<Instant> next_due(const State& state) {
    std::optional<Instant> earliest;
    for_each_part(state, [&](const auto& part) {
        const std::optional<Instant> due = next_due(part);
        if (due && (!earliest || *due < *earliest)) earliest = due;
    });
    return earliest;
}

std::vector<DueWork<Command>> due_work(const State& state, Instant now, std::size_t most) {
    std::vector<DueWork<Command>> work;
    for_each_part(state, [&]<class Part>(const Part& part) {
        if (!work.empty()) return;
        std::ranges::transform(due_work(typename Part::Reads(state), part, now, most),
                               std::back_inserter(work), [](auto each) {
                                   return DueWork<Command>{std::move(each.command),
                                                           std::move(each.key), each.due};
                               });
    });
    return work;
}

}  // namespace starfish
