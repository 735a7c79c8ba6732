// Group-buys in scenarios (assertions: scenario_assertions.cpp):
//
//     LEADER opens NAME: OFFER, 10 units, needs 3 people, until D1 17:30
//         needs 10 units; needs ¥3000; with OFFER 5 units (another of its goods); from D1 08:00;
//         in COMMUNITY (by default the leader's first); handed out D3 16:00 to D3 20:00;
//         called "…"; hidden; reofferable; paid by transfer | provider; draft; instead of DRAFT
//     WHO clones GROUP-BUY as NAME, until D9 20:00, from D7 08:00
//     WHO reoffers GROUP-BUY as NAME, 10 units, needs 3 people, in COMMUNITY
//     WHO submits DRAFT    approves GROUP-BUY    returns GROUP-BUY because "…"
//     WHO joins GROUP-BUY ×2 up to 3 more at PICKUP of OFFER or waits with her order "note"
//         all but ×2 is optional: by default nothing more, the community's first pickup point, the
//         group-buy's first offer; with her order: collected with WHO's last join
//     WHO changes GROUP-BUY to ×3 up to 2 more at PICKUP      WHO's last join
//     WHO leaves GROUP-BUY                              takes back WHO's last join
//     WHO takes back 李芳 from GROUP-BUY                 the same, of someone else
//     WHO closes GROUP-BUY                              at once; or `closes GROUP-BUY, undoable`
//     WHO cancels GROUP-BUY because "…"                 at once; or `… because "…", undoable`
//     WHO undoes GROUP-BUY    extends GROUP-BUY until D2 20:00    hides | shows GROUP-BUY
#include "core/subjects/groupbuy/scenario.hpp"

#include "core/scenario/vocabulary.hpp"
#include "core/subjects/catalog/scenario.hpp"
#include "core/subjects/community/scenario.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/groupbuy/scenario_assertions.hpp"

#include <utility>

namespace starfish::groupbuy {
namespace scenarios {
namespace {

using namespace scenario;
using catalog::an_offer;
using community::a_community;
using community::a_leader;
using community::a_pickup_point;

// The actor's first community if `name` is "".
Id<Community> community_called(ActionScene& scene, const std::string& name) {
    if (!name.empty()) return scene.id(a_community, name);
    const Id<Leader> leader = scene.id(a_leader, scene.who);
    for (const Community& community : scene.state().community.communities)
        if (community.leader == leader) return community.id;
    scene.fail("community of " + std::string(scene.who));
    return {};
}

// The community's first pickup point if `name` is "".
Id<PickupPoint> pickup_point_called(ActionScene& scene, const std::string& name,
                                    Id<Community> community) {
    if (!name.empty()) return scene.id(a_pickup_point, name);
    for (const PickupPoint& point : scene.state().community.pickup_points)
        if (point.community == community) return point.id;
    scene.fail("pickup point");
    return {};
}

// 3 people | 10 units | ¥3000
Threshold read_threshold(Line& line) {
    using enum ThresholdKind;
    if (line.price_is_next()) return {amount, static_cast<std::int32_t>(line.price().value)};
    Threshold threshold{people, line.number("how many people or units, or how many ¥")};
    if (line.accept("units"))
        threshold.kind = units;
    else if (!line.accept("people"))
        line.fail("\"people\" or \"units\"");
    return threshold;
}

// An Open whose ids are still names.
struct OpenWithNames {
    Open command;
    std::vector<std::string> offers;  // in the order of the command's items
    std::string community;            // "": the leader's first
    std::string revises;              // the draft that gets these terms, or ""
};

// hidden | reofferable | draft | paid by transfer
bool read_open_word(Line& line, Open& open) {
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
        open.payment = PaymentKind::transfer;
    else if (line.accept("provider"))
        open.payment = PaymentKind::provider;
    else
        line.fail("\"transfer\" or \"provider\"");
    return true;
}

// 10 units | with 干参 5 units | needs 3 people | until D1 17:30 | from D1 08:00 | in 百步亭 |
// handed out D3 16:00 to D3 20:00 | called "…" | instead of 海参团 | a word of the above
void read_open_term(Reading& r, OpenWithNames& opens) {
    Open& open = opens.command;
    if (read_open_word(r.line, open)) return;
    if (r.line.accept("needs")) {
        open.threshold = read_threshold(r.line);
    } else if (r.line.accept("until")) {
        open.deadline = r.moment();
    } else if (r.line.accept("from")) {
        open.starts_at = r.moment();
    } else if (r.line.accept("in")) {
        opens.community = r.line.name("a community");
    } else if (r.line.accept("called")) {
        open.title = r.line.quoted("its title");
    } else if (r.line.accept("instead")) {
        r.line.expect("of");
        opens.revises = r.line.name("a draft");
    } else if (r.line.accept("handed")) {
        r.line.expect("out");
        open.pickup_from = r.moment();
        r.line.expect("to");
        open.pickup_until = r.moment();
    } else {
        if (r.line.accept("with")) {
            opens.offers.push_back(r.line.name("an offer"));
            open.items.push_back({});
        }
        open.items.back().stock = {
            r.line.number("a term such as \"10 units\", \"needs\", \"until\" or \"in\"")};
        r.line.expect("units");
    }
}

Actions opens(Reading& r) {
    std::string name = r.line.name("what the group-buy is called");
    OpenWithNames opens;
    r.line.expect(":");
    opens.offers.push_back(r.line.name("an offer"));
    opens.command.items.push_back({});
    while (r.line.accept(",")) read_open_term(r, opens);
    return r.action(
        [=](ActionScene& scene) {
            Open command = opens.command;
            for (std::size_t i = 0; i < opens.offers.size(); ++i)
                command.items[i].offer = scene.id(an_offer, opens.offers[i]);
            command.community = community_called(scene, opens.community);
            if (!opens.revises.empty()) command.revises = scene.id(a_groupbuy, opens.revises);
            return command;
        },
        std::move(name));
}

// clones 海参团 as 海参团二, until D9 20:00
Actions clones(Reading& r) {
    const std::string original = r.line.name("a group-buy");
    r.line.expect("as");
    std::string name = r.line.name("what the new one is called");
    Clone clone;
    while (r.line.accept(",")) {
        if (r.line.accept("from")) {
            clone.starts_at = r.moment();
            continue;
        }
        r.line.expect("until");
        clone.deadline = r.moment();
    }
    return r.action(
        [=](ActionScene& scene) {
            Clone command = clone;
            command.groupbuy = scene.id(a_groupbuy, original);
            return command;
        },
        std::move(name));
}

// reoffers 海参团 as 海参团乙, 10 units, needs 3 people
Actions reoffers(Reading& r) {
    const std::string original = r.line.name("a group-buy");
    r.line.expect("as");
    std::string name = r.line.name("what the new one is called");
    Reoffer reoffer;
    std::string community;
    while (r.line.accept(",")) {
        if (r.line.accept("needs")) {
            reoffer.threshold = read_threshold(r.line);
        } else if (r.line.accept("in")) {
            community = r.line.name("a community");
        } else {
            reoffer.stock = {r.line.number("\"10 units\", \"needs\" or \"in\"")};
            r.line.expect("units");
        }
    }
    return r.action(
        [=](ActionScene& scene) {
            Reoffer command = reoffer;
            command.groupbuy = scene.id(a_groupbuy, original);
            command.community = community_called(scene, community);
            return command;
        },
        std::move(name));
}

// up to 3 more
template <class Command>
void read_tolerance(Line& line, Command& command) {
    if (!line.accept("up")) return;
    line.expect("to");
    command.tolerance = {line.number("how many more units")};
    line.expect("more");
}

// A Join whose ids are still names.
struct JoinWithNames {
    Join command;
    std::string groupbuy;
    std::string pickup;  // "": the community's first
    std::string offer;   // "": the group-buy's first
    bool with_order{};   // collected with the consumer's last join

    Join operator()(ActionScene& scene) const {
        Join join = command;
        join.groupbuy = scene.id(a_groupbuy, groupbuy);
        const auto* const earlier = with_order ? last_line(scene, scene.who, groupbuy) : nullptr;
        if (earlier) join.with = earlier->id;
        const auto* const row = scene.state().groupbuy.groupbuys.find(join.groupbuy);
        if (!row) return join;
        join.offer = offer.empty() ? row->terms.goods.front().offer : scene.id(an_offer, offer);
        join.pickup = pickup_point_called(scene, pickup, row->community);
        return join;
    }
};

Actions joins(Reading& r) {
    JoinWithNames join;
    join.groupbuy = r.line.name("a group-buy");
    r.line.expect("×");
    join.command.quantity = {r.line.number("how many units")};
    read_tolerance(r.line, join.command);
    if (r.line.accept("at")) join.pickup = r.line.name("a pickup point");
    join.offer = read_offer_if_any(r.line);
    if (r.line.accept("or")) {
        r.line.expect("waits");
        join.command.waitlist = true;
    }
    if (r.line.accept("with")) {
        r.line.expect("her");
        r.line.expect("order");
        join.with_order = true;
    }
    std::string note;
    if (r.line.quoted_is_next()) note = r.line.quoted("the note");
    Actions actions = r.action(std::move(join));
    actions.front().note = std::move(note);
    return actions;
}

// changes 海参团 to ×3 up to 2 more at 北门
Actions changes(Reading& r) {
    const std::string groupbuy = r.line.name("a group-buy");
    Change change;
    r.line.expect("to");
    r.line.expect("×");
    change.quantity = {r.line.number("how many units")};
    read_tolerance(r.line, change);
    std::string pickup;
    if (r.line.accept("at")) pickup = r.line.name("a pickup point");
    return r.action([=](ActionScene& scene) {
        Change command = change;
        const OrderLine* const line = last_line(scene, scene.who, groupbuy);
        if (!line) return command;
        command.line = line->id;
        command.pickup = pickup.empty() ? line->pickup : scene.id(a_pickup_point, pickup);
        return command;
    });
}

Actions leave(Reading& r, std::string person, std::string groupbuy) {
    return r.action(
        [person = std::move(person), groupbuy = std::move(groupbuy)](ActionScene& scene) {
            const OrderLine* const line = last_line(scene, person, groupbuy);
            return Leave{line ? line->id : Id<OrderLine>{}};
        });
}

Actions leaves(Reading& r) {
    return leave(r, r.who, r.line.name("a group-buy"));
}

Actions takes_back(Reading& r) {
    r.line.expect("back");
    std::string person = r.line.name("a consumer");
    r.line.expect("from");
    std::string groupbuy = r.line.name("a group-buy");
    return leave(r, std::move(person), std::move(groupbuy));
}

// A command about a group-buy as a whole.
template <class Command>
Actions of_groupbuy(const Reading& r, std::string name, Command command) {
    return r.action([name = std::move(name), command = std::move(command)](ActionScene& scene) {
        Command with_id = command;
        with_id.groupbuy = scene.id(a_groupbuy, name);
        return with_id;
    });
}

template <class Command>
Actions reads_groupbuy(Reading& r) {
    return of_groupbuy(r, r.line.name("a group-buy"), Command{});
}

// Whether it happens at once: yes, unless the line ends in ", undoable".
bool read_at_once(Line& line) {
    if (!line.accept(",")) return true;
    line.expect("undoable");
    return false;
}

Actions closes(Reading& r) {
    std::string name = r.line.name("a group-buy");
    return of_groupbuy(r, std::move(name), Close{{}, read_at_once(r.line)});
}

Actions cancels(Reading& r) {
    std::string name = r.line.name("a group-buy");
    std::string reason = read_reason(r.line);
    return of_groupbuy(r, std::move(name), Cancel{{}, std::move(reason), read_at_once(r.line)});
}

Actions extends(Reading& r) {
    std::string name = r.line.name("a group-buy");
    r.line.expect("until");
    return of_groupbuy(r, std::move(name), Extend{{}, r.moment()});
}

template <bool hidden>
Actions hides(Reading& r) {
    return of_groupbuy(r, r.line.name("a group-buy"), SetHidden{{}, hidden});
}

// returns 海参团 because "…"
Actions sends_back(Reading& r) {
    std::string name = r.line.name("a group-buy");
    return of_groupbuy(r, std::move(name), SendBack{{}, read_reason(r.line)});
}

constexpr Verb verbs[] = {
    {"opens", opens},
    {"clones", clones},
    {"reoffers", reoffers},
    {"submits", reads_groupbuy<Submit>},
    {"approves", reads_groupbuy<Approve>},
    {"returns", sends_back},
    {"joins", joins},
    {"changes", changes},
    {"leaves", leaves},
    {"takes", takes_back},
    {"closes", closes},
    {"cancels", cancels},
    {"undoes", reads_groupbuy<Undo>},
    {"extends", extends},
    {"hides", hides<true>},
    {"shows", hides<false>},
};
constexpr Creation creations[] = {creates<&Opened::groupbuy>(a_groupbuy)};

}  // namespace
}  // namespace scenarios

scenario::Vocabulary vocabulary(std::type_identity<State>) {
    using namespace scenarios;
    scenario::Vocabulary all = assertions();
    all.verbs = verbs;
    all.creations = creations;
    return all;
}

}  // namespace starfish::groupbuy
