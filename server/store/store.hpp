// What must survive: a platform's log, its consumers' profiles, its accounts' secrets. Every engine
// passes the one contract suite in store_contract.hpp.
#pragma once

#include "core/base/id.hpp"
#include "core/engine/record.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

// What a consumer typed about herself; erasable, never in the log. The first name stays: whoever
// knows her number may join as her, and must not rename her. What is typed with a later line, if it
// differs, is that line's own.
struct Profile {
    ConsumerId consumer;
    std::string name;
    std::string phone;
    std::uint32_t line{};  // with which it was typed; 0: none. Not told again.
    bool operator==(const Profile&) const = default;
};
// What a consumer typed with one order line; erasable likewise.
struct Note {
    std::uint32_t line{};  // Id<groupbuy::OrderLine>
    std::string text;
    std::string name{};  // typed with the line, if it is not the profile's; the store's to find out
    bool operator==(const Note&) const = default;
};

// What a consumer typed with one of her claims; erasable likewise.
struct ClaimWords {
    std::uint32_t claim{};  // Id<handout::Claim>
    std::string text;
    bool operator==(const ClaimWords&) const = default;
};
BOOST_DESCRIBE_STRUCT(ClaimWords, (), (claim, text))
// A picture under the SHA-256 of its bytes.
struct Photo {
    std::string id;     // see handout::photo_id_length
    std::string bytes;  // JPEG, as photo.hpp makes it
    bool operator==(const Photo&) const = default;
};

enum class AppendError : std::uint8_t {
    conflict,  // another writer appended first; nothing was written
    failure,   // the disk or the database failed; nothing more may be acknowledged
};

// One durable step: all of it is written, or none.
struct Batch {
    Seq expected_seq{};                 // the log's last sequence number before this batch
    std::span<const Record> records;    // seq expected_seq + 1, …
    std::span<const Profile> profiles;  // new ones, and names of lines
    std::span<const Note> notes;
    std::span<const ClaimWords> claim_words = {};
    std::span<const Photo> photos = {};
};

class Store {
public:
    virtual ~Store() = default;
    // The new last sequence number, once the batch is on disk. An empty batch writes nothing but is
    // in conflict like any other.
    virtual std::expected<Seq, AppendError> append(const Batch& batch) = 0;
    // Calls each(record) in order for every record after `after`, until it returns false.
    // False if the store failed.
    virtual bool read(Seq after, const std::function<bool(const Record&)>& each) = 0;

    virtual std::vector<Profile> profiles(std::span<const ConsumerId> consumers) = 0;
    virtual std::vector<Note> notes(std::span<const std::uint32_t> lines) = 0;
    virtual bool erase_profile(ConsumerId consumer) = 0;
    // Of these claims, in their order; those without words are left out.
    virtual std::vector<ClaimWords> claim_words(std::span<const std::uint32_t> claims) = 0;
    virtual bool erase_claim_words(std::uint32_t claim) = 0;

    virtual std::optional<std::string> photo(std::string_view id) = 0;
    // Durable. The same id has the same bytes: a second one changes nothing.
    virtual bool put_photo(const Photo& photo) = 0;
    virtual bool erase_photo(std::string_view id) = 0;
    virtual std::vector<std::string> photo_ids() = 0;  // of all; nothing if the store failed

    // Small named values: keys, settings, sessions. `put_value` is durable.
    virtual std::optional<std::string> value(std::string_view name) = 0;
    virtual bool put_value(std::string_view name, std::string_view value) = 0;
    virtual bool erase_value(std::string_view name) = 0;
};

}  // namespace starfish
