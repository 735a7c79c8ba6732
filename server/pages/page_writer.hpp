// The common parts of all pages: head, stylesheet, link to the other language.
#pragma once

#include "server/net/response.hpp"
#include "server/pages/templates.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace starfish {

// The reader that a page is made for.
struct Reader {
    Locale locale = Locale::zh_cn;
    // The address chose the language by ?lang=, so the page's links keep it.
    bool language_chosen = false;
    std::string origin;  // "https://a.example": for absolute addresses
};

Reader reader_of(const Request& request);
// The public URL if the server has one; else "http://…" or "https://…" and the host, if the host is
// valid; else "".
std::string origin_of(const Request& request);
// "?lang=en" if the reader chose it, else "".
std::string_view language_query(const Reader& reader);

// The contents of a page's head.
struct PageHead {
    std::string_view path;  // "/g/abc": the page's path, for links to it
    std::string title;
    std::string description;
    bool is_private = false;  // not for search engines, and without a card for sharing
    // The address of the card's picture, 750×1334; "" for none.
    std::string picture = {};
    // The query parameters besides the language that the link to the other language keeps:
    // "&with=…".
    std::string keeps = {};
};

class PageWriter {
public:
    PageWriter();

    std::string page(std::string_view name, const Reader& reader, const PageHead& head,
                     PageData data);
    // The stylesheet or the script if `path` is its hashed name, "/css/page.0123456789abcdef.css";
    // else nullptr.
    const EncodedContent* file(std::string_view path) const;

private:
    struct File {
        std::string path;
        EncodedContent content;
    };
    // `folder`/page.`ending` of site/, under a name that changes with its content.
    static File hashed(std::string_view folder, std::string_view ending,
                       std::string_view content_type);

    Templates templates_;
    File style_;
    File script_;
};

// A page as a response, compressed if the request accepts it. Not cached, unless `cache_control`
// says otherwise.
Response page_answer(const Request& request, int status, std::string html);
Response page_answer(bool gzip, int status, std::string html,
                     std::string_view cache_control = "no-store");
bool takes_gzip(const Request& request);

// The policy of every page: no foreign resources, no scripts except our files, no frames around it.
// connect-src serves auditing tools: without it Lighthouse cannot fetch robots.txt and reports a
// fault. Our own script connects to nothing.
inline constexpr std::string_view page_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

}  // namespace starfish
