// The landing page: what Starfish is, and in a demo what there is to see.
#pragma once

#include "core/engine/subjects.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "server/pages/page_writer.hpp"

#include <string>
#include <vector>

namespace starfish {

// A group-buy as the demo lists it.
struct DemoGroupBuy {
    std::string code;
    std::string title;
    std::string community;
    std::string leader;
    groupbuy::Stage stage{};
    std::int32_t people{};
    Units units;
    Fen price_fen;
};
// Newest first, at most `most`.
std::vector<DemoGroupBuy> demo_groupbuys(const State& state, Instant now, std::size_t most);

// `demo`: nullptr if this is none.
std::string landing_page(PageWriter& writer, const Reader& reader,
                         const std::vector<DemoGroupBuy>* demo);

// A page that only says something, such as that there is none: `key` is a heading's, and `key` with
// "_text" what stands below it.
std::string notice_page(PageWriter& writer, const Reader& reader, std::string_view path, int status,
                        std::string_view key, std::string_view text_key);
// The same for a status of the server's own.
std::string notice_page(PageWriter& writer, const Reader& reader, std::string_view path,
                        int status);

}  // namespace starfish
