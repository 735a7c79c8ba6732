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

constexpr std::size_t note_length_max = 100;  // the limit of a join's note

ImportRow row_of(chat::Entry entry) {
    std::string note = entry.place;
    ImportRow row;
    row.entry = std::move(entry);
    row.note = std::move(note);
    return row;
}

// Adds a table's 备注 to the note, as far as the limit of a join's note allows.
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

// The physical line, counted from 1.
std::string line_of(std::string_view text, std::size_t number) {
    for (; number > 1 && !text.empty(); --number) {
        const std::size_t end = text.find('\n');
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    text = text.substr(0, text.find('\n'));
    return std::string(trimmed(text));
}

// Sixteen hexadecimal digits of a digest. The server derives the command id in the log from it.
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

bool is_doubtful(const ImportRow& row) {
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
    send_status_ = SendStatus::not_yet;
    sent_ = 0;
    return std::nullopt;
}

RowStatus ChatImport::status_of(const ImportRow& row) const {
    const auto has = [&](auto what) { return std::ranges::any_of(row.outcomes, what); };
    if (has([](const LineOutcome& o) { return !o.problem.empty(); })) return RowStatus::refused;
    if (!row.outcomes.empty() && !has([](const LineOutcome& o) { return !o.joined; }))
        return RowStatus::joined;
    if (row.left_out) return RowStatus::left_out;
    if (row.entry.status == chat::Status::cancelled) return RowStatus::cancelled;
    if (is_doubtful(row) || row.entry.lines.empty() || over_cap(row)) return RowStatus::doubtful;
    return RowStatus::ready;
}

const chat::Line* ChatImport::over_cap(const ImportRow& row) const {
    for (const chat::Line& line : row.entry.lines)
        if (line.quantity > goods_.at(line.item).cap_per_order.value) return &line;
    return nullptr;
}

std::size_t ChatImport::count(RowStatus wanted) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        rows_, [&](const ImportRow& row) { return status_of(row) == wanted; }));
}

// A second 鸡蛋 of the same 张三 gets another key than the first. Rows that will not be sent have
// keys too, so that leaving out one row changes no other key.
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
    if (send_status_ == SendStatus::under_way || place >= rows_.size()) return;
    ImportRow& row = rows_[place];
    if (status_of(row) == RowStatus::joined) return;
    // A joined line keeps its quantity, key and name.
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
    if (send_status_ == SendStatus::under_way || place >= rows_.size()) return;
    ImportRow& row = rows_[place];
    row.left_out = left_out;
    for (LineOutcome& outcome : row.outcomes)
        if (!outcome.joined) outcome = {};
}

void ChatImport::take_over(Client& client, Id<community::PickupPoint> pickup) {
    if (send_status_ == SendStatus::under_way) return;
    queue_.clear();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const ImportRow& row = rows_[i];
        const RowStatus at = status_of(row);
        if (at != RowStatus::ready && at != RowStatus::refused) continue;
        for (std::size_t j = 0; j < row.entry.lines.size(); ++j)
            if (j >= row.outcomes.size() || !row.outcomes[j].joined) queue_.push_back({i, j});
    }
    pickup_ = pickup;
    sent_ = 0;
    send_status_ = SendStatus::under_way;
    send_next(client);
}

std::string ChatImport::body_of(std::size_t first, std::size_t last) const {
    std::string body = R"({"lines":[)";
    for (std::size_t i = first; i < last; ++i) {
        const QueuedLine& place = queue_[i];
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
        send_status_ = SendStatus::done;
        return client.changed();
    }
    const std::size_t first = sent_;
    const std::size_t last = std::min(queue_.size(), first + import_lines_per_request);
    client.post(
        "/api/groupbuys/" + code_ + "/joins", body_of(first, last),
        [&client, self = shared_from_this(), first, last](int status, const std::string& answer) {
            if (status == 200 && self->read_answer(client, first, answer)) {
                self->sent_ = last;
                return self->send_next(client);
            }
            self->send_status_ = SendStatus::stopped;
            client.changed();
        });
    client.changed();
}

bool ChatImport::read_answer(const Client& client, std::size_t first, std::string_view answer) {
    json::Document document;
    const auto* const said = object_of(document.parse(answer));
    const auto* const list = said ? said->if_contains("lines") : nullptr;
    const auto* const lines = list ? list->if_array() : nullptr;
    if (!lines || lines->size() > queue_.size() - first) return false;
    for (std::size_t i = 0; i < lines->size(); ++i) {
        const auto* const line = (*lines)[i].if_object();
        const QueuedLine& place = queue_[first + i];
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
