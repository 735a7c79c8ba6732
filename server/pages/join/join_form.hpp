// The form of a group-buy's page: what was typed, kept as typed, and what it means.
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

// As it came: to be shown again when it is refused.
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

// What is not valid UTF-8 comes back empty, and the quantity in plain digits, so that a page can
// always show it.
TypedJoin typed_join(const Form& form);

// Everything that can be said without knowing the group-buy's state: all problems at once, each
// with its field. Refuses groupbuy.quantity, .tolerance, .offer, .pickup, profile.*, text.*,
// text.not_utf8 at whatever field is not text, and page.key at `key`.
std::expected<Submission, std::vector<Refusal>> read_join(const Secrets& secrets, const Form& form,
                                                          Id<groupbuy::GroupBuy> groupbuy);

// The forms of an order's page: what they ask for of this line. Refuse what read_join does of the
// fields they have.
struct KeyedCommand {
    groupbuy::Command command;
    std::string key;
};
std::expected<KeyedCommand, std::vector<Refusal>> read_change(const Form& form,
                                                              const groupbuy::OrderLine& line);
// Another of the group-buy's goods, collected where this one is.
std::expected<KeyedCommand, std::vector<Refusal>> read_more(const Form& form,
                                                            const groupbuy::OrderLine& line);
std::expected<KeyedCommand, std::vector<Refusal>> read_leave(const Form& form,
                                                             const groupbuy::OrderLine& line);

// A key that a page may give to a command. Those of the platform's own commands are not:
// platform.hpp.
bool is_usable_key(std::string_view key);

}  // namespace starfish
