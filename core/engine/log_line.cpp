#include "core/engine/log_line.hpp"

#include "core/base/json/write.hpp"
#include "core/engine/snapshot.hpp"

#include <charconv>

namespace starfish {
namespace {

// Reads a line from its front, part by part. Each function returns false if the expected part is
// missing.
class Line {
public:
    explicit Line(std::string_view text) : rest_(text) {}

    bool take(std::string_view expected) {
        if (!rest_.starts_with(expected)) return false;
        rest_.remove_prefix(expected.size());
        return true;
    }
    template <std::integral T>
    bool number(T& to, int base = 10) {
        const auto [end, error] =
            std::from_chars(rest_.data(), rest_.data() + rest_.size(), to, base);
        if (error != std::errc()) return false;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return true;
    }
    // Reads up to the closing quotation mark. The texts of a record never need an escape.
    bool text(std::string_view& to) {
        const std::size_t end = rest_.find('"');
        if (end == std::string_view::npos) return false;
        to = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return !to.contains('\\');
    }
    std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
};

}  // namespace

void write_log_line(std::string& out, const Record& record) {
    out += "{\"seq\":";
    json::write(out, record.seq);
    out += ",\"time\":";
    json::write(out, record.time);
    out += ",\"actor\":";
    json::write(out, to_string(record.actor));
    out += ",\"command_id\":";
    json::write(out, record.command_id);
    out += ",\"command_digest\":";
    json::write(out, digest_text(record.command_digest));
    out += ",\"type\":";
    json::write(out, record.type);
    out += ",\"version\":";
    json::write(out, record.version);
    out += ",\"body\":";
    out += record.body;
    out += "}\n";
}

std::optional<Record> read_log_line(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    Line line(text);
    Record record;
    std::string_view actor;
    std::string_view command_id;
    std::string_view type;
    const bool read =
        line.take("{\"seq\":") && line.number(record.seq) && line.take(",\"time\":") &&
        line.number(record.time.ms) && line.take(",\"actor\":\"") && line.text(actor) &&
        line.take(",\"command_id\":\"") && line.text(command_id) &&
        line.take(",\"command_digest\":\"") && line.number(record.command_digest, 16) &&
        line.take("\",\"type\":\"") && line.text(type) && line.take(",\"version\":") &&
        line.number(record.version) && line.take(",\"body\":");
    const auto who = actor_from(actor);
    std::string_view body = line.rest();
    if (!read || !who || !body.starts_with('{') || !body.ends_with("}}")) return std::nullopt;
    body.remove_suffix(1);
    record.actor = *who;
    record.command_id = command_id;
    record.type = type;
    record.body = body;
    return record;
}

}  // namespace starfish
