#include "server/photos/unnamed.hpp"

#include "core/engine/private_text.hpp"
#include "server/store/memory_store.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace starfish;
using photos::erase_unnamed;

namespace unnamed_test {

const std::string claimed(64, 'a');
const std::string left(64, 'b');
const std::string late(64, 'c');

TEST_CASE("photos: what no command names within a day is erased at a later start") {
    const auto store = open_memory_store();
    const Instant first{1'790'000'000'000};
    REQUIRE(store->put_photo({claimed, "1"}));
    REQUIRE(store->put_photo({left, "2"}));
    CHECK(erase_unnamed(*store, {claimed}, first) == 0);
    REQUIRE(store->put_photo({late, "3"}));
    CHECK(erase_unnamed(*store, {claimed}, first + hour_ms) == 0);  // a restart soon after
    CHECK(erase_unnamed(*store, {claimed}, first + day_ms) == 1);
    CHECK(store->photo_ids() == std::vector{claimed, late});
    CHECK(erase_unnamed(*store, {claimed, late}, first + 2 * day_ms) == 0);  // named in between
    CHECK(erase_unnamed(*store, {claimed, late}, first + 3 * day_ms) == 0);
    CHECK(store->photo_ids() == std::vector{claimed, late});
}

TEST_CASE("photos: claims, arrivals and evidence name them") {
    State state;
    CHECK(named_photos(state).empty());
    handout::Claim claim;
    claim.id = {1};
    claim.photo = claimed;
    state.handout.claims.add(claim);
    claim.id = {2};
    claim.photo.clear();
    state.handout.claims.add(claim);
    money::Hold hold;
    hold.id = {1};
    hold.evidence = {{.note = "", .photo = left, .at = {}}};
    state.money.holds.add(hold);
    CHECK(named_photos(state) == std::set<std::string, std::less<>>{claimed, left});
}

}  // namespace unnamed_test
