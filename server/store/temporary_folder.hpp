// For tests: a folder that goes when the test ends.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace starfish {

class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "starfish-XXXXXX").string();
        const char* const made = mkdtemp(pattern.data());
        path_ = made ? made : "";
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string file(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

}  // namespace starfish
