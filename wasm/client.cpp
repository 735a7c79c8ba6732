#include "wasm/client.hpp"

#include "core/base/json/write.hpp"
#include "core/engine/snapshot.hpp"
#include "core/subjects/handout/queries.hpp"
#include "wasm/fetch/members.hpp"

#include <algorithm>
#include <utility>

namespace starfish {
namespace {

constexpr std::string_view state_name = "state";
constexpr std::string_view sign_out_name = "unsent/sign-out";
constexpr int backoff_max_ms = 30'000;
constexpr int save_delay_ms = 1'000;
// A refusal that comes later than this is shown together with the time of its command.
constexpr std::int64_t soon_ms = 30 * second_ms;

Actor actor_of(std::string_view role, std::int64_t leader, std::int64_t verifier) {
    if (role == "leader") return {Role::leader, leader};
    if (role == "verifier") return {Role::verifier, verifier};
    return {role == "trainer" ? Role::trainer : Role::supplier, 0};
}

// The slip of a HandOver command; nullptr for other commands.
const handout::Slip* slip_handed_over(const State& state, const Command& command) {
    const auto* const of_handout = std::get_if<handout::Command>(&command);
    const auto* const over = of_handout ? std::get_if<handout::HandOver>(of_handout) : nullptr;
    return over ? state.handout.slips.find(over->slip) : nullptr;
}

// Names the order of a refused hand-over: the desk already serves the next consumer by then.
std::string order_prefix(Locale locale, const State& state, const handout::Slip& slip) {
    const std::int32_t number = state.handout.deliveries.at(slip.deliveries.front()).join_number;
    return say(locale, "desk.concerning", {{"number", number}});
}

Seq last_visible_seq(const boost::json::object& answer) {
    const auto* const list = answer.if_contains("events");
    const auto* const events = list ? list->if_array() : nullptr;
    const auto* const last = events && !events->empty() ? events->back().if_object() : nullptr;
    return last ? number_at(*last, "seq") : 0;
}

}  // namespace

Client& client() {
    static Client the_client;
    return the_client;
}

// Sends a request of the signed-in account. A 401 ends the visit.
void Client::request(std::string_view method, std::string_view path, std::string_view body,
                     Handler then) {
    outside::request(method, with_login(path), body, for_this_visit(std::move(then)));
}

void Client::send_file(std::string_view path, std::string_view type, Handler then) {
    outside::send_file(with_login(path), type, for_this_visit(std::move(then)));
}

// Drops the answer if another visit has begun since the request.
outside::Answer Client::for_this_visit(Handler then) {
    return [this, visit = visit_, then = std::move(then)](int status, const std::string& answer) {
        if (visit != visit_) return;
        if (status == 401) return session_over();
        then(status, answer);
    };
}

// Logins are letters, digits, '.', '_' and '-'.
std::string Client::with_login(std::string_view path) const {
    const char joint = path.find('?') == std::string_view::npos ? '?' : '&';
    return std::string(path) + joint + "as=" + account_.login;
}

void Client::start(const outside::StoredTexts& stored) {
    outbox_.take(stored);
    refused_.take(stored);
    if (stored.contains(sign_out_name)) {
        sign_out_unsent_ = true;
        leave("");
        return end_session();
    }
    const auto state = stored.find(state_name);
    if (state != stored.end()) restore(state->second);
    if (session_status_ == SessionStatus::ready) put_back();
    ask_session();
}

void Client::ask_session() {
    outside::request("GET", "/api/session", {},
                     [this, visit = visit_](int status, const std::string& body) {
                         // Ignore this answer if a sign-in has started since.
                         if (visit != visit_ || session_status_ == SessionStatus::signing_in)
                             return;
                         if (status == 200 && enter(body)) return;
                         if (status == 401) return session_over();
                         link_ = Link::offline;
                         if (session_status_ == SessionStatus::starting) {
                             session_status_ = SessionStatus::signed_out;
                             sign_in_problem_ = "app.network_failed";
                         }
                         schedule_retry();
                         changed();
                     });
}

void Client::sign_in(std::string_view login, std::string_view password) {
    std::string body = R"({"login":)";
    json::write(body, login);
    body += R"(,"password":)";
    json::write(body, password);
    body += '}';
    session_status_ = SessionStatus::signing_in;
    sign_in_problem_ = "";
    // Send the sign-in after the sign-out's answer, because that answer deletes the cookie.
    if (sign_out_unsent_)
        end_session([this, body] { post_session(body); });
    else
        post_session(body);
    changed();
}

void Client::post_session(const std::string& body) {
    outside::request("POST", "/api/session", body, [this](int status, const std::string& answer) {
        if (status == 200) {
            // The new session has replaced the one that the sign-out was for.
            sign_out_unsent_ = false;
            outside::store(sign_out_name, {});
            if (enter(answer)) return;
        }
        session_status_ = SessionStatus::signed_out;
        sign_in_problem_ = status == 401   ? "app.wrong_password"
                           : status == 429 ? "app.throttled"
                           : status == 0   ? "app.network_failed"
                                           : "app.server_failed";
        changed();
    });
}

void Client::sign_out() {
    outbox_.forget_all_of(account_.login);
    refused_.forget_all_of(account_.login);
    sign_out_unsent_ = true;
    outside::store(sign_out_name, "1");
    leave("");
    end_session();
}

// Sends the sign-out; `then` runs whatever the answer is.
void Client::end_session(std::function<void()> then) {
    if (then) after_sign_out_ = std::move(then);
    if (std::exchange(signing_out_, true)) return;
    outside::request("DELETE", "/api/session", {}, [this](int status, const std::string&) {
        signing_out_ = false;
        if (status == 204 || status == 401) {
            sign_out_unsent_ = false;
            failures_ = 0;
            outside::store(sign_out_name, {});
        } else {
            schedule_retry();
        }
        if (const auto next = std::exchange(after_sign_out_, nullptr)) next();
    });
}

// Starts a visit; false if `session_answer` is not an answer of our server.
bool Client::enter(std::string_view session_answer) {
    json::Document document;
    const auto* const session = object_of(document.parse(session_answer));
    if (!session || text_at(*session, "login").empty()) return false;
    const Account account{text_at(*session, "login"), text_at(*session, "name"),
                          actor_of(text_at(*session, "role"), number_at(*session, "leader"),
                                   number_at(*session, "verifier"))};
    const auto* const takes = session->if_contains("takes_payments");
    takes_payments_ = takes && takes->is_bool() && takes->get_bool();
    const bool same = session_status_ == SessionStatus::ready && account.login == account_.login;
    account_ = account;
    if (!same) {
        ++visit_;
        replica_ = {};
        people_.clear();
        session_status_ = SessionStatus::loading;
    }
    failures_ = 0;
    load_snapshot();
    changed();
    return true;
}

// Ends the visit. Erases the state; unsent commands stay with the login that gave them.
void Client::leave(std::string_view problem) {
    ++visit_;
    outside::close_feed();
    outside::store(state_name, {});
    replica_ = {};
    account_ = {};
    people_.clear();
    session_status_ = SessionStatus::signed_out;
    link_ = Link::connecting;
    sign_in_problem_ = problem;
    changed();
}

void Client::session_over() {
    if (outbox_.count() > 0) return leave("app.session_ended_unsent");
    leave(session_status_ == SessionStatus::starting ? "" : "app.session_ended");
}

std::size_t Client::unsent() const {
    return account_.login.empty() ? outbox_.count() : outbox_.count_of(account_.login);
}

void Client::load_snapshot() {
    get("/api/snapshot", [this](int status, const std::string& body) {
        if (status == 200) return take_snapshot(body);
        link_ = Link::offline;
        schedule_retry();
        changed();
    });
}

void Client::take_snapshot(std::string_view text) {
    json::Document document;
    const auto* const answer = object_of(document.parse(text));
    const auto* const snapshot = answer ? answer->if_contains("state") : nullptr;
    auto state = snapshot ? read_snapshot(*snapshot) : std::nullopt;
    if (!state) {
        notify(say(locale_, "app.server_failed"), true);
        return schedule_retry();
    }
    const Scope scope = scope_of(account_.actor, *state);
    replica_ = Replica(std::move(*state), number_at(*answer, "seq"), scope);
    people_.ask_again();
    put_back();
    session_status_ = SessionStatus::ready;
    saved_at_ = outside::now();
    save_state();
    outside::open_feed(with_login("/api/events?after=" + std::to_string(replica_.seq())));
    send_all();
    outside::read_stored(unsent_prefix, [this, visit = visit_](const outside::StoredTexts& stored) {
        if (visit == visit_) take_stored(stored);
    });
    changed();
}

// Takes over commands that other tabs have stored; those tabs may be closed.
void Client::take_stored(const outside::StoredTexts& stored) {
    outbox_.take(stored);
    put_back();
    send_all();
    changed();
}

// Adds the unanswered commands to the new state.
void Client::put_back() {
    const std::vector<PendingCommand> own = outbox_.of(account_.login);
    for (const PendingCommand& pending : own) {
        if (std::ranges::count(replica_.pending(), pending.id, &PendingCommand::id) > 0) continue;
        replica_.put_back(pending, account_.actor);
    }
    if (own.size() < unsent() && !std::exchange(unreadable_shown_, true))
        notify(say(locale_, "app.unsent_unreadable"), true);
}

void Client::feed_event(Seq seq, std::string_view text) {
    json::Document document;
    const auto* const event = object_of(document.parse(text));
    const auto* const data = event ? event->if_contains("data") : nullptr;
    if (!data || !replica_.receive(seq, text_at(*event, "type"),
                                   static_cast<int>(number_at(*event, "version")), *data,
                                   text_at(*event, "command")))
        return feed_reset();
    save_state_soon();
    changed();
}

void Client::feed_reset() {
    outside::close_feed();
    load_snapshot();
}

void Client::feed_state(bool live) {
    link_ = live ? Link::live : Link::offline;
    if (live) {
        failures_ = 0;
        people_.ask_again();
        send_all();
    } else {
        schedule_retry();
    }
    changed();
}

std::optional<Refusal> Client::submit(Command command) {
    PendingCommand pending{outside::new_command_id(), std::move(command), outside::now(), 0};
    if (auto refusal = replica_.propose(pending, account_.actor)) return refusal;
    add(pending);
    return std::nullopt;
}

std::optional<Refusal> Client::refusal_of(const Command& command) const {
    return replica_.refusal_of(command, {account_.actor, outside::now(), "as-one-types"});
}

void Client::submit_unchecked(Command command) {
    PendingCommand pending{outside::new_command_id(), std::move(command), outside::now(), 0};
    replica_.put_back(pending, account_.actor);
    add(pending);
}

void Client::add(const PendingCommand& pending) {
    outbox_.add(account_.login, pending);
    send(pending);
    changed();
}

void Client::send_all() {
    // A copy: an answer may arrive inside send().
    const std::vector<PendingCommand> pending = replica_.pending();
    for (const PendingCommand& p : pending) send(p);
}

void Client::send(const PendingCommand& pending) {
    if (pending.answered_seq != 0 || std::ranges::count(in_flight_, pending.id) > 0) return;
    in_flight_.push_back(pending.id);
    outside::request("POST", with_login("/api/commands"), envelope(pending),
                     [this, id = pending.id, visit = visit_](int status, const std::string& body) {
                         take_answer(id, visit, status, body);
                     });
}

// Takes the answer in any visit, except that a 401 ends only the visit that sent the command.
void Client::take_answer(const std::string& id, std::uint32_t visit, int status,
                         std::string_view body) {
    std::erase(in_flight_, id);
    if (status == 401) {
        if (visit == visit_) session_over();
        return;
    }
    json::Document document;
    const auto* const answer = object_of(document.parse(body));
    const auto* const error = answer ? object_of(answer->if_contains("error")) : nullptr;
    const bool too_soon = status == 408 || status == 429;
    if (status == 200 && answer && answer->if_contains("seq")) {
        outbox_.forget(id);
        // The answer lists only the events in the account's scope; the feed ends with the last.
        if (const Seq last = last_visible_seq(*answer))
            replica_.mark_answered(id, last);
        else
            replica_.withdraw(id);
    } else if (error && status >= 400 && status < 500 && !too_soon) {
        take_refusal(id, text_at(*error, "message"));
    } else {
        if (status == 0) link_ = Link::offline;
        schedule_retry();
    }
    changed();
}

void Client::take_refusal(const std::string& id, std::string message) {
    const auto pending = std::ranges::find(replica_.pending(), id, &PendingCommand::id);
    if (pending != replica_.pending().end()) {
        if (const auto* const slip = slip_handed_over(state(), pending->command)) {
            message = order_prefix(locale_, state(), *slip) + message;
            refused_.add({.id = id,
                          .login = account_.login,
                          .handout = slip->handout,
                          .at = pending->at,
                          .text = message});
        }
        if (outside::now().ms - pending->at.ms > soon_ms)
            message = say(locale_, "app.refused_later", {{"at_ms", pending->at.ms}}) + message;
    }
    outbox_.forget(id);
    replica_.withdraw(id);
    notify(std::move(message), true);
}

void Client::schedule_retry() {
    if (std::exchange(retry_scheduled_, true)) return;
    const int wait = std::min(backoff_max_ms, 1000 << std::min(failures_, 5));
    ++failures_;
    outside::after(wait, [this] { retry(); });
}

void Client::retry() {
    retry_scheduled_ = false;
    if (sign_out_unsent_ && session_status_ == SessionStatus::signed_out) return end_session();
    if (session_status_ == SessionStatus::signed_out ||
        session_status_ == SessionStatus::signing_in)
        return;
    people_.ask_again();
    if (link_ == Link::live) {
        send_all();
        return changed();
    }
    outside::read_stored(sign_out_name, [this, visit = visit_](const outside::StoredTexts& stored) {
        if (visit != visit_) return;
        if (stored.empty()) return ask_session();
        // A sign-out in another tab is a sign-out in this tab.
        sign_out_unsent_ = true;
        session_over();
        end_session();
    });
}

void Client::notify(std::string text, bool bad) {
    notifications_.push_back({std::move(text), bad});
    changed();
}

std::optional<Notification> Client::take_notification() {
    if (notifications_.empty()) return std::nullopt;
    Notification notification = std::move(notifications_.front());
    notifications_.erase(notifications_.begin());
    return notification;
}

const std::string* Client::claim_words(const handout::Claim& claim) {
    return people_.claim_words(handout::line_of(claim.delivery).value, claim.id.value);
}

const Person* Client::person(Id<groupbuy::OrderLine> line) {
    return people_.find(line.value);
}

void Client::ask_for_people() {
    if (link_ == Link::offline) return;
    const std::vector<std::uint32_t> lines = people_.take_next();
    if (lines.empty()) return;
    std::string path = "/api/profiles?ids=";
    for (const std::uint32_t line : lines)
        path += (path.ends_with('=') ? "" : ",") + std::to_string(line);
    get(path, [this, lines](int status, const std::string& body) {
        if (status != 200 || !people_.read_answer(body)) {
            people_.mark_failed(lines);
            schedule_retry();
        }
        changed();
    });
}

// Saves a burst of joins once.
void Client::save_state_soon() {
    saved_at_ = outside::now();
    if (std::exchange(save_scheduled_, true)) return;
    outside::after(save_delay_ms, [this] {
        save_scheduled_ = false;
        if (session_status_ == SessionStatus::ready) save_state();
    });
}

void Client::save_state() {
    outside::store(state_name, text_of(account_, saved_at_, replica_));
}

void Client::restore(std::string_view saved_state) {
    auto saved = read_saved_state(saved_state);
    if (!saved) return;
    account_ = std::move(saved->account);
    saved_at_ = saved->at;
    replica_ = std::move(saved->replica);
    session_status_ = SessionStatus::ready;
}

}  // namespace starfish
