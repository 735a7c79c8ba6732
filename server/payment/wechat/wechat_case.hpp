// For tests: a merchant, the provider's key and certificate from tests/payment/vectors.json;
// answers and notifications that are signed and encrypted like the provider's; a scripted
// transport.
#pragma once

#include "server/payment/wechat/client.hpp"

#include <openssl/evp.h>
#include <sodium.h>
#include <nlohmann/json.hpp>

#include <deque>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace starfish::payment::wechat {

inline const nlohmann::json& vectors() {
    static const auto read = nlohmann::json::parse(std::ifstream("tests/payment/vectors.json"));
    return read;
}
inline std::string vector_text(const char* name) {
    return vectors().at(name).get<std::string>();
}

inline PrivateKey case_private_key() {
    return PrivateKey::from_pem(vector_text("private_key")).value();
}
inline Certificate case_certificate() {
    return Certificate::from_pem(vector_text("certificate")).value();
}
inline std::string case_apiv3_key() {
    return vectors().at("sealed").at("key").get<std::string>();
}
inline const Merchant& case_merchant() {
    static const Merchant merchant{"1900000109", "wxd678efh567hg6787",
                                   "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"};
    return merchant;
}
// A day after the start of the certificate's validity.
inline Instant case_now() {
    static const Instant now = case_certificate().not_before + day_ms;
    return now;
}

// Encrypts with AEAD_AES_256_GCM; base64.
inline std::string case_seal(std::string_view plaintext, std::string_view nonce,
                             std::string_view associated_data) {
    const auto bytes = [](std::string_view text) {
        return reinterpret_cast<const unsigned char*>(text.data());
    };
    const std::string key = case_apiv3_key();
    std::vector<unsigned char> encrypted(plaintext.size() + 16);
    EVP_CIPHER_CTX* const context = EVP_CIPHER_CTX_new();
    int size = 0;
    EVP_EncryptInit_ex2(context, EVP_aes_256_gcm(), bytes(key), bytes(nonce), nullptr);
    EVP_EncryptUpdate(context, nullptr, &size, bytes(associated_data),
                      static_cast<int>(associated_data.size()));
    EVP_EncryptUpdate(context, encrypted.data(), &size, bytes(plaintext),
                      static_cast<int>(plaintext.size()));
    EVP_EncryptFinal_ex(context, encrypted.data(), &size);
    EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, 16, encrypted.data() + plaintext.size());
    EVP_CIPHER_CTX_free(context);
    std::string text(sodium_base64_encoded_len(encrypted.size(), sodium_base64_VARIANT_ORIGINAL),
                     0);
    sodium_bin2base64(text.data(), text.size(), encrypted.data(), encrypted.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

// The four signature headers of an answer or a notification, as owned text.
struct CaseSignature {
    std::string serial, signature, timestamp, nonce;
    NotificationHeaders headers() const { return {serial, signature, timestamp, nonce}; }
};

inline CaseSignature case_signature(std::string_view body, Instant at = case_now()) {
    CaseSignature made{.serial = case_certificate().serial,
                       .signature = {},
                       .timestamp = std::to_string(at.ms / second_ms),
                       .nonce = "d824f2e086d3c1df967785d13fcd22ef"};
    made.signature = case_private_key().sign(answer_message(made.timestamp, made.nonce, body));
    return made;
}

inline outbound::HttpAnswer case_unsigned(int status, std::string body) {
    return {status, {}, std::move(body)};
}
inline outbound::HttpAnswer case_signed(int status, std::string body, Instant at = case_now()) {
    const CaseSignature made = case_signature(body, at);
    return {status,
            {{"wechatpay-serial", made.serial},
             {"Wechatpay-Signature", made.signature},
             {"Wechatpay-Timestamp", made.timestamp},
             {"Wechatpay-Nonce", made.nonce}},
            std::move(body)};
}

// An answer of GET /v3/certificates with the encrypted test certificate.
inline std::string case_certificates() {
    const nlohmann::json encrypted = {
        {"algorithm", "AEAD_AES_256_GCM"},
        {"nonce", "61f9c719728a"},
        {"associated_data", "certificate"},
        {"ciphertext", case_seal(vector_text("certificate"), "61f9c719728a", "certificate")}};
    return nlohmann::json{{"data",
                           {{{"serial_no", vector_text("certificate_serial")},
                             {"effective_time", "2026-06-08T10:34:56+08:00"},
                             {"expire_time", "2126-12-08T10:34:56+08:00"},
                             {"encrypt_certificate", encrypted}}}}}
        .dump();
}

// The body of a notification with the encrypted `content`.
inline std::string case_notification(std::string_view event_type, const nlohmann::json& content,
                                     std::string_view nonce = "fdasflkja484") {
    const std::string kind = event_type.starts_with("REFUND") ? "refund" : "transaction";
    return nlohmann::json{{"id", "EV-2018022511223320873"},
                          {"create_time", "2018-06-08T10:34:56+08:00"},
                          {"resource_type", "encrypt-resource"},
                          {"event_type", event_type},
                          {"summary", "支付成功"},
                          {"resource",
                           {{"original_type", kind},
                            {"algorithm", "AEAD_AES_256_GCM"},
                            {"ciphertext", case_seal(content.dump(), nonce, kind)},
                            {"associated_data", kind},
                            {"nonce", nonce}}}}
        .dump();
}

inline nlohmann::json case_transaction() {
    return {
        {"mchid", case_merchant().mchid},
        {"appid", case_merchant().appid},
        {"out_trade_no", "SF-000042"},
        {"transaction_id", "1217752501201407033233368018"},
        {"trade_type", "JSAPI"},
        {"trade_state", "SUCCESS"},
        {"trade_state_desc", "支付成功"},
        {"bank_type", "CMC"},
        {"success_time", "2018-06-08T10:34:56+08:00"},
        {"payer", {{"openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}}},
        {"amount",
         {{"total", 5900}, {"payer_total", 5800}, {"currency", "CNY"}, {"payer_currency", "CNY"}}}};
}

inline nlohmann::json case_refund_notice(std::string_view status) {
    nlohmann::json notice = {
        {"mchid", case_merchant().mchid},
        {"out_trade_no", "SF-000042"},
        {"transaction_id", "1217752501201407033233368018"},
        {"out_refund_no", "SF-000042-R1"},
        {"refund_id", "50200207182018070300011301001"},
        {"refund_status", status},
        {"user_received_account", "招商银行信用卡0403"},
        {"amount",
         {{"total", 5900}, {"refund", 900}, {"payer_total", 5900}, {"payer_refund", 900}}}};
    if (status == "SUCCESS") notice["success_time"] = "2018-06-08T10:34:56+08:00";
    return notice;
}

inline nlohmann::json case_refund(std::string_view status) {
    nlohmann::json refund = case_refund_notice(status);
    refund.erase("mchid");
    refund.erase("refund_status");
    refund["status"] = status;
    refund["channel"] = "ORIGINAL";
    refund["create_time"] = "2018-06-08T10:30:00+08:00";
    refund["amount"]["currency"] = "CNY";
    return refund;
}

// Returns the scripted answers in order and records the requests.
class CaseTransport : public outbound::Transport {
public:
    std::deque<std::expected<outbound::HttpAnswer, std::string>> answers;
    std::vector<outbound::HttpRequest> sent;

    std::expected<outbound::HttpAnswer, std::string> send(
        const outbound::HttpRequest& request) override {
        sent.push_back(request);
        if (answers.empty()) return std::unexpected("no answer was planned");
        auto answer = std::move(answers.front());
        answers.pop_front();
        return answer;
    }
};

// A client with a CaseTransport and a clock that starts at case_now().
struct WechatCase {
    explicit WechatCase(bool with_certificate = true, bool fetch_certificates = false) {
        Settings settings{.base_url = "https://api.mch.weixin.qq.com",
                          .merchant = case_merchant(),
                          .private_key = case_private_key(),
                          .apiv3_key = AeadKey::from_bytes(case_apiv3_key()).value(),
                          .platform_keys = {},
                          .public_key_id = {},
                          .fetch_certificates = fetch_certificates,
                          .ca_file = {}};
        Certificate certificate = case_certificate();
        std::string serial = certificate.serial;
        if (with_certificate)
            settings.platform_keys.emplace(std::move(serial), platform_key(std::move(certificate)));
        auto made = std::make_unique<CaseTransport>();
        transport = made.get();
        client =
            std::make_unique<Client>(std::move(settings), std::move(made), [this] { return now; });
    }
    WechatCase(const WechatCase&) = delete;
    WechatCase& operator=(const WechatCase&) = delete;

    void will_answer(std::expected<outbound::HttpAnswer, std::string> answer) {
        transport->answers.push_back(std::move(answer));
    }

    Instant now = case_now();
    CaseTransport* transport = nullptr;
    std::unique_ptr<Client> client;
};

}  // namespace starfish::payment::wechat
