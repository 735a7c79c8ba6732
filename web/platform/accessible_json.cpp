// The tree as JSON for the page. Only values that differ from the default node are written, so a
// screen takes a few kilobytes.
#include "core/base/json/write.hpp"
#include "web/platform/accessible.hpp"

#include <cmath>

namespace starfish::web::accessible {

std::string to_json(const std::vector<TreeEntry>& entries);

namespace {

using Children = std::vector<std::vector<std::size_t>>;

void write_key(std::string& out, const char* key) {
    out += ",\"";
    out += key;
    out += "\":";
}

void write_text(std::string& out, const char* key, std::string_view text) {
    if (text.empty()) return;
    write_key(out, key);
    json::write(out, text);
}

void write_number(std::string& out, const char* key, std::int64_t number) {
    if (number == 0) return;
    write_key(out, key);
    json::write(out, number);
}

void write_flag(std::string& out, const char* key, bool flag) {
    if (flag) write_number(out, key, 1);
}

void write_state(std::string& out, const char* key, State state) {
    if (state == State::absent) return;
    write_key(out, key);
    json::write(out, state == State::yes);
}

std::int64_t whole(float length) {
    return std::llround(length);
}

// The box is relative to the parent, because the page nests the elements.
void write_box(std::string& out, const TreeEntry& entry, const TreeEntry* parent) {
    Rect rect = entry.node.rect;
    if (parent != nullptr) {
        rect.x -= parent->node.rect.x;
        rect.y -= parent->node.rect.y;
        if (parent->node.content_height > 0) rect.y += interaction().scroll_of(parent->id);
    }
    const std::int64_t sides[] = {whole(rect.x), whole(rect.y), whole(rect.right()) - whole(rect.x),
                                  whole(rect.bottom()) - whole(rect.y)};
    write_key(out, "box");
    out += '[';
    for (int i = 0; i < 4; ++i) {
        if (i > 0) out += ',';
        json::write(out, sides[i]);
    }
    out += ']';
}

void write_input(std::string& out, const Input& input) {
    write_text(out, "type", input.type);
    write_text(out, "mode", input.mode);
    write_text(out, "autocomplete", input.autocomplete);
    write_text(out, "placeholder", input.placeholder);
    write_number(out, "longest", input.length_max);
    write_flag(out, "multiline", input.multiline);
}

void write_states(std::string& out, const Node& node) {
    write_state(out, "checked", node.checked);
    write_state(out, "expanded", node.expanded);
    write_state(out, "selected", node.selected);
    write_flag(out, "disabled", node.disabled);
    write_flag(out, "invalid", node.invalid);
    write_flag(out, "required", node.required);
    write_flag(out, "busy", node.busy);
    write_flag(out, "current", node.current);
    write_flag(out, "modal", node.modal);
    write_flag(out, "submits", node.submits);
    write_flag(out, "wantsFocus", node.wants_focus);
    write_number(out, "level", node.level);
    write_number(out, "row", node.row);
    write_number(out, "rows", node.rows);
    if (node.sort == Sort::none) write_text(out, "sort", "none");
    if (node.sort == Sort::ascending) write_text(out, "sort", "ascending");
    if (node.sort == Sort::descending) write_text(out, "sort", "descending");
}

void write_node(std::string& out, const std::vector<TreeEntry>& entries, const Children& children,
                std::size_t index) {
    const TreeEntry& entry = entries[index];
    const Node& node = entry.node;
    out += "{\"id\":";
    json::write(out, entry.id);
    write_text(out, "role", name_of(node.role));
    write_text(out, "name", node.name);
    if (node.input) write_key(out, "value"), json::write(out, node.value);
    if (!node.input) write_text(out, "value", node.value);
    write_text(out, "hint", node.description);
    write_states(out, node);
    if (node.range) {
        write_key(out, "range");
        json::write(out, std::vector{node.range->now, node.range->min, node.range->max});
    }
    if (node.input) write_input(out, *node.input);
    write_number(out, "content", whole(node.content_height));
    write_box(out, entry,
              entry.parent < 0 ? nullptr : &entries[static_cast<std::size_t>(entry.parent)]);
    if (!children[index].empty()) {
        write_key(out, "kids");
        for (char before = '['; const std::size_t child : children[index]) {
            out += std::exchange(before, ',');
            write_node(out, entries, children, child);
        }
        out += ']';
    }
    out += '}';
}

}  // namespace

std::string to_json(const std::vector<TreeEntry>& entries) {
    Children children(entries.size());
    std::vector<std::size_t> roots;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const int parent = entries[i].parent;
        (parent < 0 ? roots : children[static_cast<std::size_t>(parent)]).push_back(i);
    }
    std::string out;
    out += '[';
    for (std::size_t i = 0; i < roots.size(); ++i) {
        if (i > 0) out += ',';
        write_node(out, entries, children, roots[i]);
    }
    out += ']';
    return out;
}

}  // namespace starfish::web::accessible
