#include "server/payment/wechat/settings.hpp"

#include "server/outbound/transport.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <optional>
#include <string_view>

namespace starfish::payment::wechat {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using SettingsError = std::unexpected<std::string>;

constexpr std::size_t file_bytes_max = 64 * 1024;
constexpr std::int64_t answer_ms_least = 500;
constexpr std::int64_t answer_ms_most = 60'000;
constexpr std::string_view members[] = {
    "base_url",         "mchid",          "appid",         "serial_no",
    "private_key_file", "apiv3_key_file", "platform_keys", "fetch_certificates",
    "ca_file",          "answer_ms_max"};

// A file's text, wiped by the destructor, since it may be a key.
class FileText {
public:
    explicit FileText(std::string text) : text_(std::move(text)) {}
    FileText(FileText&&) = default;
    FileText& operator=(FileText&&) = delete;
    FileText(const FileText&) = delete;
    FileText& operator=(const FileText&) = delete;
    ~FileText() { OPENSSL_cleanse(text_.data(), text_.size()); }
    std::string_view text() const { return text_; }

private:
    std::string text_;
};

std::expected<FileText, std::string> read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return SettingsError("cannot be read");
    std::string text(file_bytes_max + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (in.bad()) return SettingsError("cannot be read");
    if (text.size() > file_bytes_max) return SettingsError("is larger than 64 KiB");
    return FileText(std::move(text));
}

bool is_word(std::string_view text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      c == '_';
           });
}

bool is_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_hexadecimal(std::string_view text) {
    return std::ranges::all_of(
        text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'); });
}

// Reads one settings file; `wrong` keeps the first error.
class Reader {
public:
    Reader(Json json, fs::path folder) : json_(std::move(json)), folder_(std::move(folder)) {}

    std::optional<std::string> wrong;

    void complain(std::string_view name, std::string_view what) {
        if (!wrong) wrong = fmt::format("\"{}\" {}", name, what);
    }

    std::string text(const Json& object, std::string_view name, std::string_view otherwise = "") {
        const auto found = object.find(name);
        if (found == object.end() && !otherwise.empty()) return std::string(otherwise);
        if (found == object.end()) return complain(name, "is missing"), "";
        if (!found->is_string()) return complain(name, "must be a text"), "";
        return found->get<std::string>();
    }

    // The result of `make` for the text of the file that the member names.
    template <class Make>
    auto from_file(const Json& object, std::string_view name, Make make)
        -> std::optional<typename decltype(make(std::string_view()))::value_type> {
        const std::string file = text(object, name);
        if (wrong) return std::nullopt;
        const auto content = read_file(folder_ / file);
        if (!content) {
            complain(name, fmt::format("names {}, which {}", file, content.error()));
            return std::nullopt;
        }
        auto made = make(content->text());
        if (made) return std::move(*made);
        complain(name, fmt::format("names {}: {}", file, made.error()));
        return std::nullopt;
    }

    const Json& json() const { return json_; }
    fs::path path_of(std::string_view file) const { return folder_ / file; }

private:
    Json json_;
    fs::path folder_;
};

Merchant read_merchant(Reader& reader) {
    Merchant merchant{.mchid = reader.text(reader.json(), "mchid"),
                      .appid = reader.text(reader.json(), "appid"),
                      .serial_no = reader.text(reader.json(), "serial_no")};
    if (!is_word(merchant.mchid, 1, 32) || !is_digits(merchant.mchid))
        reader.complain("mchid", "must be digits");
    if (!is_word(merchant.appid, 1, 32))
        reader.complain("appid", "must be letters and digits, as in wxd678efh567hg6787");
    if (!is_word(merchant.serial_no, 1, 64) || !is_hexadecimal(merchant.serial_no))
        reader.complain("serial_no",
                        "must be the API certificate's serial number in upper-case hexadecimal");
    return merchant;
}

// A final newline, which editors add, is not part of the key.
std::expected<AeadKey, std::string> apiv3_key_from(std::string_view text) {
    if (text.size() > AeadKey::bytes && text.ends_with('\n')) text.remove_suffix(1);
    if (text.size() > AeadKey::bytes && text.ends_with('\r')) text.remove_suffix(1);
    return AeadKey::from_bytes(text);
}

void read_platform_key(Reader& reader, const Json& item, Settings& settings) {
    if (!item.is_object()) return reader.complain("platform_keys", "must list objects");
    if (item.contains("certificate_file")) {
        auto certificate = reader.from_file(item, "certificate_file", Certificate::from_pem);
        if (!certificate) return;
        std::string serial = certificate->serial;
        settings.platform_keys.insert_or_assign(std::move(serial),
                                                platform_key(*std::move(certificate)));
        return;
    }
    std::string id = reader.text(item, "public_key_id");
    auto key = reader.from_file(item, "public_key_file", PublicKey::from_pem);
    if (!id.starts_with("PUB_KEY_ID_") || !is_word(id, 1, 128))
        reader.complain("public_key_id", "must begin with PUB_KEY_ID_");
    if (!key || reader.wrong) return;
    settings.public_key_id = id;
    settings.platform_keys.insert_or_assign(
        std::move(id), PlatformKey{std::make_shared<const PublicKey>(*std::move(key)), {}, {}});
}

void read_platform_keys(Reader& reader, Settings& settings) {
    const Json& json = reader.json();
    if (const auto found = json.find("fetch_certificates"); found != json.end()) {
        if (!found->is_boolean()) reader.complain("fetch_certificates", "must be true or false");
        settings.fetch_certificates = *found == true;
    }
    if (const auto found = json.find("platform_keys"); found != json.end()) {
        if (!found->is_array()) return reader.complain("platform_keys", "must be a list");
        for (const Json& item : *found) read_platform_key(reader, item, settings);
    }
    if (settings.platform_keys.empty() && !settings.fetch_certificates)
        reader.complain("platform_keys", "is needed where \"fetch_certificates\" is false");
}

void read_connection(Reader& reader, Settings& settings) {
    const Json& json = reader.json();
    settings.base_url = reader.text(json, "base_url", "https://api.mch.weixin.qq.com");
    if (auto checked = outbound::check_base_url(settings.base_url); !checked)
        reader.complain("base_url", checked.error());
    if (json.contains("ca_file")) {
        const std::string file = reader.text(json, "ca_file");
        settings.ca_file = reader.path_of(file).string();
        if (!read_file(settings.ca_file)) reader.complain("ca_file", "cannot be read");
    }
    if (const auto found = json.find("answer_ms_max"); found != json.end()) {
        settings.answer_ms_max = found->is_number_integer() ? found->get<std::int64_t>() : 0;
        if (settings.answer_ms_max < answer_ms_least || settings.answer_ms_max > answer_ms_most)
            reader.complain("answer_ms_max", "must be 500 to 60000");
    }
}

std::expected<Settings, std::string> settings_from(Reader& reader) {
    for (const auto& item : reader.json().items())
        if (std::ranges::find(members, item.key()) == std::end(members))
            reader.complain(item.key(), "is no setting");
    Merchant merchant = read_merchant(reader);
    const Json& json = reader.json();
    auto private_key = reader.from_file(json, "private_key_file", PrivateKey::from_pem);
    auto apiv3_key = reader.from_file(json, "apiv3_key_file", apiv3_key_from);
    if (!private_key || !apiv3_key) return SettingsError(reader.wrong.value_or(""));
    Settings settings{.base_url = {},
                      .merchant = std::move(merchant),
                      .private_key = *std::move(private_key),
                      .apiv3_key = *std::move(apiv3_key),
                      .platform_keys = {},
                      .public_key_id = {},
                      .ca_file = {}};
    read_platform_keys(reader, settings);
    read_connection(reader, settings);
    if (reader.wrong) return SettingsError(*std::move(reader.wrong));
    return settings;
}

}  // namespace

std::expected<Settings, std::string> read_settings(const fs::path& file) {
    const auto content = read_file(file);
    if (!content)
        return SettingsError(
            fmt::format("payment settings: {} {}", file.string(), content.error()));
    Json json = Json::parse(content->text(), nullptr, false);
    if (!json.is_object())
        return SettingsError(fmt::format("payment settings: {} is no JSON object", file.string()));
    Reader reader(std::move(json), file.parent_path());
    auto settings = settings_from(reader);
    if (!settings)
        return SettingsError(
            fmt::format("payment settings: {}: {}", file.string(), settings.error()));
    return settings;
}

}  // namespace starfish::payment::wechat
