// Every *.scenario beside this file is a test case: it must come out as it says, keep every
// invariant after every step, and leave a log that replays to the same state, whole and as each
// leader's browser holds it.
#include "core/engine/snapshot.hpp"
#include "core/engine/transaction.hpp"
#include "core/scenario/play.hpp"
#include "tests/histories/replicas.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

namespace scenario_test {

using namespace starfish;

const std::filesystem::path folder = "tests/scenario";  // ctest starts us in the repository

// D0 is a Tuesday.
const scenario::Calendar calendar{
    shanghai_day(from_shanghai({.year = 2020, .month = 11, .day = 24}))};

std::string text_of(const std::filesystem::path& path) {
    const std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

// Feeds replicas with what is carried out.
class WatchedWorld : public scenario::EngineWorld {
public:
    Result<scenario::Answer> carry_out(const scenario::Request& request) override {
        auto answer = EngineWorld::carry_out(request);
        if (answer) histories::feed(replicas, state(), answer->events);
        return answer;
    }
    std::vector<histories::Replica> replicas = histories::replicas_from_the_start(8);
};

void check_replay(const WatchedWorld& world) {
    Engine again;
    for (const Record& record : world.records()) REQUIRE(again.replay(record));
    CHECK(digest(again.state()) == digest(world.state()));
    CHECK(histories::first_difference(world.replicas, world.state()).value_or("").empty());
}

void run(const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    const auto script = scenario::read_script(text_of(path), calendar, "scenario");
    if (!script) FAIL(to_string(script.error(), name));
    REQUIRE_FALSE(script->steps.empty());
    WatchedWorld world;
    scenario::Player player(world, calendar);
    for (const scenario::Step& step : script->steps) {
        if (const auto trouble = player.perform(step)) FAIL(to_string(*trouble, name));
        INFO(name << ":" << step.line << ": " << step.text);
        REQUIRE(broken_invariant(world.state()).value_or("").empty());
    }
    check_replay(world);
}

class ScenarioTest : public Catch::ITestInvoker {
public:
    explicit ScenarioTest(std::filesystem::path path) : path_(std::move(path)) {}
    void invoke() const override { run(path_); }

private:
    std::filesystem::path path_;
};

const int registered = [] {
    std::vector<std::filesystem::path> paths;
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator(folder, missing))
        if (entry.path().extension() == ".scenario") paths.push_back(entry.path());
    std::ranges::sort(paths);
    for (const auto& path : paths) {
        const std::string name = path.stem().string();
        const Catch::AutoReg one(Catch::Detail::make_unique<ScenarioTest>(path),
                                 Catch::SourceLineInfo(__FILE__, __LINE__), Catch::StringRef(),
                                 Catch::NameAndTags(name, "[scenario]"));
    }
    return static_cast<int>(paths.size());
}();

TEST_CASE("there are scenarios in tests/scenario") {
    CHECK(registered > 10);
}

}  // namespace scenario_test
