// The services that the parts of a running server share. I/O thread only, except services
// documented as thread-safe (Platform is).
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

struct Services {
    Platform& platform;
    const Secrets& secrets;
    const StaticFiles& files;
    Metrics& metrics;
    bool demo{};
    // Called on the I/O thread with every durable batch, in order, before the answer to any command
    // of the batch is sent. Caches use it for invalidation.
    std::vector<std::function<void(std::span<const PublishedRecord>)>> on_published;
    // Takes payments through a provider; null without a provider. Thread-safe.
    payment::Cashier* cashier = nullptr;
    // Scales photos down, a tenth of a second each. Not null while there are routes.
    Workers* photos = nullptr;
};

}  // namespace starfish
