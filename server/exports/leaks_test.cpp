// Suppressions for the leak sanitizer. Pango 1.50 looks for fonts on its own threads, and
// fontconfig keeps the results for canvases that are gone; cairo 1.16 loses 768 bytes when it
// finishes a PDF with some fonts. All other leaks still fail.

// The sanitizer calls this function by name; other builds never call it.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig.so\nleak:libpangoft2-1.0.so\nleak:libcairo.so\n";
}
