# Every check there is: the unit tests under two compilers' settings, the site's build, and what
# ctest knows beside them (scenarios, determinism, crash, browser, tidy). A preset that does not
# build counts as one failed check.
# shellcheck shell=bash

# release is what runs, by g++; asan-ubsan is clang's opinion, the sanitizers' and that of the
# library's assertions.
NATIVE_PRESETS=(release asan-ubsan)
RESULTS=build/results

dev_test() {
    case " $* " in
        *" --help "* | *" -h "*) dev_help && return ;;
        *" --quick "*) dev_test_quick && return ;;
    esac
    dev_setup
    local preset started=$SECONDS
    only=()
    [ $# = 0 ] || only=(-R "$(IFS='|' && echo "$*")")
    begin_results
    for preset in "${NATIVE_PRESETS[@]}"; do
        test_preset "$preset"
    done
    say "tested in $((SECONDS - started)) s"
    node tools/count_results.mjs "$RESULTS"
}

begin_results() {
    rm -rf "$RESULTS"
    mkdir -p "$RESULTS"
}

# The inner loop: what is quick of the rooms that differ from the last commit, in the release preset.
dev_test_quick() {
    local rooms started=$SECONDS
    rooms=$(changed_rooms)
    say "changed rooms: ${rooms:-none}"
    only=(-R "$(quick_tests "$rooms")")
    begin_results
    test_preset release
    say "tested in $((SECONDS - started)) s"
    node tools/count_results.mjs "$RESULTS"
}

changed_rooms() {
    { git diff --name-only HEAD && git ls-files --others --exclude-standard; } |
        sed -n 's#^\(core\|wasm\|web\|server\|tests\|assets\)/.*#\1#p' | sort -u | tr '\n' ' '
}

# quick_tests ROOMS: a pattern of test names. Everything rests on core; web rests on wasm.
quick_tests() {
    local names='tidy_include_arrows|tidy_browser_words|tidy_style|tidy_format' room
    for room in $1; do
        case $room in
            core | assets | tests) names+='|_tests$' ;;
            wasm) names+='|^wasm_tests$|^web_tests$' ;;
            web) names+='|^web_tests$' ;;
            server) names+='|^server_tests$|^exports_tests$|^scenario_tests$' ;;
        esac
    done
    echo "$names"
}

test_preset() {
    local preset=$1 runnable=()
    builds "$preset" configure_preset || return 0
    has_tests "$preset" "${only[@]}" || return 0
    if has_tests "$preset" "${only[@]}" -LE tidy; then
        # What reads the sources needs no build, and says its part even when there is none.
        builds "$preset" build_preset || runnable=(-L tidy)
    fi
    if has_tests "$preset" "${only[@]}" -L site; then
        builds wasm build_preset || runnable=(-LE site "${runnable[@]}")
    fi
    say "testing $preset"
    ctest --preset "$preset" -j "$(nproc)" "${only[@]}" "${runnable[@]}" \
        --output-on-failure --no-tests=ignore --output-junit "$PWD/$RESULTS/$preset.xml" \
        --test-output-size-passed 4000000 --test-output-size-failed 4000000 || true
}

# builds PRESET FUNCTION: whether it succeeds; leaves a failure among the results.
builds() {
    "$2" "$1" && return 0
    echo "$1 does not build" >"$RESULTS/$1.failed"
    return 1
}

# has_tests PRESET CTEST-ARG…: whether ctest would run anything.
has_tests() {
    local preset=$1
    shift
    ctest --preset "$preset" -N "$@" | grep '^  *Test *#' >/dev/null
}
