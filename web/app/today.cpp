#include "web/app/today.hpp"

#include "core/base/order.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "web/app/refused_hand_overs.hpp"
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/screens/handout/claims.hpp"
#include "web/screens/handout/desk.hpp"
#include "web/screens/money/wallet.hpp"
#include "web/screens/orders/join_money.hpp"
#include "web/screens/orders/money_lists.hpp"

#include <algorithm>

namespace starfish::web {
namespace {

using groupbuy::GroupBuy;
using groupbuy::Phase;
using groupbuy::Stage;

constexpr std::int64_t soon_ms = 24 * hour_ms;
constexpr std::size_t cards_max = 3;

// Collects the to-dos; each private function adds one kind.
class Todos {
public:
    Todos(const Client& client, Instant now)
        : client_(client),
          state_(client.state()),
          locale_(client.locale()),
          now_(now),
          leads_(client.is_leader()),
          operates_(client.is_supplier()) {}

    std::vector<Todo> all() {
        if (leads_) each_of(Stage::ending, [&](const GroupBuy& g) { ending(g); });
        if (operates_) each_of(Stage::review, [&](const GroupBuy& g) { to_review(g); });
        if (leads_) sent_back();
        each_of(Stage::halted, [&](const GroupBuy& g) { halted(g); });
        claims();
        if (leads_) handouts();
        if (leads_) transfers();
        if (leads_) pay();
        if (operates_) refunds();
        if (operates_) withdrawals();
        if (leads_) ending_soon();
        if (leads_) drafts();
        if (leads_) each_of(Stage::review, [&](const GroupBuy& g) { in_review(g); });
        return std::move(todos_);
    }

private:
    template <class Visit>
    void each_of(Stage stage, Visit visit) {
        for (const GroupBuy* g : own_groupbuys(client_))
            if (groupbuy::stage_at(*g, now_) == stage) visit(*g);
    }
    std::string titled(std::string_view key, const GroupBuy& g) {
        return say(locale_, key) + groupbuy::title_of(state_.catalog, g);
    }
    void add(const GroupBuy& g, std::string_view key, std::string note, std::string time,
             bool now = true) {
        todos_.push_back({titled(key, g), std::move(note), std::move(time),
                          say(locale_, "today.open"), "g/" + g.code, now});
    }

    void ending(const GroupBuy& g) {
        add(g, g.ending_cancels ? "today.cancelling" : "today.closing",
            say(locale_, "today.can_undo"), time_of_day(g.ending_at));
    }
    void to_review(const GroupBuy& g) {
        add(g, "today.to_review", community_and_leader(client_, g), "");
    }
    void in_review(const GroupBuy& g) {
        add(g, "today.in_review", say(locale_, "today.in_review_note"), "", false);
    }
    void sent_back() {
        each_of(Stage::draft, [&](const GroupBuy& g) {
            if (!g.review_note.empty()) add(g, "today.sent_back", g.review_note, "");
        });
    }
    void drafts() {
        each_of(Stage::draft, [&](const GroupBuy& g) {
            if (g.review_note.empty())
                add(g, "today.draft", say(locale_, "today.draft_note"), "", false);
        });
    }
    void halted(const GroupBuy& g) {
        add(g, "today.halted", say(locale_, "today.halted_note"), "", false);
    }

    void claims() {
        const auto claims = claims_to_answer(client_);
        if (claims.empty()) return;
        todos_.push_back(
            {say(locale_, "today.claims", {{"count", static_cast<std::int64_t>(claims.size())}}),
             say(locale_, "claims.answer_by") + when(locale_, claims.front()->answer_by, now_), "",
             say(locale_, "today.open"), "claims", true});
    }
    void handouts() {
        for (const handout::Handout& handout : state_.handout.handouts)
            if (handout.finished_at.ms == 0)
                todos_.push_back(
                    {say(locale_, "today.handout") + handout.title,
                     next_step_words(client_, handout, now_),
                     handout.pickup_from.ms == 0 ? "" : when(locale_, handout.pickup_from, now_),
                     say(locale_, "today.open"), "handout/" + std::to_string(handout.id.value),
                     handout.last_arrival_at.ms != 0});
    }

    void transfers() {
        std::int64_t sum = 0;
        const auto bills = bills_to_confirm(state_);
        for (const orders::Bill* bill : bills) sum += missing_of(*bill).value;
        if (!bills.empty()) {
            const auto line = orders::line_of(bills.front()->id);
            waiting("today.confirm", bills.size(), sum, state_.groupbuy.lines.at(line).joined_at,
                    "confirm");
        }
        refunds_of(refunds_by_hand(state_), "today.give_back");
    }
    void pay() {
        const Id<money::Leader> leader{static_cast<std::uint32_t>(client_.account().actor.id)};
        std::int64_t sum = 0;
        const auto remits = to_remit(state_, leader);
        for (const money::Settlement* settlement : remits) sum += settlement->remit_fen.value;
        if (!remits.empty())
            waiting("today.remit", remits.size(), sum, remits.front()->made_at, "money");
        for (const auto& [until, id] : state_.money.index.holds) {
            const money::Hold& hold = state_.money.holds.at(id);
            if (hold.leader == leader && hold.evidence.empty())
                todos_.push_back({say(locale_, "today.evidence") + hold.reason, hold.wanted,
                                  when(locale_, until, now_), say(locale_, "today.open"), "money"});
        }
    }
    void withdrawals() {
        std::int64_t sum = 0;
        const auto open = money::open_withdrawals(state_.money);
        for (const auto id : open) sum += state_.money.withdrawals.at(id).amount_fen.value;
        if (!open.empty())
            waiting("today.withdrawals", open.size(), sum,
                    state_.money.withdrawals.at(open.front()).requested_at, "money");
    }
    void refunds() { refunds_of(refunds_owed(state_), "today.refunds"); }
    void refunds_of(const std::vector<const orders::Refund*>& refunds, std::string_view key) {
        std::int64_t sum = 0;
        for (const orders::Refund* refund : refunds) sum += refund->amount_fen.value;
        if (!refunds.empty())
            waiting(key, refunds.size(), sum, refunds.front()->owed_since, "give-back");
    }
    void waiting(std::string_view key, std::size_t count, std::int64_t sum, Instant since,
                 const char* route) {
        const std::int64_t age = std::max<std::int64_t>(now_.ms - since.ms, 0);
        todos_.push_back({say(locale_, key, {{"count", static_cast<std::int64_t>(count)}}),
                          say(locale_, "today.oldest", {{"sum_fen", sum}, {"age_ms", age}}), "",
                          say(locale_, "today.open"), route, true});
    }

    void ending_soon() {
        std::vector<const GroupBuy*> soon;
        each_of(Stage::open_, [&](const GroupBuy& g) {
            if (g.terms.deadline.ms - now_.ms <= soon_ms) soon.push_back(&g);
        });
        put_in_order(soon, {},
                     [](const GroupBuy* g) { return std::pair(g->terms.deadline, g->id); });
        for (const GroupBuy* g : soon) {
            const bool reached = groupbuy::threshold_reached(*g);
            add(*g, reached ? "today.ends" : "today.remind",
                reached ? next_tier_words(locale_, *g) : threshold_words(locale_, *g),
                when(locale_, g->terms.deadline, now_), !reached);
        }
    }

    const Client& client_;
    const State& state_;
    Locale locale_;
    Instant now_;
    bool leads_;
    bool operates_;
    std::vector<Todo> todos_;
};

void draw_todo(Locale locale, const Todo& todo, bool first) {
    const kit::Task task({.title = todo.title,
                          .note = todo.note,
                          .time = todo.time,
                          .step = todo.now ? kit::Step::now : kit::Step::later,
                          .state_words = todo.now ? say(locale, "today.due_now") : ""});
    kit::space(8);
    if (kit::button({.label = todo.verb,
                     .look = first ? kit::Look::filled : kit::Look::outline,
                     .small = true,
                     .name = todo.verb + " " + todo.title}))
        platform::go(todo.route);
}

void draw_todos(const Client& client, const std::vector<Todo>& todos) {
    const Locale locale = client.locale();
    const kit::Card card({.title = say(locale, "today.todo"),
                          .aside = todos.empty() ? "" : std::to_string(todos.size())});
    if (todos.empty()) {
        kit::text(say(locale, "today.nothing"), {.ink = Ink::muted});
        return;
    }
    const kit::Group list(accessible::Role::list, say(locale, "today.todo"));
    for (std::size_t i = 0; i < todos.size(); ++i) {
        const kit::Each each(i);
        draw_todo(locale, todos[i], i == 0);
    }
}

void draw_reward(const Client& client) {
    const Locale locale = client.locale();
    const Fen reward = reward_if_ended(client);
    if (reward.value <= 0) return;
    const kit::Card card;
    kit::text(say(locale, "today.reward"), {.type = Type::small, .ink = Ink::muted});
    kit::space(4);
    kit::text(yuan(reward), {.type = Type::heading});
    kit::text(say(locale, "today.reward_note"), {.type = Type::caption, .ink = Ink::muted});
}

// Draws the open group-buys that end soonest, at most `most`.
void draw_open(Client& client, std::size_t most, Instant now) {
    std::vector<const GroupBuy*> open;
    for (const GroupBuy* g : own_groupbuys(client))
        if (g->phase == Phase::open_ && g->terms.deadline > now) open.push_back(g);
    put_in_order(open, {}, [](const GroupBuy* g) { return std::pair(g->terms.deadline, g->id); });
    if (open.size() > most) open.resize(most);
    if (open.empty()) return;
    const Locale locale = client.locale();
    const kit::Group list(accessible::Role::list, say(locale, "list.open"));
    for (const GroupBuy* g : open) draw_card(client, *g, now);
}

std::string subtitle_of(const Client& client, Instant now) {
    std::string words = date_and_time(client.locale(), now);
    words.resize(words.rfind(' '));
    while (words.ends_with(',')) words.pop_back();
    return words + " · " + client.account().name;
}

}  // namespace

void draw_account(View& view, Client& client) {
    const Locale locale = client.locale();
    const kit::Card card;
    kit::text(client.account().name, {.type = Type::small, .ink = Ink::muted});
    const int pressed = kit::buttons(
        {{.label = say(locale, "app.language"), .look = kit::Look::plain, .small = true},
         {.label = say(locale, "app.sign_out"), .look = kit::Look::plain, .small = true}});
    if (pressed == 0) platform::choose_locale(locale == Locale::en ? Locale::zh_cn : Locale::en);
    if (pressed == 1) sign_out(view, client);
}

std::vector<Todo> todos_of(const Client& client, Instant now) {
    return Todos(client, now).all();
}

Fen reward_if_ended(const Client& client) {
    const State& state = client.state();
    Fen sum;
    if (client.account().actor.role != Role::leader) return sum;
    for (const GroupBuy* g : own_groupbuys(client)) {
        if (g->phase != Phase::open_) continue;
        for (const auto id : groupbuy::lines_of(state.groupbuy, g->id)) {
            const auto& line = state.groupbuy.lines.at(id);
            if (line.left_at.ms != 0 || line.waiting) continue;
            const auto& goods = groupbuy::goods_of(*g, line.item);
            const catalog::Reward& reward = state.catalog.offers.at(goods.offer).reward;
            const Fen paid = groupbuy::price_now(*g, line.item) * line.quantity;
            sum = sum + reward.sale_fen * line.quantity + reward.service_fen;
            sum = sum + Fen{paid.value * reward.sale_per_mille / 1000};
        }
    }
    return sum;
}

void draw_today(View& view, Client& client, Instant now) {
    const Locale locale = client.locale();
    const kit::Screen screen({.key = "today",
                              .title = say(locale, "nav.today"),
                              .subtitle = subtitle_of(client, now),
                              .chip = link_chip(client),
                              .width_max = platform::is_desktop() ? 1160.0F : 720.0F,
                              .centred = true});
    if (client.link() == Link::offline)
        kit::banner({.text = say(locale, "app.offline_hint", {{"at_ms", client.saved_at().ms}})});
    draw_refused_hand_overs(client, {}, now);
    const std::vector<Todo> todos = todos_of(client, now);
    const bool leads = client.is_leader();
    const auto rest = [&] {
        draw_reward(client);
        if (leads && kit::button({.label = say(locale, "offers.open_new"),
                                  .look = todos.empty() ? kit::Look::filled : kit::Look::outline,
                                  .wide = true}))
            platform::go("offers");
        draw_account(view, client);
    };
    if (!platform::is_desktop()) {
        draw_open(client, 1, now);
        draw_todos(client, todos);
        return rest();
    }
    kit::Columns columns({1, 400});
    draw_todos(client, todos);
    draw_open(client, cards_max, now);
    columns.next();
    rest();
}

}  // namespace starfish::web
