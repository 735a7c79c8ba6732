#include "core/chat/table.hpp"

#include "core/base/order.hpp"
#include "core/base/text.hpp"
#include "core/chat/characters.hpp"
#include "core/chat/offer.hpp"
#include "core/chat/order.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace starfish::chat {
namespace {

enum class Column : std::uint8_t {
    other,
    join_number,
    buyer,
    recipient,
    goods,
    variety,
    quantity,
    order_amount,
    refund,
    state,
    phone,
    place,
    amount,
};

struct Header {
    std::string_view text;
    Column column{};
};

// What real headers say; compared without spaces and case, and without what stands in brackets.
constexpr Header headers[] = {
    {"跟团号", Column::join_number},
    {"序号", Column::join_number},
    {"接龙号", Column::join_number},
    {"订单号", Column::join_number},
    {"编号", Column::join_number},
    {"单号", Column::join_number},
    {"no", Column::join_number},
    {"订单编号", Column::join_number},
    {"下单人", Column::buyer},
    {"姓名", Column::buyer},
    {"昵称", Column::buyer},
    {"名字", Column::buyer},
    {"接龙人", Column::buyer},
    {"买家", Column::buyer},
    {"顾客", Column::buyer},
    {"团员", Column::buyer},
    {"用户", Column::buyer},
    {"微信昵称", Column::buyer},
    {"name", Column::buyer},
    {"buyer", Column::buyer},
    {"下单人昵称", Column::buyer},
    {"客户", Column::buyer},
    {"参与人", Column::buyer},
    {"收货人", Column::recipient},
    {"收件人", Column::recipient},
    {"联系人", Column::recipient},
    {"商品", Column::goods},
    {"商品名称", Column::goods},
    {"品名", Column::goods},
    {"商品名", Column::goods},
    {"货品", Column::goods},
    {"item", Column::goods},
    {"product", Column::goods},
    {"商品信息", Column::goods},
    {"接龙内容", Column::goods},
    {"购买商品", Column::goods},
    {"订购商品", Column::goods},
    {"内容", Column::goods},
    {"规格", Column::variety},
    {"商品规格", Column::variety},
    {"型号", Column::variety},
    {"数量", Column::quantity},
    {"商品数量", Column::quantity},
    {"份数", Column::quantity},
    {"件数", Column::quantity},
    {"购买数量", Column::quantity},
    {"quantity", Column::quantity},
    {"qty", Column::quantity},
    {"订购数量", Column::quantity},
    {"订单金额", Column::order_amount},
    {"实付金额", Column::order_amount},
    {"订单总额", Column::order_amount},
    {"支付金额", Column::order_amount},
    {"退款金额", Column::refund},
    {"订单退款", Column::refund},
    {"退款", Column::refund},
    {"订单状态", Column::state},
    {"状态", Column::state},
    {"status", Column::state},
    {"联系电话", Column::phone},
    {"电话", Column::phone},
    {"手机", Column::phone},
    {"手机号", Column::phone},
    {"收货人电话", Column::phone},
    {"phone", Column::phone},
    {"详细地址", Column::place},
    {"地址", Column::place},
    {"楼号房号", Column::place},
    {"收货地址", Column::place},
    {"房号", Column::place},
    {"门牌号", Column::place},
    {"address", Column::place},
};

std::string plain(std::string_view text) {
    std::string kept;
    std::size_t depth = 0;
    for (const Letter& letter : plain_letters(text)) {
        if (letter.folded == U'(') ++depth;
        if (depth == 0 && !is_space(letter) && letter.folded != U'*' && letter.folded != U':') {
            Letter one = letter;
            one.shown = letter.folded;
            kept += text_of(Letters(&one, 1));
        }
        if (letter.folded == U')' && depth > 0) --depth;
    }
    return kept;
}

// 2, 2.0, ２, 2份
std::optional<std::int64_t> whole_number(std::string_view cell) {
    const std::vector<Letter> letters = plain_letters(trimmed(cell));
    std::int64_t value = 0;
    std::size_t i = 0;
    for (; i < letters.size() && is_digit(letters[i]); ++i)
        value = std::min<std::int64_t>(1'000'000,
                                       value * 10 + static_cast<int>(letters[i].folded - U'0'));
    if (i == 0) return std::nullopt;
    if (i < letters.size() && letters[i].folded == U'.')
        for (++i; i < letters.size() && letters[i].folded == U'0'; ++i) {
        }
    if (i < letters.size() && letters[i].folded == U'份') ++i;
    return i == letters.size() ? std::optional(value) : std::nullopt;
}

// ¥159.50 or 159.5, in fen; 0 for anything else, which amounts of no matter here may be.
std::int64_t fen_of(std::string_view cell) {
    std::int64_t fen = 0;
    int places = -1;
    for (const Letter& letter : plain_letters(cell)) {
        if (letter.folded == U'.') places = 0;
        if (!is_digit(letter) || places == 2) continue;
        fen = std::min<std::int64_t>(price_max.value,
                                     fen * 10 + static_cast<int>(letter.folded - U'0'));
        if (places >= 0) ++places;
    }
    for (places = std::max(places, 0); places < 2; ++places) fen *= 10;
    return fen;
}

void set_doubt(Entry& entry, Doubt doubt, std::string_view excerpt = {}) {
    if (entry.status != Status::ok) return;
    entry.status = Status::doubtful;
    entry.doubt = doubt;
    entry.excerpt = excerpt;
}

class TableReader {
public:
    TableReader(std::span<const TableRow> rows, std::span<const Item> items)
        : rows_(rows), offer_(items) {}

    Result<std::vector<TableEntry>> read() {
        if (!find_header())
            return std::unexpected(Refusal{RefusalKind::invalid, "jielong.no_header", "", {}});
        collect_varieties();
        for (const TableRow& row : rows_.subspan(first_row_))
            if (const auto no = take(row)) return std::unexpected(*no);
        finish();
        std::vector<TableEntry> entries;
        entries.reserve(orders_.size());
        for (Order& order : orders_) entries.push_back(std::move(order.read));
        return entries;
    }

private:
    struct Order {
        TableEntry read;
        std::int64_t amount_fen = 0;
        std::int64_t refund_fen = 0;
    };

    std::string_view cell(const TableRow& row, Column column) const {
        for (std::size_t i = 0; i < columns_.size() && i < row.cells.size(); ++i)
            if (columns_[i] == column && !trimmed(row.cells[i]).empty())
                return trimmed(row.cells[i]);
        return {};
    }
    bool has(Column column) const { return std::ranges::find(columns_, column) != columns_.end(); }

    // The item whose name is all of the text.
    std::optional<std::size_t> item_of(std::string_view text) const {
        const std::vector<Letter> letters = plain_letters(trimmed(text));
        if (letters.empty()) return std::nullopt;
        const auto match = offer_.match(letters, 0);
        const bool whole = match && match->length == letters.size();
        return whole && match->named == Named::surely ? std::optional(match->item) : std::nullopt;
    }

    // Titles may stand above the header.
    bool find_header() {
        constexpr std::size_t header_rows_max = 20;
        for (std::size_t r = 0; r < std::min(rows_.size(), header_rows_max); ++r) {
            columns_.clear();
            item_columns_.clear();
            const std::vector<std::string>& cells = rows_[r].cells;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                const std::string text = plain(cells[i]);
                const auto known = std::ranges::find(headers, text, &Header::text);
                columns_.push_back(known == std::end(headers) ? Column::other : known->column);
                const auto item = item_of(cells[i]);
                if (item && columns_.back() == Column::other) item_columns_.emplace_back(i, *item);
            }
            const bool who = has(Column::buyer) || has(Column::recipient);
            const bool goods_quantity =
                has(Column::quantity) && (has(Column::goods) || offer_.size() == 1);
            if (who && (has(Column::goods) || goods_quantity || !item_columns_.empty())) {
                header_ = cells;
                first_row_ = r + 1;
                return true;
            }
        }
        return false;
    }

    // Goods of one variety only are known by their name; of several, by both.
    void collect_varieties() {
        for (const TableRow& row : rows_.subspan(first_row_))
            varieties_[std::string(cell(row, Column::goods))].insert(
                std::string(cell(row, Column::variety)));
    }

    std::optional<Refusal> take(const TableRow& row) {
        const std::string_view number = cell(row, Column::join_number);
        const std::string_view buyer = cell(row, Column::buyer);
        const std::string_view recipient = cell(row, Column::recipient);
        const std::string_view goods = cell(row, Column::goods);
        const std::string_view name = buyer.empty() ? recipient : buyer;
        for (const std::string_view word : {"合计", "总计", "小计", "共计"})
            if (name == word || number == word || (name.empty() && goods == word))
                return std::nullopt;
        const bool goes_on = !orders_.empty() && continues(number, name);
        if (!goes_on) begin(row, number, name);
        Order& order = orders_.back();
        order.amount_fen += fen_of(cell(row, Column::order_amount));
        order.refund_fen += fen_of(cell(row, Column::refund));
        const std::string_view state = cell(row, Column::state);
        for (const std::string_view word : {"取消", "已退款", "全额退款", "关闭", "作废", "cancel"})
            if (state.contains(word) && !state.contains("部分") && !state.contains("未"))
                order.read.entry.status = Status::cancelled;
        if (state.contains("部分退款") || state.contains("退款中"))
            set_doubt(order.read.entry, Doubt::partly_cancelled, state);
        return take_goods(row, goods, order.read.entry);
    }

    // 跟团号 says it; without one, an empty name does, as merged cells leave it.
    bool continues(std::string_view number, std::string_view name) const {
        const TableEntry& last = orders_.back().read;
        if (!number.empty())
            return number == last.join_number && (name.empty() || name == last.entry.name);
        return name.empty();
    }

    void begin(const TableRow& row, std::string_view number, std::string_view name) {
        TableEntry read;
        read.entry = {.line_number = row.line_number,
                      .name = std::string(name),
                      .place = std::string(cell(row, Column::place))};
        read.join_number = number;
        read.phone = cell(row, Column::phone);
        for (std::size_t i = 0; i < columns_.size() && i < row.cells.size(); ++i) {
            const bool is_item = std::ranges::any_of(
                item_columns_, [&](const auto& column) { return column.first == i; });
            if (columns_[i] == Column::other && !is_item && !row.cells[i].empty())
                read.others.emplace_back(header_[i], row.cells[i]);
        }
        if (name.empty()) set_doubt(read.entry, Doubt::no_name);
        orders_.push_back({.read = std::move(read)});
    }

    std::optional<Refusal> take_goods(const TableRow& row, std::string_view goods, Entry& entry) {
        for (const auto& [column, item] : item_columns_) {
            const std::string_view text =
                column < row.cells.size() ? trimmed(row.cells[column]) : std::string_view();
            if (text.empty() || text == "-" || text == "0") continue;
            if (const auto no = add(entry, item, text, row, header_[column])) return no;
        }
        if (!has(Column::goods) && !has(Column::quantity)) return std::nullopt;
        if (!has(Column::quantity)) return take_text(goods, entry);
        const std::string_view quantity = cell(row, Column::quantity);
        if (goods.empty() && quantity.empty()) return std::nullopt;
        const auto item = item_in(row, goods);
        if (item) return add(entry, *item, quantity, row, header_of(Column::quantity));
        if (!whole_number(quantity)) return bad_quantity(row, header_of(Column::quantity));
        set_doubt(entry, goods.empty() ? Doubt::no_item : Doubt::unknown_item, goods);
        return std::nullopt;
    }

    std::optional<std::size_t> item_in(const TableRow& row, std::string_view goods) const {
        if (goods.empty())
            return offer_.size() == 1 && !has(Column::goods) ? std::optional<std::size_t>(0)
                                                             : std::nullopt;
        const std::string variety(cell(row, Column::variety));
        if (!variety.empty())
            if (const auto item = item_of(std::string(goods) + variety)) return item;
        const auto known = varieties_.find(std::string(goods));
        const bool one = known == varieties_.end() || known->second.size() < 2;
        return one ? item_of(goods) : std::nullopt;
    }

    // 鸡蛋*2,牛奶*1
    std::optional<Refusal> take_text(std::string_view goods, Entry& entry) const {
        const std::vector<Letter> letters = plain_letters(goods);
        Reading reading = read_order(letters, offer_);
        entry.lines.insert(entry.lines.end(), reading.lines.begin(), reading.lines.end());
        if (reading.doubt != Doubt::none)
            set_doubt(entry, reading.doubt, reading.excerpt);
        else if (reading.has_deed)
            set_doubt(entry, Doubt::edit_unclear, goods);
        else if (reading.has_text)
            set_doubt(entry, Doubt::unread, goods);
        return std::nullopt;
    }

    std::string_view header_of(Column column) const {
        const auto at = std::ranges::find(columns_, column);
        return header_[static_cast<std::size_t>(at - columns_.begin())];
    }
    static Refusal bad_quantity(const TableRow& row, std::string_view header) {
        return {RefusalKind::invalid,
                "jielong.bad_quantity",
                std::string(header),
                {{"line", static_cast<std::int64_t>(row.line_number)}}};
    }

    std::optional<Refusal> add(Entry& entry, std::size_t item, std::string_view quantity,
                               const TableRow& row, std::string_view header) const {
        const auto number = whole_number(quantity);
        if (!number) return bad_quantity(row, header);
        if (*number < 1 || *number > quantity_plain_max)
            set_doubt(entry, Doubt::quantity_out_of_range, quantity);
        const auto units = static_cast<std::int32_t>(std::clamp<std::int64_t>(*number, 1, 9'999));
        const auto same = std::ranges::find(entry.lines, item, &Line::item);
        // Merged orders of one buyer hold an item more than once.
        if (same != entry.lines.end())
            same->quantity += units;
        else
            entry.lines.push_back({.item = item, .quantity = units});
        return std::nullopt;
    }

    void finish() {
        std::map<std::string, std::size_t> first_of_name;
        for (std::size_t i = 0; i < orders_.size(); ++i) {
            Order& order = orders_[i];
            Entry& entry = order.read.entry;
            put_in_order(entry.lines);
            // 订单金额 stands on the first line of an order and is 0 on the rest.
            if (order.refund_fen > 0 && order.refund_fen >= order.amount_fen &&
                order.amount_fen > 0)
                entry.status = Status::cancelled;
            else if (order.refund_fen > 0)
                set_doubt(entry, Doubt::partly_cancelled);
            if (entry.lines.empty()) set_doubt(entry, Doubt::no_item);
            if (!order.read.join_number.empty() || entry.name.empty()) continue;
            const auto [first, is_new] =
                first_of_name.try_emplace(entry.name + order.read.phone, i);
            if (!is_new) set_doubt(entry, Doubt::name_twice, entry.name);
        }
    }

    std::span<const TableRow> rows_;
    Offer offer_;
    std::vector<std::string> header_;
    std::vector<Column> columns_;
    std::vector<std::pair<std::size_t, std::size_t>> item_columns_;  // column, item
    std::size_t first_row_ = 0;
    std::map<std::string, std::set<std::string>> varieties_;
    std::vector<Order> orders_;
};

}  // namespace

Result<std::vector<TableEntry>> read_table(std::span<const TableRow> rows,
                                           std::span<const Item> items) {
    if (rows.size() > table_rows_max + 1)
        return std::unexpected(Refusal{RefusalKind::invalid, "jielong.table_too_large", "", {}});
    return TableReader(rows, items).read();
}

}  // namespace starfish::chat
