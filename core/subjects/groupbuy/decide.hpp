// Shared by decide*.cpp only.
#pragma once

#include "core/subjects/groupbuy/groupbuy.hpp"
#include "core/subjects/groupbuy/queries.hpp"

namespace starfish::groupbuy {

using Decision = Result<std::vector<Event>>;

bool is_own(const GroupBuy&, const Context&);
// groupbuy.unknown for nullptr, groupbuy.over unless its phase is open_.
std::optional<Refusal> refuse_unless_open(const GroupBuy*, std::string_view field);

// decide_join.cpp: joins, changes of a join, and joins that are taken back.
Decision decide(const Reads&, const State&, const Join&, const Context&);
Decision decide(const Reads&, const State&, const Change&, const Context&);
Decision decide(const Reads&, const State&, const Leave&, const Context&);

}  // namespace starfish::groupbuy
