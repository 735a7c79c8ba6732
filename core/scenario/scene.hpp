// The lookups of a step that is being carried out: the state, and the ids behind names.
#pragma once

#include "core/scenario/names.hpp"
#include "core/scenario/world.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace starfish::scenario {

struct Scene {
    World& world;
    const Names& names;
    const std::map<ConsumerId, std::string>& people;  // the consumers that have done something
    Instant now;

    const State& state() const { return world.state(); }
    ConsumerId consumer(std::string_view name) const { return world.consumer(name); }
    // "?" if the consumer has done nothing in this scenario.
    std::string_view name_of(ConsumerId consumer) const {
        const auto found = people.find(consumer);
        return found == people.end() ? std::string_view("?") : std::string_view(found->second);
    }
    template <class Row>
    std::optional<Id<Row>> find(Kind<Row> kind, std::string_view name) const {
        return names.find(kind, name);
    }
};

// The scene of an action. It remembers the first name that stands for nothing; the id is then null,
// so that code that makes a command need not check it.
class ActionScene : public Scene {
public:
    ActionScene(const Scene& scene, std::string_view actor_name) : Scene(scene), who(actor_name) {}

    std::string_view who;

    template <class Row>
    Id<Row> id(Kind<Row> kind, std::string_view name) {
        if (const auto found = find(kind, name)) return *found;
        fail(std::string(kind.noun) + " called \"" + std::string(name) + "\"");
        return {};
    }
    void fail(const std::string& missing) {
        if (!failure_) failure_ = "there is no " + missing;
    }
    const std::optional<std::string>& failure() const { return failure_; }

private:
    std::optional<std::string> failure_;
};

}  // namespace starfish::scenario
