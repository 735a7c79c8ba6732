// The after-sales forms of an order's page: the typed text and the command it stands for.
#pragma once

#include "core/subjects/handout/handout.hpp"
#include "server/net/form.hpp"

#include <expected>
#include <string>
#include <vector>

namespace starfish {

// The form as typed, shown again after a refusal. Browsers cannot keep the photo: it must be chosen
// again.
struct TypedClaim {
    std::string kind;
    std::string units;
    std::string text;
};
TypedClaim typed_claim(const Form& form);

struct ClaimInput {
    handout::FileClaim command;  // without its photo
    std::string words;
    std::string key;
};
// Returns all problems at once, each with its field: page.claim_kind at `kind`, page.claim_units at
// `units`, text.* at `text` (2 to 200 characters), page.key at `key`.
std::expected<ClaimInput, std::vector<Refusal>> read_claim(const Form& form,
                                                           Id<handout::Delivery> delivery);

struct AppealInput {
    handout::Appeal command;
    std::string key;
};
// Refuses handout.unknown_claim at `claim`, page.key at `key`.
std::expected<AppealInput, std::vector<Refusal>> read_appeal(const Form& form);

}  // namespace starfish
