#include "server/pages/order/order_forms.hpp"

#include "server/pages/groupbuy/groupbuy_parts.hpp"
#include "server/pages/join/join_fields.hpp"

#include <array>

namespace starfish {
namespace {

constexpr std::array<std::string_view, 3> change_fields{"quantity", "tolerance", "pickup"};
constexpr std::array<std::string_view, 2> more_fields{"offer", "quantity"};

// The typed text of this form if it was refused, else nullptr.
const TypedJoin* typed_in(OrderForm form, const RefusedOrder* refused) {
    return refused && refused->form == form ? &refused->typed : nullptr;
}

std::string typed_or(const TypedJoin* typed, std::string TypedJoin::* field,
                     const std::string& otherwise) {
    return typed ? typed->*field : otherwise;
}

PageData change_data(Locale locale, const OrderView& order, const OrderKeys& keys,
                     const TypedJoin* typed) {
    const GroupBuyView& group = order.group;
    const auto& goods = groupbuy::goods_of(group.groupbuy, order.line.item);
    PageData data;
    data["key"] = PageData(keys.change);
    data["open"] = PageData(typed != nullptr);
    data["quantity_typed"] =
        PageData(typed_or(typed, &TypedJoin::quantity, std::to_string(order.line.quantity.value)));
    data["quantity_max"] = PageData(std::to_string(goods.cap_per_order.value));
    data["tolerance_typed"] = PageData(
        typed_or(typed, &TypedJoin::tolerance, std::to_string(order.line.tolerance.value)));
    data["asks_tolerance"] = PageData(group.tolerance_helps() || order.line.tolerance > Units{0});
    const std::string chosen =
        typed_or(typed, &TypedJoin::pickup, std::to_string(order.line.pickup.value));
    PageList places;
    for (const auto& point : group.pickups) {
        places.push_back(place_data(locale, group, point));
        places.back()["chosen"] = PageData(std::to_string(point.id.value) == chosen);
    }
    if (places.size() == 1) data["one_pickup"] = PageData(places.front());
    if (places.size() > 1) data["choose_pickup"] = PageData(true);
    data["pickup_choices"] = PageData(places);
    return data;
}

PageData more_data(Locale locale, const OrderView& order, const std::vector<std::int32_t>& items,
                   const OrderKeys& keys, const TypedJoin* typed) {
    const groupbuy::GroupBuy& g = order.group.groupbuy;
    PageData data;
    data["key"] = PageData(keys.more);
    data["more_typed"] = PageData(typed_or(typed, &TypedJoin::quantity, "1"));
    PageList choices;
    Units most;
    for (const std::int32_t item : items) {
        const auto& goods = groupbuy::goods_of(g, item);
        const std::string id = std::to_string(goods.offer.value);
        PageData choice;
        choice["id"] = PageData(id);
        choice["goods_title"] = PageData(order.group.offer(item).title);
        choice["each"] = PageData(
            say(locale, "page.button_price", {{"price_fen", groupbuy::price_now(g, item).value}}));
        choice["left"] = PageData(
            say(locale, "page.choice_left", {{"units", groupbuy::remaining(g, item).value}}));
        choice["chosen"] = PageData(typed ? typed->offer == id : item == items.front());
        choices.push_back(std::move(choice));
        most = std::max(most, goods.cap_per_order);
    }
    data["choices"] = PageData(choices);
    data["more_max"] = PageData(std::to_string(most.value));
    return data;
}

}  // namespace

void add_order_forms(PageData& data, Locale locale, const OrderView& order, const OrderKeys& keys,
                     const RefusedOrder* refused) {
    PageData change;
    PageData more;
    const bool can_change = order.can_change();
    const auto items = order.can_add();
    if (can_change) change = change_data(locale, order, keys, typed_in(OrderForm::change, refused));
    if (!items.empty())
        more = more_data(locale, order, items, keys, typed_in(OrderForm::more, refused));
    if (refused && refused->form == OrderForm::change && can_change)
        add_problems(data, change, locale, refused->problems, change_fields);
    else if (refused && refused->form == OrderForm::more && !items.empty())
        add_problems(data, more, locale, refused->problems, more_fields, "more-");
    else if (refused)
        add_problems(data, data, locale, refused->problems, {});
    data["problems_title"] = PageData(say(locale, "page.order_problems_title"));
    if (can_change) data["change"] = std::move(change);
    if (!items.empty()) data["more"] = std::move(more);
    if (order.can_leave()) {
        PageData leave;
        leave["key"] = PageData(keys.leave);
        leave["hint"] = PageData(say(locale, order.bill && order.bill->paid_fen > Fen{0}
                                                 ? "page.leave_hint_paid"
                                                 : "page.leave_hint"));
        data["leave"] = std::move(leave);
    }
}

}  // namespace starfish
