#include "wasm/fetch/plan_verdict.hpp"

#include "core/base/json/parse.hpp"
#include "wasm/client.hpp"
#include "wasm/fetch/members.hpp"

namespace starfish {
namespace {

std::string words_at(const boost::json::object& finding, std::string_view name, Locale locale) {
    const auto* const wording = object_of(finding.if_contains(name));
    return wording ? text_at(*wording, locale == Locale::en ? "en" : "zh_cn") : std::string();
}

}  // namespace

void PlanVerdict::read_answer(Locale locale, int http_status, std::string_view answer) {
    *this = {.status = Status::unreachable};
    json::Document document;
    const auto* const object = object_of(document.parse(answer));
    if (!object) return;
    if (http_status != 200) {
        const auto* const error = object_of(object->if_contains("error"));
        if (!error || http_status < 400 || http_status >= 500) return;
        status = Status::unreadable;
        problem = text_at(*error, "message");
        return;
    }
    status = Status::judged;
    name = text_at(*object, "name");
    passed = text_at(*object, "result") == "passed";
    const auto* const list = object->if_contains("findings");
    const auto* const items = list ? list->if_array() : nullptr;
    if (!items) return;
    for (const auto& item : *items)
        if (const auto* const finding = item.if_object())
            findings.push_back({text_at(*finding, "pointer"), words_at(*finding, "reason", locale),
                                words_at(*finding, "source", locale)});
}

void judge(Client& client, std::string_view plan, const std::shared_ptr<PlanVerdict>& verdict) {
    *verdict = {.status = PlanVerdict::Status::asked};
    client.post("/api/check-plan", plan,
                [&client, verdict](int http_status, const std::string& answer) {
                    verdict->read_answer(client.locale(), http_status, answer);
                    client.changed();
                });
}

}  // namespace starfish
