// The messages port: the interface to a carrier of messages to people. The only adaptor is a web
// hook (webhook.hpp), which the operator connects to an SMS gateway or a WeChat official account.
#pragma once

#include <expected>
#include <string>

namespace starfish::messages {

struct Letter {
    std::string id;     // the same for the same content, so that a repeat is safe
    std::string phone;  // digits
    std::string text;   // the message, including the link
    std::string link;   // the full URL of the order
};

class Sender {
public:
    Sender() = default;
    virtual ~Sender() = default;
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    // Blocks. Returns the carrier's id of the message, at most 64 characters, or why it was
    // refused.
    virtual std::expected<std::string, std::string> send(const Letter& letter) = 0;
};

}  // namespace starfish::messages
