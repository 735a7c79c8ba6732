// What the rooms of one running server share. All of it belongs to the I/O thread, except what
// says that it is thread-safe (Platform is).
#pragma once

#include "server/net/metrics.hpp"
#include "server/platform/platform.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace starfish {

class Secrets;      // server/secrets/secrets.hpp
class Workers;      // server/platform/workers.hpp
class StaticFiles;  // server/net/static_files.hpp
namespace payment {
class Cashier;  // server/payment/cashier.hpp
}

struct Site {
    Platform& platform;
    const Secrets& secrets;
    const StaticFiles& files;
    Metrics& metrics;
    bool demo{};
    // Called on the I/O thread with every durable batch, in order: what a cache goes stale by. It
    // comes before the answer to any command of that batch is sent.
    std::vector<std::function<void(std::span<const Published>)>> on_published;
    // Whoever takes payments by a provider; or nobody. Thread-safe.
    payment::Cashier* cashier = nullptr;
    // Who makes photos small: a tenth of a second each. Not null while there are routes.
    Workers* photos = nullptr;
};

}  // namespace starfish
