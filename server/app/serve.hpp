// A whole server: store, platform, accounts, routes, until SIGTERM or SIGINT.
#pragma once

#include <string>

namespace starfish {

struct ServeOptions {
    std::string listen = "127.0.0.1:8080";  // address:port; [::1]:8080
    std::string store = "sqlite:starfish.db";
    bool demo = false;                    // loopback only: the Wuhan case and its accounts
    std::string site_dir = "build/site";  // what tools/pack_site.mjs made
    std::string payment;                  // WeChat Pay's settings file; "": no provider
    std::string messages;                 // a web hook's settings file; "": nobody is written to
    std::string public_url;               // https://HOST where others reach this server, or ""
    bool access_log = false;              // a line a request: its route, never its address
};

// Prints where to go, serves, and on a signal finishes what is in flight. Answers the process's
// exit status: 0 after a signal, 1 if it could not start or the store failed.
int serve(const ServeOptions& options);

}  // namespace starfish
