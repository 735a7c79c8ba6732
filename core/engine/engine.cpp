#include "core/engine/engine.hpp"

#include "core/base/digest.hpp"
#include "core/engine/read_logged.hpp"

namespace starfish {

Engine::Fingerprint Engine::fingerprint(std::string_view command_id) {
    Digest other;
    other.add(std::uint64_t{0x636F6D6D616E64U});
    other.add(command_id);
    return {digest_of(command_id), other.value()};
}

void Engine::remember(const Record& record) {
    auto& receipt = receipts_[fingerprint(record.command_id)];
    if (receipt.count++ > 0) return;
    receipt.command_digest = record.command_digest;
    receipt.first = record.seq;
}

bool Engine::replay(const Record& record) {
    if (record.seq != head_ + 1) return false;
    const auto event = read_logged(document_, record);
    if (!event) return false;
    apply(state_, *event);
    remember(record);
    head_ = record.seq;
    return true;
}

Result<Outcome> Engine::submit(const Command& command, const Context& context,
                               std::uint64_t attachment) {
    Digest digest;
    digest.add(to_string(context.actor));
    digest.add(type_of(command));
    digest.add(body_of(command));
    digest.add(attachment);
    const auto known = receipts_.find(fingerprint(context.command_id));
    if (known != receipts_.end()) {
        if (known->second.command_digest != digest.value())
            return conflict("command.id_reused", "id", {{"first_seq", known->second.first}});
        return Outcome{known->second.first, known->second.count, true, {}, {}};
    }
    auto events = carry_out(state_, command, context);
    if (!events) return Refused(std::move(events.error()));

    Outcome outcome{head_ + 1, static_cast<std::int32_t>(events->size()), false, {}, {}};
    outcome.records.reserve(events->size());
    for (const Event& event : *events) {
        Record& record = outcome.records.emplace_back();
        record = {.seq = ++head_,
                  .time = context.now,
                  .actor = context.actor,
                  .command_id = std::string(context.command_id),
                  .command_digest = digest.value(),
                  .type = std::string(type_of(event)),
                  .version = version_of(event),
                  .body = {}};
        write_body(record.body, event);
        remember(record);
    }
    outcome.events = std::move(*events);
    return outcome;
}

}  // namespace starfish
