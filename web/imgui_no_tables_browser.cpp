// In place of imgui_tables.cpp in a browser, 10 KB of the download: our lists and tables are
// web/kit's own, and nobody begins a table or columns of ImGui's. So what ImGui itself calls to
// look after them has nothing to do, and what would end one is never called.
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
