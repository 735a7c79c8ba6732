// GET /api/groupbuys/{code}/exports/{name}: lists, slips, labels and workbooks of one group-buy,
// for its own leader and the supplier's operators. Phones are masked unless the purpose of the file
// needs them or the leader asks for full numbers. Every download is logged, without its contents.

#include "server/api/files/export_api.hpp"

#include "core/base/json/read.hpp"
#include "core/engine/transaction.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/exports/file.hpp"
#include "server/net/locale.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <charconv>

namespace starfish {
namespace {

using exports::FileKind;
using exports::FileOptions;

struct ExportRequest {
    FileKind kind{};
    FileOptions options;
    std::string code;
    std::string name;  // as in the link
    bool gzip = false;
};

// Each of these returns true if the parameter is absent or valid.

template <class E>
bool read_named(const Request& request, std::string_view name, E& to) {
    const auto text = request.query_value(name);
    if (!text) return true;
    const auto value = json::value_named<E>(*text);
    if (value) to = *value;
    return value.has_value();
}

bool read_join_number(const Request& request, std::string_view name, std::int32_t& to) {
    const auto text = request.query_value(name);
    if (!text) return true;
    const char* const end = text->data() + text->size();
    const auto [stop, bad] = std::from_chars(text->data(), end, to);
    return bad == std::errc{} && stop == end && to >= 1;
}

bool read_size(const Request& request, exports::LabelSize& to) {
    const auto text = request.query_value("size");
    if (!text) return true;
    for (const exports::LabelSize size :
         {exports::label_40x30, exports::label_60x40, exports::label_80x60})
        if (*text == fmt::format("{}x{}", size.width_mm, size.height_mm)) {
            to = size;
            return true;
        }
    return false;
}

bool read_phones(const Request& request, exports::Phones& to) {
    using exports::Phones;
    const auto text = request.query_value("phones");
    if (!text) return true;
    if (*text != "masked" && *text != "full" && *text != "none") return false;
    to = *text == "masked" ? Phones::masked : *text == "full" ? Phones::whole : Phones::left_out;
    return true;
}

// On failure: the name of the first invalid parameter.
std::expected<FileOptions, std::string_view> read_options(const Request& request, FileKind kind) {
    FileOptions options{.locale = locale_of(request), .phones = exports::phones_needed(kind)};
    if (!has_known_language(request)) return std::unexpected("lang");
    if (!read_named(request, "order", options.order)) return std::unexpected("order");
    if (!read_named(request, "by", options.by)) return std::unexpected("by");
    if (!read_size(request, options.size)) return std::unexpected("size");
    if (!read_phones(request, options.phones)) return std::unexpected("phones");
    if (!read_join_number(request, "from", options.from)) return std::unexpected("from");
    if (!read_join_number(request, "to", options.to) || options.to < options.from)
        return std::unexpected("to");
    return options;
}

bool may_take(const ExportRequest& export_request, const Session& session) {
    return session.role == AccountRole::leader ||
           export_request.options.phones != exports::Phones::whole ||
           exports::phones_needed(export_request.kind) == exports::Phones::whole;
}

Response download(const ExportRequest& export_request, exports::File file) {
    Response r;
    r.content_type = file.content_type;
    r.set("Cache-Control", "no-store");
    r.set("Content-Disposition",
          attachment(fmt::format("starfish-{}-{}", export_request.code, export_request.name),
                     file.name));
    r.body = std::move(file.bytes);
    if (file.is_packed || !export_request.gzip) return r;
    r.set("Vary", "Accept-Encoding");
    if (auto small = gzipped(r.body, 1)) {
        r.body = *small;
        r.set("Content-Encoding", "gzip");
    }
    return r;
}

// On the drawing thread.
Response export_response(const ExportRequest& export_request, const exports::CampaignRows& rows,
                         Store& store) {
    const Locale locale = export_request.options.locale;
    try {
        auto file = exports::make_file(export_request.kind, exports::gather(rows, store),
                                       export_request.options);
        if (file) return download(export_request, std::move(*file));
        return refused(locale, {.kind = RefusalKind::invalid,
                                .code = "export.too_many_labels",
                                .field = "to",
                                .facts = {{"most", file.error().most}}});
    } catch (const std::exception& e) {
        spdlog::error("export {}: {}", export_request.name, e.what());
        return failed(locale, 500, "http.failed");
    }
}

// nullptr if there is no such group-buy or the session may not see it.
const groupbuy::GroupBuy* visible_groupbuy(const State& state, const Session& session,
                                           std::string_view code) {
    const auto* const g = groupbuy::find_by_code(state.groupbuy, code);
    const bool is_visible = g && may_see(session.scope(), groupbuy::audience(groupbuy::Reads(state),
                                                                             state.groupbuy, *g));
    return is_visible ? g : nullptr;
}

void make_later(Api& api, ExportRequest export_request, const Session& session,
                const Responder& respond) {
    const Locale locale = export_request.options.locale;
    const bool taken = api.services.platform.query(
        [&api, respond, session, export_request = std::move(export_request)](const State& state,
                                                                             Seq, Instant) {
            const Locale language = export_request.options.locale;
            const auto* const g = visible_groupbuy(state, session, export_request.code);
            if (!g) return respond(failed(language, 404, "groupbuy.unknown", "code"));
            auto rows = std::make_shared<const exports::CampaignRows>(
                exports::rows_of(state, *g, session.scope()));
            spdlog::info("exports: {} took {} of {}, {} lines", session.login, export_request.name,
                         g->code, rows->lines.size());
            const bool drawn = api.drawing.run([&api, respond, export_request, rows] {
                respond(export_response(export_request, *rows, api.services.platform.store()));
            });
            if (!drawn) respond(unanswered(language, SubmitFailure::overloaded));
        });
    if (!taken) respond(unanswered(locale, SubmitFailure::overloaded));
}

void get_export(Api& api, const Request& request, const Session& session,
                const Responder& respond) {
    const Locale locale = locale_of(request);
    const auto kind = exports::file_named(request.captures[1]);
    if (!kind) return respond(failed(locale, 404, "export.unknown", "name"));
    const auto options = read_options(request, *kind);
    if (!options)
        return respond(malformed(locale, {json::out_of_range, std::string(options.error())}));
    // Trainers may not read consumers' names.
    if (session.role == AccountRole::trainer) return respond(failed(locale, 403, "export.trainer"));
    ExportRequest export_request{
        .kind = *kind,
        .options = *options,
        .code = std::string(request.captures[0]),
        .name = std::string(request.captures[1]),
        .gzip = accepts_encoding(request.header("accept-encoding"), "gzip")};
    if (!may_take(export_request, session))
        return respond(failed(locale, 403, "export.phones_leader_only", "phones"));
    make_later(api, std::move(export_request), session, respond);
}

}  // namespace

std::string attachment(std::string_view plain, std::string_view name) {
    std::string value = fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''", plain);
    for (const char c : name) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        if (is_plain)
            value += c;
        else
            value += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return value;
}

void add_export_routes(Router& router, Api& api) {
    auto& route = router.get(
        "/api/groupbuys/{code}/exports/{name}",
        with_session_async(
            api, [&api](const Request& request, const Session& session, const Responder& respond) {
                get_export(api, request, session, respond);
            }));
    route.answer_time_max = limits::drawing_time_max;
}

}  // namespace starfish
