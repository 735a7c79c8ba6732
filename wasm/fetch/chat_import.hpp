// Imports joins from a chat's 接龙 or a table into a group-buy: the browser reads the text, the
// leader corrects the rows, and the server decides each line like any join.
//
//   read ─▶ rows to confirm ─take_over─▶ sent in parts ─▶ each line joined or refused
//
// Every line has a key made of the group-buy, the person and the goods. So the same list, pasted
// again or sent again after a network failure, makes no second join. A line that has changed since
// its import is refused, and the leader sees which.
#pragma once

#include "core/chat/jielong.hpp"
#include "core/subjects/groupbuy/groupbuy.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

class Client;

// The server's answer to one line of a row.
struct LineOutcome {
    bool joined = false;
    bool repeated = false;  // the line was imported before
    std::int32_t join_number{};
    std::string order;    // in the address of the order's page: a secret of the consumer
    std::string problem;  // why the line was refused, in words
    bool answered() const { return joined || !problem.empty(); }
};

enum class RowStatus : std::uint8_t { ready, doubtful, cancelled, left_out, joined, refused };

// The order of one person.
struct ImportRow {
    chat::Entry entry;
    // Set only from a table, and part of the key, because it tells namesakes apart. A phone in a
    // chat is `entry.phone` and no part of the key: a consumer may add it to the chat line later
    // without making a second order.
    std::string phone;
    std::string note;
    std::string source;  // the pasted line that the row was read from
    bool left_out = false;
    std::vector<std::string> keys;      // one for each line of the entry
    std::vector<LineOutcome> outcomes;  // likewise, after the first answer
};

// The path of the page that shows the row's joined lines; empty if no line has joined.
std::string order_path(const ImportRow& row);
// The phone of the table's row or of the chat's line.
std::string_view phone_of(const ImportRow& row);

enum class SendStatus : std::uint8_t { not_yet, under_way, stopped, done };

// One item of the group-buy.
struct ImportGoods {
    Id<catalog::Offer> offer;
    std::string name;     // the item's name in the chat
    Units cap_per_order;  // a larger quantity is doubtful, and is not sent
};

// The limit for one request, as in server/api/groupbuys/joins_api.hpp.
inline constexpr std::size_t import_lines_per_request = 100;

class ChatImport : public std::enable_shared_from_this<ChatImport> {
public:
    // `code` is the group-buy's; `goods` are its items in their order.
    ChatImport(std::string code, std::vector<ImportGoods> goods);

    // Replaces the rows. Refuses with the codes of read_csv, text.not_utf8 and
    // jielong.table_too_large. A chat without orders gives no rows.
    std::optional<Refusal> read(std::string_view text, bool is_table);

    const std::vector<ImportRow>& rows() const { return rows_; }
    RowStatus status_of(const ImportRow& row) const;
    std::size_t count(RowStatus status) const;
    const std::vector<ImportGoods>& goods() const { return goods_; }
    // The row's first line above the cap of one order, or nullptr.
    const chat::Line* over_cap(const ImportRow& row) const;

    // Replaces a row with the leader's correction, which is not doubtful. Does nothing during
    // sending or after the row has joined. Lines with quantity 0 are dropped.
    void correct(std::size_t row, std::string name, std::vector<std::int32_t> quantities);
    void leave_out(std::size_t row, bool left_out);

    // Sends the ready lines that have not joined; continues after a stop.
    void take_over(Client& client, Id<community::PickupPoint> pickup);
    SendStatus send_status() const { return send_status_; }
    std::size_t lines_sent() const { return sent_; }
    std::size_t lines_to_send() const { return queue_.size(); }

private:
    struct QueuedLine {
        std::size_t row{};
        std::size_t line{};
    };
    void give_keys(ImportRow& row);
    void send_next(Client& client);
    std::string body_of(std::size_t first, std::size_t last) const;
    bool read_answer(const Client& client, std::size_t first, std::string_view answer);

    std::string code_;
    std::vector<ImportGoods> goods_;
    std::vector<ImportRow> rows_;
    std::set<std::string, std::less<>> keys_;  // of all rows
    std::vector<QueuedLine> queue_;
    Id<community::PickupPoint> pickup_;
    SendStatus send_status_{};
    std::size_t sent_ = 0;
};

}  // namespace starfish
