// A whole server: store, platform, accounts, routes, until SIGTERM or SIGINT.
#pragma once

#include <string>

namespace starfish {

struct ServeOptions {
    std::string listen = "127.0.0.1:8080";  // address:port; [::1]:8080
    std::string store = "sqlite:starfish.db";
    bool demo = false;                    // loopback only: the Wuhan case and its accounts
    std::string site_dir = "build/site";  // output of tools/pack_site.mjs
    std::string payment;                  // WeChat Pay's settings file; "": no provider
    std::string messages;                 // a web hook's settings file; "": no messages
    std::string public_url;               // https://HOST of this server for other machines, or ""
    bool access_log = false;              // log the route of each request, never its target
};

// Prints the links, serves, and on a signal finishes requests in flight. Returns the exit status of
// the process: 0 after a signal, 1 if it could not start or the store failed.
int serve(const ServeOptions& options);

}  // namespace starfish
