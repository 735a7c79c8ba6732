// Hand-overs that the server refused after the desk had made them: the consumer has the goods, and
// the log says otherwise. Each is stored as one text under "refused/ID", with the login that gave
// it, until the person dismisses it or signs out; a message that disappears would be missed.
#pragma once

#include "core/subjects/handout/handout.hpp"
#include "wasm/outside/outside.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

struct RefusedHandOver {
    std::string id;  // of the command
    std::string login;
    Id<handout::Handout> handout;
    Instant at;        // when the goods were handed over
    std::string text;  // the order and the reason, in the language of the message
};

class RefusedHandOvers {
public:
    // Adds the hand-overs of other visits and other tabs.
    void take(const outside::StoredTexts& stored);
    void add(RefusedHandOver refused);
    void forget(std::string_view id);
    void forget_all_of(std::string_view login);
    // Oldest first.
    std::vector<RefusedHandOver> of(std::string_view login) const;

private:
    std::map<std::string, RefusedHandOver, std::less<>> entries_;  // by command id
};

}  // namespace starfish
