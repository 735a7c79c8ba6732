#include "core/subjects/money/money.hpp"

namespace starfish::money {

void redact_for_trainer(Hold& row) {
    row.reason.clear();
    row.wanted.clear();
    for (money::Evidence& each : row.evidence) each.note.clear();
}

void redact_for_trainer(HoldPlaced& e) {
    e.reason.clear();
    e.wanted.clear();
}

void redact_for_trainer(EvidenceSubmitted& e) {
    e.note.clear();
}

void redact_for_trainer(Withdrawal& row) {
    row.reason.clear();
    row.reference.clear();
}

void redact_for_trainer(WithdrawalDecided& e) {
    e.reason.clear();
    e.reference.clear();
}

void redact_for_trainer(Settlement& row) {
    row.remit_reference.clear();
    row.receipt_reference.clear();
}

void redact_for_trainer(SettlementRemitted& e) {
    e.reference.clear();
}

void redact_for_trainer(SettlementReceived& e) {
    e.reference.clear();
}

}  // namespace starfish::money
