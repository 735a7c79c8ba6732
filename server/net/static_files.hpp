// The packed site in memory: what tools/pack_site.mjs made of site/ and the dashboard, each file
// with its .br and .gz siblings. Names that carry a content hash are cached for ever; the others
// are asked about each time, and answered 304 by their ETag.
#pragma once

#include "server/net/response.hpp"

#include <optional>
#include <string>
#include <string_view>

#include <boost/unordered/unordered_flat_map.hpp>

namespace starfish {

class StaticFiles {
public:
    // An empty or missing folder is a site without files. Throws std::runtime_error on a file that
    // cannot be read.
    static StaticFiles load(const std::string& folder);

    // The path as a browser asks for it: "/app/", "/css/page.css". nullptr if there is none.
    const Prepared* find(std::string_view path) const;
    // For Router::fallback.
    std::optional<Response> answer(const Request& request) const;
    // The hashed name of a built file: "/dashboard.0123abcd.wasm" for "dashboard.wasm"; "/" and
    // the name itself if it has none.
    std::string url(std::string_view name) const;

    std::size_t size() const { return files_.size(); }

private:
    boost::unordered_flat_map<std::string, Prepared> files_;
    boost::unordered_flat_map<std::string, std::string> hashed_;
};

// By the name's ending; "application/octet-stream" for what we do not know.
std::string_view mime_type(std::string_view name);

}  // namespace starfish
