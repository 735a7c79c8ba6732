// A golden file holds the body of an event; there is one for every version that was ever written to
// a log. A body of the newest version must be read and written unchanged. An older body must be
// lifted to the newest version. So a field cannot change without a new version and a lift.
#include "core/engine/read_logged.hpp"
#include "tests/support/golden.hpp"

#include <catch2/catch_test_macros.hpp>

namespace upcast_test {

using namespace starfish;

// The body as the newest version writes it, or "" if it cannot be read.
std::string rewritten(std::string_view type, int version, std::string_view body) {
    json::Document document;
    const Record record{.type = std::string(type), .version = version, .body = std::string(body)};
    const auto event = read_logged(document, record);
    if (!event) return {};
    CHECK(type_of(*event) == type);
    std::string out;
    write_body(out, *event);
    const Record today = in_todays_form(record, *event);
    CHECK(today.version == version_of(*event));
    CHECK(today.body == (version == today.version ? body : out));
    return out;
}

TEST_CASE("every version of every event is read, and written in the newest version") {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, AnyEvent>>(
        []<class E>(boost::mp11::mp_identity<E>) {
            const std::string newest = golden_body(E::name, E::version);
            for (int version = 1; version <= E::version; ++version) {
                INFO(E::name << " version " << version);
                CHECK(rewritten(E::name, version, golden_body(E::name, version)) == newest);
            }
        });
}

TEST_CASE("an unknown version is not read") {
    const std::string body = golden_body("groupbuy.joined", 4);
    CHECK(rewritten("groupbuy.joined", 4, body) == body);
    CHECK(rewritten("groupbuy.joined", 5, body).empty());  // a newer program wrote it
    CHECK(rewritten("groupbuy.joined", 0, body).empty());
    CHECK(rewritten("groupbuy.joined", -1, body).empty());
    CHECK(rewritten("groupbuy.joined", 1, body) == body);  // has the fields the lift adds
    CHECK(rewritten("groupbuy.failed", 2, golden_body("groupbuy.failed", 1)).empty());
    CHECK(rewritten("groupbuy.failed", 0, golden_body("groupbuy.failed", 1)).empty());
}

TEST_CASE("an invalid event is not read") {
    const std::string body = golden_body("groupbuy.joined", 4);
    CHECK(rewritten("groupbuy.vanished", 1, body).empty());
    CHECK(rewritten("groupbuy.left", 1, body).empty());
    CHECK(rewritten("groupbuy.join", 1, body).empty());
    CHECK(rewritten("", 1, body).empty());
    CHECK(rewritten("groupbuy.joined", 3, "").empty());
    CHECK(rewritten("groupbuy.joined", 3, "null").empty());
    CHECK(rewritten("groupbuy.joined", 1, "[]").empty());
    CHECK(rewritten("groupbuy.joined", 3, body.substr(0, body.size() - 1)).empty());
    CHECK(rewritten("groupbuy.joined", 1, "{}").empty());
}

TEST_CASE("a body in another JSON spelling is read as the same event") {
    const std::string body = golden_body("groupbuy.failed", 1);
    CHECK(rewritten("groupbuy.failed", 1,
                    R"( { "at":1606270000000, "missing":3, "groupbuy":7 } )") == body);
}

}  // namespace upcast_test
