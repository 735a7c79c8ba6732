// Carries what is owed to be told (core/notices) to a sender, until each is told. Like the cashier
// it remembers nothing that the log does not hold.
#pragma once

#include "server/messages/sender.hpp"
#include "server/platform/platform.hpp"
#include "server/secrets/secrets.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace starfish::messages {

class Postman {
public:
    struct Options {
        std::string public_url;  // https://HOST, before /o/{token}
        std::function<Instant()> now;
    };
    // All of them outlive it.
    Postman(Platform& platform, const Secrets& secrets, Sender& sender, Options options);
    ~Postman();
    Postman(const Postman&) = delete;
    Postman& operator=(const Postman&) = delete;

    // Looks at once rather than in some seconds: the clock was moved, in tests.
    void look();

private:
    // One notice in a person's message.
    struct Said {
        notices::Kind kind{};
        std::string title;  // of the group-buy
        Id<groupbuy::OrderLine> line;
    };
    struct Round {
        notices::Due due;
        std::string leader;
        std::vector<Said> said;
    };

    void run();
    bool carry_some();
    void carry(const Round& round);
    void report(notices::Command command, const std::string& id);
    Letter letter_of(const Round& round, const std::string& phone) const;

    Platform& platform_;
    const Secrets& secrets_;
    Sender& sender_;
    const Options options_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool looking_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace starfish::messages
