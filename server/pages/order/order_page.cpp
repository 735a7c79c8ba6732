#include "server/pages/order/order_page.hpp"

#include "core/base/text.hpp"
#include "server/pages/groupbuy/groupbuy_parts.hpp"
#include "server/pages/order/order_claims.hpp"
#include "server/pages/order/order_collect.hpp"
#include "server/pages/order/order_forms.hpp"
#include "server/pages/order/order_money.hpp"
#include "server/secrets/contact.hpp"

#include <algorithm>

namespace starfish {
namespace {

using groupbuy::LeftBecause;
using groupbuy::PaymentKind;
using groupbuy::Stage;

struct OrderStatus {
    std::string_view word;  // sentence keys
    std::string_view says;
};

OrderStatus status_of_left(LeftBecause because) {
    switch (because) {
        case LeftBecause::removed:
            return {"page.order_removed", "page.order_removed_says"};
        case LeftBecause::unpaid:
            return {"page.order_unpaid", "page.order_unpaid_says"};
        case LeftBecause::withdrawn:
            break;
    }
    return {"page.order_left", "page.order_left_says"};
}

OrderStatus status_of_locked(const OrderView& order) {
    if (order.line.allotted < Units{1}) return {"page.order_short", "page.order_short_says"};
    if (order.handout) {
        const HandoutStatus status = handout_status(*order.handout, order.group.now);
        const bool has_paid = order.bill && order.bill->paid_fen > Fen{0};
        if (status.says == "page.not_delivered_says" && !has_paid)
            return {status.word, "page.not_delivered_unpaid_says"};
        const bool is_on_its_way = order.handout->left > Units{0} && !order.handout->has_come();
        if (is_on_its_way && order.line.allotted < order.line.quantity)
            return {status.word, "page.order_fewer_says"};
        return {status.word, status.says};
    }
    return {"stage.locked", "page.order_locked_says"};
}

OrderStatus order_status(const OrderView& order) {
    if (order.has_left()) return status_of_left(order.line.left_because);
    if (order.is_waiting()) return {"page.order_waiting", "page.order_waiting_says"};
    const bool to_pay = order.missing_fen() > Fen{0};
    switch (order.group.stage) {
        case Stage::halted:
            return {"stage.halted", "page.order_halted_says"};
        case Stage::ending:
            if (order.group.groupbuy.ending_cancels)
                return {"page.cancelling", "page.order_cancelling_says"};
            return {"stage.ending", "page.order_ending_says"};
        case Stage::preheat:
        case Stage::open_:
            if (to_pay) return {"page.order_to_pay", "page.order_to_pay_says"};
            return {"page.order_in", "page.order_open_says"};
        case Stage::overdue:
            return {"stage.overdue", "page.order_overdue_says"};
        case Stage::locked:
            return status_of_locked(order);
        case Stage::failed:
            return {"stage.failed", "page.order_failed_says"};
        case Stage::draft:
        case Stage::review:
        case Stage::cancelled:
            break;
    }
    return {"stage.cancelled", "page.order_cancelled_says"};
}

PageData step(const std::string& what, const std::string& when, bool done) {
    PageData data;
    data["what"] = PageData(what);
    data["when"] = PageData(when);
    data["done"] = PageData(done);
    return data;
}

// A finished step shows its result instead of the plan.
PageData pay_step(Locale locale, const OrderView& order) {
    const std::string what = say(locale, "page.step_pay");
    if (order.is_paid())
        return step(what, say(locale, "page.step_paid", {{"paid_fen", order.bill->paid_fen.value}}),
                    true);
    if (order.group.groupbuy.terms.payment == PaymentKind::pickup)
        return step(what, say(locale, "page.step_pay_text"), false);
    const auto until = order.pay_deadline();
    if (!until) return step(what, say(locale, "page.step_pay_soon"), false);
    return step(
        what,
        sentence(locale, "page.step_pay_by", {}, {{"when", when(locale, *until, order.group.now)}}),
        false);
}

PageData pickup_step(Locale locale, const OrderView& order) {
    const std::string what = say(locale, "page.step_pickup");
    if (order.handout && order.handout->left == Units{0})
        return step(what, when(locale, order.handout->delivery.last_handed_at, order.group.now),
                    true);
    return step(what,
                sentence(locale, "page.step_pickup_text", {},
                         {{"hours", pickup_time(locale, order.group, order.pickup)}}),
                false);
}

void add_steps(PageData& data, Locale locale, const OrderView& order) {
    const GroupBuyView& group = order.group;
    if (order.is_void() || order.is_being_cancelled() || order.is_undelivered()) return;
    const bool locked = group.stage == Stage::locked;
    const Instant close = locked ? group.groupbuy.ended_at : groupbuy::ends_at(group.groupbuy);
    PageList steps;
    steps.push_back(
        step(say(locale, "page.step_joined"), when(locale, order.line.joined_at, group.now), true));
    const bool beforehand = group.groupbuy.terms.payment != PaymentKind::pickup;
    if (beforehand && order.bill) steps.push_back(pay_step(locale, order));
    steps.push_back(step(
        say(locale, "page.step_close"),
        sentence(locale, "page.step_close_text", {}, {{"when", when(locale, close, group.now)}}),
        locked));
    if (!beforehand) steps.push_back(pay_step(locale, order));
    steps.push_back(pickup_step(locale, order));
    data["steps_shown"] = PageData(true);
    data["steps"] = PageData(steps);
}

void add_ticket(PageData& data, Locale locale, const OrderView& order) {
    const GroupBuyView& group = order.group;
    data["number"] = PageData(say(locale, "page.number", {{"number", order.line.join_number}}));
    data["goods_title"] = PageData(group.offer(order.line.item).title);
    data["quantity"] = PageData(units_text(locale, order.line.quantity));
    if (order.line.tolerance > Units{0} && order.is_pending())
        data["tolerance"] = PageData(units_text(locale, order.line.tolerance));
    if (group.stage == Stage::locked && !order.has_left() &&
        order.line.allotted != order.line.quantity)
        data["allotted"] = PageData(units_text(locale, order.line.allotted));
    if (order.is_waiting())
        data["waiting_place"] =
            PageData(say(locale, "page.waiting_place", {{"place", order.waiting_place}}));
    if (order.profile) {
        PageData person;
        person["name"] = PageData(masked_name(order.profile->name));
        person["phone"] = PageData(masked_phone(order.profile->phone));
        data["person"] = std::move(person);
    }
    if (!order.note.empty()) data["note"] = PageData(order.note);
}

// The reason, stated by the person who cancelled or halted.
void add_reason(PageData& data, Locale locale, const OrderView& order) {
    if (order.has_left()) return;
    const GroupBuyView& group = order.group;
    std::string reason;
    if (group.stage == Stage::cancelled || group.groupbuy.ending_cancels)
        reason = group.groupbuy.end_reason;
    if (group.stage == Stage::halted) reason = group.offer(order.line.item).halted_reason;
    if (!reason.empty())
        data["reason"] = PageData(sentence(locale, "page.cancelled_why", {}, {{"reason", reason}}));
}

std::string companion_state(Locale locale, const OrderView& order, const Companion& companion) {
    const groupbuy::OrderLine& line = companion.line;
    if (line.left_at.ms != 0) return say(locale, "page.order_left");
    if (line.waiting && order.group.groupbuy.phase == groupbuy::Phase::open_)
        return say(locale, "page.order_waiting");
    return yuan(companion.cost);
}

// The consumer's other orders of the same visit, and the sum of all.
void add_companions(PageData& data, Locale locale, const Reader& reader, const OrderView& order,
                    const OrderLink& link) {
    if (order.companions.empty()) return;
    const bool locked = order.group.stage == Stage::locked;
    Fen sum;
    const auto count = [&](const groupbuy::OrderLine& line, Fen cost) {
        const bool ended =
            order.group.stage == Stage::failed || order.group.stage == Stage::cancelled;
        if (line.left_at.ms != 0 || ended || (line.waiting && !locked)) return;
        sum = sum + cost;
    };
    count(order.line, order.cost);
    PageList others;
    for (const Companion& companion : order.companions) {
        count(companion.line, companion.cost);
        // The link to each companion names all the others, including this order.
        OrderLink there{companion.token, link.token};
        for (const Companion& other : order.companions)
            if (other.token != companion.token) (there.with += '.') += other.token;
        PageData one;
        one["href"] = PageData(there.path() + there.query(reader));
        one["number"] =
            PageData(say(locale, "page.number", {{"number", companion.line.join_number}}));
        one["goods_title"] = PageData(order.group.offer(companion.line.item).title);
        one["units"] = PageData(units_text(locale, companion.line.quantity));
        one["state"] = PageData(companion_state(locale, order, companion));
        others.push_back(std::move(one));
    }
    data["companions_shown"] = PageData(true);
    data["companions"] = PageData(others);
    data["companions_sum"] = PageData(
        say(locale, "page.companions_sum",
            {{"count", static_cast<std::int64_t>(others.size()) + 1}, {"sum_fen", sum.value}}));
}

// Links: the group-buy, an open group-buy with the same offer, and the line to share.
void add_links(PageData& data, Locale locale, const Reader& reader, const OrderView& order) {
    const GroupBuyView& group = order.group;
    if (group.groupbuy.terms.hidden) return;
    data["code"] = PageData(group.groupbuy.code);
    if (!order.again_code.empty() && !group.is_running())
        data["again"] = PageData(order.again_code);
    if ((!group.is_running() && group.stage != Stage::preheat) || reader.origin.empty()) return;
    const std::string address = std::string(reader.origin) + "/g/" + group.groupbuy.code;
    data["share_line"] =
        PageData(sentence(locale, "page.share_line", {},
                          {{"leader", group.leader.name},
                           {"title", group.title},
                           {"when", date_and_time(locale, group.groupbuy.terms.deadline)},
                           {"address", address}}));
    data["has_script"] = PageData(true);
}

}  // namespace

std::string OrderLink::query(const Reader& reader) const {
    std::string query{language_query(reader)};
    if (!with.empty()) ((query += query.empty() ? "?with=" : "&with=")) += with;
    return query;
}

std::string order_page(PageWriter& writer, const Reader& reader, const OrderView& order,
                       const OrderLink& link, const OrderKeys& keys, const RefusedOrder* refused) {
    const Locale locale = reader.locale;
    const OrderStatus status = order_status(order);
    const std::string until =
        order.bill ? when(locale, order.bill->pay_by, order.group.now) : std::string{};
    const std::string says = sentence(locale, status.says, {}, {{"when", until}});
    PageData data;
    data["community"] = PageData(order.group.community.name);
    data["group_of"] = PageData(group_of(locale, order.group));
    data["title"] = PageData(order.group.title);
    data["order_word"] = PageData(say(locale, status.word));
    data["says"] = PageData(says);
    data["query"] = PageData(link.query(reader));
    data["is_due"] = PageData(!order.is_void());
    data["has_locked"] = PageData(order.handout.has_value());
    data["place_first"] = PageData(order.handout && order.handout->left > Units{0});
    data["pickups"] = PageData(PageList{place_data(locale, order.group, order.pickup)});
    add_ticket(data, locale, order);
    add_reason(data, locale, order);
    add_companions(data, locale, reader, order, link);
    add_collect(data, locale, order);
    add_money(data, locale, order);
    add_steps(data, locale, order);
    add_time(data, locale, order.group);
    // While units are left to collect, other group-buys would only distract.
    if (order.is_void() || (order.handout && order.handout->left == Units{0}))
        add_others(data, locale, order.group);
    add_links(data, locale, reader, order);
    if (order.is_pending()) {
        data["shows_standing"] = PageData(true);
        add_standing(data, locale, order.group);
    }
    add_order_forms(data, locale, order, keys, refused);
    add_claims(data, locale, order, link, keys, refused);
    const std::string path = link.path();
    const PageHead head{
        .path = path,
        .title = sentence(locale, "page.order_title", {{"number", order.line.join_number}},
                          {{"title", order.group.title}}),
        .description = says,
        .is_private = true,
        .keeps = link.with.empty() ? "" : "&with=" + link.with};
    return writer.page("order", reader, head, std::move(data));
}

}  // namespace starfish
