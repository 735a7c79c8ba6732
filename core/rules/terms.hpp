// Which words of the form can pass. Allowed words are listed; all others are refused, so a word
// added to the form is refused until it is listed.
#pragma once

#include "core/rules/reward_plan.hpp"
#include "core/rules/verdict.hpp"

#include <optional>

namespace starfish::rules {

// Whether this payee may be paid on this basis.
bool is_allowed(Payee payee, Basis basis);

// The reason for a refusal; nullopt if the word can pass. Nobody above the seller is ever paid on
// the seller's line.
std::optional<Reason> refuse_payee(Payee payee);
std::optional<Reason> refuse_basis(Basis basis);
std::optional<Reason> refuse_funds(FundedBy funds);
std::optional<Reason> refuse_work(Work work);
std::optional<Reason> refuse_per(PaidPer per);

// Whether the basis is a sale: then there is a seller whom the payee can stand above.
bool is_sale(Basis basis);

}  // namespace starfish::rules
