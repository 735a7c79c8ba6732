#include "wasm/fetch/colleague_list.hpp"

#include "core/base/json/parse.hpp"
#include "wasm/client.hpp"
#include "wasm/fetch/members.hpp"

namespace starfish {
namespace {

ColleagueGroupBuy row_of(const boost::json::object& row) {
    ColleagueGroupBuy read{
        .id = {static_cast<std::uint32_t>(number_at(row, "id"))},
        .code = text_at(row, "code"),
        .title = text_at(row, "title"),
        .leader_name = text_at(row, "leader_name"),
        .community_name = text_at(row, "community_name"),
        .deadline = {number_at(row, "deadline")},
        .price_fen = {number_at(row, "price_fen")},
        .stock = {static_cast<std::int32_t>(number_at(row, "stock"))},
        .threshold = {},
        .joined_people = static_cast<std::int32_t>(number_at(row, "joined_people"))};
    if (const auto* const threshold = object_of(row.if_contains("threshold"))) {
        const auto kind = json::value_named<groupbuy::ThresholdKind>(text_at(*threshold, "kind"));
        read.threshold = {kind.value_or(groupbuy::ThresholdKind::people),
                          static_cast<std::int32_t>(number_at(*threshold, "value"))};
    }
    return read;
}

}  // namespace

bool ColleagueList::read_answer(std::string_view answer) {
    json::Document document;
    const auto* const page = object_of(document.parse(answer));
    const auto* const list = page ? page->if_contains("rows") : nullptr;
    const auto* const items = list ? list->if_array() : nullptr;
    if (!items) return false;
    rows.clear();
    for (const auto& item : *items)
        if (const auto* const row = item.if_object()) rows.push_back(row_of(*row));
    return true;
}

void fetch(Client& client, const std::shared_ptr<ColleagueList>& list) {
    list->request_status = RequestStatus::under_way;
    client.get("/api/queries/reofferable?size=200",
               [&client, list](int status, const std::string& answer) {
                   const bool good = status == 200 && list->read_answer(answer);
                   list->request_status = good ? RequestStatus::done : RequestStatus::failed;
                   client.changed();
               });
}

}  // namespace starfish
