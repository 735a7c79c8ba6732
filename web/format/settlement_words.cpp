#include "web/format/settlement_words.hpp"

#include "core/base/json/description.hpp"

namespace starfish::web {

using money::Settlement;
using money::Withdrawal;
using money::WithdrawalPhase;

bool must_remit(const Settlement& settlement) {
    return settlement.remit_fen.value > 0 && settlement.remitted_at.ms == 0 &&
           settlement.closed_at.ms == 0;
}

kit::Chip chip_of(Locale locale, const Settlement& settlement) {
    if (settlement.closed_at.ms != 0) return {say(locale, "cash.chip_closed"), Tone::good};
    if (must_remit(settlement)) return {say(locale, "cash.chip_to_remit"), Tone::warn};
    if (settlement.remitted_at.ms != 0) return {say(locale, "cash.chip_remitted"), Tone::sea};
    return {say(locale, "cash.chip_on_its_way"), Tone::sea};
}

kit::Chip chip_of(Locale locale, const Withdrawal& withdrawal) {
    const Tone tone = withdrawal.phase == WithdrawalPhase::paid       ? Tone::good
                      : withdrawal.phase == WithdrawalPhase::refused  ? Tone::bad
                      : withdrawal.phase == WithdrawalPhase::approved ? Tone::sea
                                                                      : Tone::warn;
    return {say(locale, "cash.phase_" + std::string(json::name_of(withdrawal.phase))), tone};
}

}  // namespace starfish::web
