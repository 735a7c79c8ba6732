#include "web/screens/money/statement.hpp"

#include "core/base/json/description.hpp"
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/screens/money/money_rows.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace starfish::web {
namespace {

using StatementView = money::View;
using money::Leader;
using money::Statement;

// A phone shows a statement in parts of this many lines. A table shows all lines.
constexpr std::size_t entries_step = 100;

struct StatementRequest {
    StatementView view{};
    Id<Leader> leader;  // 0: all leaders
};

std::vector<StatementView> views_for(const Client& client, Id<Leader> leader) {
    if (leader) return {StatementView::pay, StatementView::till};
    if (client.is_leader()) return {};
    return {StatementView::sales, StatementView::bank, StatementView::pay, StatementView::till};
}

std::optional<StatementRequest> parse_request(const Client& client, std::string_view which) {
    const std::size_t dash = std::min(which.find('-'), which.size());
    const auto view = json::value_named<StatementView>(which.substr(0, dash));
    if (!view) return std::nullopt;
    StatementRequest request{*view, {}};
    const Actor actor = client.account().actor;
    if (actor.role == Role::leader) request.leader = {static_cast<std::uint32_t>(actor.id)};
    if (dash < which.size()) {
        const std::string_view number = which.substr(dash + 1);
        std::uint32_t value = 0;
        if (actor.role == Role::leader ||
            std::from_chars(number.data(), number.data() + number.size(), value).ptr !=
                number.data() + number.size() ||
            !client.state().community.leaders.find({value}))
            return std::nullopt;
        request.leader = {value};
    }
    const auto views = views_for(client, request.leader);
    if (std::ranges::find(views, request.view) == views.end()) return std::nullopt;
    return request;
}

// The start of the month that is `back` months before `now`.
Instant month_start(Instant now, int back) {
    ShanghaiTime local = in_shanghai(now);
    const int months = local.year * 12 + local.month - 1 - back;
    return from_shanghai({.year = months / 12, .month = months % 12 + 1, .day = 1});
}

money::Period period_of(int chosen, Instant now) {
    switch (chosen) {
        case 0:
            return {.from = month_start(now, 0)};
        case 1:
            return {.from = month_start(now, 1), .until = month_start(now, 0)};
        default:
            return {};
    }
}

void draw_choices(View& view, const Client& client, const StatementRequest& request) {
    const Locale locale = client.locale();
    const auto views = views_for(client, request.leader);
    std::vector<std::string> names;
    names.reserve(views.size());
    for (const StatementView each : views)
        names.push_back(say(locale, "cash.view_" + std::string(json::name_of(each))));
    int chosen = static_cast<int>(std::ranges::find(views, request.view) - views.begin());
    if (kit::choice({.label = say(locale, "cash.view"), .options = names, .tabs = true}, chosen)) {
        std::string route =
            "statement/" + std::string(json::name_of(views[static_cast<std::size_t>(chosen)]));
        if (request.leader && client.account().actor.role != Role::leader)
            route += "-" + std::to_string(request.leader.value);
        platform::replace(route);
    }
    kit::choice({.label = say(locale, "cash.period"),
                 .options = {say(locale, "cash.this_month"), say(locale, "cash.last_month"),
                             say(locale, "cash.all_time")}},
                view.statement_period);
}

void draw_sums(Locale locale, const Statement& statement) {
    Fen in;
    Fen out;
    for (const money::StatementLine& line : statement.lines)
        (line.amount_fen.value > 0 ? in : out) =
            (line.amount_fen.value > 0 ? in : out) + line.amount_fen;
    const kit::Card card;
    const auto sum = [&](std::string_view title, const std::string& value, bool bold = false) {
        kit::entry({.title = say(locale, title), .value = value, .bold = bold});
    };
    sum("cash.opening", yuan(statement.opening_fen));
    sum("cash.in", signed_amount(in));
    sum("cash.out", signed_amount(out));
    sum("cash.closing", yuan(statement.closing_fen), true);
}

void draw_all_lines(View& view, Client& client, const Statement& statement, Instant now) {
    const Locale locale = client.locale();
    const kit::Card card(
        {.title = say(locale, "cash.lines"), .aside = std::to_string(statement.lines.size())});
    if (statement.lines.empty())
        return kit::text(say(locale, "cash.no_lines"), {.type = Type::small, .ink = Ink::muted});
    const std::size_t most =
        platform::is_desktop() ? statement.lines.size() : entries_step + view.statement_more;
    draw_statement_lines(view, client, statement, {most}, now);
    if (statement.lines.size() <= most) return;
    kit::space(12);
    if (kit::button({.label = say(locale, "cash.more_lines"), .wide = true}))
        view.statement_more += entries_step;
}

void draw_screen(View& view, Client& client, const StatementRequest& request, Instant now) {
    const Locale locale = client.locale();
    const bool leads = client.is_leader();
    const kit::Screen screen(
        {.key = "statement",
         .title = say(locale, "cash.statement"),
         .subtitle = leads            ? client.account().name
                     : request.leader ? client.state().community.leaders.at(request.leader).name
                                      : say(locale, "cash.all_leaders"),
         .chip = link_chip(client),
         .back = say(locale, "app.back"),
         .width_max = platform::is_desktop() ? 1160.0F : 720.0F,
         .centred = true});
    if (screen.back()) {
        platform::go(leads || !request.leader ? "money"
                                              : "purse/" + std::to_string(request.leader.value));
        return;
    }
    draw_choices(view, client, request);
    const Statement& statement =
        cached_statement(view.statement, client, request.view, request.leader,
                         period_of(view.statement_period, now));
    draw_sums(locale, statement);
    draw_all_lines(view, client, statement, now);
}

}  // namespace

bool draw_statement(View& view, Client& client, std::string_view which, Instant now) {
    const auto request = parse_request(client, which);
    if (!request) return false;
    draw_screen(view, client, *request, now);
    draw_wallet_forms(view, client, now);
    return true;
}

}  // namespace starfish::web
