// What the leak sanitizer is told of these tests. Pango 1.50 looks for fonts on threads of its own,
// and what those found for a canvas that is gone by then stays with fontconfig; cairo 1.16 loses
// 768 bytes when it finishes a PDF with some fonts. Everything else that leaks still fails.

// Called by name before the sanitizer reports; nobody calls it in other builds.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig.so\nleak:libpangoft2-1.0.so\nleak:libcairo.so\n";
}
