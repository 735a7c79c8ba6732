// For tests: SQLite's files on a disk that fails on demand. Counts writes, flushes and truncations;
// the Nth call fails. Modelled on SQLite's own test_vfs.c.
//
//   FaultVfs disk;
//   auto store = open_sqlite_store(path, StoreUse::serve, {.vfs = disk.name()});
//   disk.fail_at(17, Fault::torn);
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <string>

namespace starfish {

enum class Fault : std::uint8_t {
    once,  // the Nth call only
    torn,  // the Nth call, after half of its bytes were written
    dead,  // the Nth call and all later calls
};

class FaultVfs {
public:
    FaultVfs() : base_(sqlite3_vfs_find(nullptr)), vfs_(*base_) {
        static std::atomic<int> count = 0;
        name_ = "faulty-" + std::to_string(++count);
        vfs_.zName = name_.c_str();
        vfs_.szOsFile = base_->szOsFile + static_cast<int>(sizeof(File));
        vfs_.pNext = nullptr;
        vfs_.pAppData = this;
        vfs_.xOpen = open;
        sqlite3_vfs_register(&vfs_, 0);
    }
    ~FaultVfs() { sqlite3_vfs_unregister(&vfs_); }
    FaultVfs(const FaultVfs&) = delete;
    FaultVfs& operator=(const FaultVfs&) = delete;

    const std::string& name() const { return name_; }
    // Makes the nth counted call from now fail; 1 is the next call.
    void fail_at(int nth, Fault fault) {
        fault_ = fault;
        failed_ = false;
        left_ = nth;
    }
    bool has_failed() const { return failed_; }

private:
    // The system's file follows this struct in memory.
    struct File {
        sqlite3_file file;
        FaultVfs* owner;
        sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    };
    static File* of(sqlite3_file* file) { return reinterpret_cast<File*>(file); }

    bool breaks() {
        if (failed_ && fault_ == Fault::dead) return true;
        if (--left_ != 0) return false;
        failed_ = true;
        return true;
    }

    static int open(sqlite3_vfs* vfs, sqlite3_filename path, sqlite3_file* to, int flags,
                    int* flags_out) {
        auto* const owner = static_cast<FaultVfs*>(vfs->pAppData);
        File* const file = of(to);
        file->owner = owner;
        const int status = owner->base_->xOpen(owner->base_, path, file->real(), flags, flags_out);
        file->file.pMethods = file->real()->pMethods ? &methods : nullptr;
        return status;
    }
    static int write(sqlite3_file* f, const void* bytes, int size, sqlite3_int64 at) {
        sqlite3_file* const real = of(f)->real();
        if (!of(f)->owner->breaks()) return real->pMethods->xWrite(real, bytes, size, at);
        if (of(f)->owner->fault_ == Fault::torn) real->pMethods->xWrite(real, bytes, size / 2, at);
        return SQLITE_IOERR_WRITE;
    }
    static int sync(sqlite3_file* f, int flags) {
        sqlite3_file* const real = of(f)->real();
        return of(f)->owner->breaks() ? SQLITE_IOERR_FSYNC : real->pMethods->xSync(real, flags);
    }
    static int truncate(sqlite3_file* f, sqlite3_int64 size) {
        sqlite3_file* const real = of(f)->real();
        return of(f)->owner->breaks() ? SQLITE_IOERR_TRUNCATE
                                      : real->pMethods->xTruncate(real, size);
    }
    // All other calls are forwarded to the system's file.
    template <auto Method, class... Args>
    static auto forward(sqlite3_file* f, Args... args) {
        sqlite3_file* const real = of(f)->real();
        return (real->pMethods->*Method)(real, args...);
    }

    static const sqlite3_io_methods methods;

    sqlite3_vfs* base_;
    sqlite3_vfs vfs_;
    std::string name_;
    std::atomic<int> left_ = 0;
    std::atomic<bool> failed_ = false;
    std::atomic<Fault> fault_{};
};

inline const sqlite3_io_methods FaultVfs::methods{
    .iVersion = 3,
    .xClose = forward<&sqlite3_io_methods::xClose>,
    .xRead = forward<&sqlite3_io_methods::xRead, void*, int, sqlite3_int64>,
    .xWrite = write,
    .xTruncate = truncate,
    .xSync = sync,
    .xFileSize = forward<&sqlite3_io_methods::xFileSize, sqlite3_int64*>,
    .xLock = forward<&sqlite3_io_methods::xLock, int>,
    .xUnlock = forward<&sqlite3_io_methods::xUnlock, int>,
    .xCheckReservedLock = forward<&sqlite3_io_methods::xCheckReservedLock, int*>,
    .xFileControl = forward<&sqlite3_io_methods::xFileControl, int, void*>,
    .xSectorSize = forward<&sqlite3_io_methods::xSectorSize>,
    .xDeviceCharacteristics = forward<&sqlite3_io_methods::xDeviceCharacteristics>,
    .xShmMap = forward<&sqlite3_io_methods::xShmMap, int, int, int, void volatile**>,
    .xShmLock = forward<&sqlite3_io_methods::xShmLock, int, int, int>,
    .xShmBarrier = forward<&sqlite3_io_methods::xShmBarrier>,
    .xShmUnmap = forward<&sqlite3_io_methods::xShmUnmap, int>,
    .xFetch = forward<&sqlite3_io_methods::xFetch, sqlite3_int64, int, void**>,
    .xUnfetch = forward<&sqlite3_io_methods::xUnfetch, sqlite3_int64, void*>};

}  // namespace starfish
