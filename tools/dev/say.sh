# How the commands speak: a heading for each step, so that a log can be read by eye.
# shellcheck shell=bash

say() {
    if [ -t 1 ]; then printf '\033[1m==\033[0m %s\n' "$*"; else printf '== %s\n' "$*"; fi
}
fail() {
    printf 'dev: %s\n' "$*" >&2
    exit 1
}
