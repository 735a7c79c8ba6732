// The join form of a group-buy's page: the typed text and the command it stands for.
#pragma once

#include "core/engine/subjects.hpp"
#include "server/net/form.hpp"
#include "server/platform/platform.hpp"
#include "server/secrets/secrets.hpp"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

// The form as typed, shown again after a refusal.
struct TypedJoin {
    std::string offer;
    std::string quantity;
    std::string tolerance;
    std::string name;
    std::string phone;
    std::string pickup;
    std::string note;
    std::string key;
    bool waitlist = false;
};

// Text that is not valid UTF-8 becomes empty, and the quantity gets plain digits, so that a page
// can always show the form again.
TypedJoin typed_join(const Form& form);

// Checks everything that does not depend on the group-buy's state. Returns all problems at once,
// each with its field. Refuses groupbuy.quantity, .tolerance, .offer, .pickup, profile.*, text.*,
// text.not_utf8 at any field that is not text, and page.key at `key`.
std::expected<Submission, std::vector<Refusal>> read_join(const Secrets& secrets, const Form& form,
                                                          Id<groupbuy::GroupBuy> groupbuy);

// The forms of an order's page: a command for this line. They refuse their fields like read_join.
struct KeyedCommand {
    groupbuy::Command command;
    std::string key;
};
std::expected<KeyedCommand, std::vector<Refusal>> read_change(const Form& form,
                                                              const groupbuy::OrderLine& line);
// Joins another offer of the group-buy, collected at the same pickup point.
std::expected<KeyedCommand, std::vector<Refusal>> read_more(const Form& form,
                                                            const groupbuy::OrderLine& line);
std::expected<KeyedCommand, std::vector<Refusal>> read_leave(const Form& form,
                                                             const groupbuy::OrderLine& line);

// Whether a page may use this key for a command. Keys of the platform's own commands are excluded:
// platform.hpp.
bool is_usable_key(std::string_view key);

}  // namespace starfish
