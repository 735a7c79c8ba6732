// A clock that is ahead, for a server under test: what takes days (an after-sales window) is over
// at once. Loaded before the C library (LD_PRELOAD); CLOCK_AHEAD_MS says by how much. Only the wall
// clock moves: timeouts and pauses are measured by the steady one.
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec *at) {
    const int answer = (int)syscall(SYS_clock_gettime, clock, at);
    if (answer != 0 || clock != CLOCK_REALTIME) return answer;
    const char *ahead = getenv("CLOCK_AHEAD_MS");
    const long long ms = ahead ? atoll(ahead) : 0;
    at->tv_sec += (time_t)(ms / 1000);
    return 0;
}
