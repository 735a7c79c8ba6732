#include "server/secrets/secrets.hpp"

#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <span>
#include <stdexcept>

namespace starfish {
namespace {

constexpr std::string_view key_name = "secrets.key";
constexpr std::size_t mac_bytes = 16;
constexpr std::size_t token_bytes = 4 + mac_bytes;
constexpr int token_variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

using Key = std::array<unsigned char, 32>;
using Mac = std::array<unsigned char, mac_bytes>;
using Number = std::array<unsigned char, 4>;

void start_sodium() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium finds no randomness to start with");
}

std::string base64url(std::span<const unsigned char> bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), token_variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), token_variant);
    text.pop_back();  // the terminating zero
    return text;
}

// The MAC of `purpose`, a zero byte and `bytes`.
Mac mac_of(const Key& key, std::string_view purpose, std::span<const unsigned char> bytes) {
    std::string message{purpose};
    message += '\0';
    message.append(bytes.begin(), bytes.end());
    Mac mac{};
    [[maybe_unused]] const int failed = crypto_generichash(
        mac.data(), mac.size(), reinterpret_cast<const unsigned char*>(message.data()),
        message.size(), key.data(), key.size());
    assert(failed == 0);
    return mac;
}

std::span<const unsigned char> bytes_of(std::string_view text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

ConsumerId consumer_in(const Mac& mac) {
    std::uint64_t id = 0;
    for (std::size_t i = 0; i < 8; ++i) id = id << 8U | mac[i];
    id &= 0x7FFF'FFFF'FFFF'FFFFU;
    return {static_cast<std::int64_t>(id == 0 ? 1 : id)};
}

Number number_of(Id<groupbuy::OrderLine> line) {
    Number number{};
    for (std::size_t i = 0; i < number.size(); ++i)
        number[i] = static_cast<unsigned char>(line.value >> (24U - 8U * i));
    return number;
}

}  // namespace

Secrets::Secrets(Store& store) {
    start_sodium();
    if (!store.value(key_name)) {
        randombytes_buf(key_.data(), key_.size());
        store.put_value(key_name, {reinterpret_cast<const char*>(key_.data()), key_.size()});
    }
    const auto kept = store.value(key_name);
    if (!kept || kept->size() != key_.size())
        throw std::runtime_error("the store cannot keep the platform's key");
    std::ranges::copy(*kept, key_.begin());
}

ConsumerId Secrets::consumer_of(std::string_view normal_phone) const {
    return consumer_in(mac_of(key_, "consumer", bytes_of(normal_phone)));
}

ConsumerId Secrets::consumer_named(std::int64_t leader, std::string_view name) const {
    return consumer_in(mac_of(key_, "named consumer",
                              bytes_of(std::to_string(leader) + '\0' + std::string(name))));
}

std::string Secrets::command_id_of(std::string_view scope, std::string_view key) const {
    std::string text{scope};
    ((text += '\0') += key);
    return "key-" + base64url(mac_of(key_, "command", bytes_of(text)));
}

std::string Secrets::order_token(Id<groupbuy::OrderLine> line) const {
    std::array<unsigned char, token_bytes> bytes{};
    const Number number = number_of(line);
    const Mac mac = mac_of(key_, "order", number);
    std::ranges::copy(mac, std::ranges::copy(number, bytes.begin()).out);
    return base64url(bytes);
}

std::optional<Id<groupbuy::OrderLine>> Secrets::line_of_token(std::string_view token) const {
    std::array<unsigned char, token_bytes> bytes{};
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(bytes.data(), bytes.size(), token.data(), token.size(), nullptr, &size,
                          &end, token_variant) != 0 ||
        size != bytes.size() || end != token.data() + token.size())
        return std::nullopt;
    Id<groupbuy::OrderLine> line;
    for (std::size_t i = 0; i < 4; ++i) line.value = line.value << 8U | bytes[i];
    const Mac mac = mac_of(key_, "order", number_of(line));
    if (sodium_memcmp(mac.data(), bytes.data() + 4, mac.size()) != 0) return std::nullopt;
    return line;
}

std::string Secrets::payment_tag() const {
    constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";  // Crockford's
    const Mac mac = mac_of(key_, "payment", {});
    std::string tag;
    for (std::size_t i = 0; i < 6; ++i) tag += digits[mac[i] % digits.size()];
    return tag;
}

std::string random_token() {
    start_sodium();
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return base64url(bytes);
}

bool may_be_token(std::string_view text) {
    constexpr std::size_t bytes_max = 64;
    return !text.empty() && text.size() <= bytes_max;
}

std::string token_hash(std::string_view token) {
    std::array<unsigned char, 32> hash{};
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<const unsigned char*>(token.data()), token.size(), nullptr,
                       0);
    std::string text(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    text.pop_back();
    return text;
}

}  // namespace starfish
