// Messages by a web hook. Settings are a JSON file; "key_file" is relative to the file's folder:
//
//   {"url": "https://sms.example/starfish", "key_file": "messages.key"}
//
// Each message is one POST of {"id","phone","text","link"} with
//
//   Idempotency-Key: the id
//   Starfish-Signature: t=SECONDS,v1=HEX      HMAC-SHA-256 of "SECONDS.BODY" by the key
//
// Any 2xx within ten seconds means that the message was accepted. Otherwise it is sent again later,
// with the same id as long as its content is the same.
#pragma once

#include "core/base/instant.hpp"
#include "server/messages/sender.hpp"
#include "server/outbound/transport.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace starfish::messages {

struct HookSettings {
    std::string base_url;  // https://HOST[:PORT], or http on a loopback address
    std::string target;    // /path
    std::string key;       // at least 16 bytes
};

// The error is one sentence for the operator; it never quotes the key.
std::expected<HookSettings, std::string> read_hook_settings(const std::filesystem::path& file);

// The value of Starfish-Signature: "t=…,v1=…".
std::string hook_signature(std::string_view key, std::int64_t seconds, std::string_view body);

class Webhook : public Sender {
public:
    static constexpr std::int64_t answer_ms_max = 10'000;

    Webhook(HookSettings settings, std::function<Instant()> now);
    std::expected<std::string, std::string> send(const Letter& letter) override;

private:
    const HookSettings settings_;
    const std::function<Instant()> now_;
    const std::unique_ptr<outbound::Transport> transport_;
};

}  // namespace starfish::messages
