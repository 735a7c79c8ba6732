// Accounts, from the command line: there is no page that makes one.
#pragma once

#include "server/accounts/accounts.hpp"

#include <string>

namespace starfish {

// Makes the account in the store, or gives it a new password, which is the first line of standard
// input: a command line is there for everyone to see. Answers the process's exit status.
int put_account(const std::string& store, Account account);

}  // namespace starfish
