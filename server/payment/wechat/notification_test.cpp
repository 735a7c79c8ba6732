#include "server/payment/wechat/notification.hpp"

#include "server/payment/wechat/wechat_case.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

namespace starfish::payment::wechat {
namespace notification_test {

using Refusal = NotificationRefusal;

// The client's result for a signed notification with `body`.
std::expected<Notification, Refusal> read(const std::string& body) {
    const WechatCase world;
    return world.client->read_notification(case_signature(body).headers(), body);
}
std::expected<Notification, Refusal> read(std::string_view event, const nlohmann::json& content) {
    return read(case_notification(event, content));
}

TEST_CASE("notification: a payment that succeeded") {
    const auto notice = read("TRANSACTION.SUCCESS", case_transaction());
    REQUIRE(notice);
    CHECK(notice->id == "EV-2018022511223320873");
    CHECK(notice->created_at == Instant{1'528'425'296'000});
    const auto& payment = std::get<PaymentStatus>(notice->about);
    CHECK(payment.state == PaymentState::success);
    CHECK(payment.out_trade_no == "SF-000042");
    CHECK(payment.transaction_id == "1217752501201407033233368018");
    CHECK(payment.total == Fen{5900});
    CHECK(payment.payer_total == Fen{5800});
    CHECK(payment.paid_at == Instant{1'528'425'296'000});
}

TEST_CASE("notification: the three final states of a refund") {
    const auto [name, state] = GENERATE(std::pair("SUCCESS", RefundState::success),
                                        std::pair("CLOSED", RefundState::closed),
                                        std::pair("ABNORMAL", RefundState::abnormal));
    const auto notice = read("REFUND." + std::string(name), case_refund_notice(name));
    REQUIRE(notice);
    const auto& refund = std::get<RefundStatus>(notice->about);
    CHECK(refund.state == state);
    CHECK(refund.out_refund_no == "SF-000042-R1");
    CHECK(refund.refund_id == "50200207182018070300011301001");
    CHECK(refund.out_trade_no == "SF-000042");
    CHECK(refund.refund == Fen{900});
    CHECK(refund.total == Fen{5900});
    CHECK(refund.refunded_at.has_value() == (state == RefundState::success));
}

TEST_CASE("notification: a flipped bit anywhere is refused") {
    const WechatCase world;
    const std::string body = case_notification("TRANSACTION.SUCCESS", case_transaction());
    const CaseSignature good = case_signature(body);
    REQUIRE(world.client->read_notification(good.headers(), body));
    for (const unsigned mask : {0x01U, 0x20U, 0x80U}) {
        const auto flipped = [mask](std::string text, std::size_t i) {
            text[i] = static_cast<char>(static_cast<unsigned char>(text[i]) ^ mask);
            return text;
        };
        for (std::size_t i = 0; i < body.size(); ++i)
            CHECK(world.client->read_notification(good.headers(), flipped(body, i)).error() ==
                  Refusal::bad_signature);
        for (const auto member : {&CaseSignature::signature, &CaseSignature::serial,
                                  &CaseSignature::nonce, &CaseSignature::timestamp}) {
            for (std::size_t i = 0; i < (good.*member).size(); ++i) {
                CaseSignature changed = good;
                changed.*member = flipped(good.*member, i);
                CHECK_FALSE(world.client->read_notification(changed.headers(), body));
            }
        }
    }
    CHECK(world.transport->sent.empty());
}

TEST_CASE("notification: a truncated one is refused") {
    const WechatCase world;
    const std::string body = case_notification("TRANSACTION.SUCCESS", case_transaction());
    const CaseSignature good = case_signature(body);
    for (std::size_t size = 0; size < body.size(); ++size) {
        const std::string_view part(body.data(), size);
        CHECK(world.client->read_notification(good.headers(), part).error() ==
              Refusal::bad_signature);
    }
    CHECK_FALSE(world.client->read_notification(good.headers(), body + " "));
}

// Even if signed: an attacker who makes WeChat Pay sign garbage must not pass the encryption check.
TEST_CASE("notification: a signed one with changed or truncated ciphertext cannot be decrypted") {
    const nlohmann::json good =
        nlohmann::json::parse(case_notification("TRANSACTION.SUCCESS", case_transaction()));
    const auto refused = [&](const char* name, const std::string& value) {
        nlohmann::json changed = good;
        changed["resource"][name] = value;
        const auto notice = read(changed.dump());
        return !notice && (notice.error() == Refusal::cannot_decrypt ||
                           (value.empty() && notice.error() == Refusal::unparsable));
    };
    const std::string ciphertext = good["resource"]["ciphertext"];
    for (std::size_t i = 0; i < ciphertext.size(); i += 7) {
        CHECK(refused("ciphertext", ciphertext.substr(0, i)));
        std::string changed = ciphertext;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        CHECK(refused("ciphertext", changed));
    }
    CHECK(refused("nonce", "fdasflkja485"));
    CHECK(refused("nonce", "short"));
    CHECK(refused("nonce", ""));
    CHECK(refused("associated_data", "refund"));
    CHECK(refused("associated_data", "transactio"));
}

TEST_CASE("notification: a signed one that is not in the documented format is refused") {
    const nlohmann::json good =
        nlohmann::json::parse(case_notification("TRANSACTION.SUCCESS", case_transaction()));
    for (const std::string& body :
         {std::string(), std::string("{}"), std::string("[]"), std::string("null"),
          std::string("{\"id\":"), std::string("\xFF\xFE"), std::string(1000, '[')})
        CHECK(read(body).error() == Refusal::unparsable);
    for (const char* name : {"id", "create_time", "event_type", "resource"}) {
        nlohmann::json changed = good;
        changed.erase(name);
        CHECK(read(changed.dump()).error() == Refusal::unparsable);
        changed[name] = 7;
        CHECK(read(changed.dump()).error() == Refusal::unparsable);
    }
    nlohmann::json other = good;
    other["resource"]["algorithm"] = "AEAD_SM4_128_GCM";
    CHECK(read(other.dump()).error() == Refusal::unparsable);
    other = good;
    other["event_type"] = "COUPON.USE";
    CHECK(read(other.dump()).error() == Refusal::unknown_event);
    CHECK(read(std::string(Client::notification_bytes_max + 1, ' ')).error() == Refusal::oversized);
}

TEST_CASE("notification: another merchant, app or currency is refused") {
    const auto with = [](const char* pointer, const nlohmann::json& value) {
        nlohmann::json content = case_transaction();
        content[nlohmann::json::json_pointer(pointer)] = value;
        return read("TRANSACTION.SUCCESS", content).error();
    };
    CHECK(with("/mchid", "1900000108") == Refusal::wrong_mchid);
    CHECK(with("/mchid", 1900000109) == Refusal::wrong_mchid);
    CHECK(with("/appid", "wxother") == Refusal::wrong_appid);
    CHECK(with("/amount/currency", "USD") == Refusal::wrong_currency);
    CHECK(with("/amount/currency", nullptr) == Refusal::wrong_currency);
    CHECK(with("/trade_state", "NOTPAY") == Refusal::unparsable);
    CHECK(with("/trade_state", "NOVELTY") == Refusal::unparsable);
    CHECK(with("/success_time", "yesterday") == Refusal::unparsable);
    CHECK(with("/out_trade_no", "") == Refusal::unparsable);
    for (const nlohmann::json& total :
         {nlohmann::json(59.0), nlohmann::json("5900"), nlohmann::json(-1),
          nlohmann::json(payment_max.value + 1), nlohmann::json(nullptr), nlohmann::json(1e30)})
        CHECK(with("/amount/total", total) == Refusal::unparsable);
}

TEST_CASE("notification: a refund's event and state must agree") {
    const auto with = [](const char* pointer, const nlohmann::json& value) {
        nlohmann::json content = case_refund_notice("SUCCESS");
        content[nlohmann::json::json_pointer(pointer)] = value;
        return read("REFUND.SUCCESS", content).error();
    };
    CHECK(with("/mchid", "1900000108") == Refusal::wrong_mchid);
    CHECK(with("/refund_status", "CLOSED") == Refusal::unparsable);
    CHECK(with("/refund_status", "PROCESSING") == Refusal::unparsable);
    CHECK(with("/amount/refund", 5901) == Refusal::unparsable);
    CHECK(with("/amount/currency", "USD") == Refusal::wrong_currency);
    CHECK(with("/success_time", nullptr) == Refusal::unparsable);
    CHECK(with("/out_refund_no", "") == Refusal::unparsable);
}

TEST_CASE("notification: every refusal has a unique name and a status that is not 2xx") {
    for (int i = 0; i <= static_cast<int>(Refusal::unknown_event); ++i) {
        const auto refusal = static_cast<Refusal>(i);
        CHECK_FALSE(name_of(refusal).empty());
        CHECK(http_status_of(refusal) >= 400);
    }
}

}  // namespace notification_test
}  // namespace starfish::payment::wechat
