#include "server/pages/landing/landing_page.hpp"

#include "server/words/sentence.hpp"

#include <array>

#include <fmt/format.h>

namespace starfish {
namespace {

using groupbuy::Stage;

struct StageList {
    Stage stage;
    std::string_view key;
};
constexpr std::array<StageList, 6> stages{{{Stage::open_, "stage.open"},
                                           {Stage::preheat, "stage.preheat"},
                                           {Stage::overdue, "stage.overdue"},
                                           {Stage::locked, "stage.locked"},
                                           {Stage::failed, "stage.failed"},
                                           {Stage::cancelled, "stage.cancelled"}}};

PageData listed(Locale locale, const DemoGroupBuy& g) {
    const std::string_view figures = g.stage == Stage::open_ || g.stage == Stage::preheat
                                         ? "page.demo_figures_open"
                                         : "page.demo_figures_ended";
    PageData data;
    data["code"] = PageData(g.code);
    data["title"] = PageData(g.title);
    data["community"] = PageData(g.community);
    data["leader"] = PageData(g.leader);
    data["figures"] = PageData(sentence(
        locale, figures,
        {{"people", g.people}, {"units", g.units.value}, {"price_fen", g.price_fen.value}}));
    return data;
}

PageList listed_by_stage(Locale locale, const std::vector<DemoGroupBuy>& groupbuys) {
    PageList lists;
    for (const auto& [stage, key] : stages) {
        PageList groups;
        for (const DemoGroupBuy& g : groupbuys)
            if (g.stage == stage) groups.push_back(listed(locale, g));
        if (groups.empty()) continue;
        PageData list;
        list["stage_word"] = PageData(say(locale, key));
        list["groups"] = PageData(groups);
        lists.push_back(std::move(list));
    }
    return lists;
}

PageList demo_accounts(Locale locale) {
    PageList accounts;
    for (const char* const login : {"leader", "verifier", "operator", "trainer"}) {
        PageData account;
        account["who"] = PageData(say(locale, std::string("page.demo_") + login));
        account["login"] = PageData(login);
        account["password"] = PageData("starfish");
        accounts.push_back(std::move(account));
    }
    return accounts;
}

}  // namespace

std::vector<DemoGroupBuy> demo_groupbuys(const State& state, Instant now, std::size_t most) {
    std::vector<DemoGroupBuy> found;
    const auto& all = state.groupbuy.groupbuys;
    for (auto at = all.end(); at != all.begin() && found.size() < most;) {
        const groupbuy::GroupBuy& g = *--at;
        if (g.terms.hidden || g.phase < groupbuy::Phase::open_) continue;
        found.push_back({.code = g.code,
                         .title = groupbuy::title_of(state.catalog, g),
                         .community = state.community.communities.at(g.community).name,
                         .leader = state.community.leaders.at(g.leader).name,
                         .stage = groupbuy::stage_at(g, now),
                         .people = g.joined_people,
                         .units = groupbuy::joined_units(g),
                         .price_fen = groupbuy::price_now(g, 0)});
    }
    return found;
}

std::string landing_page(PageWriter& writer, const Reader& reader,
                         const std::vector<DemoGroupBuy>* demo) {
    PageData data;
    if (demo) {
        data["demo"] = PageData(true);
        data["accounts"] = PageData(demo_accounts(reader.locale));
        data["stages"] = PageData(listed_by_stage(reader.locale, *demo));
    }
    const PageHead head{.path = "/",
                        .title = say(reader.locale, "page.landing_head"),
                        .description = say(reader.locale, "page.landing_description")};
    return writer.page("landing", reader, head, std::move(data));
}

std::string notice_page(PageWriter& writer, const Reader& reader, std::string_view path, int status,
                        std::string_view key, std::string_view text_key) {
    PageData data;
    data["status"] = PageData(std::to_string(status));
    data["title"] = PageData(say(reader.locale, key));
    data["text"] = PageData(say(reader.locale, text_key));
    data["back"] = PageData("/" + std::string(language_query(reader)));
    data["back_words"] = PageData(say(reader.locale, "page.to_home"));
    const PageHead head{.path = path,
                        .title = say(reader.locale, key),
                        .description = say(reader.locale, text_key),
                        .is_private = true};
    return writer.page("notice", reader, head, std::move(data));
}

std::string notice_page(PageWriter& writer, const Reader& reader, std::string_view path,
                        int status) {
    std::string key = fmt::format("page.notice_{}", status);
    if (!has_words(reader.locale, key)) key = "page.notice_other";
    return notice_page(writer, reader, path, status, key, key + "_text");
}

}  // namespace starfish
