// Tests redaction. The test lists every text field that is not empty in a trainer's snapshot and
// feed, so a new text field fails here until somebody decides whether trainers may see it.
#include "core/engine/redact.hpp"

#include "core/engine/codec.hpp"
#include "core/engine/snapshot.hpp"
#include "core/engine/transaction.hpp"
#include "tests/histories/history.hpp"
#include "tests/support/golden.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <set>

namespace redact_test {

using namespace starfish;
using Json = nlohmann::json;
using Names = std::set<std::string>;

// Collects "subject.table.member" of every text that is not empty. List positions are not part of
// the name. Ledger entries are named "entries.…" everywhere.
void collect(Names& names, const Json& json, const std::string& at) {
    if (json.is_string() && !json.get<std::string>().empty()) names.insert(at);
    if (json.is_array())
        for (const Json& each : json) collect(names, each, at);
    if (json.is_object())
        for (const auto& [key, each] : json.items())
            collect(names, each, at.empty() || key == "entries" ? key : at + '.' + key);
}

std::string snapshot(const State& state, Scope scope) {
    std::string text;
    write_snapshot(text, state, scope);
    return text;
}

State told(std::uint64_t seed) {
    histories::Author author(seed);
    State state;
    for (int i = 0; i < 300; ++i) {
        const auto move = author.next(state);
        (void)carry_out(state, move.command, move.context());
    }
    return state;
}

// Texts that the supplier and leaders publish, enum values of the program, and opaque ids.
const Names in_rows{"catalog.offers.halted_reason",
                    "catalog.offers.label.ingredients",
                    "catalog.offers.label.licence",
                    "catalog.offers.label.net_content",
                    "catalog.offers.label.origin",
                    "catalog.offers.label.producer",
                    "catalog.offers.label.shelf_life",
                    "catalog.offers.label.storage",
                    "catalog.offers.summary",
                    "catalog.offers.title",
                    "catalog.offers.unit",
                    "catalog.offers.withdrawn_reason",
                    "community.communities.district",
                    "community.communities.name",
                    "community.leaders.name",
                    "community.leaders.tagline",
                    "community.pickup_points.address",
                    "community.pickup_points.hours",
                    "community.pickup_points.name",
                    "community.verifiers.name",
                    "entries.cause",
                    "entries.credit",
                    "entries.debit",
                    "groupbuy.groupbuys.code",
                    "groupbuy.groupbuys.end_reason",
                    "groupbuy.groupbuys.phase",
                    "groupbuy.groupbuys.review_note",
                    "groupbuy.groupbuys.terms.payment",
                    "groupbuy.groupbuys.terms.threshold.kind",
                    "groupbuy.lines.left_because",
                    "handout.arrivals.batch",
                    "handout.claims.kind",
                    "handout.claims.phase",
                    "handout.claims.photo",
                    "handout.corrections.kind",
                    "handout.deliveries.batches",
                    "handout.handouts.items.title",
                    "handout.handouts.items.unit",
                    "handout.handouts.payment",
                    "handout.handouts.title",
                    "money.holds.evidence.photo",
                    "money.withdrawals.phase",
                    "notices.messages.by",
                    "notices.notices.kind",
                    "notices.notices.told",
                    "orders.bills.kind",
                    "orders.refunds.because"};
const Names in_events{"catalog.offer_halted.reason",
                      "catalog.offer_published.label.ingredients",
                      "catalog.offer_published.label.licence",
                      "catalog.offer_published.label.net_content",
                      "catalog.offer_published.label.origin",
                      "catalog.offer_published.label.producer",
                      "catalog.offer_published.label.shelf_life",
                      "catalog.offer_published.label.storage",
                      "catalog.offer_published.summary",
                      "catalog.offer_published.title",
                      "catalog.offer_published.unit",
                      "catalog.offer_withdrawn.reason",
                      "community.community_opened.community_name",
                      "community.community_opened.district",
                      "community.leader_registered.leader_name",
                      "community.leader_registered.tagline",
                      "community.pickup_point_added.address",
                      "community.pickup_point_added.hours",
                      "community.pickup_point_added.point_name",
                      "community.verifier_appointed.verifier_name",
                      "entries.cause",
                      "entries.credit",
                      "entries.debit",
                      "groupbuy.cancelled.reason",
                      "groupbuy.ending.reason",
                      "groupbuy.left.because",
                      "groupbuy.opened.code",
                      "groupbuy.opened.phase",
                      "groupbuy.opened.terms.payment",
                      "groupbuy.opened.terms.threshold.kind",
                      "groupbuy.revised.phase",
                      "groupbuy.revised.review_note",
                      "groupbuy.revised.terms.payment",
                      "groupbuy.revised.terms.threshold.kind",
                      "groupbuy.revised.terms.title",
                      "handout.checked_in.batch",
                      "handout.claim_answered.phase",
                      "handout.claim_filed.kind",
                      "handout.claim_filed.photo",
                      "handout.corrected.kind",
                      "handout.prepared.items.title",
                      "handout.prepared.items.unit",
                      "handout.prepared.payment",
                      "handout.prepared.title",
                      "money.withdrawal_decided.phase",
                      "notices.owed.kind",
                      "notices.told.by",
                      "orders.billed.kind",
                      "orders.lowered.because",
                      "orders.refund_owed.because"};

TEST_CASE("a trainer's snapshot has no text and no code about people") {
    Names names;
    for (std::uint64_t seed = 1; seed <= 200; ++seed)
        collect(names, Json::parse(snapshot(told(seed), for_trainers)), "");
    CHECK(names == in_rows);
}

TEST_CASE("a trainer's feed has no text and no code about people") {
    Names names;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, AnyEvent>>(
        [&]<class E>(boost::mp11::mp_identity<E>) {
            const auto body =
                redacted_body(E::name, E::version, golden_body(E::name, E::version), for_trainers);
            REQUIRE(body);
            collect(names, Json::parse(*body), std::string(E::name));
            CHECK(is_redacted(E::name, for_trainers) ==
                  (*body != golden_body(E::name, E::version)));
            CHECK_FALSE(is_redacted(E::name, for_staff));
        });
    CHECK(names == in_events);
}

TEST_CASE("leaders do not see costs or price reasons, and desks do not see rewards") {
    const std::string type = "catalog.offer_published";
    const Json pay{{"sale_fen", 0}, {"sale_per_mille", 80}, {"service_fen", 200}};
    Json told_of = Json::parse(golden_body(type, 2));
    told_of["cost_fen"] = 17000;
    told_of["below_cost_reason"] = "还有五天到期";
    told_of["reward"] = pay;
    const std::string whole = told_of.dump();
    for (const Scope scope : {for_leader(1), for_desk(1), for_everyone}) {
        const bool is_paid = scope == for_leader(1);
        CHECK(is_redacted(type, scope));
        const Json body = Json::parse(*redacted_body(type, 2, whole, scope));
        CHECK(body["cost_fen"] == 0);
        CHECK(body["below_cost_reason"] == "");
        CHECK((body["reward"] == pay) == is_paid);
        CHECK(body["title"] == Json::parse(whole)["title"]);
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            const Json seen = Json::parse(snapshot(told(seed), scope));
            for (const Json& offer : seen["catalog"]["offers"]) {
                CHECK(offer["cost_fen"] == 0);
                CHECK(offer["below_cost_reason"] == "");
                if (is_paid) continue;
                for (const auto& [member, value] : offer["reward"].items()) CHECK(value == 0);
            }
        }
    }
    CHECK_FALSE(is_redacted(type, for_trainers));
    CHECK_FALSE(is_redacted("handout.slip_made", for_desk(1)));
    CHECK_FALSE(redacted_body(type, 2, "{}", for_desk(1)));
}

}  // namespace redact_test
