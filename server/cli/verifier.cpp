#include "server/cli/verifier.hpp"

#include "core/engine/read_logged.hpp"
#include "core/engine/transaction.hpp"

#include <fmt/core.h>

namespace starfish {

std::string Verifier::add(const Record& record) {
    if (record.seq != engine_.head() + 1)
        return fmt::format("record {} follows record {}: there is a gap", record.seq,
                           engine_.head());
    if (auto no = refuse_body(record); !no.empty()) return no;
    if (auto no = refuse_command(record); !no.empty()) return no;
    if (!engine_.replay(record)) return fmt::format("record {} cannot be replayed", record.seq);
    return {};
}

std::string Verifier::refuse_body(const Record& record) {
    const auto event = read_logged(document_, record);
    if (!event)
        return fmt::format(
            "record {} ({} version {}) cannot be read: it is damaged, or of a newer "
            "program",
            record.seq, record.type, record.version);
    if (version_of(*event) != record.version) return {};  // lifted: today's form is another
    std::string canonical;
    write_body(canonical, *event);
    if (canonical == record.body) return {};
    return fmt::format("record {} ({}) is not in canonical form", record.seq, record.type);
}

// Between two commands is also where the invariants must hold.
std::string Verifier::refuse_command(const Record& record) {
    if (record.command_id == last_command_) return {};
    if (engine_.head() >= checked_ + checked_ / 8 + 1)
        if (auto no = refuse_state(); !no.empty()) return no;
    if (!commands_.insert(record.command_id).second)
        return fmt::format("command {} stands in the log twice, the second time at record {}",
                           record.command_id, record.seq);
    last_command_ = record.command_id;
    return {};
}

std::string Verifier::refuse_state() {
    const auto broken = broken_invariant(engine_.state());
    const Seq held = std::exchange(checked_, engine_.head());
    if (!broken) return {};
    return fmt::format("an invariant is broken by a record after {}, up to {}: {}", held, checked_,
                       *broken);
}

std::string Verifier::finish() {
    return refuse_state();
}

}  // namespace starfish
