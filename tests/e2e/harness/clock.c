/*
 * A clock that a test can set while a browser runs: what the system says is the time, and so many seconds more as stand
 * in a file. Other clocks, which nobody can set, stay as they are. Loaded before the system's own library.
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

/*
 * Whoever waits until a moment reckons it by the clock above, and the system waits by its own. Moments of other clocks,
 * which count from the start of the computer, are much smaller.
 */
static const struct timespec *systems(const struct timespec *moment, struct timespec *room) {
  if (!ahead || !moment || moment->tv_sec < 1000000000) return moment;
  *room = *moment;
  room->tv_sec -= *ahead;
  return room;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *moment) {
  struct timespec room;
  return NEXT(pthread_cond_timedwait)(condition, mutex, systems(moment, &room));
}

int pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *moment) {
  struct timespec room;
  return NEXT(pthread_mutex_timedlock)(mutex, systems(moment, &room));
}

int sem_timedwait(sem_t *semaphore, const struct timespec *moment) {
  struct timespec room;
  return NEXT(sem_timedwait)(semaphore, systems(moment, &room));
}
