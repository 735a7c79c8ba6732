#include "server/payment/wechat/platform_keys.hpp"

#include <utility>

namespace starfish::payment::wechat {
namespace {

const PlatformKey* key_in(const KeysBySerial& keys, std::string_view serial, Instant now) {
    const auto found = keys.find(serial);
    if (found == keys.end()) return nullptr;
    const PlatformKey& key = found->second;
    const bool is_valid =
        (!key.not_before || now >= *key.not_before) && (!key.not_after || now <= *key.not_after);
    return is_valid ? &key : nullptr;
}

}  // namespace

PlatformKey platform_key(Certificate certificate) {
    return {std::make_shared<const PublicKey>(std::move(certificate.key)), certificate.not_before,
            certificate.not_after};
}

PlatformKeys::PlatformKeys(KeysBySerial configured, Fetch fetch)
    : configured_(std::move(configured)), fetch_(std::move(fetch)) {}

std::shared_ptr<const PublicKey> PlatformKeys::held(std::string_view serial, Instant now) const {
    if (const PlatformKey* const key = key_in(configured_, serial, now)) return key->key;
    const std::scoped_lock lock(mutex_);
    const PlatformKey* const key = key_in(fetched_, serial, now);
    return key ? key->key : nullptr;
}

bool PlatformKeys::is_time_to_fetch(std::string_view serial, Instant now) const {
    if (!fetch_ || key_in(configured_, serial, now)) return false;
    const std::scoped_lock lock(mutex_);
    // A clock set back must not stop fetching for as long as it was ahead.
    if (tried_at_ && now >= *tried_at_ && now < *tried_at_ + fetch_pause_ms) return false;
    const bool is_fresh = fetched_at_ && now < *fetched_at_ + fetched_ms_max;
    return !is_fresh || !key_in(fetched_, serial, now);
}

void PlatformKeys::fetch(std::string_view serial, Instant now) {
    const std::scoped_lock one_at_a_time(fetching_);
    if (!is_time_to_fetch(serial, now)) return;  // someone else just did
    {
        const std::scoped_lock lock(mutex_);
        tried_at_ = now;
    }
    auto keys = fetch_();
    if (!keys) return;
    const std::scoped_lock lock(mutex_);
    fetched_ = *std::move(keys);
    fetched_at_ = now;
}

std::shared_ptr<const PublicKey> PlatformKeys::find(std::string_view serial, Instant now) {
    if (is_time_to_fetch(serial, now)) fetch(serial, now);
    if (auto key = held(serial, now)) return key;
    if (!fetch_) return nullptr;
    // Perhaps another thread is fetching it at this moment.
    const std::scoped_lock until_it_has(fetching_);
    return held(serial, now);
}

}  // namespace starfish::payment::wechat
