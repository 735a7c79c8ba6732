# What Emscripten builds: the dashboard, the determinism test's replayer (run by Node), the font,
# and build/site/.
set(SITE_OUTPUT "${PROJECT_SOURCE_DIR}/build/site")
find_program(NODE node REQUIRED)

set(replay "${PROJECT_SOURCE_DIR}/tests/determinism/core_replay.cpp")
if(EXISTS "${replay}")
    add_executable(core_replay "${replay}")
    target_link_libraries(core_replay PRIVATE starfish_core)
    target_link_options(core_replay PRIVATE
        -O2 -sENVIRONMENT=node -sNODERAWFS=1 -sEXIT_RUNTIME=1
        -sALLOW_MEMORY_GROWTH=1 -sSTACK_SIZE=1MB)
    # .cjs, because Emscripten makes a module factory of .mjs, and this is a program.
    set_target_properties(core_replay PROPERTIES SUFFIX .cjs)
endif()

# The font: WenQuanYi Micro Hei cut down to what Chinese retail writes. TrueType, because ImGui's
# rasteriser reads no other outlines.
set(font "${PROJECT_BINARY_DIR}/microhei.ttf")
set(font_source /usr/share/fonts/truetype/wqy/wqy-microhei.ttc)
set(font_characters "${PROJECT_BINARY_DIR}/font_characters.txt")
add_custom_command(
    OUTPUT "${font}"
    COMMAND "${NODE}" "${PROJECT_SOURCE_DIR}/tools/font_characters.mjs" "${font_characters}"
    COMMAND hb-subset "${font_source}" --face-index=0 "--text-file=${font_characters}"
            --layout-features= --no-hinting "--output-file=${font}"
    DEPENDS "${font_source}" "${PROJECT_SOURCE_DIR}/tools/font_characters.mjs"
    COMMENT "Cutting the font down to GB2312 level 1" VERBATIM)
add_custom_target(font ALL DEPENDS "${font}")

if(EXISTS "${PROJECT_SOURCE_DIR}/web/main_browser.cpp")
    add_executable(dashboard web/main_browser.cpp)
    target_link_libraries(dashboard PRIVATE starfish_web)
    target_compile_options(dashboard PRIVATE -Oz -flto)
    target_link_options(dashboard PRIVATE
        -Oz -flto --no-entry
        -sMODULARIZE=1 -sEXPORT_ES6=1 -sENVIRONMENT=web
        -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
        -sALLOW_MEMORY_GROWTH=1 -sMALLOC=emmalloc -sSTACK_SIZE=512KB -sFILESYSTEM=0
        -sEXPORTED_RUNTIME_METHODS=stringToUTF8,lengthBytesUTF8,UTF8ToString,HEAPU8,HEAP32,HEAPF32
        -sEXPORTED_FUNCTIONS=_malloc,_free)
    set_target_properties(dashboard PROPERTIES SUFFIX .mjs)
    set(dashboard_target dashboard)
    set(dashboard_files "$<TARGET_FILE:dashboard>" "$<TARGET_FILE_DIR:dashboard>/dashboard.wasm")
endif()

file(GLOB_RECURSE site_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/site/*")
add_custom_command(
    OUTPUT "${SITE_OUTPUT}/manifest.json"
    COMMAND "${NODE}" "${PROJECT_SOURCE_DIR}/tools/pack_site.mjs"
            "${PROJECT_SOURCE_DIR}/site" "${SITE_OUTPUT}" ${dashboard_files} "${font}"
    DEPENDS ${site_files} ${dashboard_target} "${font}" "${PROJECT_SOURCE_DIR}/tools/pack_site.mjs"
    COMMENT "Packing build/site" VERBATIM)
add_custom_target(site ALL DEPENDS "${SITE_OUTPUT}/manifest.json")
