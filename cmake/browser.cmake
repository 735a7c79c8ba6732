# What Emscripten builds: the dashboard, the determinism test's replayer (run by Node), the font,
# and build/site/.
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

# starfish_site(NAME MAIN OUTPUT TARGET): links MAIN as NAME.mjs and NAME.wasm, and packs the files of
# site/ with them into build/OUTPUT, as the custom target TARGET.
function(starfish_site name main output target)
    add_executable(${name} "${main}")
    target_link_libraries(${name} PRIVATE starfish_web)
    target_compile_options(${name} PRIVATE -Oz -flto)
    target_link_options(${name} PRIVATE
        -Oz -flto --no-entry
        -sMODULARIZE=1 -sEXPORT_ES6=1 -sENVIRONMENT=web
        -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
        -sALLOW_MEMORY_GROWTH=1 -sMALLOC=emmalloc -sSTACK_SIZE=512KB -sFILESYSTEM=0
        -sEXPORTED_RUNTIME_METHODS=stringToUTF8,lengthBytesUTF8,UTF8ToString,HEAPU8,HEAP32,HEAPF32
        -sEXPORTED_FUNCTIONS=_malloc,_free)
    set_target_properties(${name} PROPERTIES SUFFIX .mjs)

    file(GLOB_RECURSE site_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/site/*")
    set(folder "${PROJECT_SOURCE_DIR}/build/${output}")
    add_custom_command(
        OUTPUT "${folder}/manifest.json"
        COMMAND "${NODE}" "${PROJECT_SOURCE_DIR}/tools/pack_site.mjs"
                "${PROJECT_SOURCE_DIR}/site" "${folder}"
                "$<TARGET_FILE:${name}>" "$<TARGET_FILE_DIR:${name}>/${name}.wasm" "${font}"
        DEPENDS ${site_files} ${name} "${font}" "${PROJECT_SOURCE_DIR}/tools/pack_site.mjs"
        COMMENT "Packing build/${output}" VERBATIM)
    add_custom_target(${target} ALL DEPENDS "${folder}/manifest.json")
endfunction()

starfish_site(dashboard web/main_browser.cpp site site)
# The library has these fast, for replays (rooms.cmake); a browser reads one leader's few events, so
# it has them small. Whoever comes first is linked.
file(GLOB dashboard_core CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/core/subjects/*/apply.cpp"
    "${PROJECT_SOURCE_DIR}/core/engine/transaction.cpp")
target_sources(dashboard PRIVATE ${dashboard_core})
# Every screen of the kit in every state, for the browser tests: not part of what is served.
starfish_site(gallery web/gallery/main_browser.cpp gallery gallery_site)
