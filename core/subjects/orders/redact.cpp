#include "core/subjects/orders/orders.hpp"

namespace starfish::orders {

void redact_for_trainer(Payment& row) {
    row.reference.clear();
}

void redact_for_trainer(Paid& e) {
    e.reference.clear();
}

void redact_for_trainer(Refund& row) {
    row.reference.clear();
    row.last_reason.clear();
}

void redact_for_trainer(RefundFailed& e) {
    e.reason.clear();
}

void redact_for_trainer(RefundGiven& e) {
    e.reference.clear();
}

}  // namespace starfish::orders
