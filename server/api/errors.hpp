// Every error of the API has one form: {"error":{"code","field","message","facts":{…}}}, with the
// message in the language of the request.
#pragma once

#include "core/base/json/read.hpp"
#include "core/base/refusal.hpp"
#include "core/words/words.hpp"
#include "server/net/response.hpp"
#include "server/platform/platform.hpp"

namespace starfish {

int status_of(RefusalKind kind);
// {"code","field","message","facts":{…}}
void write_refusal(std::string& out, Locale locale, const Refusal& refusal);
Response refused(Locale locale, const Refusal& refusal);
// 400
Response malformed(Locale locale, const json::ReadError& error);
Response malformed(const json::ReadError& error, std::string_view message);
// 503, with Retry-After
Response unanswered(Locale locale, SubmitFailure why);
Response failed(Locale locale, int status, std::string_view code, std::string_view field = {});
// 429, with Retry-After
Response throttled(Locale locale, std::string_view code, std::int64_t wait_ms);

}  // namespace starfish
