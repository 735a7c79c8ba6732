#include "server/messages/postman.hpp"

#include "server/messages/webhook.hpp"
#include "tests/support/small_case.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <thread>

namespace starfish::messages {
namespace postman_test {

using namespace small_case;
using namespace std::chrono_literals;

class RecordingSender : public Sender {
public:
    std::expected<std::string, std::string> send(const Letter& letter) override {
        const std::scoped_lock lock(mutex_);
        letters_.push_back(letter);
        if (fails_) return std::unexpected("status 503");
        return letter.id;
    }
    void fail(bool fails) {
        const std::scoped_lock lock(mutex_);
        fails_ = fails;
    }
    std::vector<Letter> letters() {
        const std::scoped_lock lock(mutex_);
        return letters_;
    }

private:
    std::mutex mutex_;
    std::vector<Letter> letters_;
    bool fails_ = false;
};

struct PostmanCase {
    World world;
    RecordingSender box;
    std::optional<Secrets> secrets;
    std::optional<Postman> postman;

    PostmanCase() {
        world.open();
        for (const std::int64_t who : {7, 8}) {
            Submission submission = join(who, "join-of-" + std::to_string(who));
            submission.profile = Profile{{who}, "王阿姨", "1380000000" + std::to_string(who)};
            REQUIRE(world.answer(submission)->has_value());
        }
        secrets.emplace(world.platform->store());
        postman.emplace(*world.platform, *secrets, box,
                        Postman::Options{.public_url = "https://tuan.example",
                                         .now = [this] { return Instant{world.now_ms.load()}; }});
    }
    void pass(std::int64_t ms) {
        world.now_ms += ms;
        postman->check_now();
    }
    void cancel() {
        REQUIRE(world
                    .answer(by(leader, groupbuy::Command(groupbuy::Cancel{{1}, "货没有到", true}),
                               "cancel-all"))
                    ->has_value());
    }
    bool becomes(auto holds) {
        for (int i = 0; i < 2000; ++i) {
            if (view(*world.platform, holds)) return true;
            std::this_thread::sleep_for(5ms);
        }
        return false;
    }
};

bool all_told(const State& state) {
    return state.notices.notices.size() > 0 && state.notices.index.untold.empty();
}

TEST_CASE("postman: every consumer is told once, with the link to the order") {
    PostmanCase test;
    test.cancel();
    test.pass(notices::gather_ms);
    REQUIRE(test.becomes(all_told));
    const auto letters = test.box.letters();
    REQUIRE(letters.size() == 2);
    CHECK(letters[0].phone == "13800000007");
    CHECK(letters[0].link == "https://tuan.example/o/" + test.secrets->order_token({1}));
    CHECK(letters[0].text == "陈姐：「即食海参」取消了，付过的钱会退回。" + letters[0].link);
}

TEST_CASE("postman: a failed letter is sent again under the same id") {
    PostmanCase test;
    test.box.fail(true);
    test.cancel();
    test.pass(notices::gather_ms);
    REQUIRE(test.becomes([](const State& state) {
        return state.notices.notices.at({2}).last_reason == "status 503";
    }));
    test.box.fail(false);
    test.pass(minute_ms);
    REQUIRE(test.becomes(all_told));
    const auto letters = test.box.letters();
    REQUIRE(letters.size() == 4);
    CHECK(letters[0].id == letters[2].id);
    CHECK(letters[1].id == letters[3].id);
}

TEST_CASE("postman: a consumer without a phone gets no letter, and the reason is recorded") {
    PostmanCase test;
    REQUIRE(test.world.platform->store().erase_profile({7}));
    test.cancel();
    test.pass(notices::gather_ms);
    CHECK(test.becomes([](const State& state) {
        return state.notices.notices.at({1}).last_reason == "no phone" &&
               state.notices.notices.at({2}).told == notices::Channel::message;
    }));
}

TEST_CASE("webhook: its signature is the key's HMAC") {
    // Computed by `printf '1606270000.{}' | openssl dgst -sha256 -hmac 0123456789abcdef`.
    CHECK(hook_signature("0123456789abcdef", 1'606'270'000, "{}") ==
          "t=1606270000,v1=713f8701979dc4be48978d242b9962ce4f2ec6b3540a568b2f03ef09917ff3c6");
}

}  // namespace postman_test
}  // namespace starfish::messages
