// Private texts by the numbers of their rows.
#pragma once

#include "server/store/store.hpp"

#include <map>
#include <string>

namespace starfish {

// The texts of `kind` of the rows `ids`; rows without a text are left out.
inline std::map<std::uint32_t, std::string> texts_by_id(Store& store, std::string_view kind,
                                                        std::span<const std::uint32_t> ids) {
    std::map<std::uint32_t, std::string> texts;
    for (PrivateText& each : store.private_texts(kind, ids))
        texts.emplace(each.id, std::move(each.text));
    return texts;
}

}  // namespace starfish
