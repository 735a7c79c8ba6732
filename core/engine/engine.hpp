// The engine holds the state, the log's head and a receipt for each command already carried out. It
// does no I/O: `submit` decides against the state and returns the records to store. The caller
// appends them at `head_before` and acknowledges the command when they are durable. If the store
// answers `conflict`, another engine has appended first: load the log again and submit again.
//
//   Engine engine;
//   store.read(0, [&](const Record& r) { return engine.replay(r); });
//   auto outcome = engine.submit(command, context);   // refusal, repeat, or records to append
#pragma once

#include "core/base/refusal.hpp"
#include "core/engine/codec.hpp"
#include "core/engine/record.hpp"
#include "core/engine/transaction.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <vector>

namespace starfish {

// The result of a command that was not refused.
struct Outcome {
    Seq first{};  // the records are first … first + count - 1
    std::int32_t count{};
    bool repeated{};  // carried out before under the same id; `records` and `events` are empty
    std::vector<Record> records;
    std::vector<Event> events;  // the events in `records`
};

class Engine {
public:
    // Applies the next record of the log. Returns false and changes nothing if the record is not
    // the next or cannot be read.
    bool replay(const Record& record);

    // Decides and applies. Returns the subjects' refusals, and command.id_reused {first_seq} when
    // the same id was carried out with another actor, type, body or attachment; first_seq is the
    // first record of that command. `attachment` is the digest of data sent beside the command (a
    // consumer's profile).
    Result<Outcome> submit(const Command&, const Context&, std::uint64_t attachment = 0);

    const State& state() const { return state_; }
    Seq head() const { return head_; }

private:
    struct Receipt {
        std::uint64_t command_digest{};
        Seq first{};
        std::int32_t count{};
    };
    // Command ids are kept as 128-bit fingerprints. The probability that any two of 10^9 ids clash
    // is below 10^-20.
    struct Fingerprint {
        std::uint64_t a{}, b{};
        bool operator==(const Fingerprint&) const = default;
    };
    struct FingerprintHash {
        std::size_t operator()(const Fingerprint& f) const { return static_cast<std::size_t>(f.a); }
    };
    static Fingerprint fingerprint(std::string_view command_id);
    void remember(const Record& record);

    State state_;
    Seq head_ = 0;
    boost::unordered_flat_map<Fingerprint, Receipt, FingerprintHash> receipts_;
    json::Document document_;
};

}  // namespace starfish
