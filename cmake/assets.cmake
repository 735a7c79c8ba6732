# Every folder of assets/ becomes a header and a library: assets/i18n/zh-CN.json is
# `starfish::assets::i18n_zh_cn` in "generated/i18n_assets.hpp". A file stands in an object of its
# own, so a program carries only what it names.
add_library(starfish_assets INTERFACE)
file(GLOB folders CONFIGURE_DEPENDS LIST_DIRECTORIES true "${PROJECT_SOURCE_DIR}/assets/*")
foreach(folder IN LISTS folders)
    get_filename_component(name "${folder}" NAME)
    file(GLOB texts CONFIGURE_DEPENDS "${folder}/*.json" "${folder}/*.txt" "${folder}/*.md"
        "${folder}/*.csv" "${folder}/*.scenario")
    if(IS_DIRECTORY "${folder}" AND texts)
        string(MAKE_C_IDENTIFIER "${name}" name)
        embed_texts(starfish_assets_${name} ${name} FILES ${texts})
        target_link_libraries(starfish_assets INTERFACE starfish_assets_${name})
    endif()
endforeach()
