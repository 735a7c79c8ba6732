// Passes due notices (core/notices) to a sender until each was sent. Like the cashier, it has no
// state besides the log.
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
    // The arguments must outlive the postman.
    Postman(Platform& platform, const Secrets& secrets, Sender& sender, Options options);
    ~Postman();
    Postman(const Postman&) = delete;
    Postman& operator=(const Postman&) = delete;

    // Checks for due notices now instead of in a few seconds. For tests, which move the clock.
    void check_now();

private:
    // One notice in a letter.
    struct NoticeItem {
        notices::Kind kind{};
        std::string title;  // of the group-buy
        Id<groupbuy::OrderLine> line;
    };
    struct LetterDraft {
        notices::DueMessage due;
        std::string leader;
        std::vector<NoticeItem> items;
    };

    void run();
    bool send_due();
    void send(const LetterDraft& draft);
    void report(notices::Command command, const std::string& id);
    Letter letter_of(const LetterDraft& draft, const std::string& phone) const;

    Platform& platform_;
    const Secrets& secrets_;
    Sender& sender_;
    const Options options_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool check_requested_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace starfish::messages
