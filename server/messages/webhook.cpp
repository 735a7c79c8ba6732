#include "server/messages/webhook.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace starfish::messages {
namespace {

using outbound::HttpRequest;

constexpr std::size_t key_bytes_min = 16;

std::optional<std::string> text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

// The position of the path in "https://host/path"; npos if there is none.
std::size_t path_of(std::string_view url) {
    const std::size_t host = url.find("://");
    return host == std::string_view::npos ? host : url.find('/', host + 3);
}

}  // namespace

std::expected<HookSettings, std::string> read_hook_settings(const std::filesystem::path& file) {
    const auto text = text_of(file);
    if (!text) return std::unexpected("it cannot be read");
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    const auto is_text = [&](const char* name) {
        return json.contains(name) && json[name].is_string();
    };
    if (!json.is_object() || json.size() != 2 || !is_text("url") || !is_text("key_file"))
        return std::unexpected(
            R"(it holds {"url": "https://…", "key_file": "…"} and nothing else)");
    const std::string url = json["url"];
    const std::size_t path = path_of(url);
    HookSettings settings{.base_url = url.substr(0, path),
                          .target = path == std::string::npos ? "/" : url.substr(path),
                          .key = {}};
    if (const auto good = outbound::check_base_url(settings.base_url); !good)
        return std::unexpected("url: " + good.error());
    const auto key = text_of(file.parent_path() / json["key_file"].get<std::string>());
    if (!key) return std::unexpected("key_file cannot be read");
    settings.key = key->substr(0, key->find_last_not_of("\r\n") + 1);
    if (settings.key.size() < key_bytes_min)
        return std::unexpected("key_file holds fewer than 16 bytes");
    return settings;
}

std::string hook_signature(std::string_view key, std::int64_t seconds, std::string_view body) {
    const std::string signed_text = fmt::format("{}.{}", seconds, body);
    const auto bytes = [](std::string_view text) {
        return reinterpret_cast<const unsigned char*>(text.data());
    };
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes(signed_text), signed_text.size());
    unsigned char mac[crypto_auth_hmacsha256_BYTES];
    crypto_auth_hmacsha256_final(&state, mac);
    std::string signature = fmt::format("t={},v1=", seconds);
    for (const unsigned char byte : mac) signature += fmt::format("{:02x}", byte);
    return signature;
}

Webhook::Webhook(HookSettings settings, std::function<Instant()> now)
    : settings_(std::move(settings)),
      now_(std::move(now)),
      transport_(std::make_unique<outbound::CurlTransport>(settings_.base_url, "")) {}

std::expected<std::string, std::string> Webhook::send(const Letter& letter) {
    const nlohmann::ordered_json body{
        {"id", letter.id}, {"phone", letter.phone}, {"text", letter.text}, {"link", letter.link}};
    HttpRequest request{.method = "POST",
                        .target = settings_.target,
                        .headers = {},
                        .body = body.dump(),
                        .time_ms_max = answer_ms_max};
    request.headers = {
        {"Content-Type", "application/json"},
        {"Idempotency-Key", letter.id},
        {"Starfish-Signature", hook_signature(settings_.key, now_().ms / second_ms, request.body)}};
    const auto answer = transport_->send(request);
    if (!answer) return std::unexpected("no answer: " + answer.error());
    if (answer->status < 200 || answer->status > 299)
        return std::unexpected(fmt::format("status {}", answer->status));
    return letter.id;
}

}  // namespace starfish::messages
