// The dashboard's session with the server: sign-in, state replica, live feed and outbox. The
// screens draw `state()` and submit commands; `changed` is called when there is something new to
// draw.
//
//   start ─▶ signed_out ─sign_in─▶ loading ─snapshot─▶ ready
//     └────── session still valid ─▶┘        offline with a saved state ──▶ ready
//
// No action of the person is lost silently. What the browser stores for that, and until when:
//
//   state             the last state, for a visit without a network; contains no names. Until
//                     sign-out, the end of the session, or a sign-in with another login.
//   unsent/ID         a command that the server has not answered, with the login that gave it.
//                     Until the server accepts or refuses that ID, or the person signs out and
//                     gives the command up; the screen asks for consent first.
//   refused/ID        a hand-over that the server refused (wasm/sync/refused_hand_overs.hpp). Until
//                     the person dismisses it or signs out.
//   unsent/sign-out   a sign-out that the server has not received. Until the server receives it.
//
// A stored command is always sent to the server, even if the rules here refuse it by now. The
// server gives the same answer to the same ID, so a command that was already carried out is not
// mistaken for a refused one. Only the server's refusal is final, and it is shown. No answer, or an
// answer from another site (a hotel's sign-in page), is neither acceptance nor refusal.
//
// 401: the session has ended without a sign-out. The state is erased and the commands stay; the
// sign-in page says how many. They are sent when the same login returns. Commands of another login
// wait for that login.
//
// A sign-out takes effect at once, with or without a network: the state and the commands are
// erased. Until the server receives the sign-out, every start and retry sends DELETE first.
//
// Two tabs share one cookie and one store. Each tab writes only its own commands, and loads those
// of the other tab with each snapshot; an ID that both tabs send counts once. Every request names
// its login (`as=LOGIN`) and gets 401 when the cookie belongs to another login, so no tab acts for
// another person.
#pragma once

#include "core/words/words.hpp"
#include "wasm/fetch/people.hpp"
#include "wasm/outside/outside.hpp"
#include "wasm/sync/outbox.hpp"
#include "wasm/sync/refused_hand_overs.hpp"
#include "wasm/sync/replica.hpp"
#include "wasm/sync/saved_state.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

enum class SessionStatus : std::uint8_t { starting, signed_out, signing_in, loading, ready };

enum class Link : std::uint8_t { connecting, live, offline };

// A message to the person, in the language of the page.
struct Notification {
    std::string text;
    bool bad{};
};

class Client {
public:
    // The server's answer; status 0 when there was no answer.
    using Handler = std::function<void(int status, const std::string& answer)>;

    // `stored` is everything that outside::store has stored.
    void start(const outside::StoredTexts& stored);

    void sign_in(std::string_view login, std::string_view password);
    // Erases the unsent commands: ask the person first if there are any.
    void sign_out();
    // Previews the command, stores it in the outbox and sends it. If the preview refuses the
    // command, returns the refusal and sends nothing.
    std::optional<Refusal> submit(Command command);
    // The refusal that submit would return now; for checks while the person types.
    std::optional<Refusal> refusal_of(const Command& command) const;
    // Submits without a preview check: for commands on state that this browser does not have. Only
    // the server decides.
    void submit_unchecked(Command command);
    // Requests of the signed-in account. `then` is not called after the account signs out.
    void get(std::string_view path, Handler then) { request("GET", path, {}, std::move(then)); }
    void post(std::string_view path, std::string_view body, Handler then) {
        request("POST", path, body, std::move(then));
    }
    // POSTs the last chosen file (outside::choose_file).
    void send_file(std::string_view path, std::string_view type, Handler then);
    // Repeats failed requests; safe to call at any time.
    void retry();

    // Called by JavaScript: the feed's messages and state.
    void feed_event(Seq seq, std::string_view text);
    void feed_reset();
    void feed_state(bool live);

    SessionStatus session_status() const { return session_status_; }
    Link link() const { return link_; }
    const Account& account() const { return account_; }
    bool is_leader() const { return account_.actor.role == Role::leader; }
    bool is_supplier() const { return account_.actor.role == Role::supplier; }
    // Requires a signed-in leader.
    Id<community::Leader> own_leader() const {
        return {static_cast<std::uint32_t>(account_.actor.id)};
    }
    // True if the platform has a payment provider; false before the server's answer.
    bool takes_payments() const { return takes_payments_; }
    const Replica& replica() const { return replica_; }
    const State& state() const { return replica_.shown(); }
    Instant saved_at() const { return saved_at_; }
    // The key in assets/i18n that says why the sign-in form is shown or why the last sign-in
    // failed; "" if neither.
    std::string_view sign_in_problem() const { return sign_in_problem_; }
    // The number of commands without an answer: of the signed-in login, or of all logins while
    // nobody is signed in.
    std::size_t unsent() const;

    // The consumer of an order line; nullptr, and a request, if not known yet.
    const Person* person(Id<groupbuy::OrderLine> line);
    // The consumer's text of a claim; nullptr, and a request, if not known yet.
    const std::string* claim_words(const handout::Claim& claim);
    // Sends the requests of `person` and `claim_words` since the last call. Call once a frame.
    void ask_for_people();

    std::optional<Notification> take_notification();
    // Hand-overs of this login that the server refused and nobody has dismissed, oldest first.
    std::vector<RefusedHandOver> refused() const { return refused_.of(account_.login); }
    // `id` is the command's id.
    void dismiss_refused(std::string_view id) { refused_.forget(id); }
    void set_locale(Locale locale) { locale_ = locale; }
    Locale locale() const { return locale_; }
    // Called after any change to what a screen shows.
    std::function<void()> changed = [] {};

private:
    void request(std::string_view method, std::string_view path, std::string_view body,
                 Handler then);
    outside::Answer for_this_visit(Handler then);
    void add(const PendingCommand& pending);
    std::string with_login(std::string_view path) const;
    void ask_session();
    bool enter(std::string_view session_answer);
    void leave(std::string_view problem);
    void session_over();
    void post_session(const std::string& body);
    void end_session(std::function<void()> then = nullptr);
    void load_snapshot();
    void take_snapshot(std::string_view text);
    void take_stored(const outside::StoredTexts& stored);
    void put_back();
    void send(const PendingCommand& pending);
    void send_all();
    void take_answer(const std::string& id, std::uint32_t visit, int status, std::string_view body);
    void take_refusal(const std::string& id, std::string message);
    void save_state_soon();
    void save_state();
    void restore(std::string_view saved_state);
    void notify(std::string text, bool bad);
    void schedule_retry();

    SessionStatus session_status_ = SessionStatus::starting;
    Link link_ = Link::connecting;
    Account account_;
    bool takes_payments_ = false;
    Replica replica_;
    Instant saved_at_;
    std::string_view sign_in_problem_;
    Outbox outbox_;
    RefusedHandOvers refused_;
    People people_;
    std::vector<std::string> in_flight_;  // command ids
    std::vector<Notification> notifications_;
    Locale locale_ = Locale::zh_cn;
    std::uint32_t visit_ = 0;  // of the current sign-in; answers to earlier visits are dropped
    std::function<void()> after_sign_out_;
    bool sign_out_unsent_ = false;
    bool signing_out_ = false;
    bool unreadable_shown_ = false;
    int failures_ = 0;  // consecutive, for the backoff
    bool retry_scheduled_ = false;
    bool save_scheduled_ = false;
};

// The single client of this page.
Client& client();

}  // namespace starfish
