// Payments and refunds in scenarios:
//
//     LEADER confirms ¥336 from 李芳 in GROUP-BUY "note"        a transfer to the leader
//     system records ¥336 from 李芳 in GROUP-BUY as "reference"  a payment by the provider
//     WHO gives back to 李芳 in GROUP-BUY as "reference"         a refund was made
//     system fails to give back to 李芳 in GROUP-BUY because "…"
//
//     then money of 李芳 in GROUP-BUY is ¥336 due, ¥336 paid, ¥18 owed, ¥0 given
//         of all joins of 李芳; owed: to be given back
#include "core/subjects/groupbuy/scenario.hpp"
#include "core/scenario/vocabulary.hpp"
#include "core/subjects/orders/orders.hpp"

#include <array>

namespace starfish::orders {
namespace scenarios {
namespace {

using namespace scenario;
using groupbuy::a_groupbuy;
using groupbuy::PersonInGroupBuy;
using groupbuy::read_person_in_groupbuy;

// A command about the bill of the person's last join.
template <class Command>
Actions of_last_bill(const Reading& r, const PersonInGroupBuy& payer, const Command& command) {
    return r.action([=](ActionScene& scene) {
        Command with_id = command;
        if (const auto* const line = groupbuy::last_line(scene, payer.person, payer.groupbuy))
            with_id.bill = bill_of(line->id);
        return with_id;
    });
}

// confirms ¥336 from 李芳 in 海参团 "…"
Actions confirms(Reading& r) {
    ConfirmTransfer transfer;
    transfer.amount_fen = r.line.price();
    r.line.expect("from");
    const PersonInGroupBuy payer = read_person_in_groupbuy(r.line);
    if (r.line.quoted_is_next()) transfer.note = r.line.quoted("the note");
    return of_last_bill(r, payer, transfer);
}

// records ¥336 from 李芳 in 海参团 as "…"
Actions records(Reading& r) {
    RecordPayment payment;
    payment.amount_fen = r.line.price();
    r.line.expect("from");
    const PersonInGroupBuy payer = read_person_in_groupbuy(r.line);
    r.line.expect("as");
    payment.reference = r.line.quoted("the reference");
    return of_last_bill(r, payer, payment);
}

// The oldest refund that is owed to a person of a group-buy, or else the last that was given.
Id<Refund> refund_to(ActionScene& scene, const PersonInGroupBuy& payee) {
    const auto lines =
        groupbuy::lines_of_person(scene, payee.person, scene.id(a_groupbuy, payee.groupbuy));
    Id<Refund> chosen;
    for (const Refund& refund : scene.state().orders.refunds) {
        if (std::ranges::find(lines, line_of(refund.bill)) == lines.end()) continue;
        chosen = refund.id;
        if (refund.given_at.ms == 0) break;
    }
    if (!chosen) scene.fail("refund to " + payee.person + " in " + payee.groupbuy);
    return chosen;
}

PersonInGroupBuy read_payee(Line& line) {
    line.expect("back");
    line.expect("to");
    return read_person_in_groupbuy(line);
}

// gives back to 李芳 in 海参团 as "…"
Actions gives(Reading& r) {
    const PersonInGroupBuy payee = read_payee(r.line);
    r.line.expect("as");
    const std::string reference = r.line.quoted("the reference");
    return r.action(
        [=](ActionScene& scene) { return AcknowledgeRefund{refund_to(scene, payee), reference}; });
}

// fails to give back to 李芳 in 海参团 because "…"
Actions fails(Reading& r) {
    r.line.expect("to");
    r.line.expect("give");
    const PersonInGroupBuy payee = read_payee(r.line);
    const std::string reason = read_reason(r.line);
    return r.action(
        [=](ActionScene& scene) { return ReportRefundFailed{refund_to(scene, payee), reason}; });
}

std::vector<Property> properties_of_lines(const State& state,
                                          const std::vector<Id<OrderLine>>& lines) {
    Fen due;
    Fen paid;
    Fen owed;
    Fen given;
    for (const Id<OrderLine> line : lines) {
        const Bill* const bill = state.bills.find(bill_of(line));
        if (!bill) continue;
        due = due + bill->due_fen;
        paid = paid + bill->paid_fen;
        for (const Refund& refund : state.refunds) {
            if (refund.bill != bill->id) continue;
            Fen& sum = refund.given_at.ms == 0 ? owed : given;
            sum = sum + refund.amount_fen;
        }
    }
    return {amount_of(due, "due"), amount_of(paid, "paid"), amount_of(owed, "owed"),
            amount_of(given, "given")};
}

// money of 李芳 in A is ¥336 due
Assertion money_is(Line& line) {
    line.expect("of");
    const PersonInGroupBuy of = read_person_in_groupbuy(line);
    line.expect("is");
    return [=, stated = read_properties(line)](const Scene& scene) -> std::optional<Difference> {
        const auto id = scene.find(a_groupbuy, of.groupbuy);
        if (!id) return no_such("a group-buy", of.groupbuy);
        const auto lines = groupbuy::lines_of_person(scene, of.person, *id);
        return compare(of.person, stated, properties_of_lines(scene.state().orders, lines));
    };
}

constexpr Verb verbs[] = {
    {"confirms", confirms},
    {"records", records},
    {"gives", gives},
    {"fails", fails},
};
constexpr Topic topics[] = {{"money", money_is}};
constexpr PropertyForm properties[] = {amounts("due"), amounts("paid"), amounts("owed"),
                                       amounts("given")};

}  // namespace
}  // namespace scenarios

scenario::Vocabulary vocabulary(std::type_identity<State>) {
    using namespace scenarios;
    return {.verbs = verbs, .topics = topics, .properties = properties};
}

}  // namespace starfish::orders
