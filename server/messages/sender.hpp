// The messages port: what Starfish asks of whoever carries a message to a person. The one adaptor
// is a web hook (webhook.hpp), behind which an operator puts the SMS gateway or official account
// she has.
#pragma once

#include <expected>
#include <string>

namespace starfish::messages {

struct Letter {
    std::string id;     // the same for the same content, so that sending it again is safe
    std::string phone;  // digits
    std::string text;   // what she reads; the link is part of it
    std::string link;   // to her order, whole
};

class Sender {
public:
    Sender() = default;
    virtual ~Sender() = default;
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    // Blocks. Answers what the carrier calls it, to 64 characters, or why it did not take it.
    virtual std::expected<std::string, std::string> send(const Letter& letter) = 0;
};

}  // namespace starfish::messages
