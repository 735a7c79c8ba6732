// The provider's keys by Wechatpay-Serial: WeChat Pay public keys and certificates from the
// settings, which never change, and certificates fetched from /v3/certificates, which are replaced.
// While a merchant migrates from certificates to a public key, notifications may be signed with
// either, so both are used.
//
// Certificates are fetched for an unknown serial, or when they are older than 12 hours, but at most
// once a minute, so that forged serials cause little load here and at the provider.
#pragma once

#include "core/base/instant.hpp"
#include "server/payment/wechat/signing.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::payment::wechat {

// A key and its period of validity.
struct PlatformKey {
    std::shared_ptr<const PublicKey> key;
    std::optional<Instant> not_before, not_after;  // unset for a public key with an id
};
using KeysBySerial = std::map<std::string, PlatformKey, std::less<>>;

PlatformKey platform_key(Certificate certificate);

class PlatformKeys {
public:
    static constexpr std::int64_t fetch_pause_ms = minute_ms;
    // The documentation asks for an interval below 12 hours ("定期调用该接口，间隔时间小于12小时").
    // A withdrawn certificate may be used here for that long.
    static constexpr std::int64_t fetched_ms_max = 12 * hour_ms;

    // Fetches and verifies all current certificates; nullopt on failure. Called by one thread at a
    // time. An empty function: never fetch.
    using Fetch = std::function<std::optional<KeysBySerial>()>;

    PlatformKeys(KeysBySerial configured, Fetch fetch);

    // The key with that serial, fetching certificates if it is time to. Null if the serial is
    // unknown or its certificate is not valid now. May block while certificates are fetched.
    std::shared_ptr<const PublicKey> find(std::string_view serial, Instant now);
    // Like find(), without fetching.
    std::shared_ptr<const PublicKey> find_cached(std::string_view serial, Instant now) const;

private:
    bool is_time_to_fetch(std::string_view serial, Instant now) const;
    void fetch(std::string_view serial, Instant now);

    const KeysBySerial configured_;
    const Fetch fetch_;
    std::mutex fetching_;  // locked while fetching; locked before mutex_
    mutable std::mutex mutex_;
    KeysBySerial fetched_;
    std::optional<Instant> tried_at_, fetched_at_;
};

}  // namespace starfish::payment::wechat
