// Scenarios: text that says who does what when, and what is then so. Tests are written in it, and
// so is the demo's case. Pure: text in, steps out; play.hpp carries them out.
//
//     # Who joins late finds less left.
//     D0 09:00
//     supplier publishes 即食海参: 10 盒, at most 6 each, 1+ ¥168, 5+ ¥159
//     陈姐 serves 百步亭, pickup at 3号门
//         hours: 周二 16:00–20:00
//     陈姐 opens A: 即食海参, 10 units, needs 3 people, until D1 17:30
//     D0 10:12  李芳 joins A ×4 "放门卫"
//     10:15     王强 joins A ×7   -> refused groupbuy.sold_out at quantity: left_units 6
//     then A is open, 1 people, 4 units, 6 left, ¥168 each
//
// A step is a line: a moment if it is a new one, who, what. What a step creates has the name it was
// given there (即食海参, 百步亭, A). Indented lines below it say more, `key: value`. `# …` is a
// remark. Names that hold spaces or punctuation stand in "quotation marks".
//
// Moments are days from a day D0 that the caller chooses, and times of day in Asia/Shanghai; they
// hold until the next is said, a time alone is of the same day, and they never go back.
//
// Who: `supplier`, `trainer`, `system`, a leader's or a verifier's name, or else that of a
// consumer.
//
//     WHO publishes NAME: 10 盒, at most 4 each, 1+ ¥168, 5+ ¥159
//         at most 2 an order; cartons of 6; costs ¥90; reviewed (the supplier reviews group-buys)
//         earns 80 per mille; earns ¥5 each; service ¥2; claims 7 days (the leader's pay)
//         below cost because: title: summary: ingredients: net content: origin: storage: shelf
//         life: producer: licence: what is not said is a plain sample, and the title the name
//     WHO withdraws OFFER because "…"
//     WHO halts OFFER because "…"                       WHO resumes OFFER
//     WHO registers LEADER                              name: tagline:
//     WHO adds community NAME for LEADER                name: district:
//     WHO adds pickup NAME to COMMUNITY                 name: address: hours:
//     LEADER serves COMMUNITY, pickup at NAME           tagline: district: address: hours:
//         the three above in one, by the supplier; a leader is registered once
//     LEADER opens NAME: OFFER, 10 units, needs 3 people, until D1 17:30
//         needs 10 units; needs ¥3000; with OFFER 5 units (another of its goods); from D1 08:00;
//         in COMMUNITY (else the leader's first); handed out D3 16:00 to D3 20:00; called "…";
//         hidden; reofferable; paid by transfer | provider; draft; instead of DRAFT
//     WHO clones GROUP-BUY as NAME, until D9 20:00, from D7 08:00
//     WHO reoffers GROUP-BUY as NAME, 10 units, needs 3 people, in COMMUNITY
//     WHO submits DRAFT    approves GROUP-BUY    returns GROUP-BUY because "…"
//     WHO joins GROUP-BUY ×2 up to 3 more at PICKUP of OFFER or waits "note"
//         all but ×2 may be left out: no more, the community's first pickup point, its first offer
//     WHO changes GROUP-BUY to ×3 up to 2 more at PICKUP      WHO's last join
//     WHO leaves GROUP-BUY                              takes back WHO's last join
//     WHO takes back 李芳 from GROUP-BUY                 the same, of someone else
//     WHO closes GROUP-BUY                              at once; or `closes GROUP-BUY, undoable`
//     WHO cancels GROUP-BUY because "…"                 at once; or `… because "…", undoable`
//     WHO undoes GROUP-BUY    extends GROUP-BUY until D2 20:00    hides | shows GROUP-BUY
//     WHO appoints NAME for LEADER                      a verifier; WHO dismisses NAME
//     WHO entrusts COMMUNITY to LEADER                  it has another leader from now on
//     WHO checks in GROUP-BUY: 6 units of OFFER as "batch", 1 damaged, noting "…", with photo
//         of the units, so many are damaged; OFFER: else its first
//     WHO hands over GROUP-BUY to 李芳                  all that is left for her; or in parts:
//         hands over GROUP-BUY to 李芳: ×2 of OFFER, ×1 of OFFER; at 16:10 (without a network)
//     WHO reports 1 missing for 李芳 in GROUP-BUY of OFFER because "…"
//     WHO weighs 李芳 in GROUP-BUY of OFFER ¥5 less because "…"
//     李芳 claims 1 missing | damaged | quality | wrong in GROUP-BUY of OFFER with photo
//     WHO answers 李芳 in GROUP-BUY with ¥159 because "…"        ¥0: it is declined
//     system answers 李芳 in GROUP-BUY                  nobody answered in time
//     李芳 appeals in GROUP-BUY                         her last claim
//     WHO finishes GROUP-BUY                            its hand-out
//     LEADER confirms ¥336 from 李芳 in GROUP-BUY "note"        a transfer she saw
//     system records ¥336 from 李芳 in GROUP-BUY as "reference"  a payment by the provider
//     WHO gives back to 李芳 in GROUP-BUY as "reference"         her oldest refund is acknowledged
//     system fails to give back to 李芳 in GROUP-BUY because "…"
//     system releases pay of LEADER
//     supplier holds ¥20 of LEADER until D9 18:00 because "…" wanting "…"
//     WHO lifts the hold of LEADER                      her last
//     LEADER explains the hold of LEADER with "…"       photo:
//     LEADER withdraws ¥100
//     supplier approves | refuses the withdrawal of LEADER     her last; refuses: because "…"
//     supplier pays the withdrawal of LEADER as "reference"
//     supplier settles | settles with LEADER
//     LEADER remits the settlement of LEADER as "reference"    her last
//     supplier receives the settlement of LEADER as "reference"
//     WHO sends groupbuy.join {"groupbuy":1,…}          any command as a client sends it
//
// A step may end in `(id some-id-1)`, its command id, else it has one of its own; and in what comes
// of it, else it must be carried out:
//
//     -> refused groupbuy.over_cap at quantity: cap_units 4, held_units 3
//     -> repeated
//
// What is then so, any of these; what is not said is not asked:
//
//     then GROUP-BUY is draft | review | preheat | open | halted | ending | overdue | locked |
//          failed | cancelled, 2 people, 7 units, 3 left, 1 to go, 2 waiting, 7 sold, ¥159 each,
//          next ¥149 from 8, no next tier, number 9, because "…"
//     then OFFER in GROUP-BUY is 7 units, 3 left, 2 waiting, 7 sold, ¥159 each, next ¥149 from 8
//     then OFFER is published | halted | withdrawn, 10 left, 20 reserved, because "…"
//     then 李芳 holds 4 of OFFER in GROUP-BUY            asked for; OFFER: else its first
//     then 李芳 gets 4 in GROUP-BUY                      by the allocator, once it is locked
//     then money of 李芳 in GROUP-BUY is ¥336 due, ¥336 paid, ¥18 owed, ¥0 given
//     then hand-out of GROUP-BUY is locked | arrived | handing_out | settled | closed, 7 sold,
//          6 arrived, 1 damaged, 2 handed, 1 missing, 0 uncollected, 4 left, 1 done, 0 claims
//     then slip of 李芳 in GROUP-BUY is 2 left, 1 handed, 1 missing, 0 uncollected, ¥318 collect,
//          ¥5 off, batch "20201120A, 20201121B"
//     then claim of 李芳 in GROUP-BUY is open | granted | declined | appealed, ¥159 granted,
//          because "…"
//     then purse of LEADER is ¥18 available, ¥5 held, ¥0 kept, ¥0 withdrawing, ¥0 till,
//          ¥0 provider, ¥0 transit, ¥9 bank, ¥9 revenue, ¥1 cost, ¥0 buyers, ¥0 owed
//          of everyone: all of them together
//     then pay of LEADER lists sale 1 ¥25.44, service 1 ¥2, withdrawal_paid -¥20
//          cause, join number, what it adds; also till of, sales of, bank of
//     then account of 李芳 in GROUP-BUY lists payment 1 ¥336, delivery 1 -¥318
//     then GROUP-BUY lists 李芳 ×4, 王强 ×3 back, 李芳 ×1     in the order of their numbers
#pragma once

#include "core/engine/subjects.hpp"
#include "core/scenario/calendar.hpp"
#include "core/subjects/money/queries.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace starfish::scenario {

// What a step does: a command in which names stand where ids will.
struct Publishes {
    std::string name;
    catalog::PublishOffer command;
};
struct Withdraws {
    std::string offer;
    catalog::WithdrawOffer command;
};
struct Registers {
    std::string name;
    community::RegisterLeader command;
};
struct AddsCommunity {
    std::string name;
    std::string leader;
    community::OpenCommunity command;
};
struct AddsPickup {
    std::string name;
    std::string community;
    community::AddPickupPoint command;
};
struct Opens {
    std::string name;
    std::vector<std::string> offers;  // in the order of the command's items
    std::string community;            // "": the leader's first
    std::string revises;              // the draft that gets these terms, or ""
    groupbuy::Open command;
};
// A group-buy like another: cloned, or another leader's offered again.
struct OpensAgain {
    std::string name;
    std::string like;
    std::string community;  // of a re-offer; "": the leader's first
    std::variant<groupbuy::Clone, groupbuy::Reoffer> command;
};
struct Joins {
    std::string groupbuy;
    std::string pickup;  // "": the community's first
    std::string offer;   // "": the group-buy's
    std::string note;
    bool with_order{};  // collected with what she joined last
    groupbuy::Join command;
};
struct Leaves {
    std::string groupbuy;
    std::string person;
};
struct Changes {
    std::string groupbuy;
    std::string pickup;  // "": as it was
    groupbuy::Change command;
};
// Whatever is asked about a group-buy as a whole.
struct Governs {
    std::string groupbuy;
    std::variant<groupbuy::Close, groupbuy::Cancel, groupbuy::Undo, groupbuy::Extend,
                 groupbuy::SetHidden, groupbuy::Submit, groupbuy::Approve, groupbuy::SendBack>
        command;
};
// Money of the last join of a person in a group-buy.
struct Pays {
    std::string person;
    std::string groupbuy;
    std::variant<orders::ConfirmTransfer, orders::RecordPayment> command;
};
// The oldest refund owed to a person of a group-buy, or if none is, the last that was.
struct GivesBack {
    std::string person;
    std::string groupbuy;
    std::variant<orders::AcknowledgeRefund, orders::ReportRefundFailed> command;
};
struct Halts {
    std::string offer;
    std::variant<catalog::HaltOffer, catalog::ResumeOffer> command;
};
// What is asked about a leader's pay and what she collected.
struct Banks {
    std::string leader;  // "": of all
    money::Command command;
};
struct Sends {
    Command command;
};
// Who hands out for a leader.
struct Appoints {
    std::string name;
    std::string leader;
    community::AppointVerifier command;
};
struct Dismisses {
    std::string verifier;
};
struct Entrusts {
    std::string community;
    std::string leader;
};
// What happens at a hand-out. An empty offer is the group-buy's first.
struct ChecksIn {
    std::string groupbuy;
    std::string offer;
    handout::CheckIn command;
};
struct HandsOver {
    struct Part {
        Units units;
        std::string offer;
    };
    std::string groupbuy;
    std::string person;
    std::vector<Part> parts;  // none: all that is left
    handout::HandOver command;
};
// Of what a person's line of an offer still has to come.
struct Corrects {
    std::string person;
    std::string groupbuy;
    std::string offer;
    std::variant<handout::ReportMissing, handout::CorrectWeight> command;
};
struct Complains {
    std::string groupbuy;
    std::string offer;
    handout::FileClaim command;
};
// The last claim of a person in a group-buy.
struct Answers {
    std::string person;
    std::string groupbuy;
    std::variant<handout::AnswerClaim, handout::Appeal> command;
};
struct Finishes {
    std::string groupbuy;
};
// What is claimed of one matter: of "units", "4 units".
struct Claim {
    std::string_view matter;  // static text
    std::string text;
};
struct IsSo {
    std::string name;
    std::vector<Claim> claims;
};
struct Holds {
    std::string person;
    std::int32_t units{};
    std::string offer;  // "": the group-buy's first
    std::string groupbuy;
};
// What one of the goods of a group-buy is.
struct ItemIsSo {
    std::string offer;
    std::string groupbuy;
    std::vector<Claim> claims;
};
// What the lines of a person come to, by the allocator.
struct Gets {
    std::string person;
    std::int32_t units{};
    std::string groupbuy;
};
// Of all joins of a person in a group-buy: what is due, was paid, is owed back and was given back.
struct MoneyIs {
    std::string person;
    std::string groupbuy;
    std::vector<Claim> claims;
};
// How far a hand-out is; what a person's slip or last claim is.
struct HandoutIs {
    std::string groupbuy;
    std::vector<Claim> claims;
};
struct SlipIs {
    std::string person;
    std::string groupbuy;
    std::vector<Claim> claims;
};
struct ClaimIs {
    std::string person;
    std::string groupbuy;
    std::vector<Claim> claims;
};
struct Lists {
    std::string groupbuy;
    std::string lines;
};
struct PurseIs {
    std::string leader;  // or everyone
    std::vector<Claim> claims;
};
// What a statement lists.
struct Tells {
    std::string whose;
    std::string groupbuy;  // of a consumer's
    money::View view{};
    std::string lines;
};
using Deed = std::variant<Publishes, Withdraws, Registers, AddsCommunity, AddsPickup, Opens,
                          OpensAgain, Joins, Changes, Leaves, Governs, Halts, Pays, GivesBack,
                          Appoints, Dismisses, Entrusts, ChecksIn, HandsOver, Corrects, Complains,
                          Answers, Finishes, Banks, Sends, IsSo, ItemIsSo, Holds, Gets, MoneyIs,
                          HandoutIs, SlipIs, ClaimIs, PurseIs, Tells, Lists>;

struct Step {
    int line{};
    std::string text;  // the line as it was written
    Instant at;
    std::string who;  // "" for a claim
    Deed deed;
    std::string command_id;
    std::optional<std::string> outcome;  // what stood after ->
};

// Why a scenario stops: a line that cannot be read, or one that does not come out as it says.
struct Trouble {
    int line{};
    std::string text;
    std::string expected;
    std::string actual;
};
// "NAME:7: 王强 joins A ×7", then what was expected and what there was instead.
std::string to_string(const Trouble& trouble, std::string_view name);

struct Script {
    Calendar calendar;
    std::vector<Step> steps;
};

// Commands without an id of their own have `id_prefix` and the number of their line; the prefix has
// 3 to 40 of the characters of a command id.
std::expected<Script, Trouble> read_script(std::string_view text, Calendar calendar,
                                           std::string_view id_prefix);

}  // namespace starfish::scenario
