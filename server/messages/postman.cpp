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

void Postman::check_now() {
    {
        const std::lock_guard lock(mutex_);
        check_requested_ = true;
    }
    wake_.notify_one();
}

void Postman::run() {
    try {
        for (;;) {
            const bool more = send_due();
            std::unique_lock lock(mutex_);
            if (!more)
                wake_.wait_for(lock, pause, [this] { return stopping_ || check_requested_; });
            check_requested_ = false;
            if (stopping_) return;
        }
    } catch (const std::exception& e) {
        // The platform refuses submissions: its store failed, or it is stopping.
        spdlog::error("messages: {}", e.what());
    }
}

// Returns true if more letters may be due now.
bool Postman::send_due() {
    std::vector<LetterDraft> drafts;
    wait_for_query(platform_, [&](const State& state, Seq, Instant now) {
        for (auto& due : notices::due(state.notices, now, letters_at_once)) {
            LetterDraft draft{.due = std::move(due), .leader = {}, .items = {}};
            draft.leader = state.community.leaders.at(draft.due.leader).name;
            for (const auto id : draft.due.notices) {
                const auto& notice = state.notices.notices.at(id);
                const auto& groupbuy = state.groupbuy.groupbuys.at(notice.groupbuy);
                draft.items.push_back(
                    {notice.kind, groupbuy::title_of(state.catalog, groupbuy), notice.line});
            }
            drafts.push_back(std::move(draft));
        }
    });
    for (const LetterDraft& draft : drafts) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) return false;
        }
        send(draft);
    }
    return drafts.size() == letters_at_once;
}

Letter Postman::letter_of(const LetterDraft& draft, const std::string& phone) const {
    // One sentence per kind and group-buy, even if it concerns several order lines.
    std::set<std::pair<notices::Kind, std::string_view>> written;
    std::string text = draft.leader + "：";
    for (const NoticeItem& each : draft.items) {
        if (!written.emplace(each.kind, each.title).second) continue;
        text += sentence(Locale::zh_cn, fmt::format("notice.{}", json::name_of(each.kind)), {},
                         {{"title", each.title}});
    }
    Letter letter{
        .id =
            fmt::format("notice-{}-{}", draft.due.notices.front().value, draft.due.notices.size()),
        .phone = phone,
        .text = std::move(text),
        .link = options_.public_url + "/o/" + secrets_.order_token(draft.items.back().line)};
    letter.text += letter.link;
    return letter;
}

void Postman::send(const LetterDraft& draft) {
    const ConsumerId consumers[] = {draft.due.consumer};
    const auto profiles = platform_.store().profiles(consumers);
    const auto sent = profiles.empty() || profiles.front().phone.empty()
                          ? std::unexpected(std::string("no phone"))
                          : sender_.send(letter_of(draft, profiles.front().phone));
    const std::string id = fmt::format("notice-{}-{}-{}", draft.due.notices.front().value,
                                       draft.due.notices.size(), options_.now().ms);
    if (sent) return report(notices::Tell{draft.due.notices, *sent}, id);
    std::string why = sent.error();
    if (refuse_text(why, "reason", {.least = 1, .most = 200})) why = "unreadable";
    report(notices::ReportUntold{draft.due.notices, std::move(why)}, id);
}

void Postman::report(notices::Command command, const std::string& id) {
    std::promise<void> done;
    platform_.submit({.command = std::move(command),
                      .actor = {Role::system, 0},
                      .command_id = id,
                      .profile = {},
                      .note = {}},
                     [&done](const std::expected<Result<CommittedCommand>, SubmitFailure>& answer) {
                         // The consumer may have been told meanwhile; other refusals are bugs.
                         if (answer && !*answer && answer->error().code != "notices.told")
                             spdlog::error("messages: refused as {}", answer->error().code);
                         done.set_value();
                     });
    done.get_future().wait();
}

}  // namespace starfish::messages
