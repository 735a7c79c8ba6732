// The packed site in memory: the files that tools/pack_site.mjs makes of site/ and the dashboard,
// each with its .br and .gz siblings. Browsers cache names with a content hash for ever and
// revalidate the others each time (304 by ETag).
#pragma once

#include "server/net/response.hpp"

#include <optional>
#include <string>
#include <string_view>

#include <boost/unordered/unordered_flat_map.hpp>

namespace starfish {

class StaticFiles {
public:
    // An empty or missing folder gives no files. Throws std::runtime_error if a file cannot be
    // read.
    static StaticFiles load(const std::string& folder);

    // `path` as in the request: "/app/", "/css/page.css". nullptr if there is no such file.
    const EncodedContent* find(std::string_view path) const;
    // Used as Router::fallback.
    std::optional<Response> answer(const Request& request) const;
    // The URL path of a built file, with its hash: "/dashboard.0123abcd.wasm" for "dashboard.wasm".
    // "/" and the name itself if the file has no hash.
    std::string url(std::string_view name) const;

    std::size_t size() const { return files_.size(); }

private:
    boost::unordered_flat_map<std::string, EncodedContent> files_;
    boost::unordered_flat_map<std::string, std::string> hashed_;
};

// By the extension of `name`; "application/octet-stream" if it is unknown.
std::string_view mime_type(std::string_view name);

}  // namespace starfish
