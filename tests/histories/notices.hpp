// Notices in random histories.
#pragma once

#include "tests/histories/author.hpp"

namespace starfish::histories {

// Due notices are sent, fail to be sent, are passed on in the chat, or are seen.
inline Move Author::tell(const State& state) {
    const auto due = notices::due(state.notices, now_, 3);
    const auto kind = dice_.between(1, 10);
    if (!due.empty() && kind <= 5) {
        const auto& person = dice_.one_of(due);
        if (kind == 1) return by(sweeper, notices::ReportUntold{person.notices, "status 503"});
        return by(sweeper, notices::Tell{person.notices, id("message", moves_)});
    }
    const auto& notice = dice_.one_of(state.notices.notices);
    if (kind <= 7) return by({Role::consumer, notice.consumer.value}, notices::See{notice.line});
    return by(leader(notice.leader), notices::Tell{{notice.id}, ""});
}

}  // namespace starfish::histories
