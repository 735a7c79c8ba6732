// Hand-outs in scenarios (assertions: scenario_assertions.cpp):
//
//     WHO checks in GROUP-BUY: 6 units of OFFER as "batch", 1 damaged, noting "…", with photo
//         damaged: of these units; OFFER: by default the group-buy's first
//     WHO hands over GROUP-BUY to 李芳                  all that is left for 李芳; or in parts:
//         hands over GROUP-BUY to 李芳: ×2 of OFFER, ×1 of OFFER; at 16:10 (without a network)
//     WHO reports 1 missing for 李芳 in GROUP-BUY of OFFER because "…"
//     WHO weighs 李芳 in GROUP-BUY of OFFER ¥5 less because "…"
//     李芳 claims 1 missing | damaged | quality | wrong in GROUP-BUY of OFFER with photo
//     WHO answers 李芳 in GROUP-BUY with ¥159 because "…"        ¥0 declines the claim
//     system answers 李芳 in GROUP-BUY                  when nobody answered in time
//     李芳 appeals in GROUP-BUY                         the last claim of 李芳
//     WHO finishes GROUP-BUY                            its hand-out
#include "core/subjects/groupbuy/scenario.hpp"
#include "core/scenario/vocabulary.hpp"
#include "core/subjects/handout/queries.hpp"
#include "core/subjects/handout/scenario_assertions.hpp"

namespace starfish::handout {
namespace scenarios {
namespace {

using namespace scenario;
using groupbuy::a_groupbuy;
using groupbuy::item_called;
using groupbuy::PersonInGroupBuy;
using groupbuy::read_person_in_groupbuy;

// with photo | with photo "not an id"
std::optional<std::string> read_photo_if_any(Line& line) {
    if (!line.accept("with")) return std::nullopt;
    line.expect("photo");
    if (line.quoted_is_next()) return line.quoted("a photo's id");
    return std::string(photo_id_length, 'a');
}

Id<Slip> slip_called(ActionScene& scene, const PersonInGroupBuy& of) {
    const auto slip = slip_of_person(scene, of.person, scene.id(a_groupbuy, of.groupbuy));
    if (!slip) scene.fail("slip of " + of.person + " in " + of.groupbuy);
    return slip;
}

// The last line of the offer on the person's slip.
Id<Delivery> delivery_called(ActionScene& scene, const PersonInGroupBuy& of,
                             const std::string& offer) {
    const Id<Slip> slip = slip_called(scene, of);
    const std::int32_t item = item_called(scene, of.groupbuy, offer);
    if (!slip) return {};
    const State& state = scene.state().handout;
    Id<Delivery> last;
    for (const Id<Delivery> id : state.slips.at(slip).deliveries)
        if (state.deliveries.at(id).item == item) last = id;
    if (!last) scene.fail("line of " + of.person + " in " + of.groupbuy + " of " + offer);
    return last;
}

// checks in A: 6 units of 即食海参 as "20201120A", 1 damaged, noting "…", with photo
Actions checks_in(Reading& r) {
    r.line.expect("in");
    const std::string groupbuy = r.line.name("a group-buy");
    CheckIn arrival;
    r.line.expect(":");
    arrival.units = {r.line.number("how many units")};
    r.line.expect("units");
    const std::string offer = read_offer_if_any(r.line);
    r.line.expect("as");
    arrival.batch = r.line.quoted("the batch");
    while (r.line.accept(",")) {
        if (r.line.accept("noting")) {
            arrival.note = r.line.quoted("the note");
        } else if (r.line.number_is_next()) {
            arrival.damaged = {r.line.number("how many are damaged")};
            r.line.expect("damaged");
        } else {
            arrival.photo = read_photo_if_any(r.line);
            if (!arrival.photo)
                return r.line.fail("\"1 damaged\", \"noting\" or \"with photo\""), Actions();
        }
    }
    return r.action([=](ActionScene& scene) {
        CheckIn command = arrival;
        command.handout = handout_of(scene.id(a_groupbuy, groupbuy));
        command.item = item_called(scene, groupbuy, offer);
        return command;
    });
}

struct PartWithNames {
    Units units;
    std::string offer;
};

// hands over A to 李芳: ×2 of 即食海参, ×1 of 干参; at 16:10
Actions hands_over(Reading& r) {
    r.line.expect("over");
    PersonInGroupBuy to;
    to.groupbuy = r.line.name("a group-buy");
    r.line.expect("to");
    to.person = r.line.name("a consumer");
    std::vector<PartWithNames> parts;  // none: all that is left
    if (r.line.accept(":")) {
        do {
            r.line.expect("×");
            const Units units{r.line.number("how many units")};
            parts.push_back({units, read_offer_if_any(r.line)});
        } while (r.line.accept(","));
    }
    std::optional<Instant> handed_at;
    if (r.line.accept("at")) handed_at = r.line.moment(r.calendar, {});
    return r.action([=](ActionScene& scene) {
        HandOver command{.slip = slip_called(scene, to), .parts = {}, .handed_at = handed_at};
        if (parts.empty()) return command;
        command.parts.emplace();
        for (const PartWithNames& part : parts)
            command.parts->push_back({delivery_called(scene, to, part.offer), part.units});
        return command;
    });
}

// A command about the person's last line of an offer.
template <class Command>
Actions of_delivery(const Reading& r, const PersonInGroupBuy& of, const std::string& offer,
                    const Command& command) {
    return r.action([=](ActionScene& scene) {
        Command with_id = command;
        with_id.delivery = delivery_called(scene, of, offer);
        return with_id;
    });
}

// reports 1 missing for 李芳 in A of 即食海参 because "…"
Actions reports(Reading& r) {
    ReportMissing report;
    report.units = {r.line.number("how many units")};
    r.line.expect("missing");
    r.line.expect("for");
    const PersonInGroupBuy of = read_person_in_groupbuy(r.line);
    const std::string offer = read_offer_if_any(r.line);
    report.reason = read_reason(r.line);
    return of_delivery(r, of, offer, report);
}

// weighs 李芳 in A of 即食海参 ¥5 less because "…"
Actions weighs(Reading& r) {
    const PersonInGroupBuy of = read_person_in_groupbuy(r.line);
    const std::string offer = read_offer_if_any(r.line);
    CorrectWeight correction;
    correction.off_fen = r.line.price();
    r.line.expect("less");
    correction.reason = read_reason(r.line);
    return of_delivery(r, of, offer, correction);
}

ClaimKind read_claim_kind(Line& line) {
    using enum ClaimKind;
    for (const auto& [word, kind] : {std::pair("missing", missing), std::pair("damaged", damaged),
                                     std::pair("quality", quality), std::pair("wrong", wrong)})
        if (line.accept(word)) return kind;
    line.fail("\"missing\", \"damaged\", \"quality\" or \"wrong\"");
    return {};
}

// claims 1 damaged in A of 即食海参 with photo
Actions claims(Reading& r) {
    FileClaim claim;
    claim.units = {r.line.number("how many units")};
    claim.kind = read_claim_kind(r.line);
    r.line.expect("in");
    const PersonInGroupBuy of{.person = r.who, .groupbuy = r.line.name("a group-buy")};
    const std::string offer = read_offer_if_any(r.line);
    claim.photo = read_photo_if_any(r.line);
    return of_delivery(r, of, offer, claim);
}

// A command about the person's last claim.
template <class Command>
Actions of_last_claim(const Reading& r, const PersonInGroupBuy& of, const Command& command) {
    return r.action([=](ActionScene& scene) {
        Command with_id = command;
        with_id.claim = last_claim_of_person(scene, of.person, scene.id(a_groupbuy, of.groupbuy));
        if (!with_id.claim) scene.fail("claim of " + of.person + " in " + of.groupbuy);
        return with_id;
    });
}

// answers 李芳 in A with ¥159 because "…"; the system's answer ends after the group-buy
Actions answers(Reading& r) {
    const PersonInGroupBuy of = read_person_in_groupbuy(r.line);
    AnswerClaim answer;
    if (r.line.accept("with")) {
        answer.refund_fen = r.line.price();
        answer.reason = read_reason(r.line);
    }
    return of_last_claim(r, of, answer);
}

Actions appeals(Reading& r) {
    r.line.expect("in");
    return of_last_claim(r, {.person = r.who, .groupbuy = r.line.name("a group-buy")}, Appeal{});
}

Actions finishes(Reading& r) {
    const std::string groupbuy = r.line.name("a group-buy");
    return r.action(
        [=](ActionScene& scene) { return Finish{handout_of(scene.id(a_groupbuy, groupbuy))}; });
}

constexpr Verb verbs[] = {
    {"checks", checks_in}, {"hands", hands_over}, {"reports", reports}, {"weighs", weighs},
    {"claims", claims},    {"answers", answers},  {"appeals", appeals}, {"finishes", finishes},
};

}  // namespace
}  // namespace scenarios

scenario::Vocabulary vocabulary(std::type_identity<State>) {
    scenario::Vocabulary all = scenarios::assertions();
    all.verbs = scenarios::verbs;
    return all;
}

}  // namespace starfish::handout
