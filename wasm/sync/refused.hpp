// Hand-overs that the server refused after the desk had made them: somebody has the goods, and the
// books say she has not. Each is kept as one text under "refused/ID", with the login that gave it,
// until she has looked at it and says so, or signs out; a passing message alone would be missed.
#pragma once

#include "core/subjects/handout/handout.hpp"
#include "wasm/outside/outside.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

struct RefusedHandOver {
    std::string id;  // the command's
    std::string login;
    Id<handout::Handout> handout;
    Instant at;        // when it was handed over
    std::string text;  // whose, and why not: in the words it was said in
};

class RefusedHandOvers {
public:
    // What other visits and other tabs have kept.
    void take(const outside::Kept& kept);
    void add(RefusedHandOver refused);
    void forget(std::string_view id);
    void forget_all_of(std::string_view login);
    // The oldest first.
    std::vector<RefusedHandOver> of(std::string_view login) const;

private:
    std::map<std::string, RefusedHandOver, std::less<>> entries_;  // by command id
};

}  // namespace starfish
