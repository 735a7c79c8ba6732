#include "server/cli/verifier.hpp"

#include "tests/histories/history.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish {
namespace verifier_test {

// What is wrong with a log, "" if nothing is.
std::string verdict(const std::vector<Record>& log) {
    Verifier verifier;
    for (const Record& record : log)
        if (std::string no = verifier.add(record); !no.empty()) return no;
    return verifier.finish();
}

TEST_CASE("verifier: a history as it was written is whole") {
    const auto history = histories::history_of(11, 300);
    CHECK(verdict(history.records).empty());
    CHECK(verdict({}).empty());
}

TEST_CASE("verifier: it names the first record that is wrong, and how") {
    const auto log = histories::history_of(11, 300).records;
    REQUIRE(log.size() > 60);

    auto gap = log;
    gap.erase(gap.begin() + 30);
    CHECK(verdict(gap) == "record 32 follows record 30: there is a gap");

    auto damaged = log;
    damaged[40].body.pop_back();
    CHECK(verdict(damaged).starts_with("record 41 ("));
    CHECK(verdict(damaged).contains("cannot be read"));

    auto spaced = log;
    spaced[40].body.insert(1, " ");
    CHECK(verdict(spaced).contains("record 41"));
    CHECK(verdict(spaced).contains("canonical form"));

    auto twice = log;
    std::size_t at = 50;  // the only record of its command
    while (log[at].command_id == log[at - 1].command_id ||
           log[at].command_id == log[at + 1].command_id)
        ++at;
    twice[at].command_id = twice[3].command_id;
    CHECK(verdict(twice).contains("command " + log[3].command_id + " stands in the log twice"));
    CHECK(verdict(twice).contains("record " + std::to_string(at + 1)));
}

TEST_CASE("verifier: an invariant that breaks is found, and about where") {
    auto log = histories::history_of(11, 300).records;
    const auto reserved = std::ranges::find(log, groupbuy::Reserved::name, &Record::type);
    REQUIRE(reserved != log.end());
    reserved->body = R"({"offer":1,"reserved":0})";
    CHECK(verdict(log).starts_with("an invariant is broken by a record after"));
}

}  // namespace verifier_test
}  // namespace starfish
