// One signed-in browser: session, replica, live feed and outbox. The views draw what it shows and
// ask it for things; it does the rest, and says with `changed` when there is something new to draw.
//
//   start ─▶ signed_out ─sign_in─▶ loading ─snapshot─▶ ready
//     └─────── session still good ──▶┘        offline with a kept state ──▶ ready
//
// Nothing a leader did goes without a word. What is kept for that, and until when:
//
//   state             what she saw last, for a visit without a network; no names. Until she signs
//                     out, her session has ended, or somebody else signs in.
//   unsent/ID         a command the server has not answered, with the login that gave it. Until the
//                     server has said yes or no to that ID, or she signs out and gives it up, which
//                     the view asks first.
//   refused/ID        a hand-over that was refused (wasm/sync/refused.hpp). Until she says that she
//   has
//                     looked at it, or signs out.
//   unsent/sign-out   she signed out and the server has not heard. Until it has.
//
// A kept command is always put to the server, also when the rules here say no by now: its answer to
// the same ID is the same, so one that it has carried out already is not taken for a refusal. Only
// its no is final, and is said; no answer, or a stranger's (a hotel's sign-in page), is neither.
//
// 401: the session has ended and she did not say so. The state goes, her commands stay; the sign-in
// page says how many. When the same login is back they are sent. Another's wait for their own.
//
// Sign-out counts at once, with or without a network: the state and her commands are erased, and
// until the server has heard, every start and retry says DELETE before it asks anything else.
//
// Two tabs share one cookie and one store. Each writes only its own commands and takes in the
// other's when it loads a snapshot; sent by both, an ID counts once. Every request says as whom
// (`as=LOGIN`), and gets 401 when the cookie is somebody else's by now: so no tab acts for another.
#pragma once

#include "core/words/words.hpp"
#include "wasm/fetch/people.hpp"
#include "wasm/outside/outside.hpp"
#include "wasm/sync/kept_state.hpp"
#include "wasm/sync/outbox.hpp"
#include "wasm/sync/refused.hpp"
#include "wasm/sync/replica.hpp"

#include <cstdint>
#include <functional>
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

class Client {
public:
    // A server's answer; status 0 when none came.
    using Handler = std::function<void(int status, const std::string& answer)>;

    // `kept` is all that outside::keep has kept.
    void start(const outside::Kept& kept);

    void sign_in(std::string_view login, std::string_view password);
    // Gives up what is unsent: ask first if there is any.
    void sign_out();
    // Previews, keeps in the outbox and sends. A refusal by the preview is returned, not sent.
    std::optional<Refusal> submit(Command command);
    // What submit would refuse it for, here and now: as one types.
    std::optional<Refusal> refusal_of(const Command& command) const;
    // As submit, for what this browser holds too little of to say what it comes to: only the server
    // decides.
    void submit_unseen(Command command);
    // Asks the server as who is signed in. `then` is not called once she has left.
    void get(std::string_view path, Handler then) { request("GET", path, {}, std::move(then)); }
    void post(std::string_view path, std::string_view body, Handler then) {
        request("POST", path, body, std::move(then));
    }
    // POSTs the file that was chosen last (outside::choose_file).
    void send_file(std::string_view path, std::string_view type, Handler then);
    // Asks again for what failed; safe to call at any time.
    void retry();

    // From JavaScript: the feed's messages and state.
    void feed_event(Seq seq, std::string_view text);
    void feed_reset();
    void feed_state(bool live);

    Door door() const { return door_; }
    Link link() const { return link_; }
    const Account& account() const { return account_; }
    bool is_leader() const { return account_.actor.role == Role::leader; }
    bool is_supplier() const { return account_.actor.role == Role::supplier; }
    // Of a signed-in leader.
    Id<community::Leader> own_leader() const {
        return {static_cast<std::uint32_t>(account_.actor.id)};
    }
    // The platform has a payment provider; false until the server has said so.
    bool takes_payments() const { return takes_payments_; }
    const Replica& replica() const { return replica_; }
    const State& state() const { return replica_.shown(); }
    Instant kept_at() const { return kept_at_; }
    // Why the sign-in form is shown or the last sign-in failed: a key of assets/i18n, or "".
    std::string_view sign_in_problem() const { return sign_in_problem_; }
    // Commands without an answer: this login's, or while nobody is signed in all that are kept.
    std::size_t unsent() const;

    // The person of an order line if known; asks for it otherwise.
    const Person* person(Id<groupbuy::OrderLine> line);
    // What she said in the claim, likewise.
    const std::string* claim_words(const handout::Claim& claim);
    // Sends what `person` asked for since the last call; once a frame.
    void ask_for_people();

    std::optional<Notice> take_notice();
    // Hand-overs of hers that the server refused and she has not looked at, the oldest first.
    std::vector<RefusedHandOver> refused() const { return refused_.of(account_.login); }
    // She has looked at it. `id` is the command's.
    void dismiss_refused(std::string_view id) { refused_.forget(id); }
    void set_locale(Locale locale) { locale_ = locale; }
    Locale locale() const { return locale_; }
    // Called after anything that a view shows may have changed.
    std::function<void()> changed = [] {};

private:
    void request(std::string_view method, std::string_view path, std::string_view body,
                 Handler then);
    outside::Answer to_me(Handler then);
    void add(const Pending& pending);
    std::string as_me(std::string_view path) const;
    void ask_session();
    bool enter(std::string_view session_answer);
    void leave(std::string_view problem);
    void session_over();
    void post_session(const std::string& body);
    void end_session(std::function<void()> then = nullptr);
    void load_snapshot();
    void take_snapshot(std::string_view text);
    void take_kept(const outside::Kept& kept);
    void put_back();
    void send(const Pending& pending);
    void send_all();
    void take_answer(const std::string& id, std::uint32_t visit, int status, std::string_view body);
    void take_refusal(const std::string& id, std::string message);
    void keep_state_soon();
    void keep_state();
    void restore(std::string_view kept_state);
    void notify(std::string text, bool bad);
    void schedule_retry();

    Door door_ = Door::starting;
    Link link_ = Link::connecting;
    Account account_;
    bool takes_payments_ = false;
    Replica replica_;
    Instant kept_at_;
    std::string_view sign_in_problem_;
    Outbox outbox_;
    RefusedHandOvers refused_;
    People people_;
    std::vector<std::string> in_flight_;  // command ids
    std::vector<Notice> notices_;
    Locale locale_ = Locale::zh_cn;
    std::uint32_t visit_ = 0;  // counts who is in: an answer to an earlier visit is not this one's
    std::function<void()> after_sign_out_;
    bool sign_out_unsent_ = false;
    bool signing_out_ = false;
    bool unreadable_said_ = false;
    int failures_ = 0;  // in a row, for the backoff
    bool retry_scheduled_ = false;
    bool keep_scheduled_ = false;
};

// The one client of this page.
Client& client();

}  // namespace starfish
