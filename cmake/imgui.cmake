# Dear ImGui, compiled from its sources into starfish_web. Natively it draws to nothing (views are
# unit-tested there); in the browser it draws with WebGL 2, without its tables.
set(imgui "${TOOLCHAIN_DIR}/imgui")
add_library(starfish_imgui_headers INTERFACE)
target_include_directories(starfish_imgui_headers SYSTEM INTERFACE "${imgui}" "${imgui}/backends")
if(EXISTS "${PROJECT_SOURCE_DIR}/web/imgui_config.hpp")
    target_compile_definitions(starfish_imgui_headers INTERFACE
        "IMGUI_USER_CONFIG=\"web/imgui_config.hpp\"")
endif()

add_library(starfish_imgui OBJECT
    "${imgui}/imgui.cpp" "${imgui}/imgui_draw.cpp" "${imgui}/imgui_widgets.cpp")
target_link_libraries(starfish_imgui PRIVATE starfish_imgui_headers)
target_include_directories(starfish_imgui PRIVATE "${PROJECT_SOURCE_DIR}")
# Not ours to mend: no warnings, and no sanitizer, which would compile longer than all our views.
target_compile_options(starfish_imgui PRIVATE -w -fno-sanitize=all)
if(EMSCRIPTEN)
    target_sources(starfish_imgui PRIVATE "${imgui}/backends/imgui_impl_opengl3.cpp")
    # Instead of the tables: web/imgui_no_tables_browser.cpp.
    target_compile_options(starfish_imgui PRIVATE -Oz -flto -fno-exceptions)
    target_compile_definitions(starfish_imgui PRIVATE NDEBUG)
else()
    target_sources(starfish_imgui PRIVATE "${imgui}/imgui_tables.cpp")
endif()
