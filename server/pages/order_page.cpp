#include "server/pages/order_page.hpp"

#include "core/base/text.hpp"
#include "server/pages/groupbuy_parts.hpp"

#include <algorithm>

namespace starfish {
namespace {

using groupbuy::Stage;

struct Standing {
    std::string_view word;  // keys
    std::string_view says;
};

Standing standing_of(const OrderView& order) {
    if (order.has_left()) return {"page.order_left", "page.order_left_says"};
    if (order.is_waiting()) return {"page.order_waiting", "page.order_waiting_says"};
    switch (order.group.stage) {
        case Stage::halted:
            return {"stage.halted", "page.order_halted_says"};
        case Stage::ending:
            return {"stage.ending", "page.order_overdue_says"};
        case Stage::preheat:
        case Stage::open_:
            return {"page.order_in", "page.order_open_says"};
        case Stage::overdue:
            return {"stage.overdue", "page.order_overdue_says"};
        case Stage::locked:
            if (order.line.allotted < Units{1})
                return {"page.order_short", "page.order_short_says"};
            return {"stage.locked", "page.order_locked_says"};
        case Stage::failed:
            return {"stage.failed", "page.order_failed_says"};
        case Stage::draft:
        case Stage::review:
        case Stage::cancelled:
            break;
    }
    return {"stage.cancelled", "page.order_cancelled_says"};
}

bool is_void(const OrderView& order) {
    return order.has_left() || order.group.stage == Stage::failed ||
           order.group.stage == Stage::cancelled ||
           (order.group.stage == Stage::locked && order.line.allotted < Units{1});
}

bool is_pending(const OrderView& order) {
    return !is_void(order) && order.group.stage != Stage::locked;
}

void add_money(PageData& data, Locale locale, const OrderView& order) {
    const NamedText leader{"leader", order.group.leader.name};
    const groupbuy::GroupBuy& g = order.group.groupbuy;
    // Once locked, what she gets; before, what she asked for.
    const Units quantity =
        order.group.stage == Stage::locked ? order.line.allotted : order.line.quantity;
    if (is_void(order)) {
        data["sum"] = PageData(yuan(Fen{0}));
        data["sum_words"] = PageData(say(locale, "page.sum_nothing"));
        data["pay"] = PageData(sentence(locale, "page.pay_nothing", {}, {leader}));
        return;
    }
    const Fen price = groupbuy::price_now(g, order.line.item);
    data["sum"] = PageData(yuan(price * quantity));
    data["sum_words"] =
        PageData(say(locale, is_pending(order) ? "page.sum_now" : "page.sum_final"));
    data["sum_how"] = PageData(
        say(locale, "page.sum_how", {{"price_fen", price.value}, {"units", quantity.value}}));
    data["pay"] = PageData(
        sentence(locale, is_pending(order) ? "page.pay_open" : "page.pay_final", {}, {leader}));
    const auto tiers = reachable_tiers(g);
    if (is_pending(order) && tiers.size() > 1)
        data["sum_range"] =
            PageData(say(locale, "page.sum_range",
                         {{"most_fen", (tiers.front().price_fen * quantity).value},
                          {"least_fen", (tiers.back().price_fen * quantity).value}}));
}

PageData step(const std::string& what, const std::string& when, bool done) {
    PageData data;
    data["what"] = PageData(what);
    data["when"] = PageData(when);
    data["done"] = PageData(done);
    return data;
}

void add_steps(PageData& data, Locale locale, const OrderView& order) {
    if (is_void(order)) return;
    const GroupBuyView& group = order.group;
    const bool locked = group.stage == Stage::locked;
    const Instant close = locked ? group.groupbuy.ended_at : group.groupbuy.terms.deadline;
    data["steps_shown"] = PageData(true);
    data["steps"] = PageData(PageList{
        step(say(locale, "page.step_joined"), when(locale, order.line.joined_at, group.now), true),
        step(say(locale, "page.step_close"),
             sentence(locale, "page.step_close_text", {},
                      {{"when", when(locale, close, group.now)}}),
             locked),
        step(say(locale, "page.step_pay"), say(locale, "page.step_pay_text"), false),
        step(say(locale, "page.step_pickup"),
             sentence(locale, "page.step_pickup_text", {}, {{"hours", order.pickup.hours}}), false),
    });
}

void add_person(PageData& data, Locale locale, const OrderView& order) {
    data["number"] = PageData(say(locale, "page.number", {{"number", order.line.join_number}}));
    data["quantity"] = PageData(say(locale, "page.units", {{"units", order.line.quantity.value}}));
    if (order.profile) {
        PageData person;
        person["name"] = PageData(masked_name(order.profile->name));
        person["phone"] = PageData(masked_phone(order.profile->phone));
        data["person"] = std::move(person);
    }
    if (!order.note.empty()) data["note"] = PageData(order.note);
    PageData place;
    place["name"] = PageData(order.pickup.name);
    place["hours"] = PageData(order.pickup.hours);
    place["address"] = PageData(order.pickup.address);
    data["pickups"] = PageData(PageList{place});
}

// The length of the first character of valid UTF-8.
std::size_t first_length(std::string_view text) {
    std::size_t end = std::min<std::size_t>(1, text.size());
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    return end;
}

}  // namespace

std::string masked_name(std::string_view name) {
    const std::size_t length = utf8_length(name).value_or(0);
    std::string masked(name.substr(0, first_length(name)));
    if (length > 1) masked.append(std::min<std::size_t>(length - 1, 2), '*');
    return masked;
}

std::string masked_phone(std::string_view digits) {
    // 139****1111; of shorter numbers a smaller share is shown.
    const std::size_t last = digits.size() > 7 ? 4 : 2;
    const std::size_t first = digits.size() > 10 ? 3 : 0;
    std::string masked(digits.substr(0, first));
    masked += "****";
    return masked += digits.substr(digits.size() - std::min(last, digits.size()));
}

std::optional<OrderView> order_view(const State& state, Id<groupbuy::OrderLine> id, Seq head,
                                    Instant now) {
    const auto* const line = state.groupbuy.lines.find(id);
    if (!line) return std::nullopt;
    return OrderView{
        .line = *line,
        .group = view_of(state, state.groupbuy.groupbuys.at(line->groupbuy), head, now),
        .pickup = state.community.pickup_points.at(line->pickup),
        .profile = std::nullopt,
        .note = {}};
}

std::string order_page(PageWriter& writer, const Reader& reader, const OrderView& order,
                       std::string_view path, std::string_view key, const Refusal* problem) {
    const Locale locale = reader.locale;
    const Standing standing = standing_of(order);
    PageData data;
    data["community"] = PageData(order.group.community.name);
    data["group_of"] = PageData(group_of(locale, order.group));
    data["title"] = PageData(order.group.offer.title);
    data["code"] = PageData(order.group.groupbuy.code);
    data["order_word"] = PageData(say(locale, standing.word));
    data["says"] = PageData(say(locale, standing.says));
    if (!order.has_left() && order.group.stage == Stage::cancelled)
        data["reason"] = PageData(sentence(locale, "page.cancelled_why", {},
                                           {{"reason", order.group.groupbuy.end_reason}}));
    if (problem) data["problem"] = PageData(say(locale, *problem));
    data["is_due"] = PageData(!is_void(order));
    add_person(data, locale, order);
    add_money(data, locale, order);
    add_steps(data, locale, order);
    add_time(data, locale, order.group);
    if (is_pending(order)) {
        data["shows_standing"] = PageData(true);
        add_standing(data, locale, order.group);
    }
    if (order.can_leave()) {
        data["can_leave"] = PageData(true);
        data["key"] = PageData(std::string(key));
    }
    const PageHead head{
        .path = path,
        .title = sentence(locale, "page.order_title", {{"number", order.line.join_number}},
                          {{"title", order.group.offer.title}}),
        .description = say(locale, standing.says),
        .is_private = true};
    return writer.page("order", reader, head, std::move(data));
}

}  // namespace starfish
