#include "server/api/errors.hpp"

#include "core/base/json/write.hpp"

namespace starfish {
namespace {

void write(std::string& out, std::string_view code, std::string_view field,
           std::string_view message, std::span<const Fact> facts) {
    out += R"({"code":)";
    json::write(out, code);
    out += R"(,"field":)";
    json::write(out, field);
    out += R"(,"message":)";
    json::write(out, message);
    out += R"(,"facts":{)";
    for (bool first = true; const Fact& fact : facts) {
        if (!std::exchange(first, false)) out += ',';
        json::write(out, fact.name);
        out += ':';
        json::write(out, fact.value);
    }
    out += "}}";
}

Response error(int status, std::string_view code, std::string_view field, std::string_view message,
               std::span<const Fact> facts) {
    std::string body = R"({"error":)";
    write(body, code, field, message, facts);
    body += '}';
    return json_body(status, std::move(body));
}

Response error(Locale locale, int status, std::string_view code, std::string_view field,
               std::span<const Fact> facts) {
    return error(status, code, field, say(locale, code, facts), facts);
}

}  // namespace

int status_of(RefusalKind kind) {
    switch (kind) {
        case RefusalKind::invalid:
            return 422;
        case RefusalKind::conflict:
            return 409;
        case RefusalKind::forbidden:
            return 403;
        case RefusalKind::unknown:
            break;
    }
    return 404;
}

void write_refusal(std::string& out, Locale locale, const Refusal& refusal) {
    write(out, refusal.code, refusal.field, say(locale, refusal.code, refusal.facts),
          refusal.facts);
}

Response refused(Locale locale, const Refusal& refusal) {
    return error(locale, status_of(refusal.kind), refusal.code, refusal.field, refusal.facts);
}

Response malformed(Locale locale, const json::ReadError& why) {
    return error(locale, 400, why.code, why.path, {});
}

Response malformed(const json::ReadError& why, std::string_view message) {
    return error(400, why.code, why.path, message, {});
}

Response unanswered(Locale locale, SubmitFailure why) {
    const bool overloaded = why == SubmitFailure::overloaded;
    Response r = error(locale, 503, overloaded ? "http.overloaded" : "http.store_failing", {}, {});
    r.set("Retry-After", overloaded ? "1" : "5");
    return r;
}

Response failed(Locale locale, int status, std::string_view code, std::string_view field) {
    return error(locale, status, code, field, {});
}

Response throttled(Locale locale, std::string_view code, std::int64_t wait_ms) {
    const std::int64_t wait_s = (wait_ms + second_ms - 1) / second_ms;
    const Fact facts[] = {{"wait_s", wait_s}};
    Response r = error(locale, 429, code, {}, facts);
    r.set("Retry-After", std::to_string(wait_s));
    return r;
}

}  // namespace starfish
