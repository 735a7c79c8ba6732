#include "core/scenario/play.hpp"

#include "core/base/digest.hpp"
#include "core/engine/snapshot.hpp"
#include "core/scenario/claims.hpp"
#include "core/scenario/deeds_of_money.hpp"
#include "core/scenario/spelling.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace starfish::scenario {
namespace {

constexpr std::string_view carried_out = "carried out";
constexpr std::string_view repeated = "repeated";

Trouble trouble(const Step& step, std::string expected, std::string actual) {
    return {step.line, step.text, std::move(expected), std::move(actual)};
}

Trouble no_such(const Step& step, std::string_view kind, const std::string& name) {
    return trouble(step, std::string(kind) + " called \"" + name + "\"", "there is none");
}

// The claims that do not hold, each beside what is so of the same matter.
std::optional<Trouble> compare(const Step& step, const IsSo& claim,
                               const std::vector<Claim>& true_ones) {
    for (const Claim& claimed : claim.claims) {
        const auto actual = std::ranges::find(true_ones, claimed.matter, &Claim::matter);
        if (actual == true_ones.end())
            return trouble(
                step, claimed.text,
                "of \"" + claim.name + "\" no " + std::string(claimed.matter) + " can be claimed");
        if (actual->text != claimed.text) return trouble(step, claimed.text, actual->text);
    }
    return std::nullopt;
}

}  // namespace

ConsumerId EngineWorld::consumer(std::string_view name) {
    return {static_cast<std::int64_t>(digest_of(name) >> 1U)};
}

Result<Answer> EngineWorld::carry_out(const Request& request) {
    auto outcome = engine_.submit(request.command, request.context, digest_of(request.note));
    if (!outcome) return Refused(std::move(outcome.error()));
    std::ranges::move(outcome->records, std::back_inserter(records_));
    return Answer{std::move(outcome->events), outcome->repeated};
}

bool Player::is_consumer(const std::string& who) const {
    return who != "supplier" && who != "trainer" && who != "system" && !cast_.leader(who) &&
           !cast_.verifier(who);
}

Actor Player::actor(const std::string& who) {
    if (who == "supplier") return {Role::supplier, 1};
    if (who == "trainer") return {Role::trainer, 1};
    if (who == "system") return {Role::system, 0};
    if (const auto* const leader = cast_.leader(who)) return {Role::leader, leader->value};
    if (const auto* const verifier = cast_.verifier(who)) return {Role::verifier, verifier->value};
    return {Role::consumer, world_.consumer(who).value};
}

std::optional<Trouble> Player::perform(const Step& step) {
    return std::visit(
        [&](const auto& deed) -> std::optional<Trouble> {
            if constexpr (requires { check(step, deed); })
                return check(step, deed);
            else
                return carry_out(step);
        },
        step.deed);
}

std::optional<Trouble> Player::carry_out(const Step& step) {
    const auto command = cast_.command_of(step);
    if (!command) return trouble(step, "names that stand for something", command.error().what);
    const std::uint64_t before = step.outcome ? digest(world_.state()) : 0;
    const auto* const join = std::get_if<Joins>(&step.deed);
    const auto answer = world_.carry_out(
        {.command = *command,
         .context = {actor(step.who), step.at, step.command_id},
         .person = is_consumer(step.who) ? std::string_view(step.who) : std::string_view(),
         .note = join ? std::string_view(join->note) : std::string_view()});
    std::string actual = !answer            ? spelt(answer.error(), calendar_)
                         : answer->repeated ? std::string(repeated)
                                            : std::string(carried_out);
    const std::string expected = step.outcome.value_or(std::string(carried_out));
    if (actual != expected) return trouble(step, expected, std::move(actual));
    if (actual == carried_out) {
        if (auto taken = cast_.learn(step, answer->events))
            return trouble(step, "a name of its own", taken->what);
    } else if (digest(world_.state()) != before) {
        return trouble(step, "nothing changed", "the state is another");
    }
    return std::nullopt;
}

std::optional<Trouble> Player::check(const Step& step, const IsSo& claim) const {
    const State& state = world_.state();
    if (const auto* const id = cast_.groupbuy(claim.name))
        return compare(step, claim, truths(state.groupbuy.groupbuys.at(*id), step.at));
    if (const auto* const id = cast_.offer(claim.name))
        return compare(step, claim, truths(state, state.catalog.offers.at(*id)));
    return no_such(step, "a group-buy or an offer", claim.name);
}

std::optional<Trouble> Player::check(const Step& step, const ItemIsSo& claim) const {
    const auto* const id = cast_.groupbuy(claim.groupbuy);
    if (!id) return no_such(step, "a group-buy", claim.groupbuy);
    const auto* const offer = cast_.offer(claim.offer);
    const auto& groupbuy = world_.state().groupbuy.groupbuys.at(*id);
    const auto item = offer ? groupbuy::item_of(groupbuy, *offer) : std::nullopt;
    if (!item) return no_such(step, "an offer of " + claim.groupbuy, claim.offer);
    return compare(step, {claim.offer, claim.claims}, truths(groupbuy, *item));
}

std::optional<Trouble> Player::check(const Step& step, const Holds& claim) {
    const auto* const id = cast_.groupbuy(claim.groupbuy);
    if (!id) return no_such(step, "a group-buy", claim.groupbuy);
    const auto& groupbuys = world_.state().groupbuy;
    std::int32_t item = 0;
    if (!claim.offer.empty()) {
        const auto* const offer = cast_.offer(claim.offer);
        const auto found =
            offer ? groupbuy::item_of(groupbuys.groupbuys.at(*id), *offer) : std::nullopt;
        if (!found) return no_such(step, "an offer of " + claim.groupbuy, claim.offer);
        item = *found;
    }
    const std::int32_t units =
        groupbuy::holding(groupbuys, *id, item, world_.consumer(claim.person)).units.value;
    if (units == claim.units) return std::nullopt;
    return trouble(step, std::to_string(claim.units), std::to_string(units));
}

std::optional<Trouble> Player::check(const Step& step, const Gets& claim) {
    const auto* const id = cast_.groupbuy(claim.groupbuy);
    if (!id) return no_such(step, "a group-buy", claim.groupbuy);
    const auto& groupbuys = world_.state().groupbuy;
    std::int32_t units = 0;
    for (const auto line_id : groupbuy::lines_of(groupbuys, *id)) {
        const auto& line = groupbuys.lines.at(line_id);
        if (line.consumer == world_.consumer(claim.person) && line.left_at.ms == 0)
            units += line.allotted.value;
    }
    if (units == claim.units) return std::nullopt;
    return trouble(step, std::to_string(claim.units), std::to_string(units));
}

std::optional<Trouble> Player::check(const Step& step, const MoneyIs& claim) const {
    const auto* const id = cast_.groupbuy(claim.groupbuy);
    if (!id) return no_such(step, "a group-buy", claim.groupbuy);
    return compare(step, {claim.person, claim.claims},
                   truths(world_.state().orders, cast_.bills_of(claim.person, *id)));
}

std::optional<Trouble> Player::check(const Step& step, const HandoutIs& claim) const {
    const auto* const id = cast_.groupbuy(claim.groupbuy);
    const auto& handouts = world_.state().handout;
    const auto* const handout = id ? handouts.handouts.find(handout::handout_of(*id)) : nullptr;
    if (!handout) return no_such(step, "a hand-out", claim.groupbuy);
    return compare(step, {claim.groupbuy, claim.claims}, truths(handouts, *handout, step.at));
}

std::optional<Trouble> Player::check(const Step& step, const SlipIs& claim) const {
    const auto* const id = cast_.groupbuy(claim.groupbuy);
    const auto slip = id ? cast_.slip_of(claim.person, *id) : Id<handout::Slip>{};
    if (!slip) return no_such(step, "a slip", claim.person);
    const auto& handouts = world_.state().handout;
    return compare(step, {claim.person, claim.claims}, truths(handouts, handouts.slips.at(slip)));
}

std::optional<Trouble> Player::check(const Step& step, const ClaimIs& claim) const {
    const auto* const id = cast_.groupbuy(claim.groupbuy);
    const auto last = id ? cast_.claim_of(claim.person, *id) : Id<handout::Claim>{};
    if (!last) return no_such(step, "a claim", claim.person);
    return compare(step, {claim.person, claim.claims},
                   truths(world_.state().handout.claims.at(last)));
}

std::optional<Trouble> Player::check(const Step& step, const PurseIs& claim) const {
    const auto& books = world_.state().money;
    if (claim.leader == "everyone")
        return compare(step, {claim.leader, claim.claims}, truths(money::balances_of_all(books)));
    const auto* const id = cast_.leader(claim.leader);
    if (!id) return no_such(step, "a leader", claim.leader);
    return compare(step, {claim.leader, claim.claims}, truths(money::balances_of(books, *id)));
}

std::optional<Trouble> Player::check(const Step& step, const Tells& claim) const {
    const money::Reads reads(world_.state());
    const auto& books = world_.state().money;
    money::Statement statement;
    if (claim.view == money::View::buyer) {
        const auto* const id = cast_.groupbuy(claim.groupbuy);
        if (!id) return no_such(step, "a group-buy", claim.groupbuy);
        std::vector<Id<groupbuy::OrderLine>> lines;
        for (const Id<orders::Bill> bill : cast_.bills_of(claim.whose, *id))
            lines.push_back(orders::line_of(bill));
        statement = money::statement_of(reads, books, lines, {});
    } else {
        const auto* const id = cast_.leader(claim.whose);
        if (!id && claim.whose != "everyone") return no_such(step, "a leader", claim.whose);
        const auto leader = id ? *id : Id<community::Leader>{};
        statement = money::statement_of(reads, books, claim.view, leader, {});
    }
    const std::string actual = spelt(statement.lines);
    if (actual == claim.lines) return std::nullopt;
    return trouble(step, claim.lines, actual);
}

std::optional<Trouble> Player::check(const Step& step, const Lists& claim) const {
    const auto* const id = cast_.groupbuy(claim.groupbuy);
    if (!id) return no_such(step, "a group-buy", claim.groupbuy);
    const auto& groupbuys = world_.state().groupbuy;
    std::string actual;
    for (const auto line_id : groupbuy::lines_of(groupbuys, *id)) {
        const auto& line = groupbuys.lines.at(line_id);
        if (!actual.empty()) actual += ", ";
        actual += cast_.person_of(line_id);
        actual += " ×" + std::to_string(line.quantity.value);
        if (line.tolerance > Units{0}) actual += "+" + std::to_string(line.tolerance.value);
        if (line.waiting) actual += " waiting";
        if (line.left_at.ms != 0) actual += " back";
    }
    if (actual == claim.lines) return std::nullopt;
    return trouble(step, claim.lines, std::move(actual));
}

std::optional<Trouble> play(const Script& script, World& world, Instant until) {
    Player player(world, script.calendar);
    for (const Step& step : script.steps) {
        if (step.at > until) break;
        if (auto trouble = player.perform(step)) return trouble;
    }
    return std::nullopt;
}

}  // namespace starfish::scenario
