# Every folder of assets/ becomes a header and a library: assets/i18n/zh-CN.json is
# `starfish::assets::i18n_zh_cn` in "generated/i18n_assets.hpp". A file stands in an object of its
# own, so a program carries only what it names.
# A browser downloads its sentences, so it gets those alone that it can say.
function(browser_words texts result)
    find_program(NODE node REQUIRED)
    foreach(text IN LISTS texts)
        get_filename_component(file "${text}" NAME)
        set(small "${PROJECT_BINARY_DIR}/browser_words/${file}")
        add_custom_command(
            OUTPUT "${small}"
            COMMAND "${NODE}" "${PROJECT_SOURCE_DIR}/tools/browser_words.mjs" "${text}" "${small}"
            DEPENDS "${text}" "${PROJECT_SOURCE_DIR}/tools/browser_words.mjs"
            COMMENT "Choosing the browser's words of ${file}" VERBATIM)
        list(APPEND smalls "${small}")
    endforeach()
    set(${result} "${smalls}" PARENT_SCOPE)
endfunction()

add_library(starfish_assets INTERFACE)
file(GLOB folders CONFIGURE_DEPENDS LIST_DIRECTORIES true "${PROJECT_SOURCE_DIR}/assets/*")
foreach(folder IN LISTS folders)
    get_filename_component(name "${folder}" NAME)
    file(GLOB texts CONFIGURE_DEPENDS "${folder}/*.json" "${folder}/*.txt" "${folder}/*.md"
        "${folder}/*.csv" "${folder}/*.scenario")
    if(IS_DIRECTORY "${folder}" AND texts)
        string(MAKE_C_IDENTIFIER "${name}" name)
        if(EMSCRIPTEN AND name STREQUAL "i18n")
            browser_words("${texts}" texts)
        endif()
        embed_texts(starfish_assets_${name} ${name} FILES ${texts})
        target_link_libraries(starfish_assets INTERFACE starfish_assets_${name})
    endif()
endforeach()
