#include "core/groupbuy/queries.hpp"
#include "web/screens/phrases.hpp"
#include "web/screens/screens.hpp"

#include <algorithm>
#include <optional>

namespace starfish::web {
namespace {

using groupbuy::GroupBuy;
using groupbuy::Phase;
using Row = std::vector<const GroupBuy*>;

// A leader's own, or for staff everyone's: under way, soonest due first; then ended, last first.
struct Lists {
    Row under_way;
    Row ended;
};

Lists lists_of(const State& state, Actor actor) {
    Lists lists;
    const auto add = [&](const GroupBuy& groupbuy) {
        (groupbuy.phase == Phase::open_ ? lists.under_way : lists.ended).push_back(&groupbuy);
    };
    if (actor.role == Role::leader) {
        const starfish::Id<community::Leader> leader{static_cast<std::uint32_t>(actor.id)};
        for (const auto id : groupbuy::groupbuys_of(state.groupbuy, leader))
            add(state.groupbuy.groupbuys.at(id));
    } else {
        for (const GroupBuy& groupbuy : state.groupbuy.groupbuys) add(groupbuy);
    }
    std::ranges::sort(lists.under_way, {},
                      [](const GroupBuy* g) { return std::pair(g->terms.deadline, g->id); });
    std::ranges::sort(lists.ended, std::ranges::greater{},
                      [](const GroupBuy* g) { return std::pair(g->ended_at, g->id); });
    return lists;
}

void open(const GroupBuy& groupbuy) {
    platform::go("g/" + groupbuy.code);
}

const std::string& title_of(const State& state, const GroupBuy& groupbuy) {
    return groupbuy::title_of(state.catalog, groupbuy);
}

// A group-buy under way: a card with its way through the tiers.
void draw_card(Client& client, const GroupBuy& groupbuy, Instant now) {
    const Locale locale = client.locale();
    const std::string& title = title_of(client.state(), groupbuy);
    const kit::Each each(groupbuy.id.value);
    const kit::Group item(accessible::Role::listitem);
    const kit::Card card;
    if (kit::entry({.title = title, .opens = true, .bold = true, .key = "open"})) open(groupbuy);
    kit::row({.left = whose(client, groupbuy),
              .left_style = {.type = Type::small, .ink = Ink::muted},
              .chip = stage_chip(locale, groupbuy, now)});
    draw_ladder(locale, groupbuy, 0, title);
    kit::row({.left = people_and_units(locale, groupbuy),
              .right = next_tier_words(locale, groupbuy),
              .left_style = {.type = Type::small, .bold = true},
              .right_style = {.type = Type::small, .ink = Ink::muted}});
}

void draw_ended(Client& client, const Row& ended, Instant now) {
    const Locale locale = client.locale();
    const bool leader = client.account().actor.role == Role::leader;
    const kit::Card card({.title = say(locale, "list.ended")});
    const kit::Group list(accessible::Role::list, say(locale, "list.ended"));
    for (const GroupBuy* groupbuy : ended) {
        const kit::Each each(groupbuy->id.value);
        const kit::Group item(accessible::Role::listitem);
        // The same offer is sold by many, and by one again and again.
        const std::string of = leader ? "" : whose(client, *groupbuy) + "\n";
        if (kit::entry({.title = title_of(client.state(), *groupbuy),
                        .note = of + people_and_units(locale, *groupbuy) + " · " +
                                when(locale, groupbuy->ended_at, now),
                        .chip = stage_chip(locale, *groupbuy, now),
                        .opens = true,
                        .key = "open"}))
            open(*groupbuy);
    }
}

}  // namespace

void draw_list(View& view, Client& client, Instant now) {
    const Locale locale = client.locale();
    const kit::Screen screen(
        {.key = "list",
         .title = say(locale, "list.title"),
         .subtitle = client.account().name,
         .chip = link_chip(client),
         .actions =
             {{.label = say(locale, "app.language"), .look = kit::Look::plain, .small = true},
              {.label = say(locale, "app.sign_out"), .look = kit::Look::plain, .small = true}},
         .width_max = platform::is_desktop() ? 1160.0F : 720.0F,
         .centred = true});
    if (screen.action() == 0)
        platform::choose_locale(locale == Locale::en ? Locale::zh_cn : Locale::en);
    if (screen.action() == 1) {
        if (client.unsent() == 0) return client.sign_out();
        view.asking_sign_out = true;
    }
    if (client.link() == Link::offline)
        kit::banner({.text = say(locale, "app.offline_hint", {{"at_ms", client.kept_at().ms}})});
    const Lists lists = lists_of(client.state(), client.account().actor);
    if (lists.under_way.empty() && lists.ended.empty())
        return kit::empty_state(Icon::groupbuy, say(locale, "list.empty"),
                                say(locale, "list.empty_hint"));
    const bool both = !lists.under_way.empty() && !lists.ended.empty();
    std::optional<kit::Columns> columns;
    if (both && platform::is_desktop()) columns.emplace(std::vector<float>{1, 440});
    if (!lists.under_way.empty()) {
        const kit::Group list(accessible::Role::list, say(locale, "list.open"));
        for (const GroupBuy* groupbuy : lists.under_way) draw_card(client, *groupbuy, now);
    }
    if (columns) columns->next();
    if (!lists.ended.empty()) draw_ended(client, lists.ended, now);
}

}  // namespace starfish::web
