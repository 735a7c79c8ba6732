// The consumers of order lines. Names are not in the log, so the screens request those they draw;
// they are forgotten with the page.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

// A consumer's data as the leader sees it.
struct Person {
    std::string name;
    std::string phone;
    std::string note;
    std::map<std::uint32_t, std::string> claims;  // the consumer's text, by claim id
};

// Lines in one request: 150 ids of ten digits stay below the limit of 2 KiB for a target.
inline constexpr std::size_t people_per_request = 150;

class People {
public:
    // The person of an order line; if not known, nullptr, and the line is queued.
    const Person* find(std::uint32_t line);
    // The text of a claim on the line, or nullptr. If the person was received before the claim was
    // made, the line is queued once more.
    const std::string* claim_words(std::uint32_t line, std::uint32_t claim);
    // Takes the next lines to request, at most people_per_request, and marks them in flight.
    std::vector<std::uint32_t> take_next();
    // Reads the answer to GET /api/profiles; false if it is unreadable. A line that the answer
    // leaves out has no person any more.
    bool read_answer(std::string_view answer);
    // Marks lines whose request failed. They are queued again only by `ask_again`, so that a
    // network that fails at once does not get a request at every frame.
    void mark_failed(const std::vector<std::uint32_t>& lines);
    void ask_again();
    void clear();

private:
    enum class QueueStatus : std::uint8_t { queued, in_flight, failed };
    std::map<std::uint32_t, Person> known_;
    std::map<std::uint32_t, QueueStatus> queue_;
    std::set<std::uint32_t> claims_queued_;
};

}  // namespace starfish
