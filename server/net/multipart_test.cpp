#include "server/net/multipart.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace starfish {
namespace multipart_test {

constexpr std::string_view type = "multipart/form-data; boundary=----b1";

std::string part(std::string_view disposition, std::string_view content) {
    return "------b1\r\nContent-Disposition: form-data; " + std::string(disposition) + "\r\n\r\n" +
           std::string(content) + "\r\n";
}
const std::string end = "------b1--\r\n";

bool is_refused(std::string_view content_type, const std::string& body) {
    return !read_multipart(content_type, body);
}

TEST_CASE("multipart: fields and a file, byte for byte") {
    const std::string bytes("\xFF\xD8\r\n--other\r\n\0x", 15);
    const std::string body = part("name=\"kind\"", "damaged") +
                             part("name=\"text\"", "破了\r\n漏水") +
                             "------b1\r\nContent-Disposition: form-data; name=\"photo\"; "
                             "filename=\"a;b.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" +
                             bytes + "\r\n" + end;
    const auto form = read_multipart(type, body);
    REQUIRE(form);
    CHECK(form->fields.value("kind") == "damaged");
    CHECK(form->fields.value("text") == "破了\r\n漏水");
    CHECK_FALSE(form->fields.has("photo"));
    CHECK(form->file_field == "photo");
    CHECK(form->file == bytes);
    CHECK(read_multipart("multipart/form-data; boundary=\"----b1\"; charset=utf-8", body));
}

TEST_CASE("multipart: no file chosen is no file") {
    const std::string body =
        part("name=\"key\"", "k") + part("name=\"photo\"; filename=\"\"", "") + end;
    const auto form = read_multipart(type, body);
    REQUIRE(form);
    CHECK(form->file.empty());
    CHECK(form->file_field.empty());
    CHECK(read_multipart(type, end));
}

TEST_CASE("multipart: a body that was cut off gives its complete parts") {
    const std::string fields = part("name=\"key\"", "k") + part("name=\"text\"", "破了");
    const std::string file = part("name=\"photo\"; filename=\"a\"", std::string(100, 'x'));
    const auto form = read_multipart(type, fields + file.substr(0, file.size() - 20), true);
    REQUIRE(form);
    CHECK(form->fields.value("key") == "k");
    CHECK(form->fields.value("text") == "破了");
    CHECK(form->file.empty());
    CHECK_FALSE(read_multipart(type, "x" + fields, true));
}

TEST_CASE("multipart: malformed bodies are refused") {
    const std::string good = part("name=\"key\"", "k");
    CHECK_FALSE(is_refused(type, good + end));
    CHECK(is_refused(type, ""));
    CHECK(is_refused(type, good));                   // no end
    CHECK(is_refused(type, good + "------b1\r\n"));  // cut off
    CHECK(is_refused(type, good + end + "more"));    // trailing bytes
    CHECK(is_refused(type, "x" + good + end));       // leading bytes
    CHECK(is_refused("multipart/form-data; boundary=--b2", good + end));
    CHECK(is_refused("multipart/form-data", good + end));
    CHECK(is_refused("multipart/form-data; boundary=", good + end));
    CHECK(is_refused("multipart/form-data; boundary=" + std::string(71, 'b'), good + end));
    CHECK(is_refused(type, good + good + end));                  // twice
    CHECK(is_refused(type, part("filename=\"a\"", "k") + end));  // no name
    CHECK(is_refused(type, "------b1\r\nContent-Type: text/plain\r\n\r\nk\r\n" + end));
    CHECK(is_refused(type, "------b1\r\nno header\r\n\r\nk\r\n" + end));
    const std::string file = "name=\"photo\"; filename=\"a\"";
    CHECK(is_refused(type, part(file, "1") + part("name=\"b\"; filename=\"b\"", "2") + end));
    std::string many;
    for (int i = 0; i < 33; ++i) many += part("name=\"f" + std::to_string(i) + "\"", "");
    CHECK(is_refused(type, many + end));
    CHECK(is_refused(type, part(std::string(2000, ' ') + "name=\"key\"", "k") + end));
}

}  // namespace multipart_test

}  // namespace starfish
