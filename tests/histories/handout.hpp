// Hand-outs in random histories: arrivals, including short and damaged goods; slips handed over
// whole, in part and twice; corrections, claims, answers, appeals and expired deadlines.
#pragma once

#include "core/engine/subjects.hpp"
#include "core/subjects/handout/queries.hpp"
#include "tests/histories/author.hpp"

#include <optional>
#include <string>

namespace starfish::histories {

struct Asked {
    Actor actor;
    Command command;
};

class HandOut {
public:
    HandOut(Dice& dice, const State& state, Instant now) : dice_(dice), state_(state), now_(now) {}

    // Requires at least one hand-out in the state.
    Asked next() {
        if (auto swept = due(); swept && dice_.chance(40)) return std::move(*swept);
        const auto kind = dice_.between(1, 100);
        if (kind <= 30) return check_in();
        if (kind <= 62) return hand_over();
        if (kind <= 70) return correct();
        if (kind <= 82) return claim();
        if (kind <= 92) return answer();
        if (kind <= 95) return appeal();
        return finish();
    }

private:
    using Handout = handout::Handout;

    std::optional<Asked> due() const {
        const auto claims = handout::unanswered_due(state_.handout, now_, 1);
        if (!claims.empty())
            return Asked{sweeper, handout::Command(handout::AnswerClaim{claims.front(), {}, {}})};
        const auto ended = handout::unfinished_due(state_.handout, now_, 1);
        if (ended.empty()) return std::nullopt;
        return Asked{sweeper, handout::Command(handout::Finish{ended.front()})};
    }

    // Usually one of the three latest hand-outs, because older hand-outs are finished.
    const Handout& some() {
        const auto& handouts = state_.handout.handouts;
        const auto last = static_cast<std::int64_t>(handouts.size()) - 1;
        const auto first = dice_.chance(85) ? std::max<std::int64_t>(0, last - 2) : 0;
        return *(handouts.begin() + static_cast<std::ptrdiff_t>(dice_.between(first, last)));
    }
    Actor leader(const Handout& handout) const { return {Role::leader, handout.leader.value}; }
    // The leader or one of the leader's verifiers.
    Actor desk(const Handout& handout) {
        const auto serving = community::verifiers_of(state_.community, handout.leader);
        if (serving.empty() || dice_.chance(60)) return leader(handout);
        return {Role::verifier, dice_.one_of(serving).value};
    }
    Units units(std::int64_t least, std::int64_t most) {
        return {static_cast<std::int32_t>(dice_.between(least, std::max(least, most)))};
    }
    const handout::Slip& slip_of(const Handout& handout) {
        return state_.handout.slips.at(dice_.one_of(handout::slips_of(state_.handout, handout.id)));
    }
    const handout::Delivery& delivery_of(const Handout& handout) {
        return state_.handout.deliveries.at(dice_.one_of(slip_of(handout).deliveries));
    }

    Asked check_in() {
        const Handout& handout = some();
        const Actor actor = desk(handout);
        const auto item = dice_.between(0, static_cast<std::int64_t>(handout.items.size()) - 1);
        const handout::Item& goods = handout.items[static_cast<std::size_t>(item)];
        const Units good = units(1, (goods.sold - goods.arrived).value);
        const Units damaged = dice_.chance(20) ? units(1, 2) : Units{0};
        return {actor, handout::Command(handout::CheckIn{
                           handout.id, static_cast<std::int32_t>(item),
                           dice_.chance(70) ? "20201120A" : "20201121B", good + damaged, damaged,
                           damaged > Units{0} ? "压坏" : "", std::nullopt})};
    }

    Asked hand_over() {
        const Handout& handout = some();
        const Actor actor = desk(handout);
        const handout::Slip& slip = slip_of(handout);
        handout::HandOver command{slip.id, std::nullopt, std::nullopt};
        if (dice_.chance(35)) {
            command.parts.emplace();
            for (const auto id : slip.deliveries)
                if (dice_.chance(80))
                    command.parts->push_back(
                        {id, units(1, left_of(state_.handout.deliveries.at(id)).value)});
        }
        if (dice_.chance(20)) command.handed_at = now_ + -dice_.between(0, 2 * hour_ms);
        return {actor, handout::Command(std::move(command))};
    }

    Asked correct() {
        const Handout& handout = some();
        const handout::Delivery& delivery = delivery_of(handout);
        if (dice_.chance(50)) {
            const Actor actor = desk(handout);
            return {actor, handout::Command(handout::ReportMissing{
                               delivery.id, units(1, left_of(delivery).value), "少到一盒"})};
        }
        return {leader(handout), handout::Command(handout::CorrectWeight{
                                     delivery.id, {dice_.between(1, 9'000)}, "称重少 50 克"})};
    }

    Asked claim() {
        const handout::Delivery& delivery = delivery_of(some());
        using Kind = handout::ClaimKind;
        constexpr Kind kinds[] = {Kind::missing, Kind::damaged, Kind::quality, Kind::wrong};
        const Kind kind = kinds[dice_.between(0, 3)];
        const auto photo = dice_.chance(50)
                               ? std::optional(std::string(handout::photo_id_length, 'a'))
                               : std::nullopt;
        const Actor own{Role::consumer, state_.handout.slips.at(delivery.slip).consumer.value};
        return {own, handout::Command(handout::FileClaim{delivery.id, kind,
                                                         units(1, delivery.units.value), photo})};
    }

    Asked answer() {
        const auto& claims = state_.handout.claims;
        if (claims.size() == 0) return claim();
        const handout::Claim& chosen = dice_.one_of(claims);
        const auto& delivery = state_.handout.deliveries.at(chosen.delivery);
        const Handout& handout = state_.handout.handouts.at(delivery.handout);
        const Fen whole = item_of(state_.handout, delivery).price_fen * chosen.units;
        const Fen refund{dice_.chance(50) ? whole.value : dice_.between(0, whole.value)};
        const Actor actor = dice_.chance(70) ? leader(handout) : Actor{Role::supplier, 1};
        return {actor, handout::Command(handout::AnswerClaim{chosen.id, refund, "已核实，抱歉"})};
    }

    Asked appeal() {
        const auto& claims = state_.handout.claims;
        if (claims.size() == 0) return claim();
        const handout::Claim& chosen = dice_.one_of(claims);
        const auto& delivery = state_.handout.deliveries.at(chosen.delivery);
        const Actor own{Role::consumer, state_.handout.slips.at(delivery.slip).consumer.value};
        return {own, handout::Command(handout::Appeal{chosen.id})};
    }

    Asked finish() {
        const Handout& handout = some();
        return {leader(handout), handout::Command(handout::Finish{handout.id})};
    }

    Dice& dice_;
    const State& state_;
    Instant now_;
};

}  // namespace starfish::histories
