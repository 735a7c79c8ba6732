#include "server/payment/wechat/signing.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <sodium.h>

#include <algorithm>
#include <climits>
#include <ctime>
#include <stdexcept>

namespace starfish::payment::wechat {
namespace {

constexpr int rsa_bits_min = 2048;
constexpr std::size_t tag_bytes = 16;
constexpr std::size_t nonce_bytes = 12;

template <auto free>
struct Free {
    template <class T>
    void operator()(T* thing) const {
        free(thing);
    }
};
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Free<EVP_CIPHER_CTX_free>>;
using X509Handle = std::unique_ptr<X509, Free<X509_free>>;
using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;
inline void free_text(char* text) {
    OPENSSL_free(text);
}
using Text = std::unique_ptr<char, Free<free_text>>;

const unsigned char* octets(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

Bio bio_of(std::string_view text) {
    if (text.size() > INT_MAX) return nullptr;
    return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

// Without this callback, OpenSSL asks for a passphrase on the terminal.
int no_passphrase(char*, int, int, void*) {
    return -1;
}

std::expected<KeyHandle, std::string> strong_rsa(KeyHandle key) {
    ERR_clear_error();
    if (!key) return std::unexpected("is not a key in PEM form");
    if (!EVP_PKEY_is_a(key.get(), "RSA")) return std::unexpected("is not an RSA key");
    if (EVP_PKEY_get_bits(key.get()) < rsa_bits_min)
        return std::unexpected("is an RSA key of fewer than 2048 bits");
    return key;
}

std::string base64(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), octets(bytes), bytes.size(), variant);
    text.pop_back();  // the terminating zero
    return text;
}

// Decodes strictly: padding required, no other characters, unused bits zero. So exactly one text is
// valid for given bytes.
std::optional<std::string> bytes_of_base64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3, '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return std::nullopt;
    bytes.resize(size);
    // libsodium 1.0.18 also accepts the byte 0xAF for a '/'.
    if (base64(bytes) != text) return std::nullopt;
    return bytes;
}

std::optional<Instant> instant_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
    const std::time_t seconds = timegm(&parts);
    return Instant{static_cast<std::int64_t>(seconds) * second_ms};
}

std::string serial_of(const X509* certificate) {
    const Number number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
    const Text digits(number ? BN_bn2hex(number.get()) : nullptr);
    return digits ? digits.get() : "";
}

}  // namespace

void FreeKey::operator()(evp_pkey_st* key) const {
    EVP_PKEY_free(key);
}

std::expected<PrivateKey, std::string> PrivateKey::from_pem(std::string_view pem) {
    const Bio bio = bio_of(pem);
    if (!bio) return std::unexpected("is too long");
    auto key =
        strong_rsa(KeyHandle(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr)));
    if (!key) return std::unexpected("private key: the text " + std::move(key.error()));
    return PrivateKey(*std::move(key));
}

std::string PrivateKey::sign(std::string_view message) const {
    const DigestContext context(EVP_MD_CTX_new());
    std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())), '\0');
    std::size_t size = signature.size();
    if (!context ||
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                       octets(message), message.size()) != 1) {
        ERR_clear_error();
        throw std::runtime_error("OpenSSL could not sign");
    }
    signature.resize(size);
    return base64(signature);
}

std::expected<PublicKey, std::string> PublicKey::from_pem(std::string_view pem) {
    const Bio bio = bio_of(pem);
    if (!bio) return std::unexpected("is too long");
    auto key =
        strong_rsa(KeyHandle(PEM_read_bio_PUBKEY(bio.get(), nullptr, no_passphrase, nullptr)));
    if (!key) return std::unexpected("public key: the text " + std::move(key.error()));
    return PublicKey(*std::move(key));
}

bool PublicKey::verifies(std::string_view message, std::string_view signature_base64) const {
    const auto signature = bytes_of_base64(signature_base64);
    if (!signature) return false;
    const DigestContext context(EVP_MD_CTX_new());
    const bool good =
        context &&
        EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
        EVP_DigestVerify(context.get(), octets(*signature), signature->size(), octets(message),
                         message.size()) == 1;
    ERR_clear_error();
    return good;
}

std::expected<Certificate, std::string> Certificate::from_pem(std::string_view pem) {
    const Bio bio = bio_of(pem);
    if (!bio) return std::unexpected("is too long");
    const X509Handle read(PEM_read_bio_X509(bio.get(), nullptr, no_passphrase, nullptr));
    ERR_clear_error();
    if (!read) return std::unexpected("certificate: the text is not a certificate in PEM form");
    const auto from = instant_of(X509_get0_notBefore(read.get()));
    const auto until = instant_of(X509_get0_notAfter(read.get()));
    auto key = strong_rsa(KeyHandle(X509_get_pubkey(read.get())));
    if (!key) return std::unexpected("certificate: its key " + std::move(key.error()));
    std::string serial = serial_of(read.get());
    if (!from || !until || serial.empty())
        return std::unexpected("certificate: its serial or its dates cannot be read");
    return Certificate{std::move(serial), *from, *until, PublicKey(*std::move(key))};
}

std::expected<AeadKey, std::string> AeadKey::from_bytes(std::string_view key) {
    if (key.size() != bytes)
        return std::unexpected("APIv3 key: it has " + std::to_string(key.size()) +
                               " bytes instead of 32");
    AeadKey made;
    std::ranges::copy(key, made.key_.begin());
    return made;
}

AeadKey::~AeadKey() {
    OPENSSL_cleanse(key_.data(), key_.size());
}

std::optional<std::string> AeadKey::open(std::string_view ciphertext_base64, std::string_view nonce,
                                         std::string_view associated_data) const {
    auto sealed = bytes_of_base64(ciphertext_base64);
    if (!sealed || sealed->size() < tag_bytes || nonce.size() != nonce_bytes ||
        sealed->size() > INT_MAX || associated_data.size() > INT_MAX)
        return std::nullopt;
    std::string text(sealed->size() - tag_bytes, '\0');
    auto* const tag = sealed->data() + text.size();
    const CipherContext context(EVP_CIPHER_CTX_new());
    int size = 0;
    // GCM's default nonce length is 12 bytes, and the plaintext is as long as the ciphertext.
    const bool good =
        context &&
        EVP_DecryptInit_ex2(context.get(), EVP_aes_256_gcm(), key_.data(), octets(nonce),
                            nullptr) == 1 &&
        EVP_DecryptUpdate(context.get(), nullptr, &size, octets(associated_data),
                          static_cast<int>(associated_data.size())) == 1 &&
        EVP_DecryptUpdate(context.get(), reinterpret_cast<unsigned char*>(text.data()), &size,
                          octets(*sealed), static_cast<int>(text.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes, tag) == 1 &&
        EVP_DecryptFinal_ex(context.get(), reinterpret_cast<unsigned char*>(text.data()), &size) ==
            1;
    ERR_clear_error();
    if (!good) return std::nullopt;
    return text;
}

std::string random_nonce() {
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        throw std::runtime_error("OpenSSL has no randomness");
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();
    return text;
}

}  // namespace starfish::payment::wechat
