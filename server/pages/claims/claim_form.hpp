// The forms of after-sales on an order's page: what was typed, and what it means.
#pragma once

#include "core/subjects/handout/handout.hpp"
#include "server/net/form.hpp"

#include <expected>
#include <string>
#include <vector>

namespace starfish {

// As it came: to be shown again when it is refused. A photo must be chosen again.
struct TypedClaim {
    std::string kind;
    std::string units;
    std::string text;
};
TypedClaim typed_claim(const Form& form);

struct ReadClaim {
    handout::FileClaim command;  // without its photo
    std::string words;
    std::string key;
};
// All problems at once, each with its field: page.claim_kind at `kind`, page.claim_units at
// `units`, text.* at `text` (2 to 200 characters), page.key at `key`.
std::expected<ReadClaim, std::vector<Refusal>> read_claim(const Form& form,
                                                          Id<handout::Delivery> delivery);

struct ReadAppeal {
    handout::Appeal command;
    std::string key;
};
// Refuses handout.unknown_claim at `claim`, page.key at `key`.
std::expected<ReadAppeal, std::vector<Refusal>> read_appeal(const Form& form);

}  // namespace starfish
