// The operator's settings for WeChat Pay: one JSON file. File names are relative to its folder.
//
//   {
//     "base_url": "https://api.mch.weixin.qq.com",
//     "mchid": "1900000109",
//     "appid": "wxd678efh567hg6787",
//     "serial_no": "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
//     "private_key_file": "apiclient_key.pem",
//     "apiv3_key_file": "apiv3.key",
//     "platform_keys": [
//       {"public_key_id": "PUB_KEY_ID_0119...", "public_key_file": "pub_key.pem"},
//       {"certificate_file": "wechatpay_cert.pem"}
//     ],
//     "fetch_certificates": false
//   }
//
// Optional: base_url, platform_keys, fetch_certificates (default true), "ca_file" (PEM file of the
// TLS authorities to trust instead of the system's) and "answer_ms_max" (default 10000).
#pragma once

#include "server/payment/wechat/authorization.hpp"
#include "server/payment/wechat/platform_keys.hpp"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>

namespace starfish::payment::wechat {

struct Settings {
    std::string base_url;
    Merchant merchant;
    PrivateKey private_key;
    AeadKey apiv3_key;
    KeysBySerial platform_keys;
    // The id of a configured public key, or "": we request answers signed with that key.
    std::string public_key_id;
    bool fetch_certificates = true;
    std::string ca_file;
    std::int64_t answer_ms_max = 10'000;
};

// The error is one sentence for the operator: which setting is wrong, and why. It never quotes a
// key or the content of a key file.
std::expected<Settings, std::string> read_settings(const std::filesystem::path& file);

}  // namespace starfish::payment::wechat
