#include "web/app/places.hpp"

#include "core/subjects/groupbuy/queries.hpp"
#include "web/kit/kit.hpp"
#include "web/screens/catalog/offers.hpp"
#include "web/screens/community/leaders.hpp"
#include "web/screens/community/verifiers.hpp"
#include "web/screens/handout/claims.hpp"
#include "web/screens/handout/desk.hpp"
#include "web/screens/money/purse.hpp"
#include "web/screens/money/statement.hpp"
#include "web/screens/money/supplier_money.hpp"
#include "web/screens/notices/telling.hpp"
#include "web/screens/orders/money_lists.hpp"

#include <array>

namespace starfish::web {
namespace {

using catalog::Offer;
using groupbuy::GroupBuy;

// A verifier is none of everyone: hand-outs are all she sees.
enum For : unsigned { leader = 1, operators = 2, trainer = 4, everyone = 7, verifier = 8 };

unsigned kind_of(Role role) {
    if (role == Role::verifier) return verifier;
    return role == Role::leader ? leader : role == Role::supplier ? operators : trainer;
}

// What a screen is given.
struct Visit {
    View& view;
    Client& client;
    Instant now;
    Route route;
};

struct Screen {
    std::string_view first;  // of the route
    std::string_view third;
    unsigned is_for;
    bool (*draw)(const Visit&);  // false if the rest of the route names nothing
    std::string_view place;      // which one of the navigation is current with it
    Icon icon = Icon::none;      // if it stands in the navigation itself
    std::string_view name{};     // there
};

template <void (*draw)(View&, Client&, Instant)>
bool always(const Visit& visit) {
    draw(visit.view, visit.client, visit.now);
    return true;
}

template <void (*draw)(View&, Client&, const GroupBuy&, Instant)>
bool of_groupbuy(const Visit& visit) {
    const GroupBuy* const found =
        groupbuy::find_by_code(visit.client.state().groupbuy, visit.route.second);
    if (!found) return false;
    // A copy: what is asked for while drawing changes the state at once.
    const GroupBuy groupbuy = *found;
    draw(visit.view, visit.client, groupbuy, visit.now);
    return true;
}

// Without a number all of them.
bool of_handout(const Visit& visit) {
    if (visit.route.second.empty()) return draw_handouts(visit.view, visit.client, visit.now), true;
    for (const handout::Handout& handout : visit.client.state().handout.handouts)
        if (std::to_string(handout.id.value) == visit.route.second)
            return draw_desk(visit.view, visit.client, handout::Handout(handout), visit.now), true;
    return false;
}

bool of_offer(const Visit& visit) {
    for (const Offer& offer : visit.client.state().catalog.offers)
        if (std::to_string(offer.id.value) == visit.route.second)
            return draw_open(visit.view, visit.client, Offer(offer), visit.now), true;
    return false;
}

// The leader that the route names, or none.
starfish::Id<community::Leader> leader_named(const Visit& visit) {
    for (const auto& leader : visit.client.state().community.leaders)
        if (std::to_string(leader.id.value) == visit.route.second) return leader.id;
    return {};
}

bool of_leader(const Visit& visit) {
    const auto leader = leader_named(visit);
    if (leader) draw_purse(visit.view, visit.client, leader, visit.now);
    return static_cast<bool>(leader);
}

bool of_leaders(const Visit& visit) {
    if (!visit.route.second.empty())
        return draw_communities(visit.view, visit.client, leader_named(visit));
    draw_leaders(visit.view, visit.client, visit.now);
    return true;
}

bool own_communities(const Visit& visit) {
    return draw_communities(visit.view, visit.client,
                            {static_cast<std::uint32_t>(visit.client.account().actor.id)});
}

bool statement(const Visit& visit) {
    return draw_statement(visit.view, visit.client, visit.route.second, visit.now);
}

void one_groupbuy(View& view, Client& client, const GroupBuy& groupbuy, Instant now) {
    draw_groupbuy(view, client, groupbuy, now);
    draw_questions(view, client, groupbuy);
    draw_managing(view, client, groupbuy, now);
    draw_papers(view, client, groupbuy);
    draw_telling(view, client, groupbuy.id, now);
}

// Those with a name are the navigation, in its order.
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
    Screen{"leaders", "", operators, of_leaders, "leaders", Icon::people, "nav.leaders"},
    Screen{"claims", "", operators, always<draw_claims>, ""},
    Screen{"offers", "", operators, always<draw_offers>, "offers", Icon::offer, "nav.offers"},
    Screen{"offers", "", leader | trainer, always<draw_offers>, "groupbuys"},
    Screen{"money", "", leader, always<draw_money>, "money", Icon::money, "nav.money"},
    Screen{"money", "", operators, always<draw_supplier_money>, "money", Icon::money, "nav.money"},
    Screen{"statement", "", leader | operators, statement, "money"},
    Screen{"held", "", leader | operators, of_groupbuy<draw_held>, "money"},
    Screen{"purse", "", operators, of_leader, "money"},
    Screen{"plan", "", operators, always<draw_plan_check>, "money"},
    Screen{"g", "", everyone, of_groupbuy<one_groupbuy>, "groupbuys"},
    Screen{"g", "edit", leader, of_groupbuy<draw_edit>, "groupbuys"},
    Screen{"g", "import", leader, of_groupbuy<draw_import>, "groupbuys"},
    Screen{"open", "", leader, of_offer, "groupbuys"},
    Screen{"colleagues", "", leader, always<draw_colleagues>, "groupbuys"},
    Screen{"publish", "", operators, always<draw_publish>, "offers"},
    Screen{"confirm", "", leader, always<draw_to_confirm>, ""},
    Screen{"give-back", "", leader | operators, always<draw_to_give_back>, ""},
};

bool fits(const Screen& screen, const Route& route, unsigned kind) {
    return (screen.is_for & kind) != 0 && screen.first == route.first &&
           screen.third == route.third;
}

const Screen* screen_at(const Route& route, unsigned kind) {
    for (const Screen& screen : screens)
        if (fits(screen, route, kind)) return &screen;
    return nullptr;
}

// On a phone a screen with a way back has the room of the navigation, too.
void draw_navigation(Locale locale, unsigned kind, const Screen& shown) {
    if (!platform::is_desktop() && shown.name.empty()) return;
    std::vector<kit::Place> places;
    std::vector<std::string_view> routes;
    int current = -1;
    for (const Screen& screen : screens) {
        if ((screen.is_for & kind) == 0 || screen.name.empty()) continue;
        if (screen.first == shown.place) current = static_cast<int>(places.size());
        places.push_back({screen.icon, say(locale, screen.name)});
        routes.push_back(screen.first);
    }
    // One place alone is no choice.
    if (!platform::is_desktop() && places.size() < 2) return;
    const int pressed = kit::shell({.brand = "Starfish 海星",
                                    .navigation_label = say(locale, "nav.main"),
                                    .places = places,
                                    .current = current});
    if (pressed >= 0) platform::go(routes[static_cast<std::size_t>(pressed)]);
}

}  // namespace

Route route_now() {
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

bool draw_place(View& view, Client& client, Instant now) {
    const Route route = route_now();
    const unsigned kind = kind_of(client.account().actor.role);
    const Screen* const screen = screen_at(route, kind);
    if (!screen) return false;
    draw_navigation(client.locale(), kind, *screen);
    return screen->draw({view, client, now, route});
}

}  // namespace starfish::web
