// Tries every command as every wrong actor. The permissions are written here a second time,
// independent of the deciding code. A new command does not compile until it has an entry here.
#include "core/engine/transaction.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"
#include "tests/histories/history.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <map>
#include <string>

namespace starfish {
namespace actors_test {

using histories::Author;
using histories::Move;

bool is_supplier(Actor actor) {
    return actor.role == Role::supplier;
}
bool is_system(Actor actor) {
    return actor == Actor{Role::system, 0};
}
bool is_leader(Actor actor, Id<community::Leader> leader) {
    return actor == Actor{Role::leader, leader.value};
}

// The owners of rows. A row that does not exist has no owner.
struct Owners {
    const State& state;

    bool leads(Actor actor, Id<groupbuy::GroupBuy> id) const {
        const auto* const row = state.groupbuy.groupbuys.find(id);
        return row && is_leader(actor, row->leader);
    }
    bool leads(Actor actor, Id<community::Community> id) const {
        const auto* const row = state.community.communities.find(id);
        return row && is_leader(actor, row->leader);
    }
    bool joined(Actor actor, Id<groupbuy::OrderLine> id) const {
        const auto* const row = state.groupbuy.lines.find(id);
        return row && actor == Actor{Role::consumer, row->consumer.value};
    }
    bool leads(Actor actor, Id<groupbuy::OrderLine> id) const {
        const auto* const row = state.groupbuy.lines.find(id);
        return row && leads(actor, row->groupbuy);
    }
    bool leads(Actor actor, Id<orders::Bill> id) const { return leads(actor, orders::line_of(id)); }
    // The leader, or a verifier of the leader who has not been dismissed.
    bool stands_at_desk(Actor actor, Id<handout::Handout> id) const {
        const auto* const row = state.handout.handouts.find(id);
        if (!row) return false;
        if (actor.role != Role::verifier) return is_leader(actor, row->leader);
        const auto* const verifier =
            state.community.verifiers.find({static_cast<std::uint32_t>(actor.id)});
        return verifier && verifier->leader == row->leader && verifier->dismissed_at.ms == 0;
    }
    bool stands_at_desk(Actor actor, Id<handout::Delivery> id) const {
        const auto* const row = state.handout.deliveries.find(id);
        return row && stands_at_desk(actor, row->handout);
    }
    Id<handout::Delivery> claimed(Id<handout::Claim> id) const {
        const auto* const row = state.handout.claims.find(id);
        return row ? row->delivery : Id<handout::Delivery>{};
    }
};

// Whether `actor` may send the command at all. A permitted command may still be refused.
struct May {
    const State& state;
    Actor actor;
    Owners owners{state};

    bool operator()(const catalog::PublishOffer&) const { return is_supplier(actor); }
    bool operator()(const catalog::HaltOffer&) const { return is_supplier(actor); }
    bool operator()(const catalog::ResumeOffer&) const { return is_supplier(actor); }
    bool operator()(const catalog::WithdrawOffer&) const { return is_supplier(actor); }

    bool operator()(const community::RegisterLeader&) const { return is_supplier(actor); }
    bool operator()(const community::OpenCommunity&) const { return is_supplier(actor); }
    bool operator()(const community::ChangeLeader&) const { return is_supplier(actor); }
    bool operator()(const community::AddPickupPoint& c) const {
        return is_supplier(actor) || owners.leads(actor, c.community);
    }
    bool operator()(const community::AppointVerifier& c) const {
        return is_supplier(actor) || is_leader(actor, c.leader);
    }
    bool operator()(const community::DismissVerifier& c) const {
        const auto* const row = state.community.verifiers.find(c.verifier);
        return is_supplier(actor) || (row && is_leader(actor, row->leader));
    }

    bool operator()(const community::StatePaymentInstructions& c) const {
        return is_leader(actor, c.leader);
    }

    bool operator()(const groupbuy::Open& c) const { return owners.leads(actor, c.community); }
    bool operator()(const groupbuy::Clone& c) const { return owners.leads(actor, c.groupbuy); }
    bool operator()(const groupbuy::Reoffer& c) const { return owners.leads(actor, c.community); }
    bool operator()(const groupbuy::Submit& c) const { return owners.leads(actor, c.groupbuy); }
    bool operator()(const groupbuy::Approve&) const { return is_supplier(actor); }
    bool operator()(const groupbuy::SendBack&) const { return is_supplier(actor); }
    bool operator()(const groupbuy::Join&) const { return actor.role == Role::consumer; }
    bool operator()(const groupbuy::Change& c) const { return owners.joined(actor, c.line); }
    bool operator()(const groupbuy::Leave& c) const {
        return owners.joined(actor, c.line) || owners.leads(actor, c.line) || is_system(actor);
    }
    bool operator()(const groupbuy::Close& c) const {
        return owners.leads(actor, c.groupbuy) || is_system(actor);
    }
    bool operator()(const groupbuy::Cancel& c) const {
        return owners.leads(actor, c.groupbuy) || is_supplier(actor);
    }
    bool operator()(const groupbuy::Undo& c) const { return owners.leads(actor, c.groupbuy); }
    bool operator()(const groupbuy::Extend& c) const { return owners.leads(actor, c.groupbuy); }
    bool operator()(const groupbuy::SetHidden& c) const { return owners.leads(actor, c.groupbuy); }

    bool operator()(const handout::CheckIn& c) const {
        return owners.stands_at_desk(actor, c.handout);
    }
    bool operator()(const handout::HandOver& c) const {
        const auto* const slip = state.handout.slips.find(c.slip);
        return slip && owners.stands_at_desk(actor, slip->handout);
    }
    bool operator()(const handout::ReportMissing& c) const {
        return owners.stands_at_desk(actor, c.delivery);
    }
    bool operator()(const handout::CorrectWeight& c) const {
        return owners.leads(actor, handout::line_of(c.delivery));
    }
    bool operator()(const handout::FileClaim& c) const {
        return owners.joined(actor, handout::line_of(c.delivery));
    }
    bool operator()(const handout::AnswerClaim& c) const {
        return owners.leads(actor, handout::line_of(owners.claimed(c.claim))) ||
               is_supplier(actor) || is_system(actor);
    }
    bool operator()(const handout::Appeal& c) const {
        return owners.joined(actor, handout::line_of(owners.claimed(c.claim)));
    }
    bool operator()(const handout::Finish& c) const {
        return owners.leads(actor, Id<groupbuy::GroupBuy>{c.handout.value}) || is_system(actor);
    }

    bool operator()(const orders::ConfirmTransfer& c) const { return owners.leads(actor, c.bill); }
    bool operator()(const orders::RecordPayment&) const { return is_system(actor); }
    bool operator()(const orders::AcknowledgeRefund& c) const {
        const auto* const refund = state.orders.refunds.find(c.refund);
        return is_system(actor) || (refund && owners.leads(actor, refund->bill));
    }
    bool operator()(const orders::ReportRefundFailed&) const { return is_system(actor); }

    bool operator()(const money::Release&) const { return is_system(actor); }
    bool operator()(const money::PlaceHold&) const { return is_supplier(actor); }
    bool operator()(const money::LiftHold&) const { return is_supplier(actor) || is_system(actor); }
    bool operator()(const money::SubmitEvidence& c) const {
        const auto* const row = state.money.holds.find(c.hold);
        return row && is_leader(actor, row->leader);
    }
    bool operator()(const money::RequestWithdrawal&) const { return actor.role == Role::leader; }
    bool operator()(const money::ApproveWithdrawal&) const { return is_supplier(actor); }
    bool operator()(const money::RefuseWithdrawal&) const { return is_supplier(actor); }
    bool operator()(const money::ConfirmWithdrawalPaid&) const { return is_supplier(actor); }
    bool operator()(const money::Settle&) const { return is_supplier(actor); }
    bool operator()(const money::ConfirmRemitted& c) const {
        const auto* const row = state.money.settlements.find(c.settlement);
        return row && is_leader(actor, row->leader);
    }
    bool operator()(const money::ConfirmReceived&) const { return is_supplier(actor); }

    bool operator()(const notices::Tell& c) const {
        const auto hers = [&](Id<notices::Notice> id) {
            const auto* const row = state.notices.notices.find(id);
            return row && is_leader(actor, row->leader);
        };
        return is_system(actor) || std::ranges::all_of(c.notices, hers);
    }
    bool operator()(const notices::See& c) const { return owners.joined(actor, c.line); }
    bool operator()(const notices::ReportUntold&) const { return is_system(actor); }
};

bool may(const State& state, const Command& command, Actor actor) {
    return std::visit([&](const auto& subject) { return std::visit(May{state, actor}, subject); },
                      command);
}

// Actors of every role, known and unknown ones.
std::vector<Actor> everybody() {
    std::vector<Actor> all{{Role::supplier, 1},
                           {Role::supplier, 9},
                           {Role::system, 0},
                           {Role::trainer, 1},
                           {Role::leader, 0}};
    for (std::int64_t id = 1; id <= 8; ++id) all.push_back({Role::leader, id});
    for (std::int64_t id = 1; id <= 4; ++id) all.push_back({Role::verifier, id});
    for (std::int64_t id = 0; id <= 14; ++id) all.push_back({Role::consumer, id});
    return all;
}

TEST_CASE("every command is refused to every wrong actor, without details") {
    const std::vector<Actor> all = everybody();
    std::map<std::string, int> tried;
    CHECK(rc::check("wrong actors", [&](std::uint64_t seed) {
        const auto moves = *rc::gen::inRange(1, 160);
        Author author(seed);
        State state;
        for (int i = 0; i < moves; ++i) {
            const Move move = author.next(state);
            for (const Actor actor : all) {
                if (may(state, move.command, actor)) continue;
                const auto decided = decide(state, move.command, {actor, move.at, move.id});
                if (decided) RC_FAIL(to_string(actor) + " may not, yet did: " + std::to_string(i));
                const RefusalKind kind = decided.error().kind;
                if (kind == RefusalKind::conflict)
                    RC_FAIL(to_string(actor) +
                            " learns of what is not hers: " + std::string(decided.error().code));
            }
            const auto done = carry_out(state, move.command, move.context());
            if (done) ++tried[std::to_string(move.command.index())];
        }
    }));
    // Each subject's commands were tried.
    CHECK(tried.size() == std::variant_size_v<Command>);
}

}  // namespace actors_test
}  // namespace starfish
