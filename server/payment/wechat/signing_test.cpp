#include "server/payment/wechat/signing.hpp"

#include "server/payment/wechat/authorization.hpp"
#include "server/payment/wechat/wechat_case.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <set>

namespace starfish::payment::wechat {
namespace signing_test {

// Another implementation, wechatpay-axios-plugin, computed the values in vectors.json.
std::string of(const char* object, const char* name) {
    return vectors().at(object).at(name).get<std::string>();
}

Instant at_seconds(const std::string& seconds) {
    return {std::stoll(seconds) * second_ms};
}

TEST_CASE("signing: a request has the same signature as from the other client") {
    const std::string value = authorization(
        case_merchant(), case_private_key(), of("request", "method"), of("request", "target"),
        at_seconds(of("request", "timestamp")), of("request", "nonce"), of("request", "body"));
    CHECK(value == "WECHATPAY2-SHA256-RSA2048 mchid=\"1900000109\",nonce_str=\"" +
                       of("request", "nonce") +
                       "\",timestamp=\"1554208460\",serial_no=\""
                       "5157F09EFDC096DE15EBE81A47057A7232F1B8E1\",signature=\"" +
                       of("expected", "request") + "\"");
}

TEST_CASE("signing: the JSAPI arguments have the same signature as from the other client") {
    Merchant merchant = case_merchant();
    merchant.appid = of("pay", "appid");
    const JsapiCall call = jsapi_call(merchant, case_private_key(), of("pay", "prepay_id"),
                                      at_seconds(of("pay", "timestamp")), of("pay", "nonce"));
    CHECK(call.appId == "wx8888888888888888");
    CHECK(call.timeStamp == "1414561699");
    CHECK(call.package == "prepay_id=wx201410272009395522657a690389285100");
    CHECK(call.signType == "RSA");
    CHECK(call.paySign == of("expected", "pay"));
}

TEST_CASE("signing: the other client's signature is valid, and no other text is") {
    const std::string message =
        answer_message(of("answer", "timestamp"), of("answer", "nonce"), of("answer", "body"));
    const std::string good = of("expected", "answer");
    const Certificate certificate = case_certificate();
    CHECK(certificate.key.verifies(message, good));
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string changed = good;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        CHECK_FALSE(certificate.key.verifies(message, changed));
    }
    for (const std::string& other :
         {std::string(), good.substr(1), good + "A", good + "=", good + "\n", " " + good,
          good.substr(0, good.size() - 2), std::string(344, 'A'),
          std::string("WECHATPAY/SIGNTEST/") + good})
        CHECK_FALSE(certificate.key.verifies(message, other));
    CHECK_FALSE(certificate.key.verifies(message + "\n", good));
    CHECK_FALSE(certificate.key.verifies("", good));
}

TEST_CASE("signing: a base64 text with stray bits at its end is another text") {
    // The last character before == has four unused bits, which must be zero.
    const std::string message =
        answer_message(of("answer", "timestamp"), of("answer", "nonce"), of("answer", "body"));
    std::string signature = of("expected", "answer");
    REQUIRE(signature.ends_with("=="));
    char& last = signature[signature.size() - 3];
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    last = alphabet[alphabet.find(last) + 1];
    CHECK_FALSE(case_certificate().key.verifies(message, signature));
}

TEST_CASE("signing: the other client's ciphertext is decrypted, and a changed one is refused") {
    const AeadKey key = AeadKey::from_bytes(of("sealed", "key")).value();
    const std::string sealed = of("expected", "sealed");
    CHECK(key.open(sealed, of("sealed", "nonce"), "transaction") == of("sealed", "plaintext"));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        CHECK_FALSE(key.open(changed, of("sealed", "nonce"), "transaction"));
        CHECK_FALSE(key.open(sealed.substr(0, i), of("sealed", "nonce"), "transaction"));
    }
    CHECK_FALSE(key.open(sealed, of("sealed", "nonce"), "certificate"));
    CHECK_FALSE(key.open(sealed, of("sealed", "nonce"), ""));
    CHECK_FALSE(key.open(sealed, "61f9c719728b", "transaction"));
    CHECK_FALSE(key.open(sealed, "61f9c719728", "transaction"));
    CHECK_FALSE(key.open(sealed, "", "transaction"));
    CHECK_FALSE(AeadKey::from_bytes(std::string(32, 'x'))
                    ->open(sealed, of("sealed", "nonce"), "transaction"));
}

TEST_CASE("signing: empty text and empty associated data are encrypted and decrypted, too") {
    const AeadKey key = AeadKey::from_bytes(case_apiv3_key()).value();
    CHECK(key.open(case_seal("", "61f9c719728a", ""), "61f9c719728a", "") == "");
    CHECK(key.open(case_seal("x", "61f9c719728a", ""), "61f9c719728a", "") == "x");
}

TEST_CASE("signing: a certificate's serial and dates") {
    const Certificate certificate = case_certificate();
    CHECK(certificate.serial == vector_text("certificate_serial"));
    CHECK(certificate.not_before < certificate.not_after);
    CHECK(certificate.not_before > Instant{1'700'000'000'000});
}

TEST_CASE("signing: an invalid key is refused without being quoted") {
    const std::string secret = vector_text("private_key");
    const std::string cut = secret.substr(0, 900);
    for (const std::string& text : {std::string(), std::string("hunter2"), cut,
                                    vector_text("certificate"), std::string(70'000, 'A')}) {
        const auto key = PrivateKey::from_pem(text);
        REQUIRE_FALSE(key);
        CHECK(key.error() == "private key: the text is not a key in PEM form");
    }
    CHECK_FALSE(PublicKey::from_pem(secret));
    CHECK_FALSE(Certificate::from_pem(secret));
    const auto short_key = AeadKey::from_bytes("hunter2");
    REQUIRE_FALSE(short_key);
    CHECK(short_key.error() == "APIv3 key: it has 7 bytes instead of 32");
}

TEST_CASE("signing: nonces do not repeat") {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const std::string nonce = random_nonce();
        CHECK(nonce.size() == 32);
        seen.insert(nonce);
    }
    CHECK(seen.size() == 1000);
}

TEST_CASE("signing: a clock may be off by less than 300 s, either way") {
    const auto check = [](std::int64_t skew_s, std::int64_t our_ms = 0) {
        const CaseSignature made = case_signature("", case_now() + skew_s * second_ms);
        return check_headers(made.headers(), case_now() + our_ms);
    };
    CHECK(check(0));
    CHECK(check(299));
    CHECK(check(-299));
    CHECK(check(-299, 999));
    CHECK(check(300).error() == NotificationRefusal::clock_skew);
    CHECK(check(-300).error() == NotificationRefusal::clock_skew);
}

TEST_CASE("signing: a header that is missing or unreadable is refused before any key is tried") {
    const CaseSignature good = case_signature("");
    const std::string_view timestamp =
        GENERATE("", "+1", "-1", " 1", "1 ", "0x1", "1.0", "1e9", "99999999999999999999", "一");
    NotificationHeaders headers = good.headers();
    headers.timestamp = timestamp;
    CHECK(check_headers(headers, case_now()).error() == NotificationRefusal::missing_header);
    for (const auto member : {&NotificationHeaders::serial, &NotificationHeaders::signature,
                              &NotificationHeaders::nonce}) {
        headers = good.headers();
        headers.*member = "";
        CHECK(check_headers(headers, case_now()).error() == NotificationRefusal::missing_header);
        const std::string large(10'000, 'A');
        headers.*member = large;
        CHECK(check_headers(headers, case_now()).error() == NotificationRefusal::missing_header);
    }
}

}  // namespace signing_test
}  // namespace starfish::payment::wechat
