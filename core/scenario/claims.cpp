#include "core/scenario/claims.hpp"

#include "core/base/json/description.hpp"
#include "core/scenario/spelling.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"

#include <algorithm>

namespace starfish::scenario {
namespace {

// The matters, named once so that what is read and what is true meet.
constexpr std::string_view stage = "stage";
constexpr std::string_view price = "price";
constexpr std::string_view next = "next tier";
constexpr std::string_view last_number = "last number";
constexpr std::string_view reason = "reason";
constexpr std::string_view people = "people";
constexpr std::string_view units = "units";
constexpr std::string_view left = "left";
constexpr std::string_view reserved = "reserved";
constexpr std::string_view to_go = "to go";
constexpr std::string_view waiting = "waiting";
constexpr std::string_view sold = "sold";
constexpr std::string_view due = "due";
constexpr std::string_view paid = "paid";
constexpr std::string_view owed = "owed";
constexpr std::string_view given = "given";
constexpr std::string_view arrived = "arrived";
constexpr std::string_view damaged = "damaged";
constexpr std::string_view handed = "handed";
constexpr std::string_view missing = "missing";
constexpr std::string_view uncollected = "uncollected";
constexpr std::string_view done = "done";
constexpr std::string_view open_claims = "claims";
constexpr std::string_view collect = "collect";
constexpr std::string_view off = "off";
constexpr std::string_view granted = "granted";
constexpr std::string_view batches = "batch";

constexpr std::string_view no_next_tier = "no next tier";

Claim counted(std::int64_t count, std::string_view matter) {
    return {matter, std::to_string(count) + " " + std::string(matter)};
}
Claim price_claim(Fen fen) {
    return {price, spelt(fen) + " each"};
}
Claim money_claim(Fen fen, std::string_view matter) {
    return {matter, spelt(fen) + " " + std::string(matter)};
}
Claim next_claim(Fen fen, std::int32_t from) {
    return {next, "next " + spelt(fen) + " from " + std::to_string(from)};
}
Claim number_claim(std::int32_t number) {
    return {last_number, "number " + std::to_string(number)};
}
Claim batch_claim(const std::string& said) {
    return {batches, "batch \"" + said + "\""};
}
Claim reason_claim(const std::string& said) {
    return {reason, "because \"" + said + "\""};
}

Claim read_counted(Line& line) {
    const std::int32_t count = line.number("a number");
    if (line.accept("people") || line.accept("person")) return counted(count, people);
    if (line.accept("units") || line.accept("unit")) return counted(count, units);
    if (line.accept("left")) return counted(count, left);
    if (line.accept("reserved")) return counted(count, reserved);
    if (line.accept("to")) return line.expect("go"), counted(count, to_go);
    if (line.accept("waiting")) return counted(count, waiting);
    for (const std::string_view word :
         {sold, arrived, damaged, handed, missing, uncollected, done, open_claims})
        if (line.accept(word)) return counted(count, word);
    line.fail("\"people\", \"units\", \"left\", \"reserved\", \"waiting\", \"sold\" or \"to go\"");
    return {};
}

Claim read_word(Line& line) {
    for (const std::string_view word :
         {"published", "withdrawn", "draft", "review", "preheat", "open", "halted", "ending",
          "overdue", "locked", "failed", "cancelled", "arrived", "handing_out", "settled", "closed",
          "granted", "declined", "appealed"})
        if (line.accept(word)) return {stage, std::string(word)};
    line.fail("a claim such as open, 2 people, 7 units, 3 left or ¥159 each");
    return {};
}

}  // namespace

Claim read_one_claim(Line& line) {
    if (line.number_is_next()) return read_counted(line);
    if (line.price_is_next()) {
        const Fen fen = line.price();
        for (const std::string_view word : {due, paid, owed, given, collect, off, granted})
            if (line.accept(word)) return money_claim(fen, word);
        line.expect("each");
        return price_claim(fen);
    }
    if (line.accept("no"))
        return line.expect("next"), line.expect("tier"), Claim{next, std::string(no_next_tier)};
    if (line.accept("next")) {
        const Fen fen = line.price();
        line.expect("from");
        return next_claim(fen, line.number("how many units"));
    }
    if (line.accept("number")) return number_claim(line.number("a join number"));
    if (line.accept("batch")) return batch_claim(line.quoted("batches"));
    if (line.accept("because")) return reason_claim(line.quoted("the reason"));
    return read_word(line);
}

std::vector<Claim> truths(const groupbuy::GroupBuy& groupbuy, std::int32_t item) {
    const groupbuy::Sale& sale = groupbuy.sales.at(static_cast<std::size_t>(item));
    const auto* const tier =
        catalog::next_tier(groupbuy::goods_of(groupbuy, item).tiers, sale.joined);
    return {counted(sale.joined.value, units),
            counted(groupbuy::remaining(groupbuy, item).value, left),
            counted(sale.waiting.value, waiting),
            counted(sale.sold.value, sold),
            price_claim(groupbuy::price_now(groupbuy, item)),
            tier ? next_claim(tier->price_fen, tier->units.value)
                 : Claim{next, std::string(no_next_tier)}};
}

// Of several goods, the counts are their sums, and prices and tiers are those of the first.
std::vector<Claim> truths(const groupbuy::GroupBuy& groupbuy, Instant now) {
    const std::int64_t lacking = std::max<std::int64_t>(
        0, groupbuy.terms.threshold.value - groupbuy::toward_threshold(groupbuy));
    std::vector<Claim> claims{
        {stage, std::string(json::name_of(groupbuy::stage_at(groupbuy, now)))},
        counted(groupbuy.joined_people, people),
        counted(groupbuy::joined_units(groupbuy).value, units),
        counted(groupbuy::remaining(groupbuy).value, left),
        counted(lacking, to_go),
        number_claim(groupbuy.last_join_number),
        reason_claim(groupbuy.end_reason.empty() ? groupbuy.review_note : groupbuy.end_reason)};
    for (Claim& claim : truths(groupbuy, 0))
        if (std::ranges::find(claims, claim.matter, &Claim::matter) == claims.end())
            claims.push_back(std::move(claim));
    return claims;
}

std::vector<Claim> truths(const State& state, const catalog::Offer& offer) {
    const Units free = groupbuy::unreserved(state.groupbuy, offer);
    const std::string_view selling = offer.withdrawn               ? "withdrawn"
                                     : offer.halted_reason.empty() ? "published"
                                                                   : "halted";
    return {{stage, std::string(selling)},
            counted(free.value, left),
            counted((offer.stock - free).value, reserved),
            reason_claim(offer.withdrawn ? offer.withdrawn_reason : offer.halted_reason)};
}

std::vector<Claim> truths(const handout::State& state, const handout::Handout& handout,
                          Instant now) {
    const handout::Progress progress = handout::progress_of(state, handout);
    return {{stage, std::string(json::name_of(handout::stage_at(state, handout, now)))},
            counted(progress.sold.value, sold),
            counted(progress.arrived.value, arrived),
            counted(progress.damaged.value, damaged),
            counted(progress.handed.value, handed),
            counted(progress.missing.value, missing),
            counted(progress.uncollected.value, uncollected),
            counted(progress.left.value, left),
            counted(progress.slips_done, done),
            counted(progress.open_claims, open_claims)};
}

std::vector<Claim> truths(const handout::State& state, const handout::Slip& slip) {
    Units sums[3];
    Fen off_fen;
    std::string came;
    for (const auto id : slip.deliveries) {
        const handout::Delivery& delivery = state.deliveries.at(id);
        sums[0] = sums[0] + delivery.handed;
        sums[1] = sums[1] + delivery.missing;
        sums[2] = sums[2] + delivery.uncollected;
        off_fen = off_fen + delivery.off_fen;
        for (const std::string& batch : delivery.batches)
            came += (came.empty() ? "" : ", ") + batch;
    }
    return {counted(handout::left_of(state, slip).value, left),
            counted(sums[0].value, handed),
            counted(sums[1].value, missing),
            counted(sums[2].value, uncollected),
            money_claim(handout::to_collect(state, slip), collect),
            money_claim(off_fen, off),
            batch_claim(came)};
}

std::vector<Claim> truths(const handout::Claim& claim) {
    return {{stage, std::string(json::name_of(claim.phase))},
            money_claim(claim.refund_fen, granted),
            reason_claim(claim.answer)};
}

std::vector<Claim> truths(const orders::State& state, const std::vector<Id<orders::Bill>>& bills) {
    Fen sums[4];
    for (const Id<orders::Bill> id : bills) {
        const orders::Bill* bill = state.bills.find(id);
        if (!bill) continue;
        sums[0] = sums[0] + bill->due_fen;
        sums[1] = sums[1] + bill->paid_fen;
        for (const orders::Refund& refund : state.refunds)
            if (refund.bill == id) {
                Fen& sum = sums[refund.given_at.ms == 0 ? 2 : 3];
                sum = sum + refund.amount_fen;
            }
    }
    return {money_claim(sums[0], due), money_claim(sums[1], paid), money_claim(sums[2], owed),
            money_claim(sums[3], given)};
}

}  // namespace starfish::scenario
