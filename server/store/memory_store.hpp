// A store without persistence, for tests and trials. Several stores may share one memory, like
// several servers with one database, so `conflict` can happen.
//
//   const auto memory = make_memory();
//   Platform one(open_memory_store(memory), {}), other(open_memory_store(memory), {});
#pragma once

#include "server/store/store.hpp"

#include <memory>

namespace starfish {

// The data shared by its stores.
struct Memory;
std::shared_ptr<Memory> make_memory();

std::unique_ptr<Store> open_memory_store(std::shared_ptr<Memory> memory = make_memory());

}  // namespace starfish
