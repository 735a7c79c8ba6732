#include "server/store/memory_store.hpp"
#include "server/store/store_contract.hpp"

namespace starfish {
namespace memory_store_test {

TEST_CASE("memory store: the contract of a store") {
    const auto memory = make_memory();
    check_store_contract(open_memory_store(memory), [&](std::unique_ptr<Store> old) {
        old.reset();
        return open_memory_store(memory);
    });
}

TEST_CASE("memory store: two stores on one memory see each other's records") {
    const auto memory = make_memory();
    const auto one = open_memory_store(memory);
    const auto other = open_memory_store(memory);
    CHECK(append_records(*one, 0, sample_records(1, 2)) == Seq{2});
    CHECK(!append_records(*other, 0, sample_records(1, 1)));
    CHECK(append_records(*other, 2, sample_records(3, 3)) == Seq{3});
    CHECK(log_of(*one) == sample_records(1, 3));
}

}  // namespace memory_store_test
}  // namespace starfish
