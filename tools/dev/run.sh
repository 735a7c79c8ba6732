# shellcheck shell=bash

dev_run() {
    dev_build
    mkdir -p var
    say "starting the demo; it says below where to look (Ctrl+C ends it)"
    exec build/release/starfish serve --demo --listen 127.0.0.1:8080 --store sqlite:var/demo.db "$@"
}
