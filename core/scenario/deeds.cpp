#include "core/scenario/deeds.hpp"

#include "core/engine/codec.hpp"
#include "core/scenario/claims.hpp"

namespace starfish::scenario {
namespace {

using Sayings = std::vector<Said>;

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

// at most 4 each | 10 盒 | 5+ ¥159
void read_offer_term(Line& line, catalog::PublishOffer& offer) {
    if (line.accept("at")) {
        line.expect("most");
        offer.cap_per_person = {line.number("how many units")};
        line.expect("each");
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
    take_label(r.details, offer.label);
    return {{r.who, std::move(deed)}};
}

std::string reason(Line& line) {
    line.expect("because");
    return line.quoted("the reason");
}

Sayings withdraws(Reading& r) {
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

// 10 units | needs 3 people | until D1 17:30 | from D1 08:00 | in 百步亭
void read_open_term(Reading& r, Opens& deed) {
    groupbuy::Open& open = deed.command;
    if (r.line.accept("needs")) {
        open.threshold.value = r.line.number("how many people or units");
        if (r.line.accept("units"))
            open.threshold.kind = groupbuy::ThresholdKind::units;
        else if (!r.line.accept("people"))
            r.line.fail("\"people\" or \"units\"");
    } else if (r.line.accept("until")) {
        open.deadline = r.line.moment(r.calendar, r.now);
    } else if (r.line.accept("from")) {
        open.starts_at = r.line.moment(r.calendar, r.now);
    } else if (r.line.accept("in")) {
        deed.community = r.line.name("a community");
    } else {
        open.stock = {r.line.number("\"10 units\", \"needs\", \"until\", \"from\" or \"in\"")};
        r.line.expect("units");
    }
}

Sayings opens(Reading& r) {
    Opens deed{.name = r.line.name("what the group-buy is called"),
               .offer = {},
               .community = {},
               .command = {}};
    r.line.expect(":");
    deed.offer = r.line.name("an offer");
    while (r.line.accept(",")) read_open_term(r, deed);
    return {{r.who, std::move(deed)}};
}

Sayings joins(Reading& r) {
    Joins deed{.groupbuy = r.line.name("a group-buy"),
               .pickup = {},
               .offer = {},
               .note = {},
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

Sayings closes(Reading& r) {
    return {{r.who, Closes{r.line.name("a group-buy")}}};
}

Sayings cancels(Reading& r) {
    Cancels deed{.groupbuy = r.line.name("a group-buy"), .command = {}};
    deed.command.reason = reason(r.line);
    return {{r.who, std::move(deed)}};
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

struct Verb {
    std::string_view word;
    Sayings (*read)(Reading&);
};
constexpr Verb verbs[] = {
    {"publishes", publishes}, {"withdraws", withdraws}, {"registers", registers},
    {"adds", adds},           {"serves", serves},       {"opens", opens},
    {"joins", joins},         {"leaves", leaves},       {"takes", takes_back},
    {"closes", closes},       {"cancels", cancels},     {"sends", sends},
};

std::string all_verbs() {
    std::string words = "a verb: ";
    for (const Verb& verb : verbs) (words += verb.word) += ", ";
    words.resize(words.size() - 2);
    return words;
}

Deed read_claims(Line& line, std::string name) {
    IsSo deed{.name = std::move(name), .claims = {}};
    do deed.claims.push_back(read_one_claim(line));
    while (line.accept(","));
    return deed;
}

}  // namespace

std::vector<Said> read_deeds(Reading& reading) {
    for (const Verb& verb : verbs)
        if (reading.line.accept(verb.word)) return verb.read(reading);
    reading.line.fail(all_verbs());
    return {};
}

Deed read_claim(Line& line) {
    std::string name = line.name("a name");
    if (line.accept("is") || line.accept("has")) return read_claims(line, std::move(name));
    if (line.accept("lists")) return Lists{std::move(name), line.the_rest()};
    if (!line.accept("holds")) line.fail("\"is\", \"has\", \"holds\" or \"lists\"");
    Holds deed{.person = std::move(name), .units = line.number("how many units"), .groupbuy = {}};
    line.expect("in");
    deed.groupbuy = line.name("a group-buy");
    return deed;
}

}  // namespace starfish::scenario
