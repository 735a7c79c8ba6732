#include "web/app/router.hpp"

#include "core/subjects/groupbuy/queries.hpp"
#include "web/kit/kit.hpp"
#include "web/screens/catalog/offers.hpp"
#include "web/screens/community/leaders.hpp"
#include "web/screens/community/verifiers.hpp"
#include "web/screens/handout/claims.hpp"
#include "web/screens/handout/desk.hpp"
#include "web/screens/money/statement.hpp"
#include "web/screens/money/supplier_money.hpp"
#include "web/screens/money/wallet.hpp"
#include "web/screens/notices/reminders.hpp"
#include "web/screens/orders/money_lists.hpp"

#include <array>

namespace starfish::web {
namespace {

using catalog::Offer;
using groupbuy::GroupBuy;

// `everyone` excludes verifiers, who see hand-outs only.
enum Viewers : unsigned { leader = 1, staff = 2, trainer = 4, everyone = 7, verifier = 8 };

unsigned viewer_of(Role role) {
    if (role == Role::verifier) return verifier;
    return role == Role::leader ? leader : role == Role::supplier ? staff : trainer;
}

// The arguments of a screen.
struct ScreenArguments {
    View& view;
    Client& client;
    Instant now;
    Route route;
};

struct Screen {
    std::string_view first;  // part of the route
    std::string_view third;
    unsigned viewers;
    bool (*draw)(const ScreenArguments&);  // false if nothing has the number or code in the route
    std::string_view navigation;           // the route of the navigation entry that is current
    Icon icon = Icon::none;                // of the screen's own navigation entry, if there is one
    std::string_view name{};               // of that entry: a key of assets/i18n
};

template <void (*draw)(View&, Client&, Instant)>
bool always(const ScreenArguments& arguments) {
    draw(arguments.view, arguments.client, arguments.now);
    return true;
}

template <void (*draw)(View&, Client&, const GroupBuy&, Instant)>
bool of_groupbuy(const ScreenArguments& arguments) {
    const GroupBuy* const found =
        groupbuy::find_by_code(arguments.client.state().groupbuy, arguments.route.second);
    if (!found) return false;
    // A copy: a command submitted while drawing changes the state at once.
    const GroupBuy groupbuy = *found;
    draw(arguments.view, arguments.client, groupbuy, arguments.now);
    return true;
}

// All hand-outs if the route has no number.
bool of_handout(const ScreenArguments& arguments) {
    if (arguments.route.second.empty())
        return draw_handouts(arguments.view, arguments.client, arguments.now), true;
    for (const handout::Handout& handout : arguments.client.state().handout.handouts)
        if (std::to_string(handout.id.value) == arguments.route.second)
            return draw_desk(arguments.view, arguments.client, handout::Handout(handout),
                             arguments.now),
                   true;
    return false;
}

bool of_offer(const ScreenArguments& arguments) {
    for (const Offer& offer : arguments.client.state().catalog.offers)
        if (std::to_string(offer.id.value) == arguments.route.second)
            return draw_open(arguments.view, arguments.client, Offer(offer), arguments.now), true;
    return false;
}

// The leader in the route, or 0.
Id<community::Leader> leader_named(const ScreenArguments& arguments) {
    for (const auto& leader : arguments.client.state().community.leaders)
        if (std::to_string(leader.id.value) == arguments.route.second) return leader.id;
    return {};
}

bool of_leader(const ScreenArguments& arguments) {
    const auto leader = leader_named(arguments);
    if (leader) draw_wallet(arguments.view, arguments.client, leader, arguments.now);
    return static_cast<bool>(leader);
}

bool of_leaders(const ScreenArguments& arguments) {
    if (!arguments.route.second.empty())
        return draw_communities(arguments.view, arguments.client, leader_named(arguments));
    draw_leaders(arguments.view, arguments.client, arguments.now);
    return true;
}

bool own_communities(const ScreenArguments& arguments) {
    return draw_communities(arguments.view, arguments.client,
                            {static_cast<std::uint32_t>(arguments.client.account().actor.id)});
}

bool statement(const ScreenArguments& arguments) {
    return draw_statement(arguments.view, arguments.client, arguments.route.second, arguments.now);
}

void one_groupbuy(View& view, Client& client, const GroupBuy& groupbuy, Instant now) {
    draw_groupbuy(view, client, groupbuy, now);
    draw_questions(view, client, groupbuy);
    draw_groupbuy_form(view, client, groupbuy, now);
    draw_exports(view, client, groupbuy);
    draw_reminders(view, client, groupbuy.id, now);
}

// Screens with a name are the navigation entries, in this order.
constexpr std::array screens{
    Screen{"", "", everyone, always<draw_today>, "", Icon::today, "nav.today"},
    Screen{"groupbuys", "", everyone, always<draw_list>, "groupbuys", Icon::groupbuy,
           "nav.groupbuys"},
    Screen{"", "", verifier, of_handout, "", Icon::handout, "nav.handout"},
    Screen{"handout", "", leader, of_handout, "handout", Icon::handout, "nav.handout"},
    Screen{"handout", "", verifier, of_handout, ""},
    Screen{"claims", "", leader, always<draw_claims>, "handout"},
    Screen{"verifiers", "", leader, always<draw_verifiers>, "handout"},
    Screen{"communities", "", leader, own_communities, "handout"},
    Screen{"leaders", "", staff, of_leaders, "leaders", Icon::people, "nav.leaders"},
    Screen{"claims", "", staff, always<draw_claims>, ""},
    Screen{"offers", "", staff, always<draw_offers>, "offers", Icon::offer, "nav.offers"},
    Screen{"offers", "", leader | trainer, always<draw_offers>, "groupbuys"},
    Screen{"money", "", leader, always<draw_money>, "money", Icon::money, "nav.money"},
    Screen{"money", "", staff, always<draw_supplier_money>, "money", Icon::money, "nav.money"},
    Screen{"statement", "", leader | staff, statement, "money"},
    Screen{"held", "", leader | staff, of_groupbuy<draw_pending_pay>, "money"},
    Screen{"purse", "", staff, of_leader, "money"},
    Screen{"plan", "", staff, always<draw_plan_check>, "money"},
    Screen{"g", "", everyone, of_groupbuy<one_groupbuy>, "groupbuys"},
    Screen{"g", "edit", leader, of_groupbuy<draw_edit>, "groupbuys"},
    Screen{"g", "import", leader, of_groupbuy<draw_import>, "groupbuys"},
    Screen{"open", "", leader, of_offer, "groupbuys"},
    Screen{"colleagues", "", leader, always<draw_colleagues>, "groupbuys"},
    Screen{"publish", "", staff, always<draw_publish>, "offers"},
    Screen{"confirm", "", leader, always<draw_to_confirm>, ""},
    Screen{"give-back", "", leader | staff, always<draw_to_give_back>, ""},
};

bool fits(const Screen& screen, const Route& route, unsigned viewer) {
    return (screen.viewers & viewer) != 0 && screen.first == route.first &&
           screen.third == route.third;
}

const Screen* screen_at(const Route& route, unsigned viewer) {
    for (const Screen& screen : screens)
        if (fits(screen, route, viewer)) return &screen;
    return nullptr;
}

// On a phone the navigation is drawn only on its own screens; others use its space.
void draw_navigation(Locale locale, unsigned viewer, const Screen& shown) {
    if (!platform::is_desktop() && shown.name.empty()) return;
    std::vector<kit::NavigationEntry> entries;
    std::vector<std::string_view> routes;
    int current = -1;
    for (const Screen& screen : screens) {
        if ((screen.viewers & viewer) == 0 || screen.name.empty()) continue;
        if (screen.first == shown.navigation) current = static_cast<int>(entries.size());
        entries.push_back({screen.icon, say(locale, screen.name)});
        routes.push_back(screen.first);
    }
    // A single entry is no choice.
    if (!platform::is_desktop() && entries.size() < 2) return;
    const int pressed = kit::shell({.brand = "Starfish 海星",
                                    .navigation_label = say(locale, "nav.main"),
                                    .entries = entries,
                                    .current = current});
    if (pressed >= 0) platform::go(routes[static_cast<std::size_t>(pressed)]);
}

}  // namespace

Route current_route() {
    std::string_view rest = platform::route();
    const auto next = [&] {
        const std::string_view part = rest.substr(0, rest.find('/'));
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
        return part;
    };
    Route route;
    route.first = next();
    route.second = next();
    route.third = rest;
    return route;
}

bool draw_current_screen(View& view, Client& client, Instant now) {
    const Route route = current_route();
    const unsigned viewer = viewer_of(client.account().actor.role);
    const Screen* const screen = screen_at(route, viewer);
    if (!screen) return false;
    draw_navigation(client.locale(), viewer, *screen);
    return screen->draw({view, client, now, route});
}

}  // namespace starfish::web
