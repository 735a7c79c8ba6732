#include "web/screens/groupbuy/colleagues.hpp"

#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"

#include <algorithm>

namespace starfish::web {
namespace {

using groupbuy::ThresholdKind;

const ColleagueGroupBuy* chosen_of(const Colleagues& colleagues) {
    if (!colleagues.list) return nullptr;
    const auto& rows = colleagues.list->rows;
    const auto found = std::ranges::find(rows, colleagues.chosen, &ColleagueGroupBuy::id);
    return found == rows.end() ? nullptr : &*found;
}

void draw_row(Colleagues& colleagues, Locale locale, const ColleagueGroupBuy& row, Instant now) {
    const kit::Each each(row.id.value);
    const kit::Group item(accessible::Role::listitem);
    const kit::Card card({.title = row.title, .aside = yuan(row.price_fen)});
    kit::row({.left = row.leader_name + " · " + row.community_name,
              .right = say(locale, "groupbuy.deadline") + " " + when(locale, row.deadline, now),
              .left_style = {.type = Type::small, .ink = Ink::muted},
              .right_style = {.type = Type::small, .ink = Ink::muted}});
    kit::space(12);
    if (!kit::button({.label = say(locale, "colleagues.offer"),
                      .name = say(locale, "colleagues.offer") + " " + row.title}))
        return;
    colleagues.chosen = row.id;
    colleagues.stock = row.stock.value;
    const bool amount = row.threshold.kind == ThresholdKind::amount;
    colleagues.threshold = row.threshold.value / (amount ? fen_in_yuan : 1);
}

void draw_rows(Colleagues& colleagues, Client& client, Instant now) {
    const Locale locale = client.locale();
    switch (colleagues.list->request_status) {
        case RequestStatus::never:
        case RequestStatus::under_way: {
            const kit::Card card;
            return kit::skeleton(say(locale, "app.loading"));
        }
        case RequestStatus::failed:
            kit::banner({.text = say(locale, "colleagues.needs_network")});
            if (kit::button({.label = say(locale, "app.try_again")}))
                fetch(client, colleagues.list);
            return;
        case RequestStatus::done:
            break;
    }
    if (colleagues.list->rows.empty())
        return kit::empty_state(Icon::people, say(locale, "colleagues.empty"),
                                say(locale, "colleagues.empty_hint"));
    const kit::Group list(accessible::Role::list, say(locale, "colleagues.title"));
    for (const ColleagueGroupBuy& row : colleagues.list->rows)
        draw_row(colleagues, locale, row, now);
}

void submit(Colleagues& colleagues, Client& client, const ColleagueGroupBuy& row) {
    const auto own = communities_of(client.state(), client.account().actor);
    const auto place = static_cast<std::size_t>(colleagues.community);
    if (place >= own.size()) return;
    const bool amount = row.threshold.kind == ThresholdKind::amount;
    const std::int64_t value = colleagues.threshold * (amount ? fen_in_yuan : 1);
    // The colleague's group-buy is not in this browser, so only the server can check the command.
    client.submit_unchecked(groupbuy::Command(
        groupbuy::Reoffer{.groupbuy = row.id,
                          .community = own[place],
                          .stock = {static_cast<std::int32_t>(colleagues.stock)},
                          .threshold = {row.threshold.kind, static_cast<std::int32_t>(value)}}));
    colleagues.chosen = {};
    kit::notify(say(client.locale(), "colleagues.asked"));
    platform::go("groupbuys");
}

void draw_form(Colleagues& colleagues, Client& client) {
    const ColleagueGroupBuy* const row = chosen_of(colleagues);
    if (!row) return;
    const Locale locale = client.locale();
    const kit::Dialog dialog({.title = say(locale, "colleagues.offer") + " · " + row->title});
    kit::text(say(locale, "colleagues.form_hint"), {.ink = Ink::muted});
    const kit::Group form(accessible::Role::form, say(locale, "colleagues.offer"));
    const auto own = communities_of(client.state(), client.account().actor);
    if (own.size() > 1) {
        std::vector<std::string> names;
        names.reserve(own.size());
        for (const auto id : own) names.push_back(client.state().community.communities.at(id).name);
        kit::choice({.label = say(locale, "open.community"),
                     .options = std::move(names),
                     .label_shown = true},
                    colleagues.community);
    }
    const bool amount = row->threshold.kind == ThresholdKind::amount;
    kit::stepper({.label = say(locale, "open.stock"), .min = 1, .max = units_max.value},
                 colleagues.stock);
    kit::stepper(
        {.label = say(locale, amount                                        ? "open.least_yuan"
                              : row->threshold.kind == ThresholdKind::units ? "open.least_units"
                                                                            : "open.least_people"),
         .min = 1,
         .max = 10'000'000,
         .step = amount ? 100 : 1},
        colleagues.threshold);
    kit::space(20);
    const int pressed = kit::buttons({{.label = say(locale, "colleagues.yes"),
                                       .look = kit::Look::filled,
                                       .wide = true,
                                       .submits = true},
                                      {.label = say(locale, "app.cancel"), .wide = true}});
    if (pressed == 0) return submit(colleagues, client, *row);
    if (pressed == 1 || dialog.dismissed()) colleagues.chosen = {};
}

}  // namespace

void draw_colleagues(View& view, Client& client, Instant now) {
    const Locale locale = client.locale();
    Colleagues& colleagues = view.colleagues;
    if (!colleagues.list) {
        colleagues.list = std::make_shared<ColleagueList>();
        fetch(client, colleagues.list);
    }
    {
        const kit::Screen screen({.key = "colleagues",
                                  .title = say(locale, "colleagues.title"),
                                  .subtitle = say(locale, "colleagues.hint"),
                                  .chip = link_chip(client),
                                  .back = say(locale, "app.back"),
                                  .width_max = 720,
                                  .centred = true});
        if (screen.back()) return platform::go("offers");
        draw_rows(colleagues, client, now);
    }
    draw_form(colleagues, client);
}

}  // namespace starfish::web
