// A platform's secret key and what is derived from it, and random tokens.
//
//   Secrets secrets(store);                                  // the key is made at first start
//   const ConsumerId consumer = secrets.consumer_of(phone);  // phone as normal_phone() gives it
//   const std::string token = secrets.order_token(line);     // the same line, the same link
//   const auto line = secrets.line_of_token(token);          // nothing if it was made up
//
// The key stays in the store's values. Who holds it can derive every link and test phones against
// consumer ids, so a backup of the store is as secret as the store.
#pragma once

#include "core/base/id.hpp"
#include "core/subjects/groupbuy/groupbuy.hpp"
#include "server/store/store.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace starfish {

class Secrets {
public:
    // Throws std::runtime_error if the store cannot keep or give the key.
    explicit Secrets(Store& store);

    // Keyed BLAKE2b of "consumer\0" and the phone: positive, 63 bits.
    ConsumerId consumer_of(std::string_view normal_phone) const;

    // Whom a leader knows by name alone: another consumer for each leader and name.
    ConsumerId consumer_named(std::int64_t leader, std::string_view name) const;
    // A command id for a key that is the caller's own within `scope`, of which nothing can be
    // guessed: "key-" and 22 characters of base64url.
    std::string command_id_of(std::string_view scope, std::string_view key) const;

    // 27 characters of base64url: the line's number in 4 bytes, then 16 bytes of keyed BLAKE2b of
    // "order\0" and that number.
    std::string order_token(Id<groupbuy::OrderLine> line) const;
    // Compares in constant time. Only the one spelling that order_token gives is accepted.
    std::optional<Id<groupbuy::OrderLine>> line_of_token(std::string_view token) const;

    // 6 of 0-9 a-z: what tells this platform's payments from another's at the same provider.
    std::string payment_tag() const;

private:
    std::array<unsigned char, 32> key_{};
};

// 32 random bytes, as 43 characters of base64url: for sessions.
std::string random_token();
// 64 hexadecimal digits of the token's BLAKE2b: what is stored in its place.
std::string token_hash(std::string_view token);
// Whether the text has the length of a token; whatever has not is not worth hashing.
bool may_be_token(std::string_view text);

}  // namespace starfish
