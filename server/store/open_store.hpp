// A store from its address, as --store takes it:
//   sqlite:PATH        one SQLite file (see sqlite_store.hpp)
//   memory:            nothing is kept; for trying things out
//   postgresql://…     not in this build
#pragma once

#include "server/store/store.hpp"

#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace starfish {

enum class StoreUse : std::uint8_t {
    serve,  // the one program that writes; makes the file if it is missing
    read,   // beside a program that serves, or alone; the file must exist
};

// Or what is wrong, in a sentence for the person who typed the address.
std::expected<std::unique_ptr<Store>, std::string> open_store(std::string_view address,
                                                              StoreUse use);

}  // namespace starfish
