// The verbs of hand-outs, and of who serves at them.
#include "core/scenario/deeds.hpp"

namespace starfish::scenario {
namespace {

// appoints 小李 for 陈姐
Sayings appoints(Reading& r) {
    Appoints deed{.name = r.line.name("what the verifier is called"), .leader = {}, .command = {}};
    deed.command.verifier_name = deed.name;
    r.details.take("name", deed.command.verifier_name);
    r.line.expect("for");
    deed.leader = r.line.name("a leader");
    return {{r.who, std::move(deed)}};
}

Sayings dismisses(Reading& r) {
    return {{r.who, Dismisses{r.line.name("a verifier")}}};
}

Sayings entrusts(Reading& r) {
    Entrusts deed{.community = r.line.name("a community"), .leader = {}};
    r.line.expect("to");
    deed.leader = r.line.name("a leader");
    return {{r.who, std::move(deed)}};
}

std::string offer_if_said(Line& line) {
    return line.accept("of") ? line.name("an offer") : std::string();
}

// with photo | with photo "not an id"
std::optional<std::string> photo_if_said(Line& line) {
    if (!line.accept("with")) return std::nullopt;
    line.expect("photo");
    if (line.quoted_is_next()) return line.quoted("a photo's id");
    return std::string(handout::photo_id_length, 'a');
}

// checks in A: 6 units of 即食海参 as "20201120A", 1 damaged, noting "…", with photo
Sayings checks_in(Reading& r) {
    r.line.expect("in");
    ChecksIn deed{.groupbuy = r.line.name("a group-buy"), .offer = {}, .command = {}};
    r.line.expect(":");
    deed.command.units = {r.line.number("how many units")};
    r.line.expect("units");
    deed.offer = offer_if_said(r.line);
    r.line.expect("as");
    deed.command.batch = r.line.quoted("the batch");
    while (r.line.accept(",")) {
        if (r.line.accept("noting")) {
            deed.command.note = r.line.quoted("the note");
        } else if (r.line.number_is_next()) {
            deed.command.damaged = {r.line.number("how many are damaged")};
            r.line.expect("damaged");
        } else {
            deed.command.photo = photo_if_said(r.line);
            if (!deed.command.photo)
                return r.line.fail("\"1 damaged\", \"noting\" or \"with photo\""), Sayings();
        }
    }
    return {{r.who, std::move(deed)}};
}

// hands over A to 李芳: ×2 of 即食海参, ×1 of 干参; at 16:10
Sayings hands_over(Reading& r) {
    r.line.expect("over");
    HandsOver deed{
        .groupbuy = r.line.name("a group-buy"), .person = {}, .parts = {}, .command = {}};
    r.line.expect("to");
    deed.person = r.line.name("a consumer");
    if (r.line.accept(":")) {
        do {
            r.line.expect("×");
            const Units units{r.line.number("how many units")};
            deed.parts.push_back({units, offer_if_said(r.line)});
        } while (r.line.accept(","));
    }
    if (r.line.accept("at")) deed.command.handed_at = r.line.moment(r.calendar, {});
    return {{r.who, std::move(deed)}};
}

// reports 1 missing for 李芳 in A of 即食海参 because "…"
Sayings reports(Reading& r) {
    handout::ReportMissing command;
    command.units = {r.line.number("how many units")};
    r.line.expect("missing");
    r.line.expect("for");
    Corrects deed{.person = r.line.name("a consumer"), .groupbuy = {}, .offer = {}, .command = {}};
    r.line.expect("in");
    deed.groupbuy = r.line.name("a group-buy");
    deed.offer = offer_if_said(r.line);
    command.reason = reason(r.line);
    deed.command = std::move(command);
    return {{r.who, std::move(deed)}};
}

// weighs 李芳 in A of 即食海参 ¥5 less because "…"
Sayings weighs(Reading& r) {
    Corrects deed{.person = r.line.name("a consumer"), .groupbuy = {}, .offer = {}, .command = {}};
    r.line.expect("in");
    deed.groupbuy = r.line.name("a group-buy");
    deed.offer = offer_if_said(r.line);
    handout::CorrectWeight command;
    command.off_fen = r.line.price();
    r.line.expect("less");
    command.reason = reason(r.line);
    deed.command = std::move(command);
    return {{r.who, std::move(deed)}};
}

handout::ClaimKind read_claim_kind(Line& line) {
    using enum handout::ClaimKind;
    for (const auto& [word, kind] : {std::pair("missing", missing), std::pair("damaged", damaged),
                                     std::pair("quality", quality), std::pair("wrong", wrong)})
        if (line.accept(word)) return kind;
    line.fail("\"missing\", \"damaged\", \"quality\" or \"wrong\"");
    return {};
}

// claims 1 damaged in A of 即食海参 with photo
Sayings claims(Reading& r) {
    Complains deed{.groupbuy = {}, .offer = {}, .command = {}};
    deed.command.units = {r.line.number("how many units")};
    deed.command.kind = read_claim_kind(r.line);
    r.line.expect("in");
    deed.groupbuy = r.line.name("a group-buy");
    deed.offer = offer_if_said(r.line);
    deed.command.photo = photo_if_said(r.line);
    return {{r.who, std::move(deed)}};
}

// answers 李芳 in A with ¥159 because "…"; or, of the system, no more than who
Sayings answers(Reading& r) {
    Answers deed{.person = r.line.name("a consumer"), .groupbuy = {}, .command = {}};
    r.line.expect("in");
    deed.groupbuy = r.line.name("a group-buy");
    handout::AnswerClaim command;
    if (r.line.accept("with")) {
        command.refund_fen = r.line.price();
        command.reason = reason(r.line);
    }
    deed.command = std::move(command);
    return {{r.who, std::move(deed)}};
}

Sayings appeals(Reading& r) {
    r.line.expect("in");
    return {{r.who, Answers{.person = r.who,
                            .groupbuy = r.line.name("a group-buy"),
                            .command = handout::Appeal{}}}};
}

Sayings finishes(Reading& r) {
    return {{r.who, Finishes{r.line.name("a group-buy")}}};
}

constexpr Verb verbs[] = {
    {"appoints", appoints}, {"dismisses", dismisses}, {"entrusts", entrusts}, {"checks", checks_in},
    {"hands", hands_over},  {"reports", reports},     {"weighs", weighs},     {"claims", claims},
    {"answers", answers},   {"appeals", appeals},     {"finishes", finishes},
};

}  // namespace

std::span<const Verb> handout_verbs() {
    return verbs;
}

}  // namespace starfish::scenario
