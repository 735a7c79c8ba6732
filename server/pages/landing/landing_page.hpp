// The landing page: about Starfish, and in a demo the demo's group-buys and accounts.
#pragma once

#include "core/engine/subjects.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "server/pages/page_writer.hpp"

#include <string>
#include <vector>

namespace starfish {

// A group-buy in the demo's list.
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

// `demo`: nullptr if the server is not a demo.
std::string landing_page(PageWriter& writer, const Reader& reader,
                         const std::vector<DemoGroupBuy>* demo);

// A page with only a message, such as 404: `key` is the heading's key, `text_key` the text's.
std::string notice_page(PageWriter& writer, const Reader& reader, std::string_view path, int status,
                        std::string_view key, std::string_view text_key);
// The same for an HTTP status of the server's own.
std::string notice_page(PageWriter& writer, const Reader& reader, std::string_view path,
                        int status);

}  // namespace starfish
