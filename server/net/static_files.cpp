#include "server/net/static_files.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>
#include <utility>

namespace starfish {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(in), {}};
    if (!in) throw std::runtime_error("cannot read " + file.string());
    return content;
}

std::shared_ptr<const std::string> sibling_of(const fs::path& file, std::string_view ending) {
    fs::path sibling = file;
    sibling += ending;
    if (!fs::exists(sibling)) return nullptr;
    return std::make_shared<const std::string>(content_of(sibling));
}

EncodedContent prepared(const fs::path& file, bool hashed, bool in_dashboard) {
    EncodedContent content;
    content.content_type = mime_type(file.string());
    content.identity = std::make_shared<const std::string>(content_of(file));
    content.brotli = sibling_of(file, ".br");
    content.gzip = sibling_of(file, ".gz");
    content.etag = etag_of(*content.identity);
    content.cache_control = hashed ? "public, max-age=31536000, immutable" : "no-cache";
    if (in_dashboard) content.policy = Policy::dashboard;
    return content;
}

}  // namespace

std::string_view mime_type(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> types{{
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".wasm", "application/wasm"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".ttf", "font/ttf"},
        {".woff2", "font/woff2"},
        {".txt", "text/plain; charset=utf-8"},
        {".md", "text/plain; charset=utf-8"},
    }};
    const auto* const found =
        std::ranges::find_if(types, [&](const auto& type) { return name.ends_with(type.first); });
    return found == types.end() ? "application/octet-stream" : found->second;
}

StaticFiles StaticFiles::load(const std::string& folder) {
    StaticFiles site;
    if (!fs::is_directory(folder)) return site;
    std::set<std::string> hashed_names;
    if (const fs::path manifest = fs::path(folder) / "manifest.json"; fs::exists(manifest)) {
        const auto names = boost::json::parse(content_of(manifest));
        for (const auto& [name, hashed] : names.as_object()) {
            site.hashed_.emplace(name, hashed.as_string());
            hashed_names.emplace(hashed.as_string());
        }
    }
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const fs::path& file = entry.path();
        const std::string ending = file.extension().string();
        if (!entry.is_regular_file() || ending == ".br" || ending == ".gz") continue;
        const std::string path = '/' + fs::relative(file, folder).generic_string();
        const bool hashed = hashed_names.contains(file.filename().string());
        const EncodedContent content = prepared(file, hashed, path.starts_with("/app/"));
        if (file.filename() == "index.html")
            site.files_.emplace(path.substr(0, path.size() - 10), content);
        site.files_.emplace(path, content);
    }
    return site;
}

const EncodedContent* StaticFiles::find(std::string_view path) const {
    const auto found = files_.find(std::string(path));
    return found == files_.end() ? nullptr : &found->second;
}

std::optional<Response> StaticFiles::answer(const Request& request) const {
    if (const EncodedContent* content = find(request.path))
        return starfish::answer(request, *content);
    // A folder without its slash is redirected: relative links would not resolve.
    const std::string with_slash = std::string(request.path) + '/';
    if (find(with_slash)) return redirect(with_slash);
    return std::nullopt;
}

std::string StaticFiles::url(std::string_view name) const {
    const auto found = hashed_.find(std::string(name));
    return '/' + (found == hashed_.end() ? std::string(name) : found->second);
}

}  // namespace starfish
