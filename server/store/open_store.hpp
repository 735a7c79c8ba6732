// Opens a store by its address, the value of --store:
//   sqlite:PATH        one SQLite file (see sqlite_store.hpp)
//   memory:            nothing is persistent; for trials
//   postgresql://…     not in this build
#pragma once

#include "server/store/store.hpp"

#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace starfish {

enum class StoreUse : std::uint8_t {
    serve,  // the only program that writes; creates the file if it is missing
    read,   // read-only, also while another program serves; the file must exist
};

// The error is a sentence for the person who typed the address.
std::expected<std::unique_ptr<Store>, std::string> open_store(std::string_view address,
                                                              StoreUse use);

}  // namespace starfish
