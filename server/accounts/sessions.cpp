#include "server/accounts/sessions.hpp"

#include "core/base/json/parse.hpp"
#include "core/base/json/write.hpp"
#include "server/secrets/secrets.hpp"

#include <algorithm>
#include <charconv>

namespace starfish {
namespace {

std::string bucket_key(std::size_t bucket) {
    constexpr std::string_view hex = "0123456789abcdef";
    return std::string("sessions/") + hex[bucket >> 4U] + hex[bucket & 15U];
}

std::size_t bucket_of(std::string_view hash) {
    std::size_t bucket = 0;
    std::from_chars(hash.data(), hash.data() + 2, bucket, 16);
    return bucket;
}

}  // namespace

Sessions::Sessions(Store& store) : store_(store) {
    for (std::size_t bucket = 0; bucket < buckets_.size(); ++bucket)
        if (const auto text = store.value(bucket_key(bucket)))
            // An unreadable bucket is dropped: its users must sign in again.
            if (auto kept = json::from_text<SessionBucket>(*text))
                buckets_.at(bucket) = std::move(*kept);
}

bool Sessions::save(std::size_t bucket) const {
    return store_.put_value(bucket_key(bucket), json::text_of(buckets_.at(bucket)));
}

std::optional<std::string> Sessions::open(const Account& account, Instant now) {
    std::string token = random_token();
    Session session{token_hash(token), account.login, account.role,           account.number,
                    account.leader,    account.name,  now + session_lasts_ms, account.verifier};
    const std::size_t bucket = bucket_of(session.hash);
    const std::lock_guard lock(mutex_);
    auto& sessions = buckets_.at(bucket).sessions;
    std::erase_if(sessions, [&](const Session& old) { return old.expires <= now; });
    if (sessions.size() >= sessions_per_bucket_max)
        sessions.erase(std::ranges::min_element(sessions, {}, &Session::expires));
    sessions.push_back(std::move(session));
    if (save(bucket)) return token;
    sessions.pop_back();
    return std::nullopt;
}

bool Sessions::close(std::string_view token) {
    const std::string hash = token_hash(token);
    const std::size_t bucket = bucket_of(hash);
    const std::lock_guard lock(mutex_);
    const auto closed = std::erase_if(buckets_.at(bucket).sessions,
                                      [&](const Session& s) { return s.hash == hash; });
    return closed == 0 || save(bucket);
}

std::optional<Session> Sessions::find(std::string_view token, Instant now) const {
    if (!may_be_token(token)) return std::nullopt;
    return with_hash(token_hash(token), now);
}

bool Sessions::holds(std::string_view hash, Instant now) const {
    return with_hash(hash, now).has_value();
}

std::optional<Session> Sessions::with_hash(std::string_view hash, Instant now) const {
    const std::lock_guard lock(mutex_);
    const auto& sessions = buckets_.at(bucket_of(hash)).sessions;
    const auto found = std::ranges::find(sessions, hash, &Session::hash);
    if (found == sessions.end() || found->expires <= now || is_in_dismissed(found->verifier))
        return std::nullopt;
    return *found;
}

bool Sessions::is_in_dismissed(const std::optional<Id<community::Verifier>>& verifier) const {
    return verifier && dismissed_.contains(*verifier);
}

void Sessions::dismiss(Id<community::Verifier> verifier) {
    const std::lock_guard lock(mutex_);
    dismissed_.insert(verifier);
}

bool Sessions::is_dismissed(const std::optional<Id<community::Verifier>>& verifier) const {
    const std::lock_guard lock(mutex_);
    return is_in_dismissed(verifier);
}

}  // namespace starfish
