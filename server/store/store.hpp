// Persistent data: a platform's log, its consumers' profiles, its accounts' secrets. Every storage
// engine passes the contract suite in store_contract.hpp.
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

// A consumer's personal data: erasable, never in the log. The first name is never overwritten:
// anyone who knows the phone number may join as this consumer, but must not rename the consumer. A
// different name typed with a later order line is stored with that line.
struct Profile {
    ConsumerId consumer;
    std::string name;
    std::string phone;
    std::uint32_t line{};  // the order line it was typed with, 0 if none; always 0 when read
    bool operator==(const Profile&) const = default;
};
// A text that a person typed about a row of the state, under the row's kind and number
// (core/base/private_text.hpp): erasable like a profile, never in the log.
struct PrivateText {
    std::string kind;
    std::uint32_t id{};
    std::string text;
    bool operator==(const PrivateText&) const = default;
};
// The kind of a name that was typed with an order line and differs from the profile's name. The
// store itself makes these texts, from Profile::line.
inline constexpr std::string_view line_name_kind = "line_name";

// A picture, identified by the SHA-256 of its bytes.
struct Photo {
    std::string id;     // 64 hexadecimal digits
    std::string bytes;  // a JPEG made by photo.hpp
    bool operator==(const Photo&) const = default;
};

enum class AppendError : std::uint8_t {
    conflict,  // another writer appended first; nothing was written
    failure,   // the disk or the database failed; nothing more may be acknowledged
};

// One transaction: written completely or not at all.
struct Batch {
    Seq expected_seq{};                 // the log's last sequence number before this batch
    std::span<const Record> records;    // seq expected_seq + 1, …
    std::span<const Profile> profiles;  // new profiles, and names typed with lines
    std::span<const PrivateText> private_texts = {};
    std::span<const Photo> photos = {};
};

class Store {
public:
    virtual ~Store() = default;
    // Returns the new last sequence number once the batch is on disk. An empty batch writes
    // nothing, but can be in conflict, too.
    virtual std::expected<Seq, AppendError> append(const Batch& batch) = 0;
    // Calls each(record) in order for every record after `after`, until `each` returns false.
    // Returns false if the store failed.
    virtual bool read(Seq after, const std::function<bool(const Record&)>& each) = 0;

    virtual std::vector<Profile> profiles(std::span<const ConsumerId> consumers) = 0;
    virtual bool erase_profile(ConsumerId consumer) = 0;
    // The texts of one kind, in the order of `ids`; ids without a text are left out.
    virtual std::vector<PrivateText> private_texts(std::string_view kind,
                                                   std::span<const std::uint32_t> ids) = 0;
    virtual bool erase_private_text(std::string_view kind, std::uint32_t id) = 0;

    virtual std::optional<std::string> photo(std::string_view id) = 0;
    // Durable. The same id always has the same bytes, so a second call changes nothing.
    virtual bool put_photo(const Photo& photo) = 0;
    virtual bool erase_photo(std::string_view id) = 0;
    virtual std::vector<std::string> photo_ids() = 0;  // of all photos; empty if the store failed

    // Small named values: keys, settings, sessions. `put_value` is durable.
    virtual std::optional<std::string> value(std::string_view name) = 0;
    virtual bool put_value(std::string_view name, std::string_view value) = 0;
    virtual bool erase_value(std::string_view name) = 0;
};

}  // namespace starfish
