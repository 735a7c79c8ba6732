#include "server/pages/order/order_money.hpp"

#include "core/base/json/description.hpp"
#include "server/pages/groupbuy/groupbuy_parts.hpp"

namespace starfish {
namespace {

using groupbuy::PaymentKind;
using groupbuy::Stage;
using orders::Refund;

// The allotted units after the lock, the ordered units before.
Units counted(const OrderView& order) {
    return order.group.stage == Stage::locked ? order.line.allotted : order.line.quantity;
}

void add_sum(PageData& data, Locale locale, const OrderView& order) {
    const groupbuy::GroupBuy& g = order.group.groupbuy;
    if (order.is_void()) {
        data["sum"] = PageData(yuan(Fen{0}));
        data["sum_words"] = PageData(say(locale, "page.sum_nothing"));
        return;
    }
    const Units quantity = counted(order);
    const Fen price = groupbuy::price_now(g, order.line.item);
    const Fen less = price * quantity - order.cost;  // the sum of corrections and claims
    data["sum"] = PageData(yuan(order.cost));
    data["sum_words"] =
        PageData(say(locale, order.is_pending() ? "page.sum_now" : "page.sum_final"));
    data["sum_how"] = PageData(
        say(locale, less > Fen{0} ? "page.sum_how_less" : "page.sum_how",
            {{"price_fen", price.value}, {"units", quantity.value}, {"less_fen", less.value}}));
    const auto tiers = reachable_tiers(g, order.line.item);
    if (order.group.is_running() && tiers.size() > 1)
        data["sum_range"] =
            PageData(say(locale, "page.sum_range",
                         {{"most_fen", (tiers.front().price_fen * quantity).value},
                          {"least_fen", (tiers.back().price_fen * quantity).value}}));
    const Fen before = tiers.front().price_fen * quantity;
    const Fen saved = before - price * quantity;
    if (!order.is_pending() && saved > Fen{0})
        data["sum_saved"] = PageData(say(
            locale, "page.sum_saved", {{"before_fen", before.value}, {"saved_fen", saved.value}}));
}

// For orders with nothing left to pay.
std::string paid_words(Locale locale, const OrderView& order) {
    if (!order.bill) return say(locale, "page.pay_waiting");
    const Fact paid{"paid_fen", order.bill->paid_fen.value};
    if (order.is_void())
        return order.bill->paid_fen > Fen{0} ? say(locale, "page.pay_void_paid", {paid})
                                             : say(locale, "page.pay_void_unpaid");
    if (order.bill->paid_fen == Fen{0}) return say(locale, "page.pay_void_unpaid");
    return say(locale, order.is_pending() ? "page.paid_open" : "page.paid_final", {paid});
}

// For payment at pickup.
std::string pay_at_pickup(Locale locale, const OrderView& order) {
    const NamedText leader{"leader", order.group.leader.name};
    if (order.is_void()) return sentence(locale, "page.pay_nothing", {}, {leader});
    if (order.is_waiting()) return say(locale, "page.pay_waiting");
    if (order.is_paid()) return paid_words(locale, order);
    return sentence(locale, order.is_pending() ? "page.pay_at_pickup" : "page.pay_final", {},
                    {leader});
}

// The way of paying and the deadline, in the one sentence that is true now.
std::string_view how_to_pay(const OrderView& order, bool by_provider) {
    const bool is_running = order.is_pending() && order.group.now < order.bill->pay_by;
    if (!is_running) return by_provider ? "page.pay_late_provider" : "page.pay_late_transfer";
    if (order.pay_deadline()) return by_provider ? "page.pay_by_provider" : "page.pay_by_transfer";
    return by_provider ? "page.pay_soon_provider" : "page.pay_soon_transfer";
}

void add_to_pay(PageData& data, Locale locale, const OrderView& order) {
    const orders::Bill& bill = *order.bill;
    const bool by_provider = bill.kind == PaymentKind::provider;
    const std::string missing = yuan(order.missing_fen());
    const std::string until = when(locale, bill.pay_by, order.group.now);
    const std::string number = say(locale, "page.number", {{"number", order.line.join_number}});
    PageData pay;
    pay["missing"] = PageData(missing);
    pay["pay_now"] = PageData(by_provider && order.is_pending() && order.group.now < bill.pay_by);
    pay["how"] = PageData(sentence(locale, how_to_pay(order, by_provider), {},
                                   {{"when", until},
                                    {"missing", missing},
                                    {"leader", order.group.leader.name},
                                    {"number", number}}));
    if (bill.kind == PaymentKind::transfer && !order.pay_to.empty())
        pay["pay_to"] = PageData(order.pay_to);
    const Fen net_paid = bill.paid_fen - bill.refunded_fen;
    if (net_paid > Fen{0})
        pay["partly"] = PageData(
            say(locale, "page.pay_partly",
                {{"paid_fen", net_paid.value}, {"missing_fen", order.missing_fen().value}}));
    data["to_pay"] = std::move(pay);
}

void add_rows(PageData& data, Locale locale, const orders::Bill& bill) {
    PageList rows;
    const auto row = [&](std::string_view key, Fen amount) {
        PageData one;
        one["what"] = PageData(say(locale, key));
        one["is"] = PageData(yuan(amount));
        rows.push_back(std::move(one));
    };
    if (!bill.is_final) row("page.row_bill", bill.due_fen);
    row("page.row_paid", bill.paid_fen);
    if (bill.refunded_fen > Fen{0}) row("page.row_back", bill.refunded_fen);
    data["money_rows"] = PageData(rows);
    data["has_rows"] = PageData(true);
}

std::string refund_state(Locale locale, const OrderView& order, const Refund& refund) {
    const Instant now = order.group.now;
    if (refund.given_at.ms != 0)
        return sentence(locale, "page.refund_given", {},
                        {{"when", when(locale, refund.given_at, now)}});
    const Fact age{"age_ms", now.ms - refund.owed_since.ms};
    if (refund.tries > 0)
        return sentence(locale, "page.refund_again", {age, {"tries", refund.tries}},
                        {{"when", when(locale, refund.next_try, now)}});
    const std::string key = "page.refund_owed_" + std::string(json::name_of(order.bill->kind));
    return sentence(locale, key, {age}, {{"leader", order.group.leader.name}});
}

void add_refunds(PageData& data, Locale locale, const OrderView& order) {
    PageList refunds;
    for (const Refund& refund : order.refunds) {
        PageData one;
        one["amount"] = PageData(yuan(refund.amount_fen));
        one["why"] = PageData(
            say(locale, "page.refund_because_" + std::string(json::name_of(refund.because))));
        one["state"] = PageData(refund_state(locale, order, refund));
        one["given"] = PageData(refund.given_at.ms != 0);
        refunds.push_back(std::move(one));
    }
    data["refunds_shown"] = PageData(!refunds.empty());
    data["refunds"] = PageData(refunds);
}

// +¥336, −¥168
std::string with_sign(Fen amount) {
    return (amount < Fen{0} ? "" : "+") + yuan(amount);
}

// Ledger wording speaks to a leader; a consumer reads other words for payments, deliveries and
// refunds.
std::string cause_words(Locale locale, const money::StatementLine& line) {
    switch (line.cause) {
        case money::Cause::payment:
            return say(locale, "page.cause_payment");
        case money::Cause::delivery:
            return say(locale, "page.cause_delivery", {{"units", line.units.value}});
        case money::Cause::refund_given:
            return say(locale, "page.cause_refund_given");
        default:
            return say(locale, money::words_key(line), money::facts_of(line));
    }
}

// The ledger's lines: every fen with its cause, and the balance.
void add_statement(PageData& data, Locale locale, const OrderView& order) {
    const money::Statement& statement = order.statement;
    if (statement.lines.empty()) return;
    PageList lines;
    for (const money::StatementLine& line : statement.lines) {
        PageData one;
        one["when"] = PageData(when(locale, line.at, order.group.now));
        one["cause"] = PageData(cause_words(locale, line));
        one["amount"] = PageData(with_sign(line.amount_fen));
        lines.push_back(std::move(one));
    }
    data["statement_shown"] = PageData(true);
    data["statement"] = PageData(lines);
    const Fen closing = statement.closing_fen;
    const std::string_view key = closing == Fen{0}  ? "page.statement_even"
                                 : closing > Fen{0} ? "page.statement_held"
                                                    : "page.statement_owing";
    const std::int64_t size = closing < Fen{0} ? -closing.value : closing.value;
    data["statement_sum"] = PageData(say(locale, key, {{"amount_fen", size}}));
}

}  // namespace

void add_money(PageData& data, Locale locale, const OrderView& order) {
    add_sum(data, locale, order);
    add_refunds(data, locale, order);
    add_statement(data, locale, order);
    if (order.group.groupbuy.terms.payment == PaymentKind::pickup) {
        data["pay"] = PageData(pay_at_pickup(locale, order));
        if (order.bill && order.bill->paid_fen > Fen{0}) add_rows(data, locale, *order.bill);
        return;
    }
    if (order.bill) add_rows(data, locale, *order.bill);
    if (order.is_being_cancelled())
        data["pay"] = PageData(say(locale, "page.pay_not_now"));
    else if (order.missing_fen() > Fen{0})
        add_to_pay(data, locale, order);
    else
        data["pay"] = PageData(paid_words(locale, order));
}

}  // namespace starfish
