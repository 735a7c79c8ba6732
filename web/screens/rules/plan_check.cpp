#include "web/screens/rules/plan_check.hpp"

#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/kit/kit.hpp"

namespace starfish::web {
namespace {

using Status = PlanVerdict::Status;

// An example: the plan that Starfish itself pays. It passes (tests/browser/money.test.mjs).
constexpr std::string_view example = R"({
  "form": "reward-plan/1",
  "name": "pay_of_the_seller",
  "seller_is": "opener_of_group_buy",
  "referrals": "recorded_unpaid",
  "entry": [],
  "ranks": [],
  "rewards": [
    {
      "payee": "seller",
      "basis": "own_delivered_line",
      "bought_by": ["consumer"],
      "amount": {"per_mille": 80},
      "paid_when": "after_return_window",
      "on_refund": "taken_back",
      "funded_by": "supplier"
    }
  ],
  "services": [],
  "other_terms": []
})";

void draw_judgement(Locale locale, const PlanVerdict& verdict) {
    if (verdict.passed)
        return kit::banner(
            {.title = verdict.name, .text = say(locale, "plan_check.passed"), .tone = Tone::good});
    const auto count = static_cast<std::int64_t>(verdict.findings.size());
    kit::banner({.title = verdict.name,
                 .text = say(locale, "plan_check.refused", {{"count", count}}),
                 .tone = Tone::bad});
    const std::string title = say(locale, "plan_check.findings");
    const kit::Card card({.title = title});
    const kit::Group list(accessible::Role::list, title);
    for (std::size_t i = 0; i < verdict.findings.size(); ++i) {
        const kit::Each each(i);
        const PlanFinding& finding = verdict.findings[i];
        const std::string where =
            finding.pointer.empty() ? say(locale, "plan_check.whole") : finding.pointer;
        kit::entry({.title = finding.reason, .note = where + "\n" + finding.source, .key = "f"});
    }
}

void draw_verdict(Locale locale, const PlanVerdict& verdict) {
    switch (verdict.status) {
        case Status::none:
        case Status::asked:
            break;
        case Status::judged:
            return draw_judgement(locale, verdict);
        case Status::unreadable:
            return kit::banner({.title = say(locale, "plan_check.unreadable"),
                                .text = verdict.problem,
                                .tone = Tone::warn});
        case Status::unreachable:
            return kit::banner({.text = say(locale, "plan_check.needs_network")});
    }
}

}  // namespace

void draw_plan_check(View& view, Client& client, Instant) {
    const Locale locale = client.locale();
    PlanCheck& check = view.plan;
    if (!check.verdict) check.verdict = std::make_shared<PlanVerdict>();
    const kit::Screen screen({.key = "plan",
                              .title = say(locale, "plan_check.title"),
                              .subtitle = say(locale, "plan_check.subtitle"),
                              .chip = link_chip(client),
                              .back = say(locale, "app.back"),
                              .width_max = 720,
                              .centred = true});
    if (screen.back()) return platform::go("money");
    {
        const kit::Card card;
        const kit::Group form(accessible::Role::form, say(locale, "plan_check.title"));
        if (kit::text_field({.label = say(locale, "plan_check.plan"),
                             .hint = say(locale, "plan_check.hint"),
                             .input = {.multiline = true},
                             .required = true,
                             .key = "plan",
                             .lines = 10},
                            check.text))
            check.verdict = std::make_shared<PlanVerdict>();
        kit::space(12);
        if (kit::button({.label = say(locale, "plan_check.judge"),
                         .look = kit::Look::filled,
                         .wide = true,
                         .busy = check.verdict->status == Status::asked,
                         .disabled = check.text.empty()}))
            judge(client, check.text, check.verdict);
        if (check.text.empty()) {
            kit::space(8);
            if (kit::button({.label = say(locale, "plan_check.example"), .wide = true}))
                check.text = example;
        }
    }
    // A press above may have replaced the verdict.
    const auto verdict = check.verdict;
    draw_verdict(locale, *verdict);
}

}  // namespace starfish::web
