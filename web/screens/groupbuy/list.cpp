#include "core/base/order.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"

#include <algorithm>
#include <optional>

namespace starfish::web {
namespace {

using groupbuy::GroupBuy;
using groupbuy::Phase;
using Row = std::vector<const GroupBuy*>;

// waiting: not open yet, latest first. under_way: earliest deadline first. ended: latest first.
struct Lists {
    Row waiting;
    Row under_way;
    Row ended;
};

Lists lists_of(const Client& client) {
    Lists lists;
    for (const GroupBuy* groupbuy : own_groupbuys(client)) {
        const Phase phase = groupbuy->phase;
        Row& row = phase < Phase::open_    ? lists.waiting
                   : phase == Phase::open_ ? lists.under_way
                                           : lists.ended;
        row.push_back(groupbuy);
    }
    std::ranges::reverse(lists.waiting);
    put_in_order(lists.under_way, {},
                 [](const GroupBuy* g) { return std::pair(g->terms.deadline, g->id); });
    put_in_order(lists.ended, std::ranges::greater{},
                 [](const GroupBuy* g) { return std::pair(g->ended_at, g->id); });
    return lists;
}

// One row for each group-buy that is not open.
void draw_rows(Client& client, std::string_view title, const Row& row, Instant now) {
    if (row.empty()) return;
    const Locale locale = client.locale();
    const bool leader = client.is_leader();
    const kit::Card card({.title = say(locale, title)});
    const kit::Group list(accessible::Role::list, say(locale, title));
    for (const GroupBuy* groupbuy : row) {
        const kit::Each each(groupbuy->id.value);
        const kit::Group item(accessible::Role::listitem);
        // Staff see the same offer sold by many leaders, so the note names the leader.
        const std::string of = leader ? "" : community_and_leader(client, *groupbuy) + "\n";
        const bool waits = groupbuy->phase < Phase::open_;
        const std::string note =
            waits ? groupbuy->review_note.empty()
                        ? say(locale, "groupbuy.deadline") + " " +
                              when(locale, groupbuy->terms.deadline, now)
                        : say(locale, "draft.sent_back") + "：" + groupbuy->review_note
                  : people_and_units(locale, *groupbuy) + " · " +
                        when(locale, groupbuy->ended_at, now);
        if (kit::entry({.title = groupbuy::title_of(client.state().catalog, *groupbuy),
                        .note = of + note,
                        .chip = stage_chip(locale, *groupbuy, now),
                        .opens = true,
                        .key = "open"}))
            platform::go("g/" + groupbuy->code);
    }
}

kit::ScreenSpec spec_of(const Client& client, bool leads) {
    const Locale locale = client.locale();
    const bool desktop = platform::is_desktop();
    kit::ScreenSpec spec{
        .key = "list",
        .title = say(locale, "list.title"),
        .subtitle = client.account().name,
        .chip = link_chip(client),
        .actions = {{.label = say(locale, "app.language"), .look = kit::Look::plain, .small = true},
                    {.label = say(locale, "app.sign_out"),
                     .look = kit::Look::plain,
                     .small = true}},
        .width_max = desktop ? 1160.0F : 720.0F,
        .centred = true};
    const kit::Button open{.label = say(locale, "offers.open_new"),
                           .look = kit::Look::filled,
                           .wide = !desktop,
                           .small = desktop};
    if (leads) (desktop ? spec.actions : spec.foot).push_back(open);
    return spec;
}

void draw_lists(Client& client, const Lists& lists, Instant now) {
    const Locale locale = client.locale();
    if (lists.waiting.empty() && lists.under_way.empty() && lists.ended.empty())
        return kit::empty_state(Icon::groupbuy, say(locale, "list.empty"),
                                say(locale, "list.empty_hint"));
    const bool both = !lists.under_way.empty() && !(lists.ended.empty() && lists.waiting.empty());
    const bool beside = both && platform::is_desktop();
    std::optional<kit::Columns> columns;
    if (beside) columns.emplace(std::vector<float>{1, 440});
    if (!beside) draw_rows(client, "list.waiting", lists.waiting, now);
    if (!lists.under_way.empty()) {
        const kit::Group list(accessible::Role::list, say(locale, "list.open"));
        for (const GroupBuy* groupbuy : lists.under_way) draw_card(client, *groupbuy, now);
    }
    if (columns) columns->next();
    if (beside) draw_rows(client, "list.waiting", lists.waiting, now);
    draw_rows(client, "list.ended", lists.ended, now);
}

}  // namespace

void sign_out(View& view, Client& client) {
    if (client.unsent() == 0) return client.sign_out();
    view.asking_sign_out = true;
}

void draw_list(View& view, Client& client, Instant now) {
    const Locale locale = client.locale();
    const bool leads = client.is_leader();
    const kit::Screen screen(spec_of(client, leads));
    if (screen.action() == 0)
        platform::choose_locale(locale == Locale::en ? Locale::zh_cn : Locale::en);
    if (screen.action() == 1) return sign_out(view, client);
    if (screen.action() == 2 || screen.foot() == 0) return platform::go("offers");
    if (client.link() == Link::offline)
        kit::banner({.text = say(locale, "app.offline_hint", {{"at_ms", client.saved_at().ms}})});
    draw_lists(client, lists_of(client), now);
}

}  // namespace starfish::web
