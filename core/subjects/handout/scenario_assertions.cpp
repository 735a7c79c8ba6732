// Assertions about hand-outs in scenarios:
//
//     then hand-out of GROUP-BUY is locked | arrived | handing_out | settled | closed, 7 sold,
//          6 arrived, 1 damaged, 2 handed, 1 missing, 0 uncollected, 4 left, 1 done, 0 claims
//     then slip of 李芳 in GROUP-BUY is 2 left, 1 handed, 1 missing, 0 uncollected, ¥318 collect,
//          ¥5 off, batch "20201120A, 20201121B"
//     then claim of 李芳 in GROUP-BUY is open | granted | declined | appealed, ¥159 granted,
//          because "…"                                   the last claim of 李芳
#include "core/subjects/handout/scenario_assertions.hpp"

#include "core/base/json/description.hpp"
#include "core/subjects/groupbuy/scenario.hpp"
#include "core/subjects/handout/queries.hpp"

#include <algorithm>

namespace starfish::handout::scenarios {
namespace {

using namespace scenario;
using groupbuy::a_groupbuy;
using groupbuy::PersonInGroupBuy;

Property batches_of(const std::string& batches) {
    return {"batch", "batch \"" + batches + "\""};
}
Property read_batches(Line& line) {
    return batches_of(line.quoted("batches"));
}

std::vector<Property> properties_of_handout(const State& state, const Handout& handout,
                                            Instant now) {
    const Progress progress = progress_of(state, handout);
    return {stage_of(json::name_of(stage_at(state, handout, now))),
            count_of(progress.sold.value, "sold"),
            count_of(progress.arrived.value, "arrived"),
            count_of(progress.damaged.value, "damaged"),
            count_of(progress.handed.value, "handed"),
            count_of(progress.missing.value, "missing"),
            count_of(progress.uncollected.value, "uncollected"),
            count_of(progress.left.value, "left"),
            count_of(progress.slips_done, "done"),
            count_of(progress.open_claims, "claims")};
}

std::vector<Property> properties_of_slip(const State& state, const Slip& slip) {
    Units handed;
    Units missing;
    Units uncollected;
    Fen off;
    std::string batches;
    for (const Id<Delivery> id : slip.deliveries) {
        const Delivery& delivery = state.deliveries.at(id);
        handed = handed + delivery.handed;
        missing = missing + delivery.missing;
        uncollected = uncollected + delivery.uncollected;
        off = off + delivery.off_fen;
        for (const std::string& batch : delivery.batches)
            batches += (batches.empty() ? "" : ", ") + batch;
    }
    return {count_of(left_of(state, slip).value, "left"),
            count_of(handed.value, "handed"),
            count_of(missing.value, "missing"),
            count_of(uncollected.value, "uncollected"),
            amount_of(to_collect(state, slip), "collect"),
            amount_of(off, "off"),
            batches_of(batches)};
}

std::vector<Property> properties_of_claim(const Claim& claim) {
    return {stage_of(json::name_of(claim.phase)), amount_of(claim.refund_fen, "granted"),
            reason_of(claim.answer)};
}

// hand-out of A is arrived, 6 arrived
Assertion handout_is(Line& line) {
    line.expect("of");
    const std::string groupbuy = line.name("a group-buy");
    line.expect("is");
    return [=, stated = read_properties(line)](const Scene& scene) -> std::optional<Difference> {
        const State& state = scene.state().handout;
        const auto id = scene.find(a_groupbuy, groupbuy);
        const Handout* const handout = id ? state.handouts.find(handout_of(*id)) : nullptr;
        if (!handout) return no_such("a hand-out", groupbuy);
        return compare(groupbuy, stated, properties_of_handout(state, *handout, scene.now));
    };
}

// slip of 李芳 in A is 2 left
Assertion slip_is(Line& line) {
    line.expect("of");
    const PersonInGroupBuy of = groupbuy::read_person_in_groupbuy(line);
    line.expect("is");
    return [=, stated = read_properties(line)](const Scene& scene) -> std::optional<Difference> {
        const auto id = scene.find(a_groupbuy, of.groupbuy);
        const auto slip = id ? slip_of_person(scene, of.person, *id) : Id<Slip>{};
        if (!slip) return no_such("a slip", of.person);
        const State& state = scene.state().handout;
        return compare(of.person, stated, properties_of_slip(state, state.slips.at(slip)));
    };
}

// claim of 李芳 in A is granted, ¥159 granted
Assertion claim_is(Line& line) {
    line.expect("of");
    const PersonInGroupBuy of = groupbuy::read_person_in_groupbuy(line);
    line.expect("is");
    return [=, stated = read_properties(line)](const Scene& scene) -> std::optional<Difference> {
        const auto id = scene.find(a_groupbuy, of.groupbuy);
        const auto last = id ? last_claim_of_person(scene, of.person, *id) : Id<Claim>{};
        if (!last) return no_such("a claim", of.person);
        return compare(of.person, stated,
                       properties_of_claim(scene.state().handout.claims.at(last)));
    };
}

constexpr Topic topics[] = {{"hand-out", handout_is}, {"slip", slip_is}, {"claim", claim_is}};
constexpr PropertyForm properties[] = {
    counts("left"),
    counts("sold"),
    counts("arrived"),
    counts("damaged"),
    counts("handed"),
    counts("missing"),
    counts("uncollected"),
    counts("done"),
    counts("claims"),
    amounts("collect"),
    amounts("off"),
    amounts("granted"),
    stage_word("locked"),
    stage_word("arrived"),
    stage_word("handing_out"),
    stage_word("settled"),
    stage_word("closed"),
    stage_word("open"),
    stage_word("granted"),
    stage_word("declined"),
    stage_word("appealed"),
    clause("batch", read_batches),
};

}  // namespace

scenario::Vocabulary assertions() {
    return {.topics = topics, .properties = properties};
}

Id<Slip> slip_of_person(const Scene& scene, std::string_view person, Id<GroupBuy> groupbuy) {
    if (!groupbuy) return {};
    const State& state = scene.state().handout;
    const ConsumerId consumer = scene.consumer(person);
    for (const Id<Slip> id : slips_of(state, handout_of(groupbuy)))
        if (state.slips.at(id).consumer == consumer) return id;
    return {};
}

Id<Claim> last_claim_of_person(const Scene& scene, std::string_view person, Id<GroupBuy> groupbuy) {
    const auto lines = groupbuy::lines_of_person(scene, person, groupbuy);
    Id<Claim> last;
    for (const Claim& claim : scene.state().handout.claims)
        if (std::ranges::find(lines, line_of(claim.delivery)) != lines.end()) last = claim.id;
    return last;
}

}  // namespace starfish::handout::scenarios
