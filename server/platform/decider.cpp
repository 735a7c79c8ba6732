#include "server/platform/decider.hpp"

#include "core/base/digest.hpp"
#include "core/engine/due_work.hpp"
#include "core/engine/private_text.hpp"
#include "core/engine/read_logged.hpp"

#include <cassert>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace starfish {
namespace {

constexpr std::string_view sweep_prefix = "close-";

// A digest of the data submitted with a command (profile, note), so that a repeat of the command
// can be distinguished from a reuse of its id.
std::uint64_t attachment_digest_of(const Submission& submission) {
    if (!submission.profile && submission.note.empty()) return 0;
    Digest digest;
    digest.add(submission.note);
    if (submission.profile) {
        digest.add(static_cast<std::uint64_t>(submission.profile->consumer.value));
        digest.add(submission.profile->name);
        digest.add(submission.profile->phone);
    }
    return digest.value();
}

std::string sweep_id(const DueWork<Command>& work) {
    return std::string(sweep_prefix) + work.key + "-" + std::to_string(work.due.ms);
}

}  // namespace

Decider::Decider(Store& store, bool takes_payments)
    : store_(store), takes_payments_(takes_payments) {
    replay_all();
}

void Decider::replay_all() {
    Seq unreadable = 0;
    const bool read = store_.read(0, [&](const Record& record) {
        if (engine_->replay(record)) return true;
        unreadable = record.seq;
        return false;
    });
    if (!read) throw std::runtime_error("the store's log cannot be read");
    if (unreadable != 0)
        throw std::runtime_error(
            "record " + std::to_string(unreadable) + " of the log does not follow record " +
            std::to_string(engine_->head()) + ", is damaged, or was written by a newer program");
}

void Decider::decide(QueuedSubmission queued, Instant now, Flush& to) {
    if (to.decisions.empty()) to.expected_seq = engine_->head();
    Decision& decision = to.decisions.emplace_back(Decision{std::move(queued), LogRange{}});
    const Submission& submission = decision.queued.submission;
    if (submission.actor.role != Role::system && submission.command_id.starts_with(sweep_prefix)) {
        decision.range = conflict("command.id_reused", "id");
        return;
    }
    auto outcome = engine_->submit(submission.command,
                                   {submission.actor, now, submission.command_id, takes_payments_},
                                   attachment_digest_of(submission));
    if (!outcome) {
        decision.range = Refused(std::move(outcome.error()));
        return;
    }
    decision.range = LogRange{outcome->first, outcome->count, outcome->repeated};
    if (!outcome->repeated) add_committed(std::move(*outcome), submission, to);
}

void Decider::add_committed(Outcome outcome, const Submission& submission, Flush& to) const {
    for (const Event& event : outcome.events) to.audiences.push_back(audience(state(), event));
    for (Record& record : outcome.records) to.records.push_back(std::move(record));
    const auto key = private_text_key(outcome.events);
    if (submission.profile) {
        to.profiles.push_back(*submission.profile);
        to.profiles.back().line = key ? key->id : 0;
    }
    if (submission.photo) to.photos.push_back(*submission.photo);
    if (key && !submission.note.empty())
        to.private_texts.push_back({std::string(key->kind), key->id, submission.note});
    to.events.insert(to.events.end(), std::make_move_iterator(outcome.events.begin()),
                     std::make_move_iterator(outcome.events.end()));
}

std::optional<Instant> Decider::next_due() const {
    return starfish::next_due(state());
}

bool Decider::is_due(Instant now) const {
    const auto due = next_due();
    return due && *due <= now;
}

void Decider::decide_by_system(Command command, std::string id, Instant now, Flush& to) {
    decide({.submission = {.command = std::move(command),
                           .actor = {Role::system, 0},
                           .command_id = std::move(id),
                           .profile = {},
                           .note = {}},
            .done = {}},
           now, to);
    // Otherwise a refused sweep command would be tried again in a loop.
    assert(to.decisions.back().range && !to.decisions.back().range->repeated);
}

void Decider::sweep(Instant now, std::size_t most, Flush& to) {
    while (most > 0) {
        const auto work = due_work(state(), now, most);
        if (work.empty()) return;
        for (const DueWork<Command>& each : work)
            decide_by_system(each.command, sweep_id(each), now, to);
        most -= work.size();
    }
}

std::optional<std::vector<PublishedRecord>> Decider::reload(Seq published) {
    engine_ = std::make_unique<Engine>();
    std::vector<PublishedRecord> missed;
    json::Document document;
    bool good = true;
    const bool read = store_.read(0, [&](const Record& record) {
        good = engine_->replay(record);
        if (!good || record.seq <= published) return good;
        auto event = read_logged(document, record);
        const Audience seen_by = audience(state(), *event);
        missed.push_back({record, seen_by, std::move(*event)});
        return true;
    });
    if (!read || !good) return std::nullopt;
    return missed;
}

}  // namespace starfish
