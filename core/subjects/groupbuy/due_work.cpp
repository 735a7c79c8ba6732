#include "core/subjects/groupbuy/groupbuy.hpp"
#include "core/subjects/groupbuy/queries.hpp"

namespace starfish::groupbuy {

std::vector<DueWork<Command>> due_work(const Reads&, const State& state, Instant now,
                                       std::size_t most) {
    std::vector<DueWork<Command>> work;
    for (const Id<GroupBuy> id : due(state, now, most))
        work.push_back({Close{id, {}}, std::to_string(id.value), ends_at(state.groupbuys.at(id))});
    return work;
}

}  // namespace starfish::groupbuy
