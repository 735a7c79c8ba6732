# shellcheck shell=bash

# The last of several --listen and --store counts.
dev_run() {
    case " $* " in
        *" --help "* | *" -h "*) dev_run_help && return ;;
    esac
    dev_build
    mkdir -p var
    say "starting the demo; it says below where to look (Ctrl+C ends it)"
    exec build/release/starfish serve --demo --listen 127.0.0.1:8080 --store sqlite:var/demo.db "$@"
}

dev_run_help() {
    cat <<'TEXT'
./dev run [ARG…]     set up, build, and serve the demo on http://127.0.0.1:8080

  --listen 127.0.0.1:8099     another port
  --store sqlite:PATH         another file than var/demo.db, where the demo is kept between runs

What else 'starfish serve' takes: build/release/starfish serve --help, once it is built.
To begin the demo anew, end it and delete var/demo.db and the files beside it: rm var/demo.db*
TEXT
}
