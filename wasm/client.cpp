#include "wasm/client.hpp"

#include "core/base/json/write.hpp"
#include "core/engine/snapshot.hpp"
#include "wasm/outside.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace starfish {
namespace {

constexpr std::string_view state_name = "state";
constexpr std::string_view outbox_name = "outbox";
constexpr int backoff_max_ms = 30'000;
constexpr int keep_delay_ms = 1'000;
constexpr std::size_t people_per_request = 500;

std::string envelope(const Pending& pending) {
    std::string out = R"({"id":)";
    json::write(out, pending.id);
    out += R"(,"type":)";
    json::write(out, type_of(pending.command));
    out += R"(,"data":)" + body_of(pending.command) + "}";
    return out;
}

std::string text_at(const boost::json::object& object, std::string_view name) {
    const auto* const value = object.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::int64_t number_at(const boost::json::object& object, std::string_view name) {
    const auto* const value = object.if_contains(name);
    return value && value->is_int64() ? value->get_int64() : 0;
}

// The actor that an account's role acts as.
Actor actor_of(std::string_view role, std::int64_t leader) {
    if (role == "leader") return {Role::leader, leader};
    return {role == "trainer" ? Role::trainer : Role::supplier, 0};
}

Scope scope_of(Actor actor) {
    return actor.role == Role::leader ? for_leader(static_cast<std::uint32_t>(actor.id))
                                      : for_staff;
}

const boost::json::object* object_of(const boost::json::value* value) {
    return value && value->is_object() ? &value->get_object() : nullptr;
}

}  // namespace

Client& client() {
    static Client the_client;
    return the_client;
}

void Client::start(std::string_view kept_state, std::string_view kept_outbox) {
    restore(kept_state);
    if (door_ == Door::ready) restore_outbox(kept_outbox);
    outside::request("GET", "/api/session", {}, [this](int status, const std::string& body) {
        // Who signs in before the answer is there has the word.
        if (door_ == Door::signing_in) return;
        if (status == 200) return enter(body);
        if (status == 401) return leave("");
        link_ = Link::offline;
        if (door_ == Door::starting) {
            door_ = Door::signed_out;
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
    door_ = Door::signing_in;
    sign_in_problem_ = "";
    outside::request("POST", "/api/session", body, [this](int status, const std::string& answer) {
        if (status == 200) return enter(answer);
        door_ = Door::signed_out;
        sign_in_problem_ = status == 401   ? "app.wrong_password"
                           : status == 429 ? "app.throttled"
                           : status == 0   ? "app.network_failed"
                                           : "app.server_failed";
        changed();
    });
    changed();
}

void Client::sign_out() {
    outside::request("DELETE", "/api/session", {}, [](int, const std::string&) {});
    leave("");
}

void Client::enter(std::string_view session_answer) {
    json::Document document;
    const auto* const session = object_of(document.parse(session_answer));
    if (!session) return leave("app.server_failed");
    const Account account{text_at(*session, "login"), text_at(*session, "name"),
                          actor_of(text_at(*session, "role"), number_at(*session, "leader"))};
    const bool same = door_ == Door::ready && account.login == account_.login;
    account_ = account;
    if (!same) {
        replica_ = {};
        people_.clear();
        door_ = Door::loading;
    }
    failures_ = 0;
    load_snapshot();
    changed();
}

// What was kept goes with the person it belonged to.
void Client::leave(std::string_view problem) {
    outside::close_feed();
    outside::keep(state_name, {});
    outside::keep(outbox_name, {});
    replica_ = {};
    account_ = {};
    people_.clear();
    wanted_.clear();
    in_flight_.clear();
    door_ = Door::signed_out;
    link_ = Link::connecting;
    sign_in_problem_ = problem;
    changed();
}

void Client::load_snapshot() {
    outside::request("GET", "/api/snapshot", {}, [this](int status, const std::string& body) {
        if (status == 200) return take_snapshot(body);
        if (status == 401) return leave("");
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
    const std::vector<Pending> pending = replica_.pending();
    replica_ = Replica(std::move(*state), number_at(*answer, "seq"), scope_of(account_.actor));
    for (const Pending& p : pending)
        if (p.answered == 0) (void)replica_.propose(p, account_.actor);
    door_ = Door::ready;
    kept_at_ = outside::now();
    keep_state();
    outside::open_feed(replica_.seq());
    for (const Pending& p : replica_.pending()) send(p);
    changed();
}

void Client::feed_event(Seq seq, std::string_view text) {
    json::Document document;
    const auto* const event = object_of(document.parse(text));
    const auto* const data = event ? event->if_contains("data") : nullptr;
    if (!data || !replica_.receive(seq, text_at(*event, "type"),
                                   static_cast<int>(number_at(*event, "version")),
                                   boost::json::serialize(*data)))
        return feed_reset();
    keep_state_soon();
    keep_outbox();
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
        for (const Pending& p : replica_.pending()) send(p);
    } else {
        schedule_retry();
    }
    changed();
}

std::optional<Refusal> Client::submit(Command command) {
    Pending pending{outside::new_command_id(), std::move(command), outside::now(), 0};
    if (auto refusal = replica_.propose(pending, account_.actor)) return refusal;
    keep_outbox();
    send(pending);
    changed();
    return std::nullopt;
}

void Client::send(const Pending& pending) {
    if (pending.answered != 0 || std::ranges::count(in_flight_, pending.id) > 0) return;
    in_flight_.push_back(pending.id);
    outside::request("POST", "/api/commands", envelope(pending),
                     [this, id = pending.id](int status, const std::string& body) {
                         take_answer(id, status, body);
                     });
}

void Client::take_answer(const std::string& id, int status, std::string_view body) {
    std::erase(in_flight_, id);
    json::Document document;
    const auto* const answer = object_of(document.parse(body));
    const bool refused = status >= 400 && status < 500 && status != 401 && status != 429;
    if (status == 401) return leave("");
    if (status == 200 && answer) {
        replica_.answered(id, number_at(*answer, "seq"));
    } else if (refused) {
        replica_.withdraw(id);
        const auto* const error = answer ? object_of(answer->if_contains("error")) : nullptr;
        notify(error ? text_at(*error, "message") : say(locale_, "app.server_failed"), true);
    } else {
        if (status == 0) link_ = Link::offline;
        schedule_retry();
    }
    keep_outbox();
    changed();
}

void Client::schedule_retry() {
    if (std::exchange(retry_scheduled_, true)) return;
    const int wait = std::min(backoff_max_ms, 1000 << std::min(failures_, 5));
    ++failures_;
    outside::after(wait, [this] { retry(); });
}

void Client::retry() {
    retry_scheduled_ = false;
    if (door_ == Door::signed_out || door_ == Door::signing_in) return;
    if (link_ == Link::live) {
        for (const Pending& p : replica_.pending()) send(p);
        return;
    }
    outside::request("GET", "/api/session", {}, [this](int status, const std::string& body) {
        if (status == 200) return enter(body);
        if (status == 401) return leave("");
        schedule_retry();
        changed();
    });
}

void Client::notify(std::string text, bool bad) {
    notices_.push_back({std::move(text), bad});
    changed();
}

std::optional<Notice> Client::take_notice() {
    if (notices_.empty()) return std::nullopt;
    Notice notice = std::move(notices_.front());
    notices_.erase(notices_.begin());
    return notice;
}

const Person* Client::person(Id<groupbuy::OrderLine> line) {
    const auto found = people_.find(line.value);
    if (found != people_.end()) return &found->second;
    wanted_.try_emplace(line.value, false);
    return nullptr;
}

void Client::ask_for_people() {
    std::string ids;
    std::size_t count = 0;
    for (auto& [line, asked] : wanted_) {
        if (asked || count == people_per_request) continue;
        asked = true;
        if (count++ > 0) ids += ',';
        ids += std::to_string(line);
    }
    if (ids.empty() || link_ == Link::offline) return;
    outside::request(
        "GET", "/api/profiles?ids=" + ids, {}, [this](int status, const std::string& body) {
            if (status != 200) return;
            json::Document document;
            const auto* const list = document.parse(body);
            if (!list || !list->is_array()) return;
            for (const auto& item : list->get_array()) {
                const auto* const person = object_of(&item);
                if (!person) continue;
                const auto line = static_cast<std::uint32_t>(number_at(*person, "line"));
                people_[line] = {text_at(*person, "name"), text_at(*person, "phone"),
                                 text_at(*person, "note")};
                wanted_.erase(line);
            }
            changed();
        });
}

// A burst of joins is kept once.
void Client::keep_state_soon() {
    kept_at_ = outside::now();
    if (std::exchange(keep_scheduled_, true)) return;
    outside::after(keep_delay_ms, [this] {
        keep_scheduled_ = false;
        if (door_ == Door::ready) keep_state();
    });
}

// What a later visit without a network shows. No names: those are not kept beyond the page.
void Client::keep_state() {
    std::string text = R"({"login":)";
    json::write(text, account_.login);
    text += R"(,"name":)";
    json::write(text, account_.name);
    text += R"(,"actor":)";
    json::write(text, to_string(account_.actor));
    text += R"(,"seq":)";
    json::write(text, replica_.seq());
    text += R"(,"at":)";
    json::write(text, kept_at_.ms);
    text += R"(,"state":)";
    write_snapshot(text, replica_.confirmed(), replica_.scope());
    text += '}';
    outside::keep(state_name, text);
}

void Client::keep_outbox() {
    std::string text = "[";
    for (const Pending& p : replica_.pending()) {
        if (p.answered != 0) continue;
        if (text.size() > 1) text += ',';
        text += R"({"at":)" + std::to_string(p.at.ms) + R"(,"command":)";
        json::write(text, envelope(p));
        text += '}';
    }
    text += ']';
    outside::keep(outbox_name, text == "[]" ? std::string_view() : text);
}

void Client::restore(std::string_view kept_state) {
    json::Document document;
    const auto* const kept = object_of(document.parse(kept_state));
    const auto* const snapshot = kept ? kept->if_contains("state") : nullptr;
    const auto actor = kept ? actor_from(text_at(*kept, "actor")) : std::nullopt;
    auto state = snapshot && actor ? read_snapshot(*snapshot) : std::nullopt;
    if (!state) return;
    account_ = {text_at(*kept, "login"), text_at(*kept, "name"), *actor};
    kept_at_ = {number_at(*kept, "at")};
    replica_ = Replica(std::move(*state), number_at(*kept, "seq"), scope_of(*actor));
    door_ = Door::ready;
}

void Client::restore_outbox(std::string_view kept_outbox) {
    json::Document document;
    const auto* const list = document.parse(kept_outbox);
    if (!list || !list->is_array()) return;
    for (const auto& item : list->get_array()) {
        const auto* const entry = object_of(&item);
        auto command =
            entry ? read_envelope(text_at(*entry, "command")) : std::unexpected(json::ReadError{});
        if (!command) continue;
        (void)replica_.propose(
            {std::move(command->id), std::move(command->command), {number_at(*entry, "at")}, 0},
            account_.actor);
    }
}

}  // namespace starfish
