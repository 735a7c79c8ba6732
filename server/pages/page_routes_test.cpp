#include "server/pages/page_routes.hpp"

#include "server/net/static_files.hpp"
#include "tests/support/small_case.hpp"

#include <catch2/catch_test_macros.hpp>

#include <future>
#include <mutex>

#include <fmt/format.h>

namespace starfish {
namespace page_routes_test {

// Stands in for a connection: the test's thread makes the response, as the I/O thread would.
class ResponseCapture : public ResponseSink {
public:
    void answer(std::uint64_t, Response response) override {
        auto shared = std::make_shared<Response>(std::move(response));
        made_.set_value([shared] { return *shared; });
    }
    void answer(std::uint64_t, std::function<Response()> make) override {
        made_.set_value(std::move(make));
    }
    std::function<Response()> wait() { return made_.get_future().get(); }

private:
    std::promise<std::function<Response()>> made_;
};

std::string header_of(const Response& response, std::string_view name) {
    const std::string prefix = std::string(name) + ": ";
    const std::size_t at = response.headers.find(prefix);
    if (at == std::string::npos) return {};
    const std::size_t from = at + prefix.size();
    return response.headers.substr(from, response.headers.find('\r', from) - from);
}

// The value of the page's field `name`.
std::string field_of(std::string_view page, std::string_view name) {
    const std::string prefix = fmt::format("name=\"{}\" value=\"", name);
    const std::size_t at = page.find(prefix);
    if (at == std::string_view::npos) return {};
    const std::size_t from = at + prefix.size();
    return std::string(page.substr(from, page.find('"', from) - from));
}

// The pages without HTTP: one open group-buy of 5 units.
class Pages {
public:
    using Handler = void (PageRoutes::*)(const Request&, const Responder&);

    Pages() {
        for (Submission& submission : small_case::opening({5})) {
            const auto answer = small_case::ask(platform_, std::move(submission)).get();
            REQUIRE((answer && *answer));
        }
        std::promise<std::string> code;
        REQUIRE(platform_.query([&](const State& state, Seq, Instant) {
            code.set_value(state.groupbuy.groupbuys.at({1}).code);
        }));
        code_ = code.get_future().get();
    }

    const std::string& code() const { return code_; }

    Response get(Handler handler, std::string_view name, std::string_view query = {},
                 std::string_view encoding = {}) {
        const HeaderField fields[] = {{"Accept-Encoding", encoding}};
        Request request{.method = Method::get, .query = query, .host = "localhost"};
        request.fields = fields;
        request.captures[0] = name;
        return response_of(handler, request);
    }
    Response post(Handler handler, std::string_view name, std::string_view body,
                  std::string_view query = {}) {
        Request request{.method = Method::post, .query = query, .host = "localhost"};
        request.body = body;
        request.captures[0] = name;
        return response_of(handler, request);
    }
    Response groupbuy() { return get(&PageRoutes::groupbuy, code_); }
    Response file(std::string_view path) {
        return routes_.file(Request{.method = Method::get, .path = path, .host = "localhost"});
    }
    void forget(std::string_view phone) {
        REQUIRE(platform_.store().erase_profile(secrets_.consumer_of(phone)));
    }
    std::string back(std::string_view path, std::string_view query) {
        Request request{.method = Method::get, .path = path, .query = query, .host = "localhost"};
        return header_of(routes_.back_to_page(request), "Location");
    }
    Response join(std::string_view key, std::string_view quantity = "1",
                  std::string_view phone = "13900001111", std::string_view remote = "127.0.0.1") {
        const std::string body = fmt::format("offer=1&quantity={}&name=Li&phone={}&pickup=1&key={}",
                                             quantity, phone, key);
        Request request{.method = Method::post, .host = "localhost", .remote = remote};
        request.body = body;
        request.captures[0] = code_;
        return response_of(&PageRoutes::join, request);
    }

private:
    Response response_of(Handler handler, const Request& request) {
        const auto connection = std::make_shared<ResponseCapture>();
        (routes_.*handler)(request, Responder(connection, 1));
        const auto make = connection->wait();
        deliver();
        return make();
    }
    // Published records reach the cache before the response is made, as in a real server.
    void deliver() {
        const std::lock_guard lock(mutex_);
        for (const auto& records : published_) routes_.cache().changed(records);
        published_.clear();
    }

    std::mutex mutex_;
    std::vector<std::vector<PublishedRecord>> published_;
    Platform platform_{open_memory_store(),
                       {.now = [] { return small_case::morning; },
                        .on_failure = {},
                        .on_published =
                            [this](std::vector<PublishedRecord> records) {
                                const std::lock_guard lock(mutex_);
                                published_.push_back(std::move(records));
                            }}};
    Secrets secrets_{platform_.store()};
    StaticFiles files_ = StaticFiles::load("");
    Metrics metrics_;
    Services services_{platform_, secrets_, files_, metrics_, true, {}};
    Workers background_{1, 8};
    Accounts accounts_{platform_.store(), false};
    Sessions sessions_{platform_.store()};
    Invitations invitations_{platform_.store(), accounts_, sessions_};
    PageRoutes routes_{
        services_, background_, {invitations_, background_, [] { return Instant{}; }}};
    std::string code_;
};

constexpr std::string_view key_1 = "0123456789abcdef0123456789abcdef";
constexpr std::string_view key_2 = "fedcba9876543210fedcba9876543210";

TEST_CASE("pages: each visitor gets the same page with a different key") {
    Pages pages;
    const Response first = pages.groupbuy();
    const Response second = pages.groupbuy();
    CHECK(first.status == 200);
    CHECK(first.body.size() == second.body.size());
    const std::string key = field_of(first.body, "key");
    CHECK(key.size() == 32);
    CHECK(key != field_of(second.body, "key"));
    CHECK(header_of(first, "Content-Security-Policy") == page_security_policy);
    CHECK(header_of(pages.get(&PageRoutes::groupbuy, pages.code(), {}, "gzip"),
                    "Content-Encoding") == "gzip");
    CHECK(pages.get(&PageRoutes::groupbuy, pages.code(), "lang=en").body.contains("Join now"));
    CHECK(pages.get(&PageRoutes::groupbuy, "nosuchcode").status == 404);
}

TEST_CASE("pages: a join leads to its order, and is seen on the group-buy's page at once") {
    Pages pages;
    CHECK(pages.groupbuy().body.contains("还没有人跟团"));
    const Response joined = pages.join(key_1, "2");
    REQUIRE(joined.status == 303);
    const std::string location = header_of(joined, "Location");
    REQUIRE(location.starts_with("/o/"));
    CHECK(pages.groupbuy().body.contains("已有 <b>1</b> 人 <b>2</b> 份"));
    CHECK(header_of(pages.join(key_1, "2"), "Location") == location);  // no second join
    CHECK(pages.groupbuy().body.contains("已有 <b>1</b> 人 <b>2</b> 份"));
    const Response order = pages.get(&PageRoutes::order, std::string_view(location).substr(3));
    CHECK(order.status == 200);
    CHECK(order.body.contains("1 号"));
    CHECK(order.body.contains("L*"));
    CHECK(header_of(order, "Cache-Control") == "no-store");
}

TEST_CASE("pages: a refused join gets its status, its reason and a fresh key") {
    Pages pages;
    const Response unread = pages.post(&PageRoutes::join, pages.code(), "name=%ZZ");
    CHECK(unread.status == 400);
    const Response empty = pages.post(&PageRoutes::join, pages.code(), "");
    CHECK(empty.status == 422);
    CHECK(field_of(empty.body, "key").size() == 32);
    CHECK(pages.join("bad key").status == 422);
    CHECK(pages.post(&PageRoutes::join, "nosuchcode", "").status == 404);

    REQUIRE(pages.join(key_1, "4").status == 303);
    const Response too_many = pages.join(key_2, "2", "13900002222");
    CHECK(too_many.status == 409);
    CHECK(too_many.body.contains("只剩 1 份"));
    CHECK(too_many.body.contains("value=\"13900002222\""));
    CHECK(field_of(too_many.body, "key") != key_2);
    const Response used = pages.join(key_1, "1");
    CHECK(used.status == 409);
    CHECK(used.body.contains("已经用不同的内容提交过"));
    // A browser going back shows the cached form without a request.
    CHECK(header_of(used, "Cache-Control") == "private, max-age=300");
}

TEST_CASE("pages: joins from one network are throttled after a burst, others are not") {
    Pages pages;
    auto join = [&, key = 1000](std::string_view remote) mutable {
        return pages.join(fmt::format("throttled-{}", ++key), "1000", "13900001111", remote);
    };
    for (int i = 0; i < PageRoutes::joins_per_network.burst; ++i)
        REQUIRE(join(i % 2 == 0 ? "2001:db8::1" : "2001:db8::2").status == 409);
    const Response waits = join("2001:db8::3");
    CHECK(waits.status == 429);
    CHECK(waits.body.contains("从这个网络跟团的人太多"));
    CHECK(waits.body.contains("value=\"13900001111\""));
    CHECK(header_of(waits, "Retry-After") == "3");
    CHECK(join("203.0.113.7").status == 409);
    for (int i = 0; i < 2 * PageRoutes::joins_per_network.burst; ++i)
        REQUIRE(join("127.0.0.1").status == 409);
}

TEST_CASE("pages: a reused key links to its own order, never to another consumer's") {
    Pages pages;
    const std::string order = header_of(pages.join(key_1, "2"), "Location");
    CHECK(pages.join(key_1, "1").body.contains("<a href=\"" + order + "\">看那一单</a>"));
    // A key's user must not learn of the orders of another phone.
    REQUIRE(pages.join(key_2, "1", "13900002222").status == 303);
    const Response other = pages.join(key_1, "1", "13900002222");
    CHECK(other.body.contains("已经用不同的内容提交过"));
    CHECK_FALSE(other.body.contains("/o/"));
}

TEST_CASE("pages: an unknown group-buy gets 404 even with a valid form") {
    Pages pages;
    CHECK(pages
              .post(&PageRoutes::join, "nosuchcode",
                    fmt::format("offer=1&quantity=1&name=Li&phone=13900001111&pickup=1&key={}",
                                key_1))
              .status == 404);
}

TEST_CASE("pages: leaving") {
    Pages pages;
    const Response joined = pages.post(
        &PageRoutes::join, pages.code(),
        fmt::format("offer=1&quantity=1&name=Li&phone=13900001111&pickup=1&key={}", key_1),
        "lang=en");
    const std::string location = header_of(joined, "Location");
    REQUIRE(location.ends_with("?lang=en"));
    const std::string token = location.substr(3, location.find('?') - 3);
    CHECK(pages.post(&PageRoutes::leave, token, "key=short").status == 422);
    CHECK(pages.post(&PageRoutes::leave, "made-up", fmt::format("key={}", key_2)).status == 404);
    const std::string body = fmt::format("key={}", key_2);
    CHECK(pages.post(&PageRoutes::leave, token, body).status == 303);
    CHECK(pages.post(&PageRoutes::leave, token, body).status == 303);  // the same key again
    CHECK(pages.groupbuy().body.contains("还没有人跟团"));
    const Response again = pages.post(&PageRoutes::leave, token, "key=another-key-1");
    CHECK(again.status == 409);
    CHECK(again.body.contains("这一单已经退出了。"));
    CHECK(pages.get(&PageRoutes::order, token).body.contains("你已经退出"));
    CHECK(pages.get(&PageRoutes::order, "made-up").status == 404);
}

TEST_CASE("pages: changing an order, and refusing to add an unknown offer") {
    Pages pages;
    const std::string token = header_of(pages.join(key_1, "2"), "Location").substr(3);
    const auto change = [&](std::string_view quantity, std::string_view key) {
        return pages.post(&PageRoutes::change, token,
                          fmt::format("quantity={}&tolerance=0&pickup=1&key={}", quantity, key));
    };
    CHECK(change("x", "change-key-1").status == 422);
    CHECK(change("3", "change-key-1").status == 303);
    CHECK(change("3", "change-key-1").status == 303);  // the same key and contents again
    const Response used = change("4", "change-key-1");
    CHECK(used.status == 409);
    CHECK(used.body.contains("这一页已经提交过一次"));
    const Response many = change("9", "change-key-2");
    CHECK(many.status == 409);
    CHECK(many.body.contains("id=\"quantity-error\""));
    CHECK(many.body.contains("value=\"9\""));
    CHECK(pages.groupbuy().body.contains("已有 <b>1</b> 人 <b>3</b> 份"));
    CHECK(pages.post(&PageRoutes::change, "made-up", "key=change-key-3").status == 404);
    const Response more = pages.post(&PageRoutes::more, token, "offer=9&quantity=1&key=more-key-1");
    CHECK(more.status == 422);
    CHECK(more.body.contains("这个团不卖这件商品。"));
}

TEST_CASE("pages: nothing is added for an erased profile") {
    Pages pages;
    const std::string token = header_of(pages.join(key_1, "1"), "Location").substr(3);
    pages.forget("13900001111");
    const Response more = pages.post(&PageRoutes::more, token, "offer=1&quantity=1&key=more-key-1");
    CHECK(more.status == 409);
    CHECK(more.body.contains("你的称呼和手机号已经删除"));
    CHECK(pages.groupbuy().body.contains("已有 <b>1</b> 人 <b>1</b> 份"));
}

TEST_CASE("pages: an order lists only companions of the same consumer") {
    Pages pages;
    const std::string first = header_of(pages.join(key_1, "1"), "Location").substr(3);
    const std::string other =
        header_of(pages.join(key_2, "1", "13900002222"), "Location").substr(3);
    const std::string mine = header_of(pages.join("third-key-1", "1"), "Location").substr(3);
    const auto shown = [&](const std::string& with) {
        return pages.get(&PageRoutes::order, first, "with=" + with).body;
    };
    CHECK(shown(mine).contains("/o/" + mine + "?with=" + first));
    CHECK_FALSE(shown(other).contains("同一个团的其他单"));
    CHECK_FALSE(shown("made-up..%00").contains("同一个团的其他单"));
    CHECK_FALSE(shown(first).contains("同一个团的其他单"));
    CHECK(shown(mine + "." + mine).contains("共 2 单"));
}

TEST_CASE("pages: an open group-buy has no opening reminder") {
    Pages pages;
    CHECK(header_of(pages.get(&PageRoutes::remind, pages.code()), "Location") ==
          "/g/" + pages.code());
    CHECK(pages.get(&PageRoutes::remind, "nosuchcode").status == 404);
}

TEST_CASE("pages: the landing page of a demo lists its group-buys") {
    Pages pages;
    const Response landing = pages.get(&PageRoutes::landing, "");
    CHECK(landing.status == 200);
    CHECK(landing.body.contains("/g/" + pages.code()));
}

TEST_CASE("pages: an open group-buy's page has our script, other pages have none") {
    Pages pages;
    const Response page = pages.groupbuy();
    const std::size_t at = page.body.find("<script src=\"/js/page.");
    REQUIRE(at != std::string::npos);
    const std::size_t from = at + std::string_view("<script src=\"").size();
    const Response script = pages.file(page.body.substr(from, page.body.find('"', from) - from));
    CHECK(script.status == 200);
    CHECK(script.content_type.starts_with("text/javascript"));
    CHECK(header_of(script, "Cache-Control").contains("immutable"));
    CHECK(pages.file("/js/page.0000000000000000.js").status == 404);
    CHECK(page.body.contains("data-price-fen=\"16800\""));
    CHECK_FALSE(pages.get(&PageRoutes::landing, "").body.contains("<script"));
}

TEST_CASE("pages: GET of a form's address redirects to the page") {
    Pages pages;
    CHECK(pages.back("/g/abc/join", "lang=en") == "/g/abc?lang=en");
    CHECK(pages.back("/o/abc/leave", "") == "/o/abc");
    CHECK(pages.back("/o/abc/change", "") == "/o/abc");
}

}  // namespace page_routes_test

}  // namespace starfish
