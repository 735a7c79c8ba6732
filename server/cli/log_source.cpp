#include "server/cli/log_source.hpp"

#include "core/engine/log_line.hpp"
#include "server/store/open_store.hpp"

#include <fstream>

namespace starfish {
namespace {

std::string read_file(const std::string& path,
                      const std::function<std::string(const Record&)>& each) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return "cannot open " + path;
    std::size_t number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        const auto record = read_log_line(line);
        if (!record) return "line " + std::to_string(number) + " of " + path + " is no record";
        if (std::string no = each(*record); !no.empty()) return no;
    }
    return file.bad() ? "cannot read " + path : "";
}

std::string read_store(const std::string& address,
                       const std::function<std::string(const Record&)>& each) {
    const auto store = open_store(address, StoreUse::read);
    if (!store) return store.error();
    std::string problem;
    const bool read = (*store)->read(0, [&](const Record& record) {
        problem = each(record);
        return problem.empty();
    });
    if (!problem.empty()) return problem;
    return read ? "" : "the log in " + address + " cannot be read to its end";
}

}  // namespace

std::string read_log(const LogSource& source,
                     const std::function<std::string(const Record&)>& each) {
    return source.store.empty() ? read_file(source.file, each) : read_store(source.store, each);
}

}  // namespace starfish
