#include "server/net/static_files.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

namespace starfish {
namespace static_files_test {

namespace fs = std::filesystem;

class PackedSite {
public:
    PackedSite() {
        std::string name = (fs::temp_directory_path() / "starfish-site-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()));
        folder = name;
        write("manifest.json", R"({"dashboard.wasm":"dashboard.0123abcd.wasm"})");
        write("dashboard.0123abcd.wasm", "wasm");
        write("dashboard.0123abcd.wasm.br", "br");
        write("dashboard.0123abcd.wasm.gz", "gz");
        write("app/index.html", "<!doctype html>");
        write("app/sw.js", "");
    }
    ~PackedSite() { fs::remove_all(folder); }
    PackedSite(const PackedSite&) = delete;
    PackedSite& operator=(const PackedSite&) = delete;
    std::string folder;

private:
    void write(const std::string& name, std::string_view content) const {
        const fs::path file = fs::path(folder) / name;
        fs::create_directories(file.parent_path());
        std::ofstream(file) << content;
    }
};

Request get(std::string_view path) {
    Request request;
    request.method = Method::get;
    request.path = path;
    return request;
}

TEST_CASE("static files: names with a hash are cached for ever, the others revalidated") {
    const PackedSite packed;
    const StaticFiles files = StaticFiles::load(packed.folder);
    CHECK(files.url("dashboard.wasm") == "/dashboard.0123abcd.wasm");
    CHECK(files.url("other.js") == "/other.js");
    const EncodedContent* wasm = files.find("/dashboard.0123abcd.wasm");
    REQUIRE(wasm);
    CHECK(wasm->content_type == "application/wasm");
    CHECK(wasm->cache_control == "public, max-age=31536000, immutable");
    CHECK(*wasm->brotli == "br");
    CHECK(*wasm->gzip == "gz");
    const EncodedContent* page = files.find("/app/");
    REQUIRE(page);
    CHECK(page->cache_control == "no-cache");
    CHECK(page->policy == Policy::dashboard);
    CHECK(files.find("/app/sw.js")->cache_control == "no-cache");
    CHECK_FALSE(files.find("/dashboard.0123abcd.wasm.br"));
    CHECK_FALSE(files.find("/app/../manifest.json"));
}

TEST_CASE("static files: a folder without its slash leads to it") {
    const PackedSite packed;
    const StaticFiles files = StaticFiles::load(packed.folder);
    const auto r = files.answer(get("/app"));
    REQUIRE(r);
    CHECK(r->status == 303);
    CHECK_FALSE(files.answer(get("/nothing")));
    CHECK(StaticFiles::load("/nonexistent").size() == 0);
}

}  // namespace static_files_test

}  // namespace starfish
