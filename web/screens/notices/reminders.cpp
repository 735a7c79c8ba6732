#include "web/screens/notices/reminders.hpp"

#include "core/base/json/description.hpp"
#include "core/base/order.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "wasm/outside/outside.hpp"
#include "web/app/screens.hpp"
#include "web/kit/kit.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace starfish::web {
namespace {

using groupbuy::GroupBuy;
using groupbuy::OrderLine;
using notices::Notice;
using GroupBuyId = Id<GroupBuy>;

constexpr std::size_t rows_max = 30;

std::int64_t people_in(const std::vector<const Notice*>& untold) {
    std::set<ConsumerId> people;
    for (const Notice* notice : untold) people.insert(notice->consumer);
    return static_cast<std::int64_t>(people.size());
}

std::int64_t age_of(const Notice& notice, Instant now) {
    return std::max<std::int64_t>(now.ms - notice.owed_since.ms, 0);
}

// "「海参」到货了，可以来取。" Facts of a sentence are numbers, so the title is inserted here.
std::string sentence(Locale locale, const Notice& notice, const std::string& title) {
    constexpr std::string_view placeholder = "{title}";
    std::string words = say(locale, "notice." + std::string(json::name_of(notice.kind)));
    const std::size_t place = words.find(placeholder);
    if (place != std::string::npos) words.replace(place, placeholder.size(), title);
    return words;
}

void draw_notice(Client& client, const Notice& notice, Instant now) {
    const Locale locale = client.locale();
    const OrderLine& line = client.state().groupbuy.lines.at(notice.line);
    const Person* const person = client.person(line.id);
    std::string note = say(locale, "telling." + std::string(json::name_of(notice.kind))) + " · " +
                       say(locale, "telling.age", {{"age_ms", age_of(notice, now)}});
    if (notice.tries > 0) {
        note += " · " + say(locale, "money.tries", {{"tries", notice.tries}});
        if (!notice.last_reason.empty()) note += " · " + notice.last_reason;
    }
    const kit::Each each(notice.id.value);
    const kit::Group item(accessible::Role::listitem);
    kit::entry({.title = say(locale, "groupbuy.join_number", {{"number", line.join_number}}) +
                         " · " + (person ? person->name : say(locale, "groupbuy.consumer")),
                .note = note,
                .small = true,
                .key = "notice"});
}

// Submits as many notices in one command as the rules allow.
void mark_told(Client& client, const std::vector<const Notice*>& untold) {
    const Locale locale = client.locale();
    std::vector<Id<Notice>> ids;
    ids.reserve(untold.size());
    for (const Notice* notice : untold) ids.push_back(notice->id);
    for (std::size_t from = 0; from < ids.size(); from += notices::told_at_once_max) {
        const std::size_t to = std::min(from + notices::told_at_once_max, ids.size());
        const std::vector<Id<Notice>> part(ids.begin() + static_cast<std::ptrdiff_t>(from),
                                           ids.begin() + static_cast<std::ptrdiff_t>(to));
        if (const auto refusal = client.submit(notices::Command(notices::Tell{part, ""})))
            return kit::notify(say(locale, *refusal), Tone::bad);
    }
    kit::notify(say(locale, "telling.done"), Tone::good);
}

}  // namespace

std::vector<const Notice*> untold_notices(const Client& client, GroupBuyId groupbuy) {
    std::vector<const Notice*> found;
    if (client.account().actor.role != Role::leader) return found;
    const notices::State& state = client.state().notices;
    for (const auto& [next_try, id] : state.index.untold) {
        const Notice& notice = state.notices.at(id);
        if (notice.groupbuy == groupbuy) found.push_back(&notice);
    }
    put_in_order(found, {}, [](const Notice* n) { return std::pair(n->owed_since, n->id); });
    return found;
}

std::string chat_message(const Client& client, GroupBuyId id) {
    const Locale locale = client.locale();
    const State& state = client.state();
    const GroupBuy& groupbuy = state.groupbuy.groupbuys.at(id);
    const std::string& title = groupbuy::title_of(state.catalog, groupbuy);
    std::map<notices::Kind, std::set<std::int32_t>> numbers;
    std::map<notices::Kind, std::string> sentences;
    for (const Notice* notice : untold_notices(client, id)) {
        numbers[notice->kind].insert(state.groupbuy.lines.at(notice->line).join_number);
        sentences.try_emplace(notice->kind, sentence(locale, *notice, title));
    }
    std::string message;
    for (const auto& [kind, words] : sentences) {
        std::string list;
        for (const std::int32_t number : numbers[kind])
            list += (list.empty() ? "" : say(locale, "telling.comma")) + std::to_string(number);
        message += words + "\n";
        message += say(locale, "telling.numbers") + list;
        message += "\n";
    }
    return message + outside::origin() + "/g/" + groupbuy.code;
}

void draw_reminders_entry(View& view, Client& client, GroupBuyId groupbuy, Instant now) {
    const auto untold = untold_notices(client, groupbuy);
    if (untold.empty()) return;
    const Locale locale = client.locale();
    const kit::Card card;
    if (kit::entry(
            {.title = say(locale, "telling.people", {{"people", people_in(untold)}}),
             .note = say(locale, "telling.oldest", {{"age_ms", age_of(*untold.front(), now)}}),
             .opens = true,
             .bold = true,
             .key = "untold"}))
        view.reminders_open = true;
}

void draw_reminders(View& view, Client& client, GroupBuyId groupbuy, Instant now) {
    if (!view.reminders_open) return;
    const auto untold = untold_notices(client, groupbuy);
    if (untold.empty()) {
        view.reminders_open = false;
        return;
    }
    const Locale locale = client.locale();
    const kit::Dialog dialog(
        {.title = say(locale, "telling.title"), .close_label = say(locale, "app.close")});
    const std::string message = chat_message(client, groupbuy);
    kit::text(message);
    kit::space(16);
    const bool pressed = kit::button(
        {.label = say(locale, "telling.copy"), .look = kit::Look::filled, .wide = true});
    kit::space(16);
    {
        const kit::Group list(accessible::Role::list, say(locale, "telling.title"));
        for (std::size_t i = 0; i < std::min(untold.size(), rows_max); ++i)
            draw_notice(client, *untold[i], now);
    }
    if (untold.size() > rows_max)
        kit::text(say(locale, "desk.more_rows",
                      {{"count", static_cast<std::int64_t>(untold.size() - rows_max)}}),
                  {.type = Type::small, .ink = Ink::muted});
    if (pressed) {
        platform::copy_text(message);
        mark_told(client, untold);
    }
    if (pressed || dialog.dismissed()) view.reminders_open = false;
}

}  // namespace starfish::web
