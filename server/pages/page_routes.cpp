#include "server/pages/page_routes.hpp"

#include "server/pages/groupbuy/groupbuy_view.hpp"
#include "server/pages/groupbuy/opening_reminder.hpp"
#include "server/pages/landing/landing_page.hpp"

#include <chrono>

namespace starfish {
namespace {

constexpr std::size_t demo_groupbuys_max = 60;
constexpr std::string_view retry_after_s = "2";

// Of pages that are sent from memory: everything but the encoding is the same each time.
std::string kept_headers() {
    Response r;
    r.set("Content-Security-Policy", page_security_policy);
    r.set("Cache-Control", "private, no-cache");
    r.set("Vary", "Accept-Encoding, Accept-Language");
    return std::move(r.headers);
}

}  // namespace

Asking asking_of(const Request& request) {
    return {.reader = reader_of(request),
            .gzip = takes_gzip(request),
            .name = std::string(request.captures[0])};
}

Response PageRoutes::notice(const Asking& asking, int status, std::string_view path) {
    Response r =
        page_answer(asking.gzip, status, notice_page(writer_, asking.reader, path, status));
    if (status == 503) r.set("Retry-After", retry_after_s);
    return r;
}

Response PageRoutes::busy(const Asking& asking) {
    return notice(asking, 503);
}

Response PageRoutes::error(const Request& request, int status, std::string_view code) {
    const Asking asking{.reader = reader_of(request), .gzip = takes_gzip(request), .name = {}};
    if (code == "photo.too_large")
        return page_answer(asking.gzip, status,
                           notice_page(writer_, asking.reader, "/", status, "photo.too_large",
                                       "page.notice_413_photo_text"));
    return notice(asking, status);
}

Response PageRoutes::file(const Request& request) {
    const Prepared* const ours = writer_.file(request.path);
    return ours ? answer(request, *ours) : error(request, 404, {});
}

Response PageRoutes::back_to_page(const Request& request) {
    std::string location{request.path.substr(0, request.path.rfind('/'))};
    return redirect(location += language_query(reader_of(request)));
}

void PageRoutes::landing(const Request& request, const Respond& respond) {
    const Asking asking = asking_of(request);
    const auto page = [this, asking](const std::vector<DemoGroupBuy>* demo) {
        return page_answer(asking.gzip, 200, landing_page(writer_, asking.reader, demo));
    };
    if (!site_.demo) return respond(page(nullptr));
    const bool taken = site_.platform.query([respond, page](const State& state, Seq, Instant now) {
        respond.on_io_thread([page, groupbuys = demo_groupbuys(state, now, demo_groupbuys_max)] {
            return page(&groupbuys);
        });
    });
    if (!taken) respond(busy(asking));
}

Response PageRoutes::kept_answer(const KeyedPage& page, bool gzip) {
    static const std::string identity_headers = kept_headers();
    static const std::string gzip_headers = identity_headers + "Content-Encoding: gzip\r\n";
    const std::string_view key = page.has_key() ? keys_.next() : std::string_view{};
    Response r = html_body(200, gzip ? page.gzip(key) : page.identity(key));
    r.headers = gzip ? gzip_headers : identity_headers;
    r.own_security_policy = true;
    return r;
}

Response PageRoutes::groupbuy_answer(const Asking& asking, const GroupBuyView& view) {
    const auto now = PageCache::Clock::now();
    // Others may have asked at the same time, and one of them had it rendered already.
    if (const KeyedPage* page = cache_.find(asking.name, asking.reader, now))
        return kept_answer(*page, asking.gzip);
    const auto good_until = now + std::chrono::milliseconds(fresh_for_ms(view));
    const auto page =
        cache_.put(asking.name, view.groupbuy.id, asking.reader,
                   KeyedPage(groupbuy_page(writer_, asking.reader, view, KeyedPage::placeholder)),
                   view.head, good_until);
    return kept_answer(*page, asking.gzip);
}

void PageRoutes::groupbuy(const Request& request, const Respond& respond) {
    const Reader reader = reader_of(request);
    const std::string_view code = request.captures[0];
    if (const KeyedPage* page = cache_.find(code, reader, PageCache::Clock::now()))
        return respond(kept_answer(*page, takes_gzip(request)));
    const Asking asking = asking_of(request);
    const bool taken =
        site_.platform.query([this, asking, respond](const State& state, Seq head, Instant now) {
            respond.on_io_thread([this, asking, view = find_view(state, asking.name, head, now)] {
                return view ? groupbuy_answer(asking, *view) : notice(asking, 404);
            });
        });
    if (!taken) respond(busy(asking));
}

void PageRoutes::remind(const Request& request, const Respond& respond) {
    const Asking asking = asking_of(request);
    const bool taken =
        site_.platform.query([this, asking, respond](const State& state, Seq head, Instant now) {
            respond.on_io_thread([this, asking, view = find_view(state, asking.name, head, now)] {
                if (!view) return notice(asking, 404);
                // Once it is open there is nothing to be reminded of.
                std::string page = "/g/" + asking.name;
                if (view->stage != groupbuy::Stage::preheat)
                    return redirect(page += language_query(asking.reader));
                Response r;
                r.content_type = "text/calendar; charset=utf-8";
                r.body = opening_reminder(asking.reader, *view);
                r.set("Cache-Control", "no-store");
                r.set("Content-Disposition", "attachment; filename=\"starfish.ics\"");
                return r;
            });
        });
    if (!taken) respond(busy(asking));
}

Response PageRoutes::unknown_order(const Asking& asking) {
    return page_answer(asking.gzip, 404,
                       notice_page(writer_, asking.reader, "/", 404, "page.notice_404",
                                   "page.notice_404_order_text"));
}

}  // namespace starfish
