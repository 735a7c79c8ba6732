#include "core/subjects/handout/handout.hpp"

namespace starfish::handout {

void redact_for_trainer(Slip& row) {
    row.code.clear();
}

void redact_for_trainer(SlipMade& e) {
    e.code.clear();
}

void redact_for_trainer(Arrival& row) {
    row.note.clear();
}

void redact_for_trainer(CheckedIn& e) {
    e.note.clear();
}

void redact_for_trainer(Correction& row) {
    row.reason.clear();
}

void redact_for_trainer(Corrected& e) {
    e.reason.clear();
}

void redact_for_trainer(Claim& row) {
    row.answer.clear();
}

void redact_for_trainer(ClaimAnswered& e) {
    e.reason.clear();
}

}  // namespace starfish::handout
