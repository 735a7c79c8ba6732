#include "server/store/open_store.hpp"

#include "server/store/memory_store.hpp"
#include "server/store/sqlite_store.hpp"

namespace starfish {

std::expected<std::unique_ptr<Store>, std::string> open_store(std::string_view address,
                                                              StoreUse use) {
    constexpr std::string_view sqlite = "sqlite:";
    if (address.starts_with(sqlite) && address.size() > sqlite.size())
        return open_sqlite_store(std::string(address.substr(sqlite.size())), use);
    if (address == "memory:") return open_memory_store();
    if (address.starts_with("postgresql:") || address.starts_with("postgres:"))
        return std::unexpected(
            "this build has no PostgreSQL engine yet; keep the store in a file with "
            "--store sqlite:PATH");
    return std::unexpected("'" + std::string(address) +
                           "' names no store; write --store sqlite:PATH, such as "
                           "--store sqlite:starfish.db");
}

}  // namespace starfish
