#include "server/payment/wechat/settings.hpp"

#include "server/outbound/transport.hpp"
#include "server/payment/wechat/wechat_case.hpp"
#include "server/store/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>

#include <fstream>

namespace starfish::payment::wechat {
namespace settings_test {

// A folder with valid files, and settings that name them.
struct SettingsCase {
    TemporaryFolder folder;
    nlohmann::json settings;

    SettingsCase() {
        write("key.pem", vector_text("private_key"));
        write("apiv3.key", case_apiv3_key());
        write("certificate.pem", vector_text("certificate"));
        settings = {{"mchid", "1900000109"},
                    {"appid", "wxd678efh567hg6787"},
                    {"serial_no", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"},
                    {"private_key_file", "key.pem"},
                    {"apiv3_key_file", "apiv3.key"},
                    {"platform_keys", {{{"certificate_file", "certificate.pem"}}}}};
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder.file(name), std::ios::binary) << text;
    }
    std::expected<Settings, std::string> read() const {
        write("pay.json", settings.dump());
        return read_settings(folder.file("pay.json"));
    }
    // The error with `value` for the setting, without the file's name.
    std::string wrong(const char* name, const nlohmann::json& value) const {
        SettingsCase other;
        for (const char* file : {"cut.pem", "short.key"})
            other.write(file, std::string(file) == "cut.pem"
                                  ? vector_text("private_key").substr(0, 800)
                                  : "hunter2-hunter2");
        other.settings[name] = value;
        const auto read = other.read();
        if (read) return "nothing";
        const std::string before = "payment settings: " + other.folder.file("pay.json") + ": ";
        return read.error().starts_with(before) ? read.error().substr(before.size()) : read.error();
    }
};

TEST_CASE("settings: the defaults, and file names from the folder of the settings") {
    const auto settings = SettingsCase().read();
    REQUIRE(settings);
    CHECK(settings->base_url == "https://api.mch.weixin.qq.com");
    CHECK(settings->fetch_certificates);
    CHECK(settings->answer_ms_max == 10'000);
    CHECK(settings->platform_keys.contains(vector_text("certificate_serial")));
    CHECK(settings->public_key_id.empty());
}

TEST_CASE("settings: a final newline is not part of the APIv3 key") {
    SettingsCase world;
    world.write("apiv3.key", case_apiv3_key() + "\r\n");
    const auto settings = world.read();
    REQUIRE(settings);
    CHECK(settings->apiv3_key.open(case_seal("x", "61f9c719728a", ""), "61f9c719728a", "") == "x");
}

TEST_CASE("settings: the error names the wrong setting and the reason") {
    const SettingsCase world;
    CHECK(world.wrong("mchid", "19000abc") == "\"mchid\" must be digits");
    CHECK(world.wrong("mchid", 1900000109) == "\"mchid\" must be a text");
    CHECK(world.wrong("appid", "wx d").starts_with("\"appid\" must be letters and digits"));
    CHECK(world.wrong("serial_no", "5157f0").starts_with("\"serial_no\" must be"));
    CHECK(world.wrong("private_key_file", "none.pem") ==
          "\"private_key_file\" names none.pem, which cannot be read");
    CHECK(world.wrong("private_key_file", "certificate.pem") ==
          "\"private_key_file\" names certificate.pem: private key: the text is not a key in PEM "
          "form");
    CHECK(world.wrong("private_key_file", "cut.pem").ends_with("is not a key in PEM form"));
    CHECK(world.wrong("apiv3_key_file", "short.key") ==
          "\"apiv3_key_file\" names short.key: APIv3 key: it has 15 bytes instead of 32");
    CHECK(world.wrong("platform_keys", "x") == "\"platform_keys\" must be a list");
    CHECK(world.wrong("platform_keys", {"x"}) == "\"platform_keys\" must list objects");
    CHECK(world.wrong("platform_keys", {{{"public_key_id", "PUB_KEY_ID_1"}}}) ==
          "\"public_key_file\" is missing");
    CHECK(world.wrong("fetch_certificates", "no") ==
          "\"fetch_certificates\" must be true or false");
    CHECK(world.wrong("answer_ms_max", 100) == "\"answer_ms_max\" must be 500 to 60000");
    CHECK(world.wrong("ca_file", "none.pem") == "\"ca_file\" cannot be read");
    CHECK(world.wrong("apiv3_key", "typed in the wrong place") == "\"apiv3_key\" is no setting");
    CHECK(world.wrong("base_url", "http://api.mch.weixin.qq.com") ==
          "\"base_url\" must be https (plain http is for a loopback address alone)");
}

TEST_CASE("settings: no message quotes a key") {
    const SettingsCase world;
    for (const char* name : {"private_key_file", "apiv3_key_file"})
        for (const char* file : {"cut.pem", "short.key", "apiv3.key", "key.pem"}) {
            const std::string message = world.wrong(name, file);
            CHECK(message.find("hunter2") == std::string::npos);
            CHECK(message.find(case_apiv3_key()) == std::string::npos);
            CHECK(message.find("MII") == std::string::npos);
        }
}

TEST_CASE("settings: without platform keys and fetching, nothing could be verified") {
    SettingsCase world;
    world.settings.erase("platform_keys");
    CHECK(world.read());
    world.settings["fetch_certificates"] = false;
    CHECK_FALSE(world.read());
}

TEST_CASE("settings: a missing file and a file without a JSON object are reported") {
    const SettingsCase world;
    CHECK(read_settings(world.folder.file("none.json")).error().ends_with("cannot be read"));
    world.write("pay.json", "[]");
    CHECK(read_settings(world.folder.file("pay.json")).error().ends_with("is no JSON object"));
    world.write("pay.json", "{");
    CHECK_FALSE(read_settings(world.folder.file("pay.json")));
}

TEST_CASE("settings: a base URL is https, or http on a loopback address, and nothing more") {
    for (const char* url : {"https://api.mch.weixin.qq.com", "https://api.mch.weixin.qq.com/",
                            "https://pay.example:8443", "http://127.0.0.1:8080",
                            "http://localhost:8080", "http://[::1]:8080"})
        CHECK(outbound::check_base_url(url));
    for (const char* url :
         {"", "api.mch.weixin.qq.com", "http://10.0.0.1", "http://127.0.0.1.example",
          "http://example/127.0.0.1", "http://127.0.0.1@example", "ftp://127.0.0.1",
          "file:///etc/passwd", "https://pay.example/v3", "https://pay.example?x",
          "https://user:pass@pay.example", "https://pay.example#x"})
        CHECK_FALSE(outbound::check_base_url(url));
}

}  // namespace settings_test
}  // namespace starfish::payment::wechat
