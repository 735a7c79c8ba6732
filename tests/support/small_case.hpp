// For tests of a platform: one supplier, one leader, one group-buy, and functions that submit and
// wait.
#pragma once

#include "server/platform/platform.hpp"
#include "server/store/memory_store.hpp"

#include <condition_variable>
#include <future>
#include <mutex>
#include <utility>

namespace starfish::small_case {

inline constexpr Instant morning{1'606'179'600'000};  // 2020-11-24 09:00 in Shanghai
inline constexpr Instant deadline = morning + 8 * hour_ms;
inline constexpr Actor supplier{Role::supplier, 1};
inline constexpr Actor leader{Role::leader, 1};

using Answer = std::expected<Result<CommittedCommand>, SubmitFailure>;

inline std::future<Answer> ask(Platform& platform, Submission submission) {
    auto promise = std::make_shared<std::promise<Answer>>();
    platform.submit(std::move(submission),
                    [promise](Answer answer) { promise->set_value(std::move(answer)); });
    return promise->get_future();
}

inline Submission by(Actor actor, Command command, std::string id) {
    return {.command = std::move(command),
            .actor = actor,
            .command_id = std::move(id),
            .profile = {},
            .note = {}};
}

// The commands before the first join, in order.
inline std::vector<Submission> opening(Units stock = {1000}, std::int32_t people_needed = 2) {
    return {
        by(supplier,
           catalog::Command(catalog::PublishOffer{
               "即食海参",
               "",
               "盒",
               {"海参、饮用水", "500 g", "大连", "0–4 ℃", "30 天", "示例食品厂", "SC100420"},
               stock + Units{1000},
               stock,
               {},
               {},
               {{Units{1}, Fen{16'800}}, {Units{5}, Fen{15'900}}}}),
           "setup-offer"),
        by(supplier, community::Command(community::RegisterLeader{"陈姐", ""}), "setup-leader"),
        by(supplier, community::Command(community::OpenCommunity{{1}, "百步亭", ""}),
           "setup-community"),
        by(supplier,
           community::Command(community::AddPickupPoint{{1}, "3 号门", "百步亭路 3 号", "周二"}),
           "setup-pickup"),
        by(leader,
           groupbuy::Command(
               groupbuy::Open{.community = {1},
                              .items = {{{1}, stock}},
                              .deadline = deadline,
                              .threshold = {groupbuy::ThresholdKind::people, people_needed}}),
           "setup-groupbuy"),
    };
}

inline Submission join(std::int64_t consumer, std::string id, int quantity = 1) {
    return by({Role::consumer, consumer},
              groupbuy::Command(groupbuy::Join{{1}, {1}, Units{quantity}, Units{0}, {1}}),
              std::move(id));
}

// Reads the state on the engine's thread.
template <class View>
auto view(Platform& platform, View look) {
    std::promise<decltype(look(std::declval<const State&>()))> promise;
    platform.query([&](const State& state, Seq, Instant) { promise.set_value(look(state)); });
    return promise.get_future().get();
}

// A store in front of another: counts appends, delays them, or makes them fail.
class WatchedStore : public Store {
public:
    explicit WatchedStore(std::unique_ptr<Store> inner) : inner_(std::move(inner)) {}

    void hold() { set(held_, true); }
    void release() { set(held_, false); }
    void break_down() { set(broken_, true); }
    // Waits until that many appends have begun.
    void await_begun(int count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return begun_ >= count; });
    }
    int begun() {
        const std::scoped_lock lock(mutex_);
        return begun_;
    }
    int conflicts() {
        const std::scoped_lock lock(mutex_);
        return conflicts_;
    }

    std::expected<Seq, AppendError> append(const Batch& batch) override {
        {
            std::unique_lock lock(mutex_);
            ++begun_;
            changed_.notify_all();
            changed_.wait(lock, [&] { return !held_; });
            if (broken_) return std::unexpected(AppendError::failure);
        }
        auto answer = inner_->append(batch);
        const std::scoped_lock lock(mutex_);
        if (!answer && answer.error() == AppendError::conflict) ++conflicts_;
        return answer;
    }
    bool read(Seq after, const std::function<bool(const Record&)>& each) override {
        return inner_->read(after, each);
    }
    std::vector<Profile> profiles(std::span<const ConsumerId> consumers) override {
        return inner_->profiles(consumers);
    }
    bool erase_profile(ConsumerId consumer) override { return inner_->erase_profile(consumer); }
    std::vector<PrivateText> private_texts(std::string_view kind,
                                           std::span<const std::uint32_t> ids) override {
        return inner_->private_texts(kind, ids);
    }
    bool erase_private_text(std::string_view kind, std::uint32_t id) override {
        return inner_->erase_private_text(kind, id);
    }
    std::optional<std::string> photo(std::string_view id) override { return inner_->photo(id); }
    bool put_photo(const Photo& photo) override { return inner_->put_photo(photo); }
    bool erase_photo(std::string_view id) override { return inner_->erase_photo(id); }
    std::vector<std::string> photo_ids() override { return inner_->photo_ids(); }
    std::optional<std::string> value(std::string_view name) override { return inner_->value(name); }
    bool put_value(std::string_view name, std::string_view value) override {
        return inner_->put_value(name, value);
    }
    bool erase_value(std::string_view name) override { return inner_->erase_value(name); }

private:
    void set(bool& what, bool value) {
        const std::scoped_lock lock(mutex_);
        what = value;
        changed_.notify_all();
    }

    std::unique_ptr<Store> inner_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool held_ = false;
    bool broken_ = false;
    int begun_ = 0;
    int conflicts_ = 0;
};

// A platform over a watched memory store, with a clock that the test sets.
class World {
public:
    explicit World(Platform::Options options = {}, std::shared_ptr<Memory> memory = make_memory())
        : memory_(std::move(memory)) {
        auto watched = std::make_unique<WatchedStore>(open_memory_store(memory_));
        store = watched.get();
        options.now = [this] { return Instant{now_ms.load()}; };
        platform.emplace(std::move(watched), std::move(options));
    }
    void open() {
        for (Submission& submission : opening()) ask(*platform, std::move(submission)).wait();
    }
    Answer answer(Submission submission) { return ask(*platform, std::move(submission)).get(); }

    std::atomic<std::int64_t> now_ms = morning.ms;
    std::shared_ptr<Memory> memory_;
    WatchedStore* store = nullptr;
    std::optional<Platform> platform;
};

}  // namespace starfish::small_case
