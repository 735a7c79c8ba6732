// The cryptography of WeChat Pay API v3, on OpenSSL 3's EVP interface: RSA-SHA256 (PKCS #1 v1.5)
// to sign and verify, AES-256-GCM to open. Keys live in these objects and nowhere else; none of
// them can be printed.
#pragma once

#include "core/base/instant.hpp"

#include <array>
#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace starfish::payment::wechat {

struct FreeKey {
    void operator()(evp_pkey_st* key) const;
};
using KeyHandle = std::unique_ptr<evp_pkey_st, FreeKey>;

// Ours: the merchant's API key. RSA of 2048 bits or more.
class PrivateKey {
public:
    // The error says what is wrong without quoting anything of the text.
    static std::expected<PrivateKey, std::string> from_pem(std::string_view pem);
    // Base64. Throws std::runtime_error if OpenSSL cannot, for want of memory.
    std::string sign(std::string_view message) const;

private:
    explicit PrivateKey(KeyHandle key) : key_(std::move(key)) {}
    KeyHandle key_;
};

// Theirs: out of a platform certificate, or a WeChat Pay public key.
class PublicKey {
public:
    static std::expected<PublicKey, std::string> from_pem(std::string_view pem);
    // False for anything but the one canonical base64 of a good signature.
    bool verifies(std::string_view message, std::string_view signature_base64) const;

private:
    friend struct Certificate;
    explicit PublicKey(KeyHandle key) : key_(std::move(key)) {}
    KeyHandle key_;
};

// What of a platform certificate matters here.
struct Certificate {
    std::string serial;  // upper-case hexadecimal, as Wechatpay-Serial spells it
    Instant not_before, not_after;
    PublicKey key;

    static std::expected<Certificate, std::string> from_pem(std::string_view pem);
};

// The APIv3 key: 32 bytes the merchant chose. Wiped when it goes.
class AeadKey {
public:
    static constexpr std::size_t bytes = 32;

    static std::expected<AeadKey, std::string> from_bytes(std::string_view key);
    AeadKey(const AeadKey&) = default;
    AeadKey& operator=(const AeadKey&) = default;
    ~AeadKey();

    // AEAD_AES_256_GCM of RFC 5116: the tag is the ciphertext's last 16 bytes, the nonce 12 bytes.
    // nullopt if anything was changed, or is not canonical base64.
    std::optional<std::string> open(std::string_view ciphertext_base64, std::string_view nonce,
                                    std::string_view associated_data) const;

private:
    AeadKey() = default;
    std::array<unsigned char, bytes> key_{};
};

// 32 characters of 0-9 a-f: a nonce_str.
std::string random_nonce();

}  // namespace starfish::payment::wechat
