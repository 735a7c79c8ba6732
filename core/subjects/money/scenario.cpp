// Leaders' pay, withdrawals and settlements in scenarios (assertions: scenario_assertions.cpp):
//
//     system releases pay of LEADER
//     supplier holds ¥20 of LEADER until D9 18:00 because "…" wanting "…"
//     WHO lifts the hold of LEADER                      the leader's last hold
//     LEADER explains the hold of LEADER with "…"       photo:
//     LEADER withdraws ¥100
//     supplier approves | refuses the withdrawal of LEADER     the last; refuses: because "…"
//     supplier pays the withdrawal of LEADER as "reference"
//     supplier settles | settles with LEADER
//     LEADER remits the settlement of LEADER as "reference"    the last
//     supplier receives the settlement of LEADER as "reference"
#include "core/subjects/community/scenario.hpp"
#include "core/scenario/vocabulary.hpp"
#include "core/subjects/money/money.hpp"
#include "core/subjects/money/scenario_assertions.hpp"

namespace starfish::money {
namespace scenarios {
namespace {

using namespace scenario;
using community::a_leader;

// The leader's last row; `what` is what a failure calls it.
template <class Row>
Id<Row> last_of_leader(ActionScene& scene, const Table<Row>& rows, const std::string& leader_name,
                       const std::string& what) {
    const Id<Leader> leader = scene.id(a_leader, leader_name);
    Id<Row> last;
    for (const Row& row : rows)
        if (row.leader == leader) last = row.id;
    if (!last) scene.fail(what + " of " + leader_name);
    return last;
}

// A command about a leader, or about the leader's last hold, withdrawal or settlement.
template <class Command>
Actions of_leader(const Reading& r, std::string leader, Command command) {
    return r.action([leader = std::move(leader), command = std::move(command)](ActionScene& scene) {
        Command with_id = command;
        const State& state = scene.state().money;
        if constexpr (requires { with_id.hold; })
            with_id.hold = last_of_leader(scene, state.holds, leader, "hold");
        else if constexpr (requires { with_id.withdrawal; })
            with_id.withdrawal = last_of_leader(scene, state.withdrawals, leader, "withdrawal");
        else if constexpr (requires { with_id.settlement; })
            with_id.settlement = last_of_leader(scene, state.settlements, leader, "settlement");
        else
            with_id.leader = scene.id(a_leader, leader);
        return with_id;
    });
}

// the withdrawal of 陈姐
std::string read_leader_of_the(Line& line, std::string_view what) {
    line.expect("the");
    line.expect(what);
    line.expect("of");
    return line.name("a leader");
}

std::string read_reference(Line& line) {
    line.expect("as");
    return line.quoted("the reference");
}

// releases pay of 陈姐
Actions releases(Reading& r) {
    r.line.expect("pay");
    r.line.expect("of");
    return of_leader(r, r.line.name("a leader"), Release{});
}

// holds ¥20 of 陈姐 until D9 18:00 because "…" wanting "…"
Actions holds_back(Reading& r) {
    PlaceHold hold;
    hold.amount_fen = r.line.price();
    r.line.expect("of");
    std::string leader = r.line.name("a leader");
    r.line.expect("until");
    hold.until = r.moment();
    hold.reason = read_reason(r.line);
    r.line.expect("wanting");
    hold.wanted = r.line.quoted("the evidence");
    return of_leader(r, std::move(leader), std::move(hold));
}

Actions lifts(Reading& r) {
    return of_leader(r, read_leader_of_the(r.line, "hold"), LiftHold{});
}

// explains the hold of 陈姐 with "…"
Actions explains(Reading& r) {
    SubmitEvidence evidence;
    std::string leader = read_leader_of_the(r.line, "hold");
    if (r.line.accept("with")) evidence.note = r.line.quoted("what she says");
    std::string photo;
    r.details.take("photo", photo);
    if (!photo.empty()) evidence.photo = photo;
    return of_leader(r, std::move(leader), std::move(evidence));
}

// withdraws ¥100
Actions withdraws(Reading& r) {
    const Fen amount = r.line.price();
    return r.action([=](ActionScene&) { return RequestWithdrawal{amount}; });
}

// approves the withdrawal of 陈姐
Actions approves(Reading& r) {
    return of_leader(r, read_leader_of_the(r.line, "withdrawal"), ApproveWithdrawal{});
}

Actions refuses(Reading& r) {
    std::string leader = read_leader_of_the(r.line, "withdrawal");
    return of_leader(r, std::move(leader), RefuseWithdrawal{{}, read_reason(r.line)});
}

Actions pays(Reading& r) {
    std::string leader = read_leader_of_the(r.line, "withdrawal");
    return of_leader(r, std::move(leader), ConfirmWithdrawalPaid{{}, read_reference(r.line)});
}

// settles | settles with 陈姐
Actions settles(Reading& r) {
    if (r.line.accept("with")) return of_leader(r, r.line.name("a leader"), Settle{});
    return r.action([](ActionScene&) { return Settle{}; });
}

Actions remits(Reading& r) {
    std::string leader = read_leader_of_the(r.line, "settlement");
    return of_leader(r, std::move(leader), ConfirmRemitted{{}, read_reference(r.line)});
}

Actions receives(Reading& r) {
    std::string leader = read_leader_of_the(r.line, "settlement");
    return of_leader(r, std::move(leader), ConfirmReceived{{}, read_reference(r.line)});
}

constexpr Verb verbs[] = {
    {"releases", releases},
    {"holds", holds_back},
    {"lifts", lifts},
    {"explains", explains},
    // Words of other subjects, too.
    {"withdraws", withdraws, [](Line& line) { return line.price_is_next(); }},
    {"approves", approves, [](Line& line) { return line.word_is_next("the"); }},
    {"refuses", refuses},
    {"pays", pays},
    {"settles", settles},
    {"remits", remits},
    {"receives", receives},
};

}  // namespace
}  // namespace scenarios

scenario::Vocabulary vocabulary(std::type_identity<State>) {
    scenario::Vocabulary all = scenarios::assertions();
    all.verbs = scenarios::verbs;
    return all;
}

}  // namespace starfish::money
