// One signed-in browser: session, replica, live feed and outbox. The views draw what it shows and
// ask it for things; it does the rest, and says with `changed` when there is something new to draw.
//
//   start ─▶ signed_out ─sign_in─▶ loading ─snapshot─▶ ready
//     └─────── session still good ──▶┘        offline with a kept state ──▶ ready
#pragma once

#include "core/words/words.hpp"
#include "wasm/replica.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

enum class Door : std::uint8_t { starting, signed_out, signing_in, loading, ready };

enum class Link : std::uint8_t { connecting, live, offline };

// What the person should know, as a key of assets/i18n or a refusal's words.
struct Notice {
    std::string text;
    bool bad{};
};

// A consumer's name as the leader sees it; from the profiles, not the log.
struct Person {
    std::string name;
    std::string phone;
    std::string note;
};

struct Account {
    std::string login;
    std::string name;
    Actor actor;
};

class Client {
public:
    // `kept_state` and `kept_outbox` are what outside::keep kept under those names, or empty.
    void start(std::string_view kept_state, std::string_view kept_outbox);

    void sign_in(std::string_view login, std::string_view password);
    void sign_out();
    // Previews, keeps in the outbox and sends. A refusal by the preview is returned, not sent.
    std::optional<Refusal> submit(Command command);
    // Asks again for what failed; safe to call at any time.
    void retry();

    // From JavaScript: the feed's messages and state.
    void feed_event(Seq seq, std::string_view text);
    void feed_reset();
    void feed_state(bool live);

    Door door() const { return door_; }
    Link link() const { return link_; }
    const Account& account() const { return account_; }
    const Replica& replica() const { return replica_; }
    const State& state() const { return replica_.shown(); }
    Instant kept_at() const { return kept_at_; }
    // Why the last sign-in failed: a key of assets/i18n, or "".
    std::string_view sign_in_problem() const { return sign_in_problem_; }

    // The person of an order line if known; asks for it otherwise.
    const Person* person(Id<groupbuy::OrderLine> line);
    // Sends what `person` asked for since the last call; once a frame.
    void ask_for_people();

    std::optional<Notice> take_notice();
    void set_locale(Locale locale) { locale_ = locale; }
    Locale locale() const { return locale_; }
    // Called after anything that a view shows may have changed.
    std::function<void()> changed = [] {};

private:
    void enter(std::string_view session_answer);
    void leave(std::string_view problem);
    void load_snapshot();
    void take_snapshot(std::string_view text);
    void send(const Pending& pending);
    void take_answer(const std::string& id, int status, std::string_view body);
    void keep_state_soon();
    void keep_state();
    void keep_outbox();
    void restore(std::string_view kept_state);
    void restore_outbox(std::string_view kept_outbox);
    void notify(std::string text, bool bad);
    void schedule_retry();

    Door door_ = Door::starting;
    Link link_ = Link::connecting;
    Account account_;
    Replica replica_;
    Instant kept_at_;
    std::string_view sign_in_problem_;
    std::map<std::uint32_t, Person> people_;  // by order line
    std::map<std::uint32_t, bool> wanted_;    // lines to ask for; true: asked already
    std::vector<std::string> in_flight_;      // command ids
    std::vector<Notice> notices_;
    Locale locale_ = Locale::zh_cn;
    int failures_ = 0;  // in a row, for the backoff
    bool retry_scheduled_ = false;
    bool keep_scheduled_ = false;
};

// The one client of this page.
Client& client();

}  // namespace starfish
