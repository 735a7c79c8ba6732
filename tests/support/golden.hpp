// The golden files of events: the body of every event in every version that was ever written to a
// log, in golden/ of the subject's folder.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace starfish {

// The body of that event in that version, without its final line feed. Tests run from the
// repository's root.
inline std::string golden_body(std::string_view type, int version) {
    const std::string_view subject = type.substr(0, type.find('.'));
    const std::string path = "core/subjects/" + std::string(subject) + "/golden/" +
                             std::string(type) + ".v" + std::to_string(version) + ".json";
    const std::ifstream file(path, std::ios::binary);
    INFO(path);
    REQUIRE(file);
    std::ostringstream text;
    text << file.rdbuf();
    std::string body = std::move(text).str();
    REQUIRE(body.ends_with('\n'));
    body.pop_back();
    return body;
}

}  // namespace starfish
