// What each word of the form comes to. Words that may pass are listed; the rest is refused, and
// what is added to the form is refused until it is listed.
#pragma once

#include "core/rules/reward_plan.hpp"
#include "core/rules/verdict.hpp"

#include <optional>

namespace starfish::rules {

// Who may be paid for what.
bool is_allowed(Payee payee, Basis basis);

// Why not; nullopt if it may stand. Whoever stands above the seller is never paid on her line.
std::optional<Reason> refuse_payee(Payee payee);
std::optional<Reason> refuse_basis(Basis basis);
std::optional<Reason> refuse_funds(FundedBy funds);
std::optional<Reason> refuse_work(Work work);
std::optional<Reason> refuse_per(PaidPer per);

// Whether somebody sold something: then there is a seller whom the payee can stand above.
bool is_sale(Basis basis);

}  // namespace starfish::rules
