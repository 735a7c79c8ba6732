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
    // Nearly every body is in the writer's canonical spelling, for which there is a faster reader.
    std::optional<Event> event(std::in_place);
    const auto empty = empty_event(record.type, version, *event);
    if (!empty) return std::nullopt;
    if (json::CanonicalReader(body).read_whole(empty->form, empty->fields)) return event;
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
