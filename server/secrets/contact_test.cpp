#include "server/secrets/contact.hpp"

#include "server/store/memory_store.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <utility>

namespace starfish {
namespace contact_test {

using Pair = std::pair<std::string, std::string>;

TEST_CASE("contact: a phone is the same however it is typed") {
    const auto [typed, normal] = GENERATE(
        Pair{"13800000000", "13800000000"}, Pair{" 138-0000-0000 ", "13800000000"},
        Pair{"138 0000 0000", "13800000000"}, Pair{"+86 138 0000 0000", "13800000000"},
        Pair{"0086-138-0000-0000", "13800000000"}, Pair{"8613800000000", "13800000000"},
        Pair{"１３８００００００００", "13800000000"},
        Pair{"＋８６　１３８００００００００", "13800000000"},
        Pair{"(027) 8888.8888", "02788888888"}, Pair{"（０２７）－８８８８８８８８", "02788888888"},
        Pair{"010-12345678", "01012345678"}, Pair{"0755 1234567", "07551234567"},
        Pair{"0372-12345678", "037212345678"}, Pair{"+86 27 8888 8888", "02788888888"},
        Pair{"+86 (027) 8888 8888", "02788888888"}, Pair{"0086 27 8888 8888", "02788888888"},
        Pair{"+44 7911 123456", "+447911123456"}, Pair{"0044 7911 123456", "+447911123456"},
        Pair{"＋８５２　９１２３　４５６７", "+85291234567"},
        // Another person than whoever has 138 0000 0000 in China.
        Pair{"+1 380 000 0000", "+13800000000"}, Pair{"+123456789012345", "+123456789012345"});
    INFO(typed);
    const auto phone = normal_phone(typed);
    REQUIRE(phone);
    CHECK(*phone == normal);
}

TEST_CASE("contact: what is no phone is refused") {
    const std::string typed =
        GENERATE(as<std::string>(), "", "   ", "+", "-", "1234", "1234567890123456", "1380000000",
                 "138000000000", "+86 138 0000 000", "abc13800000000", "138000x0000",
                 "13800000000,", "１３８\xEF\xBC", "\xFF", "138\n00000000", "++8613800000000", "86",
                 // too short, or with a first digit that nobody's number has
                 "12345", "10086", "10000000000", "12000000000", "23912345678", "2788888888",
                 "123456789012345", "02712345", "0271234567890", "00000000000", "0086 10000000000",
                 // abroad: 7 to 15 digits, none of them before the country's
                 "+123456", "+1234567890123456", "+0441234567", "+86 10000000000", "+", "00");
    INFO(typed);
    const auto phone = normal_phone(typed);
    REQUIRE_FALSE(phone);
    CHECK(phone.error().code == "profile.phone");
    CHECK(phone.error().field == "phone");
    CHECK(phone.error().kind == RefusalKind::invalid);
}

std::string code_of(const Result<Profile>& profile) {
    return profile ? "" : profile.error().field + " " + std::string(profile.error().code);
}

TEST_CASE("contact: a profile is a name, a phone, and the consumer who follows from it") {
    const auto store = open_memory_store();
    const Secrets secrets(*store);
    const auto profile = profile_from(secrets, " 王阿姨　", "138 0000 0000");
    REQUIRE(profile);
    CHECK(*profile == Profile{secrets.consumer_of("13800000000"), "王阿姨", "13800000000"});

    const auto code = [&](std::string_view name, std::string_view phone) {
        return code_of(profile_from(secrets, name, phone));
    };
    CHECK(code("", "13800000000") == "name profile.name");
    CHECK(code("　 ", "13800000000") == "name profile.name");
    CHECK(code("王王王王王王王王王王王王王王王王王王王王", "13800000000").empty());
    CHECK(code("王王王王王王王王王王王王王王王王王王王王王", "13800000000") ==
          "name text.too_long");
    CHECK(code("王\xFF", "13800000000") == "name text.not_utf8");
    CHECK(code("王\n姐", "13800000000") == "name text.control_character");
    CHECK(code("王\x01", "13800000000") == "name text.control_character");
    CHECK(code("王姐", "138") == "phone profile.phone");
    CHECK(code("\u200B", "13800000000") == "name profile.name");  // nobody sees it
    CHECK(code("ㅤ\uFEFF", "13800000000") == "name profile.name");
    CHECK(code("王\u202E姐", "13800000000") == "name text.control_character");
    CHECK(code("👩‍🍳小李", "13800000000").empty());
}

TEST_CASE("contact: a note may be absent, on several lines, and to a hundred characters") {
    CHECK(note_from("") == std::string());
    CHECK(note_from(" 放门卫\n谢谢 ") == std::string("放门卫\n谢谢"));
    std::string hundred;
    for (int i = 0; i < 100; ++i) hundred += "好";
    CHECK(note_from(hundred) == hundred);
    CHECK(note_from(hundred + "好").error().code == "text.too_long");
    CHECK(note_from("\x07").error().field == "note");
}

}  // namespace contact_test
}  // namespace starfish
