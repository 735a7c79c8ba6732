#include "server/pages/page_routes.hpp"

#include "server/pages/groupbuy/groupbuy_view.hpp"
#include "server/pages/groupbuy/opening_reminder.hpp"
#include "server/pages/landing/landing_page.hpp"

#include <chrono>

namespace starfish {
namespace {

constexpr std::size_t demo_groupbuys_max = 60;
constexpr std::string_view retry_after_s = "2";

// The headers of cached pages, the same each time except for the encoding.
std::string cached_headers() {
    Response r;
    r.set("Content-Security-Policy", page_security_policy);
    r.set("Cache-Control", "private, no-cache");
    r.set("Vary", "Accept-Encoding, Accept-Language");
    return std::move(r.headers);
}

}  // namespace

PageRequest page_request_of(const Request& request) {
    return {.reader = reader_of(request),
            .gzip = takes_gzip(request),
            .name = std::string(request.captures[0])};
}

Response PageRoutes::notice(const PageRequest& page_request, int status, std::string_view path) {
    Response r = page_answer(page_request.gzip, status,
                             notice_page(writer_, page_request.reader, path, status));
    if (status == 503) r.set("Retry-After", retry_after_s);
    return r;
}

Response PageRoutes::busy(const PageRequest& page_request) {
    return notice(page_request, 503);
}

Response PageRoutes::error(const Request& request, int status, std::string_view code) {
    const PageRequest page_request{
        .reader = reader_of(request), .gzip = takes_gzip(request), .name = {}};
    if (code == "photo.too_large")
        return page_answer(page_request.gzip, status,
                           notice_page(writer_, page_request.reader, "/", status, "photo.too_large",
                                       "page.notice_413_photo_text"));
    return notice(page_request, status);
}

Response PageRoutes::file(const Request& request) {
    const EncodedContent* const ours = writer_.file(request.path);
    return ours ? answer(request, *ours) : error(request, 404, {});
}

Response PageRoutes::back_to_page(const Request& request) {
    std::string location{request.path.substr(0, request.path.rfind('/'))};
    return redirect(location += language_query(reader_of(request)));
}

void PageRoutes::landing(const Request& request, const Responder& respond) {
    const PageRequest page_request = page_request_of(request);
    const auto page = [this, page_request](const std::vector<DemoGroupBuy>* demo) {
        return page_answer(page_request.gzip, 200,
                           landing_page(writer_, page_request.reader, demo));
    };
    if (!services_.demo) return respond(page(nullptr));
    const bool taken = services_.platform.query([respond, page](const State& state, Seq,
                                                                Instant now) {
        respond.on_io_thread([page, groupbuys = demo_groupbuys(state, now, demo_groupbuys_max)] {
            return page(&groupbuys);
        });
    });
    if (!taken) respond(busy(page_request));
}

Response PageRoutes::cached_answer(const KeyedPage& page, bool gzip) {
    static const std::string identity_headers = cached_headers();
    static const std::string gzip_headers = identity_headers + "Content-Encoding: gzip\r\n";
    const std::string_view key = page.has_key() ? keys_.next() : std::string_view{};
    Response r = html_body(200, gzip ? page.gzip(key) : page.identity(key));
    r.headers = gzip ? gzip_headers : identity_headers;
    r.own_security_policy = true;
    return r;
}

Response PageRoutes::groupbuy_answer(const PageRequest& page_request, const GroupBuyView& view) {
    const auto now = PageCache::Clock::now();
    // Another request may have rendered the page in the meantime.
    if (const KeyedPage* page = cache_.find(page_request.name, page_request.reader, now))
        return cached_answer(*page, page_request.gzip);
    const auto good_until = now + std::chrono::milliseconds(fresh_for_ms(view));
    const auto page = cache_.put(
        page_request.name, view.groupbuy.id, page_request.reader,
        KeyedPage(groupbuy_page(writer_, page_request.reader, view, KeyedPage::placeholder)),
        view.head, good_until);
    return cached_answer(*page, page_request.gzip);
}

void PageRoutes::groupbuy(const Request& request, const Responder& respond) {
    const Reader reader = reader_of(request);
    const std::string_view code = request.captures[0];
    if (const KeyedPage* page = cache_.find(code, reader, PageCache::Clock::now()))
        return respond(cached_answer(*page, takes_gzip(request)));
    const PageRequest page_request = page_request_of(request);
    const bool taken = services_.platform.query(
        [this, page_request, respond](const State& state, Seq head, Instant now) {
            respond.on_io_thread(
                [this, page_request, view = find_view(state, page_request.name, head, now)] {
                    return view ? groupbuy_answer(page_request, *view) : notice(page_request, 404);
                });
        });
    if (!taken) respond(busy(page_request));
}

void PageRoutes::remind(const Request& request, const Responder& respond) {
    const PageRequest page_request = page_request_of(request);
    const bool taken = services_.platform.query(
        [this, page_request, respond](const State& state, Seq head, Instant now) {
            respond.on_io_thread(
                [this, page_request, view = find_view(state, page_request.name, head, now)] {
                    if (!view) return notice(page_request, 404);
                    // An open group-buy needs no reminder.
                    std::string page = "/g/" + page_request.name;
                    if (view->stage != groupbuy::Stage::preheat)
                        return redirect(page += language_query(page_request.reader));
                    Response r;
                    r.content_type = "text/calendar; charset=utf-8";
                    r.body = opening_reminder(page_request.reader, *view);
                    r.set("Cache-Control", "no-store");
                    r.set("Content-Disposition", "attachment; filename=\"starfish.ics\"");
                    return r;
                });
        });
    if (!taken) respond(busy(page_request));
}

Response PageRoutes::unknown_order(const PageRequest& page_request) {
    return page_answer(page_request.gzip, 404,
                       notice_page(writer_, page_request.reader, "/", 404, "page.notice_404",
                                   "page.notice_404_order_text"));
}

}  // namespace starfish
