#include "core/engine/read_logged.hpp"

#include "core/base/json/canonical.hpp"
#include "core/engine/upcast.hpp"

#include <utility>

namespace starfish {

std::optional<Event> read_logged(json::Document& document, const Record& record) {
    std::string lifted;
    std::string_view body = record.body;
    int version = record.version;
    if (const auto current = upcast(record.type, version, body, lifted)) body = *current;
    // Nearly always as the log's writer spells it.
    std::optional<Event> event(std::in_place);
    const auto blank = blank_event(record.type, version, *event);
    if (!blank) return std::nullopt;
    if (json::CanonicalReader(body).read_whole(blank->form, blank->fields)) return event;
    const auto* const value = document.parse(body);
    return value ? read_event(record.type, version, *value) : std::nullopt;
}

Record in_todays_form(Record record, const Event& event) {
    if (record.version == version_of(event)) return record;
    record.version = version_of(event);
    record.body.clear();
    write_body(record.body, event);
    return record;
}

}  // namespace starfish
