#include "server/words/sentence.hpp"
#include "server/pages/templates.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish {

TEST_CASE("sentences: names are filled in, and only once") {
    CHECK(sentence(Locale::zh_cn, "page.group_of", {}, {{"leader", "陈姐"}}) == "陈姐的团");
    CHECK(sentence(Locale::en, "page.group_of", {}, {{"leader", "陈姐"}}) == "陈姐's group-buy");
    CHECK(sentence(Locale::zh_cn, "page.group_of", {}, {{"leader", "{leader}*"}}) ==
          "{leader}*的团");
}

TEST_CASE("sentences: as HTML everything is escaped, and marks make bold") {
    CHECK(sentence_html(Locale::zh_cn, "page.reached", {{"people", 23}, {"units", 29}}) ==
          "已有 <b>23</b> 人 <b>29</b> 份，已成团。");
    CHECK(sentence(Locale::zh_cn, "page.reached", {{"people", 23}, {"units", 29}}) ==
          "已有 23 人 29 份，已成团。");
    CHECK(sentence_html(Locale::zh_cn, "page.group_of", {}, {{"leader", "<b>*\"'&"}}) ==
          "&lt;b&gt;*&quot;&#39;&amp;的团");
}

TEST_CASE("sentences: English counts") {
    CHECK(sentence(Locale::en, "page.reached", {{"people", 1}, {"units", 2}}) ==
          "1 person has joined for 2 units; the threshold is reached.");
    CHECK(sentence(Locale::en, "page.reached", {{"people", 2}, {"units", 1}}) ==
          "2 people have joined for 1 unit; the threshold is reached.");
}

TEST_CASE("templates: put together, without indentation, with their sentences") {
    const auto text_of = [](std::string_view name) -> std::string_view {
        if (name == "outer") return "<p>\n  {{> inner}}\n  one\n  two\n</p>\n";
        if (name == "inner") return "<b>[[page.brand]]</b>\n";
        return {};
    };
    CHECK(assembled(Locale::zh_cn, "outer", text_of) == "<p><b>海星</b>one two </p>");
    CHECK(assembled(Locale::en, "outer", text_of) == "<p><b>Starfish</b>one two </p>");
}

TEST_CASE("templates: every sentence they name exists in both languages") {
    for (const std::string_view name :
         {"groupbuy", "landing", "notice", "order", "checkout", "invitation", "head", "foot",
          "topline", "join_fields", "standing", "pickups", "reef", "others"}) {
        INFO(name);
        REQUIRE_FALSE(template_text(name).empty());
        for (const std::string_view key : keys_in(template_text(name))) {
            INFO(key);
            CHECK(has_words(Locale::zh_cn, key));
            CHECK(has_words(Locale::en, key));
        }
    }
}

}  // namespace starfish
