#include "server/pages/page_writer.hpp"

#include "core/base/digest.hpp"
#include "generated/site_assets.hpp"
#include "server/net/locale.hpp"
#include "server/net/origin.hpp"
#include "server/words/sentence.hpp"

#include <cassert>

#include <fmt/format.h>

namespace starfish {
namespace {

constexpr Locale other(Locale locale) {
    return locale == Locale::en ? Locale::zh_cn : Locale::en;
}

}  // namespace

std::string origin_of(const Request& request) {
    if (!request.public_url.empty()) return std::string(request.public_url);
    if (!is_host(request.host)) return {};
    return (is_loopback_host(request.host) ? "http://" : "https://") + std::string(request.host);
}

Reader reader_of(const Request& request) {
    return {.locale = locale_of(request),
            .language_chosen = !request.query.empty() && request.query_value("lang"),
            .origin = origin_of(request)};
}

std::string_view language_query(const Reader& reader) {
    if (!reader.language_chosen) return "";
    return reader.locale == Locale::en ? "?lang=en" : "?lang=zh-CN";
}

PageWriter::PageWriter()
    : style_(hashed("css", "css", "text/css; charset=utf-8")),
      script_(hashed("js", "js", "text/javascript; charset=utf-8")) {}

PageWriter::File PageWriter::hashed(std::string_view folder, std::string_view ending,
                                    std::string_view content_type) {
    const std::string_view text = assets::site_asset(fmt::format("{}/page.{}", folder, ending));
    assert(!text.empty());
    return {.path = fmt::format("/{}/page.{:016x}.{}", folder, digest_of(text), ending),
            .content = {.content_type = content_type,
                        .policy = Policy::data,
                        .cache_control = "public, max-age=31536000, immutable",
                        .etag = etag_of(text),
                        .identity = std::make_shared<const std::string>(text),
                        .gzip = gzipped(text, 9),
                        .brotli = nullptr}};
}

const EncodedContent* PageWriter::file(std::string_view path) const {
    for (const File* const file : {&style_, &script_})
        if (file->path == path) return &file->content;
    return nullptr;
}

std::string PageWriter::page(std::string_view name, const Reader& reader, const PageHead& head,
                             PageData data) {
    const Locale across = other(reader.locale);
    data["lang"] = PageData(std::string(language_tag(reader.locale)));
    data["lang_query"] = PageData(std::string(language_query(reader)));
    data["other_lang"] = PageData(std::string(language_tag(across)));
    data["path"] = PageData(std::string(head.path));
    data["page_title"] = PageData(head.title);
    data["description"] = PageData(head.description);
    data["keeps"] = PageData(head.keeps);
    if (!head.picture.empty()) data["picture"] = PageData(head.picture);
    data["private"] = PageData(head.is_private);
    data["origin"] = PageData(std::string(reader.origin));
    data["share"] = PageData(!head.is_private && !reader.origin.empty());
    data["style_path"] = PageData(style_.path);
    data["script_path"] = PageData(script_.path);
    return templates_.rendered(reader.locale, name, data);
}

bool takes_gzip(const Request& request) {
    return accepts_encoding(request.header("accept-encoding"), "gzip");
}

Response page_answer(bool gzip, int status, std::string html, std::string_view cache_control) {
    Response r = html_body(status, std::move(html));
    r.set("Content-Security-Policy", page_security_policy);
    r.set("Cache-Control", cache_control);
    r.set("Vary", "Accept-Encoding, Accept-Language");
    if (gzip)
        if (auto small = gzipped(r.body)) {
            r.body = *small;
            r.set("Content-Encoding", "gzip");
        }
    return r;
}

Response page_answer(const Request& request, int status, std::string html) {
    return page_answer(takes_gzip(request), status, std::move(html));
}

}  // namespace starfish
