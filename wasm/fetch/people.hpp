// The names behind order lines. They are not in the log, so the screens ask for those they draw;
// kept no longer than the page.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

// A consumer as the leader sees her.
struct Person {
    std::string name;
    std::string phone;
    std::string note;
    std::map<std::uint32_t, std::string> claims;  // what she said in each
};

// Lines in one request: 150 ids of ten digits stay below the 2 KiB a target may have.
inline constexpr std::size_t people_per_request = 150;

class People {
public:
    // The person of an order line if known; wanted from then on otherwise.
    const Person* find(std::uint32_t line);
    // What she said in a claim on the line, if known; asked for once more if her person came before
    // the claim did.
    const std::string* claim_words(std::uint32_t line, std::uint32_t claim);
    // The next lines to ask for, at most people_per_request; they are on their way from then on.
    std::vector<std::uint32_t> next();
    // The answer to GET /api/profiles; false if it is none. A line it leaves out has nobody any
    // more.
    bool arrived(std::string_view answer);
    // No answer came: they are wanted once more after `ask_again`, so that a network that fails at
    // once is not asked at every frame.
    void failed(const std::vector<std::uint32_t>& lines);
    void ask_again();
    void clear();

private:
    enum class Asking : std::uint8_t { wanted, on_its_way, failed };
    std::map<std::uint32_t, Person> known_;
    std::map<std::uint32_t, Asking> asking_;
    std::set<std::uint32_t> claims_asked_;
};

}  // namespace starfish
