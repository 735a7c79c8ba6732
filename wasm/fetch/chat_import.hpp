// Joins from a chat's 接龙 or a table, on their way into a group-buy: read here, put right by the
// leader, and taken over by the server, which decides each line like any join.
//
//   read ─▶ rows to confirm ─take_over─▶ sent in pieces ─▶ each line joined, or refused with why
//
// Every line has a key made of the group-buy, the person and the goods: so the same list pasted
// again, or sent again after the network failed, makes no second join. What was changed since is
// refused, and the leader sees which.
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

// What became of one line of a row.
struct LineOutcome {
    bool joined = false;
    bool repeated = false;  // it was in already
    std::int32_t join_number{};
    std::string order;    // of its page's address: a secret of hers who ordered
    std::string problem;  // why not, in words
    bool answered() const { return joined || !problem.empty(); }
};

// Where a row stands.
enum class RowStanding : std::uint8_t { ready, doubtful, cancelled, left_out, joined, refused };

// One person's orders.
struct ImportRow {
    chat::Entry entry;
    // A table's, which tells namesakes apart. A chat's is the entry's own: somebody may add it to
    // her line later, and her order stays the same one.
    std::string phone;
    std::string note;
    std::string source;  // the line it was read from, as it was pasted
    bool left_out = false;
    std::vector<std::string> keys;      // one a line of the entry
    std::vector<LineOutcome> outcomes;  // likewise, once there is one
};

// The path of the page of what a row has in; empty if nothing.
std::string order_path(const ImportRow& row);
// Of the table's row or of the chat's line.
std::string_view phone_of(const ImportRow& row);

enum class Sending : std::uint8_t { not_yet, under_way, stopped, done };

// One of the group-buy's goods.
struct ImportGoods {
    Id<catalog::Offer> offer;
    std::string name;     // as the chat calls it
    Units cap_per_order;  // more than that is asked about before it is sent and refused
};

// The size of one request: server/api/groupbuys/joins_api.hpp takes no more.
inline constexpr std::size_t import_lines_per_request = 100;

class ChatImport : public std::enable_shared_from_this<ChatImport> {
public:
    // The group-buy, and its goods in their order.
    ChatImport(std::string code, std::vector<ImportGoods> goods);

    // Replaces the rows. Refuses what read_csv does, text.not_utf8 and jielong.text_too_large; a
    // chat with no order in it gives no rows.
    std::optional<Refusal> read(std::string_view text, bool is_table);

    const std::vector<ImportRow>& rows() const { return rows_; }
    RowStanding standing(const ImportRow& row) const;
    std::size_t count(RowStanding standing) const;
    const std::vector<ImportGoods>& goods() const { return goods_; }
    // Its first line above the cap of one order, or nullptr.
    const chat::Line* over_cap(const ImportRow& row) const;

    // The leader's word: a row as she has put it right, which is no doubt any more. Not while
    // sending, and not once it has joined. Lines of no quantity fall away.
    void correct(std::size_t row, std::string name, std::vector<std::int32_t> quantities);
    void leave_out(std::size_t row, bool left_out);

    // Sends what is ready and not in yet; goes on where it stopped.
    void take_over(Client& client, Id<community::PickupPoint> pickup);
    Sending sending() const { return sending_; }
    std::size_t lines_sent() const { return sent_; }
    std::size_t lines_to_send() const { return queue_.size(); }

private:
    struct Place {
        std::size_t row{};
        std::size_t line{};
    };
    void give_keys(ImportRow& row);
    void send_next(Client& client);
    std::string body_of(std::size_t first, std::size_t last) const;
    bool arrived(const Client& client, std::size_t first, std::string_view answer);

    std::string code_;
    std::vector<ImportGoods> goods_;
    std::vector<ImportRow> rows_;
    std::set<std::string, std::less<>> keys_;  // of all rows
    std::vector<Place> queue_;
    Id<community::PickupPoint> pickup_;
    Sending sending_{};
    std::size_t sent_ = 0;
};

}  // namespace starfish
