// The cryptography of WeChat Pay API v3, on OpenSSL 3's EVP interface: RSA-SHA256 (PKCS #1 v1.5)
// to sign and verify, AES-256-GCM to decrypt. Keys are stored in these objects only, which cannot
// be printed.
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

// Our key: the merchant's API key. RSA with 2048 bits or more.
class PrivateKey {
public:
    // The error never quotes the text.
    static std::expected<PrivateKey, std::string> from_pem(std::string_view pem);
    // Base64. Throws std::runtime_error if OpenSSL fails, for lack of memory.
    std::string sign(std::string_view message) const;

private:
    explicit PrivateKey(KeyHandle key) : key_(std::move(key)) {}
    KeyHandle key_;
};

// The provider's key: from a platform certificate, or a WeChat Pay public key.
class PublicKey {
public:
    static std::expected<PublicKey, std::string> from_pem(std::string_view pem);
    // True only for a valid signature in canonical base64.
    bool verifies(std::string_view message, std::string_view signature_base64) const;

private:
    friend struct Certificate;
    explicit PublicKey(KeyHandle key) : key_(std::move(key)) {}
    KeyHandle key_;
};

// The used parts of a platform certificate.
struct Certificate {
    std::string serial;  // upper-case hexadecimal, as Wechatpay-Serial spells it
    Instant not_before, not_after;
    PublicKey key;

    static std::expected<Certificate, std::string> from_pem(std::string_view pem);
};

// The APIv3 key: 32 bytes chosen by the merchant. Wiped by the destructor.
class AeadKey {
public:
    static constexpr std::size_t bytes = 32;

    static std::expected<AeadKey, std::string> from_bytes(std::string_view key);
    AeadKey(const AeadKey&) = default;
    AeadKey& operator=(const AeadKey&) = default;
    ~AeadKey();

    // Decrypts AEAD_AES_256_GCM (RFC 5116): the ciphertext ends with the tag of 16 bytes, the nonce
    // has 12 bytes. nullopt if anything was changed or is not canonical base64.
    std::optional<std::string> open(std::string_view ciphertext_base64, std::string_view nonce,
                                    std::string_view associated_data) const;

private:
    AeadKey() = default;
    std::array<unsigned char, bytes> key_{};
};

// A nonce_str: 32 characters of 0-9 a-f.
std::string random_nonce();

}  // namespace starfish::payment::wechat
