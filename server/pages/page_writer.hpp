// What every page has in common: its head, its style, the way to the other language.
#pragma once

#include "server/net/response.hpp"
#include "server/pages/templates.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace starfish {

// Whose eyes a page is made for.
struct Reader {
    Locale locale = Locale::zh_cn;
    // She asked for it by ?lang=, so the page's links keep it.
    bool language_chosen = false;
    std::string origin;  // "https://a.example": for the addresses that must be whole
};

Reader reader_of(const Request& request);
// The public URL if the server was told one; else "http://…" or "https://…" and the host, if the
// host could be one; else "".
std::string origin_of(const Request& request);
// "?lang=en" if the reader chose it, else "".
std::string_view language_query(const Reader& reader);

// What stands in a page's head.
struct PageHead {
    std::string_view path;  // "/g/abc": where the page is, for links to it
    std::string title;
    std::string description;
    bool is_private = false;  // not for search engines, nor to be shared as a card
    // Where the picture of the card is, 750×1334; "" for none.
    std::string picture = {};
    // What the way to the other language keeps of the address besides the language: "&with=…".
    std::string keeps = {};
};

class PageWriter {
public:
    PageWriter();

    std::string page(std::string_view name, const Reader& reader, const PageHead& head,
                     PageData data);
    // The stylesheet or the script if `path` is its hashed name, "/css/page.0123456789abcdef.css";
    // else nullptr.
    const Prepared* file(std::string_view path) const;

private:
    struct File {
        std::string path;
        Prepared content;
    };
    // `folder`/page.`ending` of site/, under a name that changes with its content.
    static File hashed(std::string_view folder, std::string_view ending,
                       std::string_view content_type);

    Templates templates_;
    File style_;
    File script_;
};

// A page as an answer, compressed if the request takes it so. It is not to be kept by anyone,
// unless `cache_control` says otherwise.
Response page_answer(const Request& request, int status, std::string html);
Response page_answer(bool gzip, int status, std::string html,
                     std::string_view cache_control = "no-store");
bool takes_gzip(const Request& request);

// What every page is sent with: nothing of others is loaded, no script runs but the files of ours,
// no frame holds it. connect-src is for who looks at pages from outside: without it Lighthouse
// cannot ask for robots.txt, and takes that for a fault; our script connects to nothing.
inline constexpr std::string_view page_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

}  // namespace starfish
