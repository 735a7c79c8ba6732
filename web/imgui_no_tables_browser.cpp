// Replaces imgui_tables.cpp in the browser build, which saves 10 KB of the download. Our lists and
// tables are web/kit's; no code begins an ImGui table or ImGui columns. So ImGui's housekeeping
// calls have nothing to do, and the functions that end a table are never called.
#include <imgui.h>
#include <imgui_internal.h>

#include <cstdlib>

namespace ImGui {

void EndTable() {
    std::abort();
}
void EndColumns() {
    std::abort();
}
void TablePushColumnChannel(int) {
    std::abort();
}
void TablePopColumnChannel() {
    std::abort();
}
void TablePushBackgroundChannel() {
    std::abort();
}
void TablePopBackgroundChannel() {
    std::abort();
}
void TableGcCompactSettings() {}
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
void TableSettingsAddSettingsHandler() {}

}  // namespace ImGui
