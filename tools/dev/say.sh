# How the commands speak: a heading for each step, so that a log can be read by eye.
# shellcheck shell=bash

say() { printf '\033[1m==\033[0m %s\n' "$*"; }
fail() {
    printf 'dev: %s\n' "$*" >&2
    exit 1
}

# quietly WORDS COMMAND…: says what is done; shows the command's output only when it fails.
quietly() {
    local log
    log=$(mktemp)
    say "$1"
    shift
    if ! "$@" >"$log" 2>&1; then
        cat "$log"
        rm -f "$log"
        fail "failed: $*"
    fi
    rm -f "$log"
}
