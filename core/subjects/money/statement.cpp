// Statements: every amount with its cause; the amounts sum to the balance.
#include "core/base/json/description.hpp"
#include "core/base/order.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/money/queries.hpp"

#include <utility>

namespace starfish::money {
namespace {

class StatementBuilder {
public:
    StatementBuilder(const Reads& reads, const State& state, View view, Period period)
        : reads_(reads), state_(state), view_(view), period_(period) {}

    void take(const Entry& entry) {
        const Fen amount = added_by(entry, view_);
        if (amount == Fen{0} || entry.at >= period_.until) return;
        if (entry.at < period_.from)
            statement_.opening_fen = statement_.opening_fen + amount;
        else
            statement_.lines.push_back(line_of(entry, amount));
    }
    void take(const auto& index, std::uint32_t of) {
        const auto found = index.find(of);
        if (found == index.end()) return;
        for (const Id<Entry> id : found->second) take(state_.entries.at(id));
    }

    // Sorts by time: a desk that was offline reports its hand-overs later.
    Statement build() && {
        put_in_order(statement_.lines, {},
                     [](const StatementLine& line) { return std::pair(line.at, line.entry); });
        Fen balance = statement_.opening_fen;
        for (StatementLine& line : statement_.lines) {
            balance = balance + line.amount_fen;
            line.balance_fen = balance;
        }
        statement_.closing_fen = balance;
        return std::move(statement_);
    }

private:
    StatementLine line_of(const Entry& entry, Fen amount) const {
        StatementLine line{.entry = entry.id,
                           .at = entry.at,
                           .cause = entry.cause,
                           .amount_fen = amount,
                           .balance_fen = {},
                           .leader = entry.leader,
                           .line = entry.line,
                           .join_number = 0,
                           .offer_title = {},
                           .units = {},
                           .base_fen = {},
                           .per_mille = 0,
                           .unit_fen = {},
                           .reference = reference_of(entry)};
        if (entry.line) add_line_facts(line);
        return line;
    }

    void add_line_facts(StatementLine& to) const {
        const OrderLine& line = reads_.groupbuy.lines.at(to.line);
        const GroupBuy& groupbuy = reads_.groupbuy.groupbuys.at(line.groupbuy);
        const catalog::Offer& offer =
            reads_.catalog.offers.at(groupbuy::goods_of(groupbuy, line.item).offer);
        to.join_number = line.join_number;
        to.offer_title = offer.title;
        if (const auto* const delivery = reads_.handout.deliveries.find({line.id.value}))
            to.units = delivery->handed;
        if (to.cause != Cause::sale) return;
        to.per_mille = offer.reward.sale_per_mille;
        to.unit_fen = offer.reward.sale_fen;
        // The `delivery` entry with the line's price comes just before the `sale` entry.
        const Entry* before = state_.entries.find({to.entry.value - 1});
        if (before && before->line == to.line && before->cause == Cause::delivery)
            to.base_fen = before->amount_fen;
    }

    std::string reference_of(const Entry& entry) const {
        switch (entry.cause) {
            case Cause::payment:
                return reads_.orders.payments.at({entry.source}).reference;
            case Cause::refund_given:
                return reads_.orders.refunds.at({entry.source}).reference;
            case Cause::hold:
            case Cause::hold_ended:
                return state_.holds.at({entry.source}).reason;
            case Cause::withdrawal_refused:
                return state_.withdrawals.at({entry.source}).reason;
            case Cause::withdrawal_paid:
                return state_.withdrawals.at({entry.source}).reference;
            case Cause::remitted:
                return state_.settlements.at({entry.source}).remit_reference;
            case Cause::received:
                return state_.settlements.at({entry.source}).receipt_reference;
            default:
                return {};
        }
    }

    const Reads& reads_;
    const State& state_;
    View view_;
    Period period_;
    Statement statement_;
};

}  // namespace

Statement statement_of(const Reads& reads, const State& state, View view, Id<Leader> leader,
                       Period period) {
    StatementBuilder builder(reads, state, view, period);
    if (leader)
        builder.take(state.index.entries, leader.value);
    else
        for (const Entry& entry : state.entries) builder.take(entry);
    return std::move(builder).build();
}

Statement statement_of(const Reads& reads, const State& state, std::span<const Id<OrderLine>> lines,
                       Period period) {
    StatementBuilder builder(reads, state, View::buyer, period);
    for (const Id<OrderLine> line : lines) builder.take(state.index.of_lines, line.value);
    return std::move(builder).build();
}

std::string words_key(const StatementLine& line) {
    std::string key = "money.cause." + std::string(json::name_of(line.cause));
    if (line.cause == Cause::sale) key += line.per_mille > 0 ? "_per_mille" : "_per_unit";
    return key;
}

std::string words_key(const PendingPay& part) {
    std::string key = "money.held." + std::string(json::name_of(part.because));
    if (part.because == PendingReason::claim && part.wants_photo) key += "_photo";
    return key;
}

std::vector<Fact> facts_of(const PendingPay& part) {
    return {{"lines", part.lines}, {"until_ms", part.until.ms}};
}

std::vector<Fact> facts_of(const StatementLine& line) {
    return {{"base_fen", line.base_fen.value},
            {"per_mille", line.per_mille},
            {"unit_fen", line.unit_fen.value},
            {"units", line.units.value}};
}

}  // namespace starfish::money
