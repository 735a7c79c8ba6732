// A store that keeps nothing when it goes: for tests and for trying things out. Several stores may
// open one memory, as several servers would one database, so `conflict` is real here.
//
//   const auto memory = make_memory();
//   Platform one(open_memory_store(memory), {}), other(open_memory_store(memory), {});
#pragma once

#include "server/store/store.hpp"

#include <memory>

namespace starfish {

// What the stores on it share.
struct Memory;
std::shared_ptr<Memory> make_memory();

std::unique_ptr<Store> open_memory_store(std::shared_ptr<Memory> memory = make_memory());

}  // namespace starfish
