#include "core/scenario/deeds.hpp"

#include "core/engine/codec.hpp"
#include "core/scenario/claims.hpp"
#include "core/scenario/deeds_of_money.hpp"

namespace starfish::scenario {
namespace {

// What a label says when a scenario is about something else.
const catalog::Label plain_label{.ingredients = "海参、饮用水、食用盐",
                                 .net_content = "500 g",
                                 .origin = "辽宁大连",
                                 .storage = "0–4 ℃ 冷藏",
                                 .shelf_life = "30 天",
                                 .producer = "示例食品有限公司",
                                 .licence = "SC10042000000000"};

void take_label(Details& details, catalog::Label& label) {
    details.take("ingredients", label.ingredients);
    details.take("net content", label.net_content);
    details.take("origin", label.origin);
    details.take("storage", label.storage);
    details.take("shelf life", label.shelf_life);
    details.take("producer", label.producer);
    details.take("licence", label.licence);
}

// earns 80 per mille | earns ¥5 each | service ¥2
bool read_reward_term(Line& line, catalog::PublishOffer& offer) {
    const bool earns = line.accept("earns");
    if (!earns && !line.accept("service")) return false;
    catalog::Reward reward = offer.reward.value_or(catalog::Reward{});
    if (!earns) {
        reward.service_fen = line.price();
    } else if (line.price_is_next()) {
        reward.sale_fen = line.price();
        line.expect("each");
    } else {
        reward.sale_per_mille = line.number("how many thousandths, or a price");
        line.expect("per");
        line.expect("mille");
    }
    offer.reward = reward;
    return true;
}

// at most 4 each | 10 盒 | 5+ ¥159 | cartons of 6 | reviewed | costs ¥90
void read_offer_term(Line& line, catalog::PublishOffer& offer) {
    if (read_reward_term(line, offer)) return;
    if (line.accept("claims")) {
        offer.after_sales_days = line.number("how many days");
        line.expect("days");
        return;
    }
    if (line.accept("at")) {
        line.expect("most");
        const Units most{line.number("how many units")};
        if (line.accept("an")) {
            line.expect("order");
            offer.cap_per_order = most;
            return;
        }
        offer.cap_per_person = most;
        line.expect("each");
        return;
    }
    if (line.accept("cartons")) {
        line.expect("of");
        offer.carton = Units{line.number("how many units")};
        return;
    }
    if (line.accept("reviewed")) {
        offer.needs_review = true;
        return;
    }
    if (line.accept("costs")) {
        offer.cost_fen = line.price();
        return;
    }
    const Units units{line.number("\"at most 4 each\", a stock such as 10 盒, or a tier, 5+ ¥159")};
    if (line.accept("+")) {
        offer.tiers.push_back({units, line.price()});
        return;
    }
    offer.stock = units;
    offer.unit = line.name("what a unit is called, such as 盒");
}

Sayings publishes(Reading& r) {
    Publishes deed{.name = r.line.name("what the offer is called"), .command = {}};
    catalog::PublishOffer& offer = deed.command;
    offer.label = plain_label;
    r.line.expect(":");
    do read_offer_term(r.line, offer);
    while (r.line.accept(","));
    if (offer.cap_per_person == Units{}) offer.cap_per_person = offer.stock;
    offer.title = deed.name;
    r.details.take("title", offer.title);
    r.details.take("summary", offer.summary);
    r.details.take("unit", offer.unit);
    if (std::string why; r.details.take("below cost because", why), !why.empty())
        offer.below_cost_reason = why;
    take_label(r.details, offer.label);
    return {{r.who, std::move(deed)}};
}

Sayings withdraws(Reading& r) {
    if (r.line.price_is_next()) return asks_for_pay(r);
    Withdraws deed{.offer = r.line.name("an offer"), .command = {}};
    deed.command.reason = reason(r.line);
    return {{r.who, std::move(deed)}};
}

Sayings registers(Reading& r) {
    Registers deed{.name = r.line.name("the leader's name"), .command = {}};
    deed.command.leader_name = deed.name;
    r.details.take("name", deed.command.leader_name);
    r.details.take("tagline", deed.command.tagline);
    r.leaders.insert(deed.name);
    return {{r.who, std::move(deed)}};
}

AddsCommunity community_of(Details& details, std::string name, std::string leader) {
    AddsCommunity deed{.name = std::move(name), .leader = std::move(leader), .command = {}};
    deed.command.community_name = deed.name;
    details.take("district", deed.command.district);
    return deed;
}

AddsPickup pickup_of(Details& details, std::string name, std::string community) {
    AddsPickup deed{.name = std::move(name), .community = std::move(community), .command = {}};
    deed.command.point_name = deed.name;
    deed.command.address = "示例路 1 号";
    deed.command.hours = "周二 16:00–20:00";
    details.take("address", deed.command.address);
    details.take("hours", deed.command.hours);
    return deed;
}

Sayings adds(Reading& r) {
    if (r.line.accept("community")) {
        std::string name = r.line.name("the community's name");
        r.line.expect("for");
        auto deed = community_of(r.details, std::move(name), r.line.name("a leader"));
        r.details.take("name", deed.command.community_name);
        return {{r.who, std::move(deed)}};
    }
    if (!r.line.accept("pickup")) return r.line.fail("\"community\" or \"pickup\""), Sayings();
    std::string name = r.line.name("the pickup point's name");
    r.line.expect("to");
    auto deed = pickup_of(r.details, std::move(name), r.line.name("a community"));
    r.details.take("name", deed.command.point_name);
    return {{r.who, std::move(deed)}};
}

Sayings serves(Reading& r) {
    Sayings said;
    std::string community = r.line.name("a community");
    r.line.expect(",");
    r.line.expect("pickup");
    r.line.expect("at");
    std::string point = r.line.name("a pickup point");
    Registers leader{.name = r.who, .command = {r.who, {}}};
    r.details.take("tagline", leader.command.tagline);
    if (r.leaders.insert(r.who).second) said.push_back({"supplier", std::move(leader)});
    said.push_back({"supplier", community_of(r.details, community, r.who)});
    said.push_back({"supplier", pickup_of(r.details, std::move(point), std::move(community))});
    return said;
}

// 3 people | 10 units | ¥3000
groupbuy::Threshold read_threshold(Line& line) {
    using enum groupbuy::ThresholdKind;
    if (line.price_is_next()) return {amount, static_cast<std::int32_t>(line.price().value)};
    groupbuy::Threshold threshold{people, line.number("how many people or units, or how many ¥")};
    if (line.accept("units"))
        threshold.kind = units;
    else if (!line.accept("people"))
        line.fail("\"people\" or \"units\"");
    return threshold;
}

// Those of the words below that are terms of their own.
bool read_open_word(Line& line, groupbuy::Open& open) {
    for (const auto& [word, flag] :
         {std::pair("hidden", &open.hidden), std::pair("reofferable", &open.reofferable),
          std::pair("draft", &open.draft)}) {
        if (!line.accept(word)) continue;
        *flag = true;
        return true;
    }
    if (!line.accept("paid")) return false;
    line.expect("by");
    if (line.accept("transfer"))
        open.payment = groupbuy::PaymentKind::transfer;
    else if (line.accept("provider"))
        open.payment = groupbuy::PaymentKind::provider;
    else
        line.fail("\"transfer\" or \"provider\"");
    return true;
}

// 10 units | with 干参 5 units | needs 3 people | until D1 17:30 | from D1 08:00 | in 百步亭 |
// handed out D3 16:00 to D3 20:00 | called "…" | hidden | reofferable | draft | paid by transfer |
// instead of 海参团
void read_open_term(Reading& r, Opens& deed) {
    groupbuy::Open& open = deed.command;
    const auto moment = [&] { return r.line.moment(r.calendar, r.now); };
    if (read_open_word(r.line, open)) return;
    if (r.line.accept("needs")) {
        open.threshold = read_threshold(r.line);
    } else if (r.line.accept("until")) {
        open.deadline = moment();
    } else if (r.line.accept("from")) {
        open.starts_at = moment();
    } else if (r.line.accept("in")) {
        deed.community = r.line.name("a community");
    } else if (r.line.accept("called")) {
        open.title = r.line.quoted("its title");
    } else if (r.line.accept("instead")) {
        r.line.expect("of");
        deed.revises = r.line.name("a draft");
    } else if (r.line.accept("handed")) {
        r.line.expect("out");
        open.pickup_from = moment();
        r.line.expect("to");
        open.pickup_until = moment();
    } else {
        if (r.line.accept("with")) {
            deed.offers.push_back(r.line.name("an offer"));
            open.items.push_back({});
        }
        open.items.back().stock = {
            r.line.number("a term such as \"10 units\", \"needs\", \"until\" or \"in\"")};
        r.line.expect("units");
    }
}

Sayings opens(Reading& r) {
    Opens deed{.name = r.line.name("what the group-buy is called"),
               .offers = {},
               .community = {},
               .revises = {},
               .command = {}};
    r.line.expect(":");
    deed.offers.push_back(r.line.name("an offer"));
    deed.command.items.push_back({});
    while (r.line.accept(",")) read_open_term(r, deed);
    return {{r.who, std::move(deed)}};
}

// clones 海参团 as 海参团二, until D9 20:00
Sayings clones(Reading& r) {
    OpensAgain deed{.name = {}, .like = r.line.name("a group-buy"), .community = {}, .command = {}};
    r.line.expect("as");
    deed.name = r.line.name("what the new one is called");
    groupbuy::Clone clone;
    while (r.line.accept(",")) {
        if (r.line.accept("from")) {
            clone.starts_at = r.line.moment(r.calendar, r.now);
            continue;
        }
        r.line.expect("until");
        clone.deadline = r.line.moment(r.calendar, r.now);
    }
    deed.command = clone;
    return {{r.who, std::move(deed)}};
}

// reoffers 海参团 as 海参团乙, 10 units, needs 3 people
Sayings reoffers(Reading& r) {
    OpensAgain deed{.name = {}, .like = r.line.name("a group-buy"), .community = {}, .command = {}};
    r.line.expect("as");
    deed.name = r.line.name("what the new one is called");
    groupbuy::Reoffer reoffer;
    while (r.line.accept(",")) {
        if (r.line.accept("needs")) {
            reoffer.threshold = read_threshold(r.line);
        } else if (r.line.accept("in")) {
            deed.community = r.line.name("a community");
        } else {
            reoffer.stock = {r.line.number("\"10 units\", \"needs\" or \"in\"")};
            r.line.expect("units");
        }
    }
    deed.command = reoffer;
    return {{r.who, std::move(deed)}};
}

Sayings joins(Reading& r) {
    Joins deed{.groupbuy = r.line.name("a group-buy"),
               .pickup = {},
               .offer = {},
               .note = {},
               .with_order = false,
               .command = {}};
    r.line.expect("×");
    deed.command.quantity = {r.line.number("how many units")};
    if (r.line.accept("up")) {
        r.line.expect("to");
        deed.command.tolerance = {r.line.number("how many more units")};
        r.line.expect("more");
    }
    if (r.line.accept("at")) deed.pickup = r.line.name("a pickup point");
    if (r.line.accept("of")) deed.offer = r.line.name("an offer");
    if (r.line.accept("or")) {
        r.line.expect("waits");
        deed.command.waitlist = true;
    }
    if (r.line.accept("with")) {
        r.line.expect("her");
        r.line.expect("order");
        deed.with_order = true;
    }
    if (r.line.quoted_is_next()) deed.note = r.line.quoted("the note");
    return {{r.who, std::move(deed)}};
}

Sayings leaves(Reading& r) {
    return {{r.who, Leaves{r.line.name("a group-buy"), r.who}}};
}

Sayings takes_back(Reading& r) {
    r.line.expect("back");
    std::string person = r.line.name("a consumer");
    r.line.expect("from");
    return {{r.who, Leaves{r.line.name("a group-buy"), std::move(person)}}};
}

// changes 海参团 to ×3 up to 2 more at 北门
Sayings changes(Reading& r) {
    Changes deed{.groupbuy = r.line.name("a group-buy"), .pickup = {}, .command = {}};
    r.line.expect("to");
    r.line.expect("×");
    deed.command.quantity = {r.line.number("how many units")};
    if (r.line.accept("up")) {
        r.line.expect("to");
        deed.command.tolerance = {r.line.number("how many more units")};
        r.line.expect("more");
    }
    if (r.line.accept("at")) deed.pickup = r.line.name("a pickup point");
    return {{r.who, std::move(deed)}};
}

// At once, unless it is to be undoable.
bool at_once(Line& line) {
    if (!line.accept(",")) return true;
    line.expect("undoable");
    return false;
}

Sayings closes(Reading& r) {
    Governs deed{.groupbuy = r.line.name("a group-buy"), .command = {}};
    deed.command = groupbuy::Close{{}, at_once(r.line)};
    return {{r.who, std::move(deed)}};
}

Sayings cancels(Reading& r) {
    Governs deed{.groupbuy = r.line.name("a group-buy"), .command = {}};
    std::string why = reason(r.line);
    deed.command = groupbuy::Cancel{{}, std::move(why), at_once(r.line)};
    return {{r.who, std::move(deed)}};
}

Sayings approves(Reading& r) {
    if (r.line.word_is_next("the")) return approves_withdrawal(r);
    return {
        {r.who, Governs{.groupbuy = r.line.name("a group-buy"), .command = groupbuy::Approve{}}}};
}

template <class Command>
Sayings governs(Reading& r) {
    return {{r.who, Governs{.groupbuy = r.line.name("a group-buy"), .command = Command{}}}};
}

Sayings extends(Reading& r) {
    Governs deed{.groupbuy = r.line.name("a group-buy"), .command = {}};
    r.line.expect("until");
    deed.command = groupbuy::Extend{{}, r.line.moment(r.calendar, r.now)};
    return {{r.who, std::move(deed)}};
}

template <bool hidden>
Sayings hides(Reading& r) {
    return {{r.who, Governs{.groupbuy = r.line.name("a group-buy"),
                            .command = groupbuy::SetHidden{{}, hidden}}}};
}

// returns 海参团 because "…"
Sayings sends_back(Reading& r) {
    Governs deed{.groupbuy = r.line.name("a group-buy"), .command = {}};
    deed.command = groupbuy::SendBack{{}, reason(r.line)};
    return {{r.who, std::move(deed)}};
}

// confirms ¥336 from 李芳 in 海参团 "…" | records ¥336 from 李芳 in 海参团 as "…"
template <bool by_provider>
Sayings pays(Reading& r) {
    const Fen amount = r.line.price();
    r.line.expect("from");
    Pays deed{.person = r.line.name("a consumer"), .groupbuy = {}, .command = {}};
    r.line.expect("in");
    deed.groupbuy = r.line.name("a group-buy");
    if (by_provider) {
        r.line.expect("as");
        deed.command = orders::RecordPayment{{}, amount, r.line.quoted("the reference")};
    } else {
        std::string note;
        if (r.line.quoted_is_next()) note = r.line.quoted("the note");
        deed.command = orders::ConfirmTransfer{{}, amount, std::move(note)};
    }
    return {{r.who, std::move(deed)}};
}

GivesBack refund_to(Reading& r) {
    r.line.expect("back");
    r.line.expect("to");
    GivesBack deed{.person = r.line.name("a consumer"), .groupbuy = {}, .command = {}};
    r.line.expect("in");
    deed.groupbuy = r.line.name("a group-buy");
    return deed;
}

Sayings gives(Reading& r) {
    GivesBack deed = refund_to(r);
    r.line.expect("as");
    deed.command = orders::AcknowledgeRefund{{}, r.line.quoted("the reference")};
    return {{r.who, std::move(deed)}};
}

Sayings fails(Reading& r) {
    r.line.expect("to");
    r.line.expect("give");
    GivesBack deed = refund_to(r);
    deed.command = orders::ReportRefundFailed{{}, reason(r.line)};
    return {{r.who, std::move(deed)}};
}

Sayings halts(Reading& r) {
    Halts deed{.offer = r.line.name("an offer"), .command = {}};
    deed.command = catalog::HaltOffer{{}, reason(r.line)};
    return {{r.who, std::move(deed)}};
}

Sayings resumes(Reading& r) {
    return {{r.who, Halts{.offer = r.line.name("an offer"), .command = catalog::ResumeOffer{}}}};
}

Sayings sends(Reading& r) {
    const std::string type = r.line.name("a command's type");
    const std::string data = r.line.json();
    auto read = read_envelope(R"({"id":"not-yet-known","type":")" + type + R"(","data":)" +
                              (data.empty() ? "null" : data) + "}");
    if (read) return {{r.who, Sends{std::move(read->command)}}};
    r.line.fail("a command that can be read, not " + std::string(read.error().code) + " at \"" +
                read.error().path + "\"");
    return {};
}

constexpr Verb verbs[] = {
    {"publishes", publishes},
    {"withdraws", withdraws},
    {"halts", halts},
    {"resumes", resumes},
    {"registers", registers},
    {"adds", adds},
    {"serves", serves},
    {"opens", opens},
    {"clones", clones},
    {"reoffers", reoffers},
    {"submits", governs<groupbuy::Submit>},
    {"approves", approves},
    {"returns", sends_back},
    {"joins", joins},
    {"changes", changes},
    {"leaves", leaves},
    {"takes", takes_back},
    {"closes", closes},
    {"cancels", cancels},
    {"undoes", governs<groupbuy::Undo>},
    {"extends", extends},
    {"hides", hides<true>},
    {"shows", hides<false>},
    {"confirms", pays<false>},
    {"records", pays<true>},
    {"gives", gives},
    {"fails", fails},
    {"sends", sends},
};

std::string all_verbs() {
    std::string words = "a verb: ";
    for (const Verb& verb : verbs) (words += verb.word) += ", ";
    for (const Verb& verb : handout_verbs()) (words += verb.word) += ", ";
    for (const Verb& verb : money_verbs()) (words += verb.word) += ", ";
    words.resize(words.size() - 2);
    return words;
}

std::vector<Claim> read_claims(Line& line) {
    std::vector<Claim> claims;
    do claims.push_back(read_one_claim(line));
    while (line.accept(","));
    return claims;
}

// OF 李芳 in A is …
template <class Deed>
Deed read_matter_of_person(Line& line) {
    line.expect("of");
    Deed deed{.person = line.name("a consumer"), .groupbuy = {}, .claims = {}};
    line.expect("in");
    deed.groupbuy = line.name("a group-buy");
    line.expect("is");
    deed.claims = read_claims(line);
    return deed;
}

}  // namespace

std::string reason(Line& line) {
    line.expect("because");
    return line.quoted("the reason");
}

std::vector<Said> read_deeds(Reading& reading) {
    for (const Verb& verb : verbs)
        if (reading.line.accept(verb.word)) return verb.read(reading);
    for (const auto words : {handout_verbs(), money_verbs()})
        for (const Verb& verb : words)
            if (reading.line.accept(verb.word)) return verb.read(reading);
    reading.line.fail(all_verbs());
    return {};
}

Deed read_claim(Line& line) {
    if (auto books = read_books_claim(line)) return std::move(*books);
    if (line.accept("money")) return read_matter_of_person<MoneyIs>(line);
    if (line.accept("slip")) return read_matter_of_person<SlipIs>(line);
    if (line.accept("claim")) return read_matter_of_person<ClaimIs>(line);
    if (line.accept("hand-out")) {
        line.expect("of");
        HandoutIs deed{.groupbuy = line.name("a group-buy"), .claims = {}};
        line.expect("is");
        deed.claims = read_claims(line);
        return deed;
    }
    std::string name = line.name("a name");
    if (line.accept("is") || line.accept("has")) return IsSo{std::move(name), read_claims(line)};
    if (line.accept("lists")) return Lists{std::move(name), line.the_rest()};
    if (line.accept("in")) {
        std::string groupbuy = line.name("a group-buy");
        if (!line.accept("is")) line.expect("has");
        return ItemIsSo{std::move(name), std::move(groupbuy), read_claims(line)};
    }
    if (line.accept("gets")) {
        const std::int32_t units = line.number("how many units");
        line.expect("in");
        return Gets{std::move(name), units, line.name("a group-buy")};
    }
    if (!line.accept("holds")) line.fail("\"is\", \"has\", \"gets\", \"holds\" or \"lists\"");
    Holds deed{.person = std::move(name),
               .units = line.number("how many units"),
               .offer = {},
               .groupbuy = {}};
    if (line.accept("of")) deed.offer = line.name("an offer");
    line.expect("in");
    deed.groupbuy = line.name("a group-buy");
    return deed;
}

}  // namespace starfish::scenario
