/*
 * Clocks that a test can set while a browser runs: what the system says, and so many seconds more as stand in a file:
 * first those of the clock that people set, then those of the steady one. Loaded before the system's own library.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile int64_t *ahead;

static int64_t ahead_of(clockid_t id) {
  if (!ahead) return 0;
  if (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE) return ahead[0];
  return id == CLOCK_MONOTONIC || id == CLOCK_MONOTONIC_COARSE || id == CLOCK_BOOTTIME ? ahead[1] : 0;
}

__attribute__((constructor)) static void open_file(void) {
  const char *path = getenv("TEST_CLOCK_FILE");
  int file = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY) : -1;
  if (file < 0) return;
  void *map = mmap(NULL, 2 * sizeof *ahead, PROT_READ, MAP_SHARED, file, 0);
  if (map != MAP_FAILED) ahead = map;
  close(file);
}

int clock_gettime(clockid_t id, struct timespec *now) {
  int failed = (int)syscall(SYS_clock_gettime, id, now);
  if (!failed) now->tv_sec += ahead_of(id);
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

/*
 * Whoever waits until a moment reckons it by a clock above, and the system waits by its own. Moments of the steady
 * clock, which counts from the start of the computer, are much smaller.
 */
static const struct timespec *systems(const struct timespec *moment, struct timespec *room) {
  if (!ahead || !moment) return moment;
  *room = *moment;
  room->tv_sec -= ahead_of(moment->tv_sec < 1000000000 ? CLOCK_MONOTONIC : CLOCK_REALTIME);
  return room;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *moment) {
  struct timespec room;
  return NEXT(pthread_cond_timedwait)(condition, mutex, systems(moment, &room));
}

int pthread_cond_clockwait(pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock,
                           const struct timespec *moment) {
  struct timespec room;
  return NEXT(pthread_cond_clockwait)(condition, mutex, clock, systems(moment, &room));
}

int pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *moment) {
  struct timespec room;
  return NEXT(pthread_mutex_timedlock)(mutex, systems(moment, &room));
}

int sem_timedwait(sem_t *semaphore, const struct timespec *moment) {
  struct timespec room;
  return NEXT(sem_timedwait)(semaphore, systems(moment, &room));
}
