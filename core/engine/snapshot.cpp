#include "core/engine/snapshot.hpp"

#include "core/base/digest.hpp"
#include "core/base/json/parse.hpp"
#include "core/base/json/write.hpp"
#include "core/engine/redact.hpp"

namespace starfish {
namespace {

using Members = boost::describe::describe_members<State, boost::describe::mod_public>;

// Calls on_row with the row, redacted for the scope.
template <class Row>
void show(const Row& row, Scope scope, const auto& on_row) {
    if (!is_redacted<Row>(scope)) return on_row(row);
    Row less = row;
    redact(less, scope);
    on_row(less);
}

// Calls on_table(subject, table) for each table, then on_row(row) for each of its rows that the
// scope may see.
void walk(const State& state, Scope scope, auto on_table, auto on_row) {
    boost::mp11::mp_for_each<Members>([&](auto subject) {
        const auto& part = state.*subject.pointer;
        using Part = std::remove_cvref_t<decltype(part)>;
        const typename Part::Reads reads(state);
        boost::mp11::mp_for_each<json::Fields<Part>>([&](auto table) {
            on_table(subject.name, table.name);
            for (const auto& row : part.*table.pointer)
                if (may_see(scope, audience(reads, part, row))) show(row, scope, on_row);
        });
    });
}

template <class Row>
bool read_table(json::BoostReader& reader, const boost::json::value& from, Table<Row>& to) {
    if (!from.is_array()) return false;
    Id<Row> last{};
    return json::BoostSource::for_each_item(from, [&](const boost::json::value& item) {
        Row row;
        if (!reader.read(item, row) || row.id <= last) return false;
        last = row.id;
        to.add(std::move(row));
        return true;
    });
}

}  // namespace

void write_snapshot(std::string& out, const State& state, Scope scope) {
    std::string_view subject_now;
    bool first_row = true;
    out += '{';
    walk(
        state, scope,
        [&](std::string_view subject, std::string_view table) {
            if (!subject_now.empty()) out += subject == subject_now ? "]," : "]},";
            if (subject != subject_now) ((out += '"') += subject) += "\":{";
            ((out += '"') += table) += "\":[";
            subject_now = subject;
            first_row = true;
        },
        [&](const auto& row) {
            if (!std::exchange(first_row, false)) out += ',';
            json::write(out, row);
        });
    out += "]}}";
}

std::optional<State> read_snapshot(std::string_view text) {
    json::Document document;
    const auto* const value = document.parse(text);
    return value ? read_snapshot(*value) : std::nullopt;
}

std::optional<State> read_snapshot(const boost::json::value& snapshot) {
    if (!snapshot.is_object()) return std::nullopt;
    json::BoostReader reader;
    State state;
    bool good = true;
    boost::mp11::mp_for_each<Members>([&](auto subject) {
        auto& part = state.*subject.pointer;
        const auto* const object = snapshot.get_object().if_contains(subject.name);
        good = good && object && object->is_object();
        boost::mp11::mp_for_each<json::Fields<std::remove_cvref_t<decltype(part)>>>(
            [&](auto table) {
                const auto* const rows =
                    good ? object->get_object().if_contains(table.name) : nullptr;
                good = rows && read_table(reader, *rows, part.*table.pointer);
            });
        if constexpr (requires { reindex(part); })
            if (good) reindex(part);
    });
    if (!good) return std::nullopt;
    return state;
}

std::uint64_t digest(const State& state, Scope scope) {
    Digest digest;
    std::string bytes;
    walk(
        state, scope,
        [&](std::string_view subject, std::string_view table) {
            digest.add(subject);
            digest.add(table);
        },
        [&](const auto& row) {
            bytes.clear();
            json::write(bytes, row);
            digest.add(bytes);
        });
    return digest.value();
}

std::string digest_text(std::uint64_t digest) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string text(16, '0');
    for (std::size_t i = 16; i-- > 0; digest >>= 4U) text[i] = hex[digest & 15U];
    return text;
}

}  // namespace starfish
