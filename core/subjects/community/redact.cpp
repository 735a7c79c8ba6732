#include "core/subjects/community/community.hpp"

namespace starfish::community {

void redact_for_trainer(PaymentInstructions& row) {
    row.text.clear();
}

void redact_for_trainer(PaymentInstructionsStated& e) {
    e.instructions.clear();
}

}  // namespace starfish::community
