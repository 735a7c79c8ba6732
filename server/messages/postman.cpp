#include "server/messages/postman.hpp"

#include "core/base/json/description.hpp"
#include "core/base/text.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "server/platform/wait_for_query.hpp"
#include "server/words/sentence.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <future>
#include <set>

namespace starfish::messages {
namespace {

constexpr auto pause = std::chrono::seconds(5);
constexpr std::size_t letters_at_once = 100;

}  // namespace

Postman::Postman(Platform& platform, const Secrets& secrets, Sender& sender, Options options)
    : platform_(platform),
      secrets_(secrets),
      sender_(sender),
      options_(std::move(options)),
      thread_([this] { run(); }) {}

Postman::~Postman() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Postman::look() {
    {
        const std::lock_guard lock(mutex_);
        looking_ = true;
    }
    wake_.notify_one();
}

void Postman::run() {
    try {
        for (;;) {
            const bool more = carry_some();
            std::unique_lock lock(mutex_);
            if (!more) wake_.wait_for(lock, pause, [this] { return stopping_ || looking_; });
            looking_ = false;
            if (stopping_) return;
        }
    } catch (const std::exception& e) {
        // The platform takes nothing more: its store failed, or it is going.
        spdlog::error("messages: {}", e.what());
    }
}

// Answers whether there may be more at once.
bool Postman::carry_some() {
    std::vector<Round> rounds;
    wait_for_query(platform_, [&](const State& state, Seq, Instant now) {
        for (auto& due : notices::due(state.notices, now, letters_at_once)) {
            Round round{.due = std::move(due), .leader = {}, .said = {}};
            round.leader = state.community.leaders.at(round.due.leader).name;
            for (const auto id : round.due.notices) {
                const auto& notice = state.notices.notices.at(id);
                const auto& groupbuy = state.groupbuy.groupbuys.at(notice.groupbuy);
                round.said.push_back(
                    {notice.kind, groupbuy::title_of(state.catalog, groupbuy), notice.line});
            }
            rounds.push_back(std::move(round));
        }
    });
    for (const Round& round : rounds) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) return false;
        }
        carry(round);
    }
    return rounds.size() == letters_at_once;
}

Letter Postman::letter_of(const Round& round, const std::string& phone) const {
    // One sentence a kind and group-buy, however many of her lines it concerns.
    std::set<std::pair<notices::Kind, std::string_view>> said;
    std::string text = round.leader + "：";
    for (const Said& each : round.said) {
        if (!said.emplace(each.kind, each.title).second) continue;
        text += sentence(Locale::zh_cn, fmt::format("notice.{}", json::name_of(each.kind)), {},
                         {{"title", each.title}});
    }
    Letter letter{
        .id =
            fmt::format("notice-{}-{}", round.due.notices.front().value, round.due.notices.size()),
        .phone = phone,
        .text = std::move(text),
        .link = options_.public_url + "/o/" + secrets_.order_token(round.said.back().line)};
    letter.text += letter.link;
    return letter;
}

void Postman::carry(const Round& round) {
    const ConsumerId consumers[] = {round.due.consumer};
    const auto profiles = platform_.store().profiles(consumers);
    const auto sent = profiles.empty() || profiles.front().phone.empty()
                          ? std::unexpected(std::string("no phone"))
                          : sender_.send(letter_of(round, profiles.front().phone));
    const std::string id = fmt::format("notice-{}-{}-{}", round.due.notices.front().value,
                                       round.due.notices.size(), options_.now().ms);
    if (sent) return report(notices::Tell{round.due.notices, *sent}, id);
    std::string why = sent.error();
    if (refuse_text(why, "reason", {.least = 1, .most = 200})) why = "unreadable";
    report(notices::ReportUntold{round.due.notices, std::move(why)}, id);
}

void Postman::report(notices::Command command, const std::string& id) {
    std::promise<void> done;
    platform_.submit({.command = std::move(command),
                      .actor = {Role::system, 0},
                      .command_id = id,
                      .profile = {},
                      .note = {}},
                     [&done](const std::expected<Result<Committed>, Unanswered>& answer) {
                         // Somebody may have told her meanwhile; else it is a bug.
                         if (answer && !*answer && answer->error().code != "notices.told")
                             spdlog::error("messages: refused as {}", answer->error().code);
                         done.set_value();
                     });
    done.get_future().wait();
}

}  // namespace starfish::messages
