// What a scope that may see a row or an event does not need of it, and so does not hold: what an
// offer costs the supplier, and why it may be sold for less, is the supplier's alone; who hands out
// gets no pay of an offer either; a trainer gets nothing that was typed about people (references
// and notes of payments, how a leader is paid, reasons, answers) and no pickup code.
//
// The one place where that stands, for snapshots and for the feed: a replica that is fed blanked
// events holds what a blanked snapshot says. Blanked text is empty, a blanked number 0.
#pragma once

#include "core/base/audience.hpp"
#include "core/engine/subjects.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace starfish {

namespace blanks {

template <class T>
    requires requires(T& offer) { offer.below_cost_reason; }
void for_leader(T& offer) {
    offer.cost_fen = {};
    offer.below_cost_reason.clear();
}
// And for the public.
template <class T>
    requires requires(T& offer) { for_leader(offer); }
void at_desk(T& offer) {
    for_leader(offer);
    offer.reward = {};
}

inline void for_trainer(community::PaymentInstructions& row) {
    row.text.clear();
}
inline void for_trainer(community::PaymentInstructionsStated& e) {
    e.instructions.clear();
}

inline void for_trainer(orders::Payment& row) {
    row.reference.clear();
}
inline void for_trainer(orders::Paid& e) {
    e.reference.clear();
}
inline void for_trainer(orders::Refund& row) {
    row.reference.clear();
    row.last_reason.clear();
}
inline void for_trainer(orders::RefundFailed& e) {
    e.reason.clear();
}
inline void for_trainer(orders::RefundGiven& e) {
    e.reference.clear();
}

inline void for_trainer(handout::Slip& row) {
    row.code.clear();
}
inline void for_trainer(handout::SlipMade& e) {
    e.code.clear();
}
inline void for_trainer(handout::Arrival& row) {
    row.note.clear();
}
inline void for_trainer(handout::CheckedIn& e) {
    e.note.clear();
}
inline void for_trainer(handout::Correction& row) {
    row.reason.clear();
}
inline void for_trainer(handout::Corrected& e) {
    e.reason.clear();
}
inline void for_trainer(handout::Claim& row) {
    row.answer.clear();
}
inline void for_trainer(handout::ClaimAnswered& e) {
    e.reason.clear();
}

inline void for_trainer(money::Hold& row) {
    row.reason.clear();
    row.wanted.clear();
    for (money::Evidence& each : row.evidence) each.note.clear();
}
inline void for_trainer(money::HoldPlaced& e) {
    e.reason.clear();
    e.wanted.clear();
}
inline void for_trainer(money::EvidenceSubmitted& e) {
    e.note.clear();
}
inline void for_trainer(money::Withdrawal& row) {
    row.reason.clear();
    row.reference.clear();
}
inline void for_trainer(money::WithdrawalDecided& e) {
    e.reason.clear();
    e.reference.clear();
}
inline void for_trainer(money::Settlement& row) {
    row.remit_reference.clear();
    row.receipt_reference.clear();
}
inline void for_trainer(money::SettlementRemitted& e) {
    e.reference.clear();
}
inline void for_trainer(money::SettlementReceived& e) {
    e.reference.clear();
}

inline void for_trainer(notices::Notice& row) {
    row.last_reason.clear();
}
inline void for_trainer(notices::Message& row) {
    row.reference.clear();
}
inline void for_trainer(notices::WasTold& e) {
    e.reference.clear();
}
inline void for_trainer(notices::TellFailed& e) {
    e.reason.clear();
}

template <class T>
concept ForLeader = requires(T& thing) { for_leader(thing); };
template <class T>
concept AtDesk = requires(T& thing) { at_desk(thing); };
template <class T>
concept ForTrainer = requires(T& thing) { for_trainer(thing); };

constexpr bool is_desk(Scope scope) {
    return scope.kind == AudienceKind::desk || scope.kind == AudienceKind::public_;
}
constexpr bool is_leader(Scope scope) {
    return scope.kind == AudienceKind::leader;
}
constexpr bool is_trainer(Scope scope) {
    return scope.kind == AudienceKind::trainers;
}

}  // namespace blanks

// Whether `scope` holds less of rows or events of this type than there is.
template <class T>
constexpr bool is_blanked(Scope scope) {
    return (blanks::ForLeader<T> && blanks::is_leader(scope)) ||
           (blanks::AtDesk<T> && blanks::is_desk(scope)) ||
           (blanks::ForTrainer<T> && blanks::is_trainer(scope));
}
// Of an event by its name.
bool is_blanked(std::string_view type, Scope scope);

// As `scope` holds it.
template <class T>
void blank(T& thing, Scope scope) {
    if constexpr (blanks::ForLeader<T>)
        if (blanks::is_leader(scope)) blanks::for_leader(thing);
    if constexpr (blanks::AtDesk<T>)
        if (blanks::is_desk(scope)) blanks::at_desk(thing);
    if constexpr (blanks::ForTrainer<T>)
        if (blanks::is_trainer(scope)) blanks::for_trainer(thing);
}
void blank_event(Event& event, Scope scope);

// The body of an event of today's form, as `scope` holds it; nullopt if it is none.
std::optional<std::string> blanked_body(std::string_view type, int version, std::string_view body,
                                        Scope scope);

}  // namespace starfish
