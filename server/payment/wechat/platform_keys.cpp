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

std::shared_ptr<const PublicKey> PlatformKeys::find_cached(std::string_view serial,
                                                           Instant now) const {
    if (const PlatformKey* const key = key_in(configured_, serial, now)) return key->key;
    const std::scoped_lock lock(mutex_);
    const PlatformKey* const key = key_in(fetched_, serial, now);
    return key ? key->key : nullptr;
}

bool PlatformKeys::is_time_to_fetch(std::string_view serial, Instant now) const {
    if (!fetch_ || key_in(configured_, serial, now)) return false;
    const std::scoped_lock lock(mutex_);
    // A tried_at_ in the future is ignored: the clock was set back, which must not stop fetching.
    if (tried_at_ && now >= *tried_at_ && now < *tried_at_ + fetch_pause_ms) return false;
    const bool is_fresh = fetched_at_ && now < *fetched_at_ + fetched_ms_max;
    return !is_fresh || !key_in(fetched_, serial, now);
}

void PlatformKeys::fetch(std::string_view serial, Instant now) {
    const std::scoped_lock one_at_a_time(fetching_);
    if (!is_time_to_fetch(serial, now)) return;  // another thread has just fetched
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
    if (auto key = find_cached(serial, now)) return key;
    if (!fetch_) return nullptr;
    // Wait for another thread that may be fetching now.
    const std::scoped_lock fetch_lock(fetching_);
    return find_cached(serial, now);
}

}  // namespace starfish::payment::wechat
