# Files as constants of a program, so that it needs none of them beside it.
#
#   embed_texts(<target> <name> FILES <file>…)
#     A static library <target> and <build>/generated/<name>_assets.hpp, which declares one
#     `starfish::assets::<name>_<stem>` (std::string_view) a file: i18n/zh-CN.json is i18n_zh_cn.
#
#   embed_lookup(<target> <name> BASE <folder> FILES <file>…)
#     As well, but one function `std::string_view starfish::assets::<name>_asset(std::string_view
#     path)`, where path is relative to BASE; an unknown path answers a view whose data() is null.
set(GENERATED_DIR "${PROJECT_BINARY_DIR}/generated")

function(embed_texts target name)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "FILES")
    set(header "#pragma once\n\n#include <string_view>\n\nnamespace starfish::assets {\n\n")
    foreach(file IN LISTS arg_FILES)
        get_filename_component(stem "${file}" NAME_WLE)
        embed_symbol(${name} "${stem}" symbol)
        embed_source("${file}" ${symbol})
        list(APPEND sources "${GENERATED_DIR}/${symbol}.cpp")
        string(APPEND header "extern const std::string_view ${symbol};\n")
    endforeach()
    string(APPEND header "\n}  // namespace starfish::assets\n")
    file(CONFIGURE OUTPUT "${GENERATED_DIR}/${name}_assets.hpp" CONTENT "${header}" @ONLY)
    embed_library(${target} ${sources})
endfunction()

function(embed_lookup target name)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "BASE" "FILES")
    set(header "#pragma once\n\n#include <string_view>\n\nnamespace starfish::assets {\n\n")
    string(APPEND header "// An unknown path answers a view whose data() is null.\n")
    string(APPEND header "std::string_view ${name}_asset(std::string_view path);\n")
    string(APPEND header "\n}  // namespace starfish::assets\n")
    file(CONFIGURE OUTPUT "${GENERATED_DIR}/${name}_assets.hpp" CONTENT "${header}" @ONLY)
    foreach(file IN LISTS arg_FILES)
        file(RELATIVE_PATH path "${arg_BASE}" "${file}")
        embed_symbol(${name} "${path}" symbol)
        embed_source("${file}" ${symbol})
        list(APPEND sources "${GENERATED_DIR}/${symbol}.cpp")
        string(APPEND declared "extern const std::string_view ${symbol};\n")
        string(APPEND answers "    if (path == \"${path}\") return ${symbol};\n")
    endforeach()
    string(CONCAT lookup
        "#include \"generated/${name}_assets.hpp\"\n\nnamespace starfish::assets {\n\n"
        "${declared}\nstd::string_view ${name}_asset(std::string_view path) {\n"
        "${answers}    return {};\n}\n\n}  // namespace starfish::assets\n")
    file(CONFIGURE OUTPUT "${GENERATED_DIR}/${name}_lookup.cpp" CONTENT "${lookup}" @ONLY)
    embed_library(${target} ${sources} "${GENERATED_DIR}/${name}_lookup.cpp")
endfunction()

function(embed_symbol name file result)
    string(TOLOWER "${name}_${file}" symbol)
    string(REGEX REPLACE "[^a-z0-9]" "_" symbol "${symbol}")
    set(${result} ${symbol} PARENT_SCOPE)
endfunction()

function(embed_source file symbol)
    add_custom_command(
        OUTPUT "${GENERATED_DIR}/${symbol}.cpp"
        COMMAND "${CMAKE_COMMAND}" "-DFILE=${file}" "-DSYMBOL=${symbol}"
                "-DOUTPUT=${GENERATED_DIR}/${symbol}.cpp"
                -P "${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake"
        DEPENDS "${file}" "${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake"
        COMMENT "Embedding ${symbol}" VERBATIM)
endfunction()

function(embed_library target)
    add_library(${target} STATIC ${ARGN})
    target_include_directories(${target} PUBLIC "${PROJECT_BINARY_DIR}")
endfunction()
