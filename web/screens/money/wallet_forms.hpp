// The dialogs of the money screens: the leader's withdrawals, evidence and remittances; the
// supplier's answers, receipts and holds.
#pragma once

#include "core/subjects/money/money.hpp"
#include "wasm/client.hpp"
#include "wasm/fetch/sent_file.hpp"

#include <memory>
#include <optional>
#include <string>

namespace starfish::web {

struct View;

struct WalletForm {
    enum class Kind : std::uint8_t {
        none,
        withdraw,    // the leader requests a withdrawal
        hold,        // shows a hold; the leader adds evidence, the supplier lifts it
        settlement,  // shows a settlement; the leader remits, the supplier confirms
        withdrawal,  // shows a withdrawal; the supplier answers
        place_hold,  // `id` is a leader's id
        settle_all,
    } kind{};
    std::uint32_t id{};
    std::string amount;
    std::string text;  // a reason, a note or a reference
    std::string wanted;
    std::shared_ptr<SentFile> photo;  // evidence
    Instant until;
    bool refusing = false;  // the supplier is refusing a withdrawal
    std::string field;      // the field that `refusal` belongs to
    std::string refusal;
};

void draw_wallet_forms(View&, Client&, Instant now);

// Settles with one leader, or with all, and shows a message with the result.
void settle(Client&, std::optional<Id<money::Leader>>);

}  // namespace starfish::web
