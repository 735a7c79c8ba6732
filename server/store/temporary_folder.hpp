// For tests: a folder that is deleted when the test ends. In memory if the system supports it,
// because the tests check our use of a disk, not the disk.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace starfish {

class TemporaryFolder {
public:
    TemporaryFolder() {
        const std::filesystem::path memory = "/dev/shm";
        const auto parent =
            std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
        std::string pattern = (parent / "starfish-XXXXXX").string();
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
