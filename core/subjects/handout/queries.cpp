#include "core/subjects/handout/queries.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace starfish::handout {
namespace {

const State::Summary* summary_of(const State& state, Id<Handout> handout) {
    const auto found = state.index.summaries.find(handout.value);
    return found == state.index.summaries.end() ? nullptr : &found->second;
}

template <class Row>
std::span<const Id<Row>> rows_of(
    const boost::unordered_flat_map<std::uint32_t, std::vector<Id<Row>>>& index, std::uint32_t of) {
    const auto found = index.find(of);
    if (found == index.end()) return {};
    return found->second;
}

// The ids of the earliest entries at or before `now`.
template <class Row>
std::vector<Id<Row>> due(const std::set<std::pair<Instant, Id<Row>>>& index, Instant now,
                         std::size_t most) {
    std::vector<Id<Row>> found;
    for (const auto& [at, id] : index) {
        if (at > now || found.size() == most) break;
        found.push_back(id);
    }
    return found;
}

}  // namespace

Stage stage_at(const State& state, const Handout& handout, Instant now) {
    if (handout.finished_at.ms == 0) {
        if (handout.first_handed_at.ms != 0) return Stage::handing_out;
        return handout.last_arrival_at.ms != 0 ? Stage::arrived : Stage::locked;
    }
    const State::Summary* summary = summary_of(state, handout.id);
    const bool closed = !summary || (summary->open_claims == 0 && summary->claims_until <= now);
    return closed ? Stage::closed : Stage::settled;
}

bool is_photo_id(std::string_view text) {
    return text.size() == photo_id_length &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Id<Handout> handout_of(Id<GroupBuy> groupbuy) {
    return {groupbuy.value};
}
Id<Delivery> delivery_of(Id<OrderLine> line) {
    return {line.value};
}
Id<OrderLine> line_of(Id<Delivery> delivery) {
    return {delivery.value};
}

std::span<const Id<Handout>> handouts_of(const State& state, Id<Leader> leader) {
    return rows_of(state.index.by_leader, leader.value);
}
std::span<const Id<Slip>> slips_of(const State& state, Id<Handout> handout) {
    const State::Summary* summary = summary_of(state, handout);
    if (!summary) return {};
    return summary->slips;
}
std::span<const Id<Arrival>> arrivals_of(const State& state, Id<Handout> handout) {
    const State::Summary* summary = summary_of(state, handout);
    if (!summary) return {};
    return summary->arrivals;
}
std::span<const Id<Correction>> corrections_of(const State& state, Id<Delivery> delivery) {
    return rows_of(state.index.corrections, delivery.value);
}
std::span<const Id<Claim>> claims_of(const State& state, Id<Delivery> delivery) {
    return rows_of(state.index.claims, delivery.value);
}

std::size_t code_digits(std::size_t slips) {
    if (slips <= 2'000) return 4;
    return slips <= 200'000 ? 6 : 8;
}

std::uint64_t code_key(Id<Handout> handout, std::string_view code) {
    std::uint32_t number = 0;
    std::from_chars(code.data(), code.data() + code.size(), number);
    return std::uint64_t{handout.value} << 32U | number;
}

const Slip* find_slip(const State& state, Id<Handout> handout, std::string_view code) {
    const auto found = state.index.by_code.find(code_key(handout, code));
    if (found == state.index.by_code.end()) return nullptr;
    const Slip& slip = state.slips.at(found->second);
    return slip.code == code ? &slip : nullptr;
}

const Item& item_of(const State& state, const Delivery& delivery) {
    const Handout& handout = state.handouts.at(delivery.handout);
    return handout.items.at(static_cast<std::size_t>(delivery.item));
}

Units left_of(const Delivery& delivery) {
    return delivery.units - delivery.handed - delivery.missing - delivery.uncollected;
}
Units left_of(const State& state, const Slip& slip) {
    Units left;
    for (const Id<Delivery> id : slip.deliveries) left = left + left_of(state.deliveries.at(id));
    return left;
}
Instant last_handed_at(const State& state, const Slip& slip) {
    Instant last;
    for (const Id<Delivery> id : slip.deliveries)
        last = std::max(last, state.deliveries.at(id).last_handed_at);
    return last;
}

Fen cost_left(const State& state, const Delivery& delivery) {
    Fen cost = item_of(state, delivery).price_fen * delivery.units - delivery.off_fen;
    for (const Id<Claim> id : claims_of(state, delivery.id))
        cost = cost - state.claims.at(id).refund_fen;
    return std::max(cost, Fen{0});
}

Fen refund_most(const State& state, const Claim& claim) {
    const Delivery& delivery = state.deliveries.at(claim.delivery);
    const Fen whole = item_of(state, delivery).price_fen * claim.units - claim.refund_fen;
    return std::clamp(whole, Fen{0}, cost_left(state, delivery));
}

Fen to_collect(const State& state, const Delivery& delivery, Units handed_over) {
    if (state.handouts.at(delivery.handout).payment != PaymentKind::pickup) return {};
    const Fen most = cost_left(state, delivery) - delivery.collected_fen;
    if (handed_over == left_of(delivery)) return std::max(most, Fen{0});
    const Fen each = item_of(state, delivery).price_fen * handed_over;
    return std::max(std::min(each, most), Fen{0});
}

Fen to_collect(const State& state, const Slip& slip) {
    Fen sum;
    for (const Id<Delivery> id : slip.deliveries) {
        const Delivery& delivery = state.deliveries.at(id);
        const Units left = left_of(delivery);
        if (left > Units{0}) sum = sum + to_collect(state, delivery, left);
    }
    return sum;
}

Progress progress_of(const State& state, const Handout& handout) {
    Progress progress;
    for (const Item& item : handout.items) {
        progress.sold = progress.sold + item.sold;
        progress.arrived = progress.arrived + item.arrived;
        progress.damaged = progress.damaged + item.damaged;
        progress.handed = progress.handed + item.handed;
        progress.missing = progress.missing + item.missing;
        progress.uncollected = progress.uncollected + item.uncollected;
    }
    progress.left = progress.sold - progress.handed - progress.missing - progress.uncollected;
    if (const State::Summary* summary = summary_of(state, handout.id)) {
        progress.slips = static_cast<std::int32_t>(summary->slips.size());
        progress.slips_done = summary->slips_done;
        progress.open_claims = summary->open_claims;
    }
    return progress;
}

Instant collect_until(const Handout& handout) {
    const bool has_pickup_time = handout.pickup_until.ms != 0;
    if (handout.last_arrival_at.ms == 0)
        return has_pickup_time ? handout.pickup_until : handout.prepared_at + arrive_within_ms;
    if (!has_pickup_time) return handout.last_arrival_at + collect_any_time_ms;
    if (handout.last_arrival_at <= handout.pickup_until) return handout.pickup_until;
    return handout.last_arrival_at + collect_late_arrival_ms;
}

Instant retained_until(const Handout& handout) {
    return collect_until(handout) + retain_uncollected_ms;
}

bool is_open(const Claim& claim) {
    return claim.phase == ClaimPhase::open_ || claim.phase == ClaimPhase::appealed;
}

bool may_appeal(const State& state, const Claim& claim, Instant now) {
    if (is_open(claim) || claim.is_final || now >= claim.answered_at + claim_appeal_ms)
        return false;
    return refund_most(state, claim) > Fen{0};
}

std::optional<Instant> claims_end(const State& state, const Delivery& delivery) {
    if (left_of(delivery) > Units{0}) return std::nullopt;
    Instant end = delivery.claims_until;
    for (const Id<Claim> id : claims_of(state, delivery.id)) {
        const Claim& claim = state.claims.at(id);
        if (is_open(claim)) return std::nullopt;
        if (!claim.is_final) end = std::max(end, claim.answered_at + claim_appeal_ms);
    }
    return end;
}

std::vector<Id<Claim>> unanswered_due(const State& state, Instant now, std::size_t most) {
    return due(state.index.unanswered, now, most);
}
std::vector<Id<Handout>> unfinished_due(const State& state, Instant now, std::size_t most) {
    return due(state.index.unfinished, now, most);
}

std::optional<Instant> next_due(const State& state) {
    const auto& [unfinished, unanswered] = std::tie(state.index.unfinished, state.index.unanswered);
    if (unfinished.empty() && unanswered.empty()) return std::nullopt;
    if (unfinished.empty()) return unanswered.begin()->first;
    if (unanswered.empty()) return unfinished.begin()->first;
    return std::min(unfinished.begin()->first, unanswered.begin()->first);
}

std::vector<std::string> named_photos(const State& state) {
    std::vector<std::string> named;
    for (const Claim& claim : state.claims) named.push_back(claim.photo);
    for (const Arrival& arrival : state.arrivals) named.push_back(arrival.photo);
    return named;
}

std::optional<PrivateTextKey> private_text_of(const Event& event) {
    const auto* const made = std::get_if<ClaimFiled>(&event);
    if (!made) return std::nullopt;
    return PrivateTextKey{claim_text_kind, made->claim.value};
}

}  // namespace starfish::handout
