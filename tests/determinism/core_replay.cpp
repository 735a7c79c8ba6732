// The core alone, run natively and in WebAssembly; both must print the same. One line for each log:
// `<events> <digest of the state>`.
//
//   core_replay FILE…                       replays files as `starfish export-log` writes them
//   core_replay --random SEED COUNT FOLDER  decides COUNT random histories, refusals and repeats
//                                           among them, and writes each to FOLDER/N.ndjson
#include "core/engine/engine.hpp"
#include "core/engine/log_line.hpp"
#include "core/engine/snapshot.hpp"
#include "core/engine/transaction.hpp"
#include "tests/histories/history.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

namespace starfish {
namespace {

[[noreturn]] void fail(const std::string& what) {
    std::fprintf(stderr, "core_replay: %s\n", what.c_str());
    std::exit(1);
}

void print(Seq events, const State& state) {
    if (const auto broken = broken_invariant(state)) fail("a broken invariant: " + *broken);
    std::printf("%lld %s\n", static_cast<long long>(events), digest_text(digest(state)).c_str());
}

void replay_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) fail("cannot open " + path);
    Engine engine;
    for (std::string line; std::getline(file, line);) {
        const auto record = read_log_line(line);
        if (!record || !engine.replay(*record))
            fail(path + ":" + std::to_string(engine.head() + 1) + " is no record to follow");
    }
    print(engine.head(), engine.state());
}

void write_history(std::uint64_t seed, int moves, const std::string& path) {
    std::ofstream file(path, std::ios::binary);
    Engine engine;
    histories::Author author(seed);
    std::string lines;
    for (int i = 0; i < moves; ++i) {
        const histories::Move move = author.next(engine.state());
        const auto outcome = engine.submit(move.command, move.context());
        if (!outcome) continue;
        for (const Record& record : outcome->records) write_log_line(lines, record);
    }
    if (!(file << lines).flush()) fail("cannot write " + path);
    print(engine.head(), engine.state());
}

}  // namespace
}  // namespace starfish

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() == 4 && words[0] == "--random") {
        const auto seed = std::strtoull(words[1].c_str(), nullptr, 10);
        const auto count = std::strtoull(words[2].c_str(), nullptr, 10);
        // From a handful of moves to some hundreds.
        for (unsigned long long i = 0; i < count; ++i)
            starfish::write_history(seed + i, static_cast<int>(20 + i * 7 % 600),
                                    words[3] + "/" + std::to_string(i) + ".ndjson");
    } else {
        for (const std::string& path : words) starfish::replay_file(path);
    }
}
