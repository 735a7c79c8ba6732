# shellcheck shell=bash

dev_fmt() {
    find core wasm web server tests -name node_modules -prune -o -name '*.[ch]pp' -print0 |
        xargs -0 -r clang-format-19 -i
    say "formatted; 'git diff' shows what changed"
}
