#include "wasm/fetch/chat_import.hpp"

#include "core/base/digest.hpp"
#include "core/base/json/parse.hpp"
#include "core/base/json/write.hpp"
#include "core/base/text.hpp"
#include "core/chat/table.hpp"
#include "wasm/client.hpp"
#include "wasm/fetch/members.hpp"

#include <algorithm>

namespace starfish {
namespace {

constexpr std::size_t note_length_max = 100;  // as a join's

ImportRow row_of(chat::Entry entry) {
    std::string note = entry.place;
    ImportRow row;
    row.entry = std::move(entry);
    row.note = std::move(note);
    return row;
}

// A table's 备注 comes along as far as a join's note has room for it.
ImportRow row_of(chat::TableEntry read) {
    ImportRow row = row_of(std::move(read.entry));
    row.phone = std::move(read.phone);
    for (const auto& [header, text] : read.others) {
        if (!header.contains("备注") && !header.contains("note")) continue;
        const std::string longer = row.note.empty() ? text : row.note + " " + text;
        if (!text.empty() && utf8_length(longer).value_or(note_length_max + 1) <= note_length_max)
            row.note = longer;
    }
    return row;
}

// The physical line, from 1.
std::string line_of(std::string_view text, std::size_t number) {
    for (; number > 1 && !text.empty(); --number) {
        const std::size_t end = text.find('\n');
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    text = text.substr(0, text.find('\n'));
    return std::string(trimmed(text));
}

// Sixteen digits of a fingerprint; the server makes of it what stands in the log.
std::string key_of(std::string_view code, const ImportRow& row, Id<catalog::Offer> offer,
                   std::int32_t occurrence) {
    Digest digest;
    for (const std::string_view part :
         {code, std::string_view(row.entry.name), std::string_view(row.entry.place),
          std::string_view(row.phone)})
        digest.add(part);
    digest.add(std::uint64_t{offer.value});
    digest.add(static_cast<std::uint64_t>(occurrence));
    std::string key;
    for (std::uint64_t rest = digest.value(); key.size() < 16; rest >>= 4U)
        key += "0123456789abcdef"[rest & 15U];
    return key;
}

bool stays_in_doubt(const ImportRow& row) {
    return row.entry.status == chat::Status::doubtful;
}

}  // namespace

std::string order_path(const ImportRow& row) {
    std::string path;
    std::string_view before = "/o/";
    for (const LineOutcome& outcome : row.outcomes) {
        if (outcome.order.empty()) continue;
        (path += before) += outcome.order;
        before = before == "/o/" ? "?with=" : ".";
    }
    return path;
}

std::string_view phone_of(const ImportRow& row) {
    return row.phone.empty() ? row.entry.phone : row.phone;
}

ChatImport::ChatImport(std::string code, std::vector<ImportGoods> goods)
    : code_(std::move(code)), goods_(std::move(goods)) {}

std::optional<Refusal> ChatImport::read(std::string_view text, bool is_table) {
    std::vector<chat::Item> items;
    items.reserve(goods_.size());
    for (const ImportGoods& goods : goods_) items.push_back({goods.name, {}});
    if (text.size() > chat::text_bytes_max)
        return Refusal{RefusalKind::invalid, "jielong.table_too_large", "text", {}};
    std::vector<ImportRow> rows;
    if (is_table) {
        auto read = chat::read_csv(text, items);
        if (!read) return std::move(read.error());
        for (chat::TableEntry& entry : *read) rows.push_back(row_of(std::move(entry)));
    } else {
        if (!utf8_length(text)) return Refusal{RefusalKind::invalid, "text.not_utf8", "text", {}};
        for (chat::Entry& entry : chat::read_chat(text, items))
            rows.push_back(row_of(std::move(entry)));
    }
    rows_ = std::move(rows);
    keys_.clear();
    for (ImportRow& row : rows_) {
        row.source = line_of(text, row.entry.line_number);
        give_keys(row);
    }
    queue_.clear();
    sending_ = Sending::not_yet;
    sent_ = 0;
    return std::nullopt;
}

RowStanding ChatImport::standing(const ImportRow& row) const {
    const auto has = [&](auto what) { return std::ranges::any_of(row.outcomes, what); };
    if (has([](const LineOutcome& o) { return !o.problem.empty(); })) return RowStanding::refused;
    if (!row.outcomes.empty() && !has([](const LineOutcome& o) { return !o.joined; }))
        return RowStanding::joined;
    if (row.left_out) return RowStanding::left_out;
    if (row.entry.status == chat::Status::cancelled) return RowStanding::cancelled;
    if (stays_in_doubt(row) || row.entry.lines.empty() || over_cap(row))
        return RowStanding::doubtful;
    return RowStanding::ready;
}

const chat::Line* ChatImport::over_cap(const ImportRow& row) const {
    for (const chat::Line& line : row.entry.lines)
        if (line.quantity > goods_.at(line.item).cap_per_order.value) return &line;
    return nullptr;
}

std::size_t ChatImport::count(RowStanding wanted) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        rows_, [&](const ImportRow& row) { return standing(row) == wanted; }));
}

// The second 鸡蛋 of one 张三 is another than the first. All rows have keys, also those that will
// not be sent, so that leaving one out changes no other's.
void ChatImport::give_keys(ImportRow& row) {
    row.keys.resize(row.entry.lines.size());
    for (std::size_t i = 0; i < row.keys.size(); ++i) {
        if (!row.keys[i].empty()) continue;
        const Id<catalog::Offer> offer = goods_.at(row.entry.lines[i].item).offer;
        std::string key;
        for (std::int32_t occurrence = 0;; ++occurrence) {
            key = key_of(code_, row, offer, occurrence);
            if (keys_.insert(key).second) break;
        }
        row.keys[i] = std::move(key);
    }
}

void ChatImport::correct(std::size_t place, std::string name,
                         std::vector<std::int32_t> quantities) {
    if (sending_ == Sending::under_way || place >= rows_.size()) return;
    ImportRow& row = rows_[place];
    if (standing(row) == RowStanding::joined) return;
    // A line that is in stays as it is, and so does whose it is.
    std::vector<chat::Line> lines;
    std::vector<std::string> keys;
    std::vector<LineOutcome> outcomes;
    for (std::size_t item = 0; item < quantities.size(); ++item) {
        const auto before = std::ranges::find(row.entry.lines, item, &chat::Line::item);
        const auto at = static_cast<std::size_t>(before - row.entry.lines.begin());
        const bool is_in = at < row.outcomes.size() && row.outcomes[at].joined;
        if (!is_in && at < row.keys.size()) keys_.erase(row.keys[at]);
        if (!is_in && quantities[item] <= 0) continue;
        lines.push_back(is_in ? *before : chat::Line{item, quantities[item]});
        keys.push_back(is_in ? row.keys[at] : std::string());
        outcomes.push_back(is_in ? row.outcomes[at] : LineOutcome());
    }
    const bool any_in = std::ranges::any_of(outcomes, &LineOutcome::joined);
    if (!any_in) row.entry.name = std::move(name);
    row.entry.lines = std::move(lines);
    row.entry.status = chat::Status::ok;
    row.entry.doubt = chat::Doubt::none;
    row.entry.excerpt.clear();
    row.keys = std::move(keys);
    row.outcomes = any_in ? std::move(outcomes) : std::vector<LineOutcome>();
    row.left_out = false;
    give_keys(row);
}

void ChatImport::leave_out(std::size_t place, bool left_out) {
    if (sending_ == Sending::under_way || place >= rows_.size()) return;
    ImportRow& row = rows_[place];
    row.left_out = left_out;
    for (LineOutcome& outcome : row.outcomes)
        if (!outcome.joined) outcome = {};
}

void ChatImport::take_over(Client& client, Id<community::PickupPoint> pickup) {
    if (sending_ == Sending::under_way) return;
    queue_.clear();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const ImportRow& row = rows_[i];
        const RowStanding at = standing(row);
        if (at != RowStanding::ready && at != RowStanding::refused) continue;
        for (std::size_t j = 0; j < row.entry.lines.size(); ++j)
            if (j >= row.outcomes.size() || !row.outcomes[j].joined) queue_.push_back({i, j});
    }
    pickup_ = pickup;
    sent_ = 0;
    sending_ = Sending::under_way;
    send_next(client);
}

std::string ChatImport::body_of(std::size_t first, std::size_t last) const {
    std::string body = R"({"lines":[)";
    for (std::size_t i = first; i < last; ++i) {
        const Place& place = queue_[i];
        const ImportRow& row = rows_[place.row];
        const chat::Line& line = row.entry.lines[place.line];
        const auto member = [&](std::string_view name, const auto& value) {
            ((body += '"') += name) += "\":";
            json::write(body, value);
            body += ',';
        };
        body += i == first ? "{" : ",{";
        member("key", row.keys[place.line]);
        member("name", row.entry.name);
        if (const auto phone = phone_of(row); !phone.empty()) member("phone", phone);
        if (!row.note.empty()) member("note", row.note);
        if (pickup_) member("pickup", pickup_);
        member("quantity", line.quantity);
        member("offer", goods_.at(line.item).offer);
        body.back() = '}';
    }
    return body + "]}";
}

void ChatImport::send_next(Client& client) {
    if (sent_ == queue_.size()) {
        sending_ = Sending::done;
        return client.changed();
    }
    const std::size_t first = sent_;
    const std::size_t last = std::min(queue_.size(), first + import_lines_per_request);
    client.post(
        "/api/groupbuys/" + code_ + "/joins", body_of(first, last),
        [&client, self = shared_from_this(), first, last](int status, const std::string& answer) {
            if (status == 200 && self->arrived(client, first, answer)) {
                self->sent_ = last;
                return self->send_next(client);
            }
            self->sending_ = Sending::stopped;
            client.changed();
        });
    client.changed();
}

bool ChatImport::arrived(const Client& client, std::size_t first, std::string_view answer) {
    json::Document document;
    const auto* const said = object_of(document.parse(answer));
    const auto* const list = said ? said->if_contains("lines") : nullptr;
    const auto* const lines = list ? list->if_array() : nullptr;
    if (!lines || lines->size() > queue_.size() - first) return false;
    for (std::size_t i = 0; i < lines->size(); ++i) {
        const auto* const line = (*lines)[i].if_object();
        const Place& place = queue_[first + i];
        ImportRow& row = rows_[place.row];
        if (!line || text_at(*line, "key") != row.keys[place.line]) return false;
        row.outcomes.resize(row.entry.lines.size());
        LineOutcome& outcome = row.outcomes[place.line];
        outcome = {};
        const auto* const error = object_of(line->if_contains("error"));
        const auto* const repeated = line->if_contains("repeated");
        if (!error) {
            outcome.joined = true;
            outcome.repeated = repeated && repeated->is_bool() && repeated->get_bool();
            outcome.join_number = static_cast<std::int32_t>(number_at(*line, "join_number"));
            outcome.order = text_at(*line, "order");
        } else {
            const std::string code = text_at(*error, "code");
            outcome.problem = code == "command.id_reused"
                                  ? say(client.locale(), "import.changed_since")
                                  : text_at(*error, "message");
        }
    }
    return true;
}

}  // namespace starfish
