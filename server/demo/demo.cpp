#include "server/demo/demo.hpp"

#include "core/engine/private_text.hpp"
#include "core/scenario/play.hpp"
#include "generated/demo_assets.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>

namespace starfish {
namespace {

// An engine whose consumers have phones, and which keeps what they typed.
class DemoWorld : public scenario::EngineWorld {
public:
    explicit DemoWorld(const Secrets& secrets) : secrets_(secrets) {}

    ConsumerId consumer(std::string_view name) override {
        const auto known = consumers_.find(name);
        if (known != consumers_.end()) return known->second;
        const std::string phone = phone_of(consumers_.size() + 1);
        const ConsumerId id = secrets_.consumer_of(phone);
        consumers_.emplace(name, id);
        profiles_.push_back({id, std::string(name), phone});
        return id;
    }

    Result<scenario::Answer> carry_out(const scenario::Request& request) override {
        auto answer = EngineWorld::carry_out(request);
        if (answer && !request.note.empty()) keep_note(answer->events, request.note);
        return answer;
    }

    const std::vector<Profile>& profiles() const { return profiles_; }
    const std::vector<PrivateText>& private_texts() const { return private_texts_; }

private:
    // 199 is a real prefix, 0000 with a small number is nobody's.
    static std::string phone_of(std::size_t number) {
        const std::string digits = std::to_string(number);
        return "1990000" + std::string(4 - std::min<std::size_t>(4, digits.size()), '0') + digits;
    }

    void keep_note(const std::vector<Event>& events, std::string_view note) {
        if (const auto key = private_text_key(events))
            private_texts_.push_back({std::string(key->kind), key->id, std::string(note)});
    }

    const Secrets& secrets_;
    std::map<std::string, ConsumerId, std::less<>> consumers_;
    std::vector<Profile> profiles_;
    std::vector<PrivateText> private_texts_;
};

bool is_empty(Store& store) {
    bool empty = true;
    const bool read = store.read(0, [&](const Record&) { return empty = false; });
    // A reader that stops early is no failure.
    if (!read && empty) throw std::runtime_error("the store's log cannot be read");
    return empty;
}

}  // namespace

bool load_demo(Store& store, const Secrets& secrets, Instant now) {
    if (!is_empty(store)) return false;
    const scenario::Calendar calendar{shanghai_day(now)};
    const auto script = scenario::read_script(assets::demo_wuhan, calendar, "demo");
    if (!script) throw std::runtime_error(to_string(script.error(), "wuhan.scenario"));
    DemoWorld world(secrets);
    if (const auto trouble = play(*script, world, now))
        throw std::runtime_error(to_string(*trouble, "wuhan.scenario"));
    const auto stored = store.append({.expected_seq = 0,
                                      .records = world.records(),
                                      .profiles = world.profiles(),
                                      .private_texts = world.private_texts()});
    if (stored) return true;
    // Another server on the same database was first.
    if (stored.error() == AppendError::conflict) return false;
    throw std::runtime_error("the demo could not be stored");
}

}  // namespace starfish
