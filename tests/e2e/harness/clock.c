/*
 * A clock that a test can set while a browser runs: what the system says is the time, and so many seconds more as stand
 * in a file. Other clocks, which nobody can set, stay as they are. Loaded before the system's own library.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile int64_t *ahead;

__attribute__((constructor)) static void open_file(void) {
  const char *path = getenv("TEST_CLOCK_FILE");
  int file = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY) : -1;
  if (file < 0) return;
  void *map = mmap(NULL, sizeof *ahead, PROT_READ, MAP_SHARED, file, 0);
  if (map != MAP_FAILED) ahead = map;
  close(file);
}

int clock_gettime(clockid_t id, struct timespec *now) {
  int failed = (int)syscall(SYS_clock_gettime, id, now);
  if (!failed && ahead && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) now->tv_sec += *ahead;
  return failed;
}

int gettimeofday(struct timeval *now, void *zone) {
  struct timespec read;
  (void)zone;
  clock_gettime(CLOCK_REALTIME, &read);
  if (now) {
    now->tv_sec = read.tv_sec;
    now->tv_usec = read.tv_nsec / 1000;
  }
  return 0;
}

time_t time(time_t *out) {
  struct timespec read;
  clock_gettime(CLOCK_REALTIME, &read);
  if (out) *out = read.tv_sec;
  return read.tv_sec;
}
