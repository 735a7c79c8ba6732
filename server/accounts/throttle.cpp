#include "server/accounts/throttle.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace starfish {
namespace {

constexpr std::size_t slots = 4096;

}  // namespace

Throttle::Throttle(Rule rule) : rule_(rule), full_at_ms_(slots) {
    randombytes_buf(salt_.data(), salt_.size());
}

std::size_t Throttle::slot_of(std::string_view key) const {
    static_assert(crypto_shorthash_KEYBYTES == 16);
    std::array<unsigned char, crypto_shorthash_BYTES> hash{};
    crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(key.data()), key.size(),
                     salt_.data());
    std::uint64_t number = 0;
    std::memcpy(&number, hash.data(), sizeof number);
    return number % slots;
}

std::optional<std::int64_t> Throttle::take(std::string_view key, Instant now) {
    std::int64_t& full_at = full_at_ms_[slot_of(key)];
    const std::int64_t next = std::max(full_at, now.ms) + rule_.interval_ms;
    const std::int64_t wait = next - now.ms - rule_.burst * rule_.interval_ms;
    if (wait > 0) return wait;
    full_at = next;
    return std::nullopt;
}

void Throttle::give_back(std::string_view key) {
    full_at_ms_[slot_of(key)] -= rule_.interval_ms;
}

}  // namespace starfish
