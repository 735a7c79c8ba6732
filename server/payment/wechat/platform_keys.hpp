// The provider's keys, found by what Wechatpay-Serial says: WeChat Pay public keys and certificates
// out of the settings, which stay, and certificates fetched from /v3/certificates, which come and
// go. While a merchant moves from certificates to a public key, notifications are signed with
// either: both are held at once.
//
// An unknown serial, or certificates older than 12 hours, is a reason to fetch; but never more than
// once a minute, so that forged serials cost the provider and us next to nothing.
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

// A key and from when until when it may be believed.
struct PlatformKey {
    std::shared_ptr<const PublicKey> key;
    std::optional<Instant> not_before, not_after;  // none for a public key with an id
};
using KeysBySerial = std::map<std::string, PlatformKey, std::less<>>;

PlatformKey platform_key(Certificate certificate);

class PlatformKeys {
public:
    static constexpr std::int64_t fetch_pause_ms = minute_ms;
    // "定期调用该接口，间隔时间小于12小时": so long may a withdrawn certificate live on here.
    static constexpr std::int64_t fetched_ms_max = 12 * hour_ms;

    // Gets all certificates now in use, already verified; nullopt if that failed. Called by one
    // thread at a time. An empty function: never fetch.
    using Fetch = std::function<std::optional<KeysBySerial>()>;

    PlatformKeys(KeysBySerial configured, Fetch fetch);

    // Null if there is none of that serial even after fetching (if it was time to), or if its
    // certificate is not valid now. May block for as long as fetching does.
    std::shared_ptr<const PublicKey> find(std::string_view serial, Instant now);
    // As find(), among what is held.
    std::shared_ptr<const PublicKey> held(std::string_view serial, Instant now) const;

private:
    bool is_time_to_fetch(std::string_view serial, Instant now) const;
    void fetch(std::string_view serial, Instant now);

    const KeysBySerial configured_;
    const Fetch fetch_;
    std::mutex fetching_;  // held while fetching; taken before mutex_
    mutable std::mutex mutex_;
    KeysBySerial fetched_;
    std::optional<Instant> tried_at_, fetched_at_;
};

}  // namespace starfish::payment::wechat
