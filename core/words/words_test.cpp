// Every refusal has its sentence in both languages, with every fact that the sentence needs.
#include "core/words/words.hpp"

#include "core/base/text.hpp"
#include "core/engine/transaction.hpp"
#include "core/scenario/play.hpp"
#include "tests/histories/history.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace words_test {

using namespace starfish;

constexpr Locale locales[] = {Locale::zh_cn, Locale::en};
const Instant tuesday = from_shanghai({.year = 2020, .month = 11, .day = 24, .hour = 9});

std::string text_of(const std::filesystem::path& path) {
    const std::ifstream file(path, std::ios::binary);
    REQUIRE(file);
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

// The names of the facts in a sentence: "{left_units}" and "{missing:unit|units}".
std::multiset<std::string> placeholders(std::string_view key, Locale locale) {
    static const std::regex slot(R"(\{([a-z_]+)(:[^}]*)?\})");
    const std::string sentence = say(locale, key);
    std::multiset<std::string> names;
    for (std::sregex_iterator at(sentence.begin(), sentence.end(), slot), end; at != end; ++at)
        names.insert((*at)[1]);
    return names;
}

// Every string in core's sources that looks like a code, except the names of commands and events.
std::set<std::string> codes_in_sources() {
    static const std::regex literal(R"re("([a-z]+\.[a-z_0-9]+)")re");
    std::set<std::string> codes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator("core")) {
        const std::string path = entry.path().string();
        if (!path.ends_with(".cpp") && !path.ends_with(".hpp")) continue;
        if (path.ends_with("_test.cpp") || path.find("/scenario/") != std::string::npos) continue;
        std::istringstream lines(text_of(path));
        for (std::string line; std::getline(lines, line);) {
            if (line.find("string_view name =") != std::string::npos) continue;  // a type's name
            line.resize(std::min(line.find("//"), line.size()));
            for (std::sregex_iterator at(line.begin(), line.end(), literal), end; at != end; ++at)
                codes.insert((*at)[1]);
        }
    }
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, AnyEvent>>(
        [&]<class E>(boost::mp11::mp_identity<E>) { codes.erase(std::string(E::name)); });
    codes.erase("threshold.value");  // a field's path
    return codes;
}

// The refusals that all scenarios and random histories really met, by code.
class Refusals : public scenario::EngineWorld {
public:
    Result<scenario::Answer> carry_out(const scenario::Request& request) override {
        auto answer = EngineWorld::carry_out(request);
        if (!answer) seen.insert_or_assign(std::string(answer.error().code), answer.error());
        return answer;
    }
    std::map<std::string, Refusal> seen;
};

std::map<std::string, Refusal> refusals_met() {
    std::map<std::string, Refusal> met;
    for (const auto& entry : std::filesystem::directory_iterator("tests/scenario")) {
        if (entry.path().extension() != ".scenario") continue;
        const auto script =
            scenario::read_script(text_of(entry.path()), {shanghai_day(tuesday)}, "scenario");
        REQUIRE(script);
        Refusals world;
        (void)play(*script, world);
        met.merge(world.seen);
    }
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        histories::Author author(seed);
        State state;
        for (int i = 0; i < 200; ++i) {
            const auto move = author.next(state);
            const auto result = carry_out(state, move.command, move.context());
            if (!result) met.insert_or_assign(std::string(result.error().code), result.error());
        }
    }
    for (const std::string_view text : {"\xFF", "a\tb", "", "too long"})
        if (const auto no = refuse_text(text, "field", {.least = 1, .most = 5}))
            met.insert_or_assign(std::string(no->code), *no);
    return met;
}

TEST_CASE("both languages say the same things about the same facts") {
    CHECK(word_keys(Locale::zh_cn) == word_keys(Locale::en));
    for (const std::string_view key : word_keys(Locale::en)) {
        INFO(key);
        const auto zh = placeholders(key, Locale::zh_cn);
        const auto en = placeholders(key, Locale::en);
        // English may name a number twice, to choose between unit and units.
        CHECK(std::set(zh.begin(), zh.end()) == std::set(en.begin(), en.end()));
        for (const Locale locale : locales) CHECK_FALSE(say(locale, key).empty());
    }
}

TEST_CASE("every code in core has its sentence in both languages") {
    const auto codes = codes_in_sources();
    CHECK(codes.size() > 40);
    CHECK(codes.contains("groupbuy.sold_out"));
    CHECK(codes.contains("input.unknown_field"));
    CHECK_FALSE(codes.contains("groupbuy.joined"));
    for (const std::string& code : codes)
        for (const Locale locale : locales) {
            INFO(code << " in " << language_tag(locale));
            CHECK(has_words(locale, code));
        }
}

TEST_CASE("every refusal that can be met has all the facts of its sentence") {
    const auto met = refusals_met();
    for (const auto& [code, refusal] : met)
        for (const Locale locale : locales) {
            const std::string said = say(locale, refusal);
            INFO(code << ": " << said);
            CHECK(said.find('{') == std::string::npos);
            CHECK(said != code);
        }
    // Refusals of unreadable input come before any decision, and have no facts.
    for (const std::string& code : codes_in_sources()) {
        INFO(code);
        if (code.starts_with("input."))
            for (const Locale locale : locales) CHECK(placeholders(code, locale).empty());
        else if (code.starts_with("jielong."))
            continue;  // no command meets these; the tests of core/chat do
        else if (code != "command.id_reused")
            CHECK(met.contains(code));
    }
}

TEST_CASE("facts are filled in by the format of their placeholder") {
    CHECK(say(Locale::en, "groupbuy.sold_out", {{"left_units", 6}}) ==
          "Not enough left: only 6 remain.");
    CHECK(say(Locale::en, "groupbuy.units", {{"units", 1}}) == "1 unit");
    CHECK(say(Locale::en, "groupbuy.units", {{"units", 2}}) == "2 units");
    CHECK(say(Locale::en, "groupbuy.sold_out").find("{left_units}") != std::string::npos);
    CHECK(say(Locale::en, "no.such_key") == "no.such_key");
    CHECK_FALSE(has_words(Locale::en, "no.such_key"));
}

TEST_CASE("money as people read it") {
    CHECK(yuan({0}) == "¥0");
    CHECK(yuan({5}) == "¥0.05");
    CHECK(yuan({15'900}) == "¥159");
    CHECK(yuan({15'950}) == "¥159.50");
    CHECK(yuan({99'999}) == "¥999.99");
    CHECK(yuan({100'000}) == "¥1,000");
    CHECK(yuan({1'876'200}) == "¥18,762");
    CHECK(yuan({123'456'789'012}) == "¥1,234,567,890.12");
    CHECK(yuan({-1'272}) == "−¥12.72");
}

TEST_CASE("moments as people read them") {
    CHECK(time_of_day(tuesday) == "09:00");
    CHECK(date_and_time(Locale::zh_cn, tuesday + 11 * hour_ms) == "11月24日 20:00");
    CHECK(date_and_time(Locale::en, tuesday + 11 * hour_ms) == "Nov 24, 20:00");
    CHECK(when(Locale::zh_cn, tuesday + 8 * hour_ms, tuesday) == "今天 17:00");
    CHECK(when(Locale::zh_cn, tuesday + 15 * hour_ms, tuesday) == "明天 00:00");
    CHECK(when(Locale::zh_cn, tuesday + -10 * hour_ms, tuesday) == "昨天 23:00");
    CHECK(when(Locale::zh_cn, tuesday + 2 * day_ms, tuesday) == "11月26日 周四 09:00");
    CHECK(when(Locale::en, tuesday + day_ms, tuesday) == "tomorrow 09:00");
    CHECK(when(Locale::en, tuesday + 2 * day_ms, tuesday) == "Thu Nov 26, 09:00");
}

TEST_CASE("durations as people read them") {
    CHECK(duration(Locale::zh_cn, 0) == "不到 1 分钟");
    CHECK(duration(Locale::zh_cn, minute_ms - 1) == "不到 1 分钟");
    CHECK(duration(Locale::zh_cn, 45 * minute_ms) == "45 分钟");
    CHECK(duration(Locale::zh_cn, 3 * hour_ms + 12 * minute_ms) == "3 小时 12 分");
    CHECK(duration(Locale::zh_cn, 3 * hour_ms) == "3 小时");
    CHECK(duration(Locale::zh_cn, 2 * day_ms + 4 * hour_ms + 59 * minute_ms) == "2 天 4 小时");
    CHECK(duration(Locale::zh_cn, 2 * day_ms) == "2 天");
    CHECK(duration(Locale::en, 3 * hour_ms + 12 * minute_ms) == "3 h 12 min");
    CHECK(duration(Locale::en, 0) == "under a minute");
}

TEST_CASE("the language a browser asks for") {
    CHECK(locale_from("") == Locale::zh_cn);
    CHECK(locale_from("en") == Locale::en);
    CHECK(locale_from("en-GB,en;q=0.9") == Locale::en);
    CHECK(locale_from("zh-CN,zh;q=0.9,en;q=0.8") == Locale::zh_cn);
    CHECK(locale_from("fr, en;q=0.5, zh;q=0.4") == Locale::en);
    CHECK(locale_from("fr") == Locale::zh_cn);
    CHECK(locale_from(",,, ,en") == Locale::en);
    CHECK(language_tag(Locale::zh_cn) == "zh-CN");
}

}  // namespace words_test
