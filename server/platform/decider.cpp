#include "server/platform/decider.hpp"

#include "core/base/digest.hpp"
#include "core/engine/read_logged.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"
#include "core/subjects/money/queries.hpp"

#include <cassert>
#include <stdexcept>

namespace starfish {
namespace {

constexpr std::string_view sweep_prefix = "close-";

// Of what travels beside a command, for telling a repeat from a reuse of its id.
std::uint64_t attachment_of(const Submission& submission) {
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

// The order line that the command created, if it did.
std::optional<std::uint32_t> created_line(const std::vector<Event>& events) {
    for (const Event& event : events)
        if (const auto* const inner = std::get_if<groupbuy::Event>(&event))
            if (const auto* const joined = std::get_if<groupbuy::Joined>(inner))
                return joined->line.value;
    return std::nullopt;
}

std::optional<std::uint32_t> created_claim(const std::vector<Event>& events) {
    for (const Event& event : events)
        if (const auto* const inner = std::get_if<handout::Event>(&event))
            if (const auto* const filed = std::get_if<handout::ClaimFiled>(inner))
                return filed->claim.value;
    return std::nullopt;
}

std::string sweep_id(std::string_view what, std::uint32_t id, Instant due) {
    return std::string(sweep_prefix) + std::string(what) + std::to_string(id) + "-" +
           std::to_string(due.ms);
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

void Decider::decide(Asked asked, Instant now, Flush& to) {
    if (to.entries.empty()) to.expected_seq = engine_->head();
    Decided& decided = to.entries.emplace_back(Decided{std::move(asked), Place{}});
    const Submission& submission = decided.asked.submission;
    if (submission.actor.role != Role::system && submission.command_id.starts_with(sweep_prefix)) {
        decided.place = conflict("command.id_reused", "id");
        return;
    }
    auto outcome = engine_->submit(submission.command,
                                   {submission.actor, now, submission.command_id, takes_payments_},
                                   attachment_of(submission));
    if (!outcome) {
        decided.place = Refused(std::move(outcome.error()));
        return;
    }
    decided.place = Place{outcome->first, outcome->count, outcome->repeated};
    if (!outcome->repeated) add_committed(std::move(*outcome), submission, to);
}

void Decider::add_committed(Outcome outcome, const Submission& submission, Flush& to) const {
    for (const Event& event : outcome.events) to.audiences.push_back(audience(state(), event));
    for (Record& record : outcome.records) to.records.push_back(std::move(record));
    const auto line = submission.profile || !submission.note.empty() ? created_line(outcome.events)
                                                                     : std::nullopt;
    if (submission.profile) {
        to.profiles.push_back(*submission.profile);
        to.profiles.back().line = line.value_or(0);
    }
    if (submission.photo) to.photos.push_back(*submission.photo);
    if (submission.note.empty()) return;
    if (line) to.notes.push_back({*line, submission.note});
    if (const auto claim = created_claim(outcome.events))
        to.claim_words.push_back({*claim, submission.note});
}

std::optional<Instant> Decider::next_due() const {
    const auto deadline = groupbuy::next_deadline(state().groupbuy);
    std::optional<Instant> first = deadline;
    for (const auto& due : {orders::next_unpaid(state().orders), handout::next_due(state().handout),
                            money::next_due(state().money)})
        if (due && (!first || *due < *first)) first = due;
    return first;
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
    // Else it would be due for ever.
    assert(to.entries.back().place && !to.entries.back().place->repeated);
}

void Decider::sweep(Instant now, std::size_t most, Flush& to) {
    // What was not paid in time leaves before its group-buy is counted.
    const auto unpaid = orders::unpaid_due(orders::Reads(state()), state().orders, now, most);
    for (const Id<groupbuy::OrderLine> id : unpaid) {
        const Instant due = state().orders.bills.at(orders::bill_of(id)).pay_by;
        decide_by_system(groupbuy::Command(groupbuy::Leave{id}), sweep_id("line-", id.value, due),
                         now, to);
    }
    std::size_t rest = most - unpaid.size();
    for (const Id<groupbuy::GroupBuy> id : groupbuy::due(state().groupbuy, now, rest)) {
        --rest;
        const Instant due = groupbuy::ends_at(state().groupbuy.groupbuys.at(id));
        decide_by_system(groupbuy::Command(groupbuy::Close{id, {}}), sweep_id("", id.value, due),
                         now, to);
    }
    const std::size_t before = to.entries.size();
    sweep_handouts(now, rest, to);
    sweep_money(now, rest - (to.entries.size() - before), to);
}

void Decider::sweep_handouts(Instant now, std::size_t most, Flush& to) {
    const auto claims = handout::unanswered_due(state().handout, now, most);
    for (const Id<handout::Claim> id : claims) {
        const Instant due = state().handout.claims.at(id).answer_by;
        decide_by_system(handout::Command(handout::AnswerClaim{id, {}, {}}),
                         sweep_id("claim-", id.value, due), now, to);
    }
    for (const Id<handout::Handout> id :
         handout::unfinished_due(state().handout, now, most - claims.size())) {
        const Instant due = handout::kept_until(state().handout.handouts.at(id));
        decide_by_system(handout::Command(handout::Finish{id}), sweep_id("handout-", id.value, due),
                         now, to);
    }
}

void Decider::sweep_money(Instant now, std::size_t most, Flush& to) {
    const auto releases = money::releases_due(state().money, now, most);
    // A line is released once, so its number makes the id.
    for (const money::ReleaseDue& release : releases)
        decide_by_system(money::Command(money::Release{release.leader}),
                         sweep_id("reward-", release.line.value, release.due), now, to);
    for (const Id<money::Hold> id : money::holds_due(state().money, now, most - releases.size())) {
        const Instant due = state().money.holds.at(id).until;
        decide_by_system(money::Command(money::LiftHold{id}), sweep_id("hold-", id.value, due), now,
                         to);
    }
}

std::optional<std::vector<Published>> Decider::reload(Seq published) {
    engine_ = std::make_unique<Engine>();
    std::vector<Published> missed;
    json::Document document;
    bool good = true;
    const bool read = store_.read(0, [&](const Record& record) {
        good = engine_->replay(record);
        if (!good || record.seq <= published) return good;
        const auto event = read_logged(document, record);
        missed.push_back({record, audience(state(), *event)});
        return true;
    });
    if (!read || !good) return std::nullopt;
    return missed;
}

}  // namespace starfish
