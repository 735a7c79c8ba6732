// What one asks for in the money place, each in a dialog of its own: the leader's withdrawal, her
// evidence, what she remits; the supplier's answers, receipts and holds.
#pragma once

#include "core/subjects/money/money.hpp"
#include "wasm/client.hpp"
#include "wasm/fetch/sent_file.hpp"

#include <memory>
#include <optional>
#include <string>

namespace starfish::web {

struct View;

struct CashForm {
    enum class Ask : std::uint8_t {
        none,
        withdraw,    // the leader's own
        hold,        // shows it; the leader adds evidence, the supplier lifts it
        settlement,  // shows it; the leader remits, the supplier confirms
        withdrawal,  // shows it; the supplier answers
        place_hold,  // `id` is the leader's
        settle_all,
    } ask{};
    std::uint32_t id{};
    std::string amount;
    std::string text;  // a reason, a note, a reference
    std::string wanted;
    std::shared_ptr<SentFile> photo;  // of evidence
    Instant until;
    bool refusing = false;  // a withdrawal
    std::string field;      // which one the refusal is of
    std::string refusal;
};

void draw_cash_forms(View&, Client&, Instant now);

// Settles with one leader, or with all, and says what came of it.
void settle(Client&, std::optional<starfish::Id<money::Leader>>);

}  // namespace starfish::web
