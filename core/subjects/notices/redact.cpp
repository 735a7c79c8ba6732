#include "core/subjects/notices/notices.hpp"

namespace starfish::notices {

void redact_for_trainer(Notice& row) {
    row.last_reason.clear();
}

void redact_for_trainer(Message& row) {
    row.reference.clear();
}

void redact_for_trainer(WasTold& e) {
    e.reference.clear();
}

void redact_for_trainer(TellFailed& e) {
    e.reason.clear();
}

}  // namespace starfish::notices
