#include "core/scenario/world.hpp"

#include "core/base/digest.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace starfish::scenario {

ConsumerId EngineWorld::consumer(std::string_view name) {
    return {static_cast<std::int64_t>(digest_of(name) >> 1U)};
}

Result<Answer> EngineWorld::carry_out(const Request& request) {
    auto outcome = engine_.submit(request.command, request.context, digest_of(request.note));
    if (!outcome) return Refused(std::move(outcome.error()));
    std::ranges::move(outcome->records, std::back_inserter(records_));
    return Answer{std::move(outcome->events), outcome->repeated};
}

}  // namespace starfish::scenario
