/* Remembers every write to the files of one folder until it is synced (LD_PRELOAD, Linux).

   Each write, truncation and sync is one record in the log that POWER_CUT_LOG names, written before
   the write itself and after the sync. test_durability.py reads the log when the process has been
   killed, and takes back what a power cut would have taken: whatever was never synced.

   Not in this model: directory entries (a file made, renamed or removed counts as on disk), memory
   mapped writes (SQLite's -shm, which is made again), and sectors torn in two. */

#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

struct record {
    char kind;          /* 'w' write, 't' truncate, 's' sync */
    char name[127];     /* file name inside the folder */
    int64_t offset;     /* of a write; the new size of a truncation */
    int64_t old_size;   /* of the whole file before */
    int64_t old_length; /* bytes that follow: what stood there */
    int64_t new_length; /* bytes that follow after those: what was written */
};

static int log_fd = -2;

static int log_file(void) {
    if (log_fd == -2) {
        const char *path = getenv("POWER_CUT_LOG");
        log_fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path,
                                     O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
    }
    return log_fd;
}

/* The name of a plain file in our folder, or NULL. */
static const char *watched(int fd, char *path) {
    char link[64];
    const char *folder = getenv("POWER_CUT_FOLDER");
    size_t length = folder ? strlen(folder) : 0;
    if (!length || log_file() < 0) return NULL;
    char digits[16];
    int count = 0;
    for (int rest = fd; rest > 0 || count == 0; rest /= 10) digits[count++] = (char)('0' + rest % 10);
    strcpy(link, "/proc/self/fd/");
    size_t at = strlen(link);
    while (count) link[at++] = digits[--count];
    link[at] = 0;
    ssize_t got = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
    if (got <= (ssize_t)length || strncmp(path, folder, length) || path[length] != '/') return NULL;
    path[got] = 0;
    const char *name = path + length + 1;
    return strlen(name) < sizeof(((struct record *)0)->name) && !strchr(name, '/') ? name : NULL;
}

static void note(int fd, char kind, const void *fresh, int64_t length, int64_t offset) {
    char path[PATH_MAX];
    const char *name = watched(fd, path);
    struct stat found;
    if (!name || fstat(fd, &found)) return;
    struct record record = {.kind = kind, .offset = offset, .old_size = found.st_size};
    strcpy(record.name, name);
    int64_t until = kind == 't' ? found.st_size : offset + length;
    if (until > found.st_size) until = found.st_size;
    int64_t wanted = kind != 's' && until > offset ? until - offset : 0;
    record.new_length = kind == 'w' ? length : 0;
    size_t room = sizeof record + (size_t)wanted + (size_t)record.new_length;
    char *whole = malloc(room);
    if (!whole) abort();
    char *old = whole + sizeof record;
    if (wanted) {
        ssize_t got = syscall(SYS_pread64, fd, old, wanted, offset);
        if (got < 0) abort(); /* opened for writing only: SQLite never does */
        wanted = got;
    }
    record.old_length = wanted;
    memcpy(whole, &record, sizeof record);
    if (record.new_length) memcpy(old + wanted, fresh, (size_t)record.new_length);
    room = sizeof record + (size_t)wanted + (size_t)record.new_length;
    if (syscall(SYS_write, log_fd, whole, room) != (ssize_t)room) abort();
    free(whole);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    note(fd, 'w', data, (int64_t)length, offset);
    return syscall(SYS_pwrite64, fd, data, length, offset);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
    return pwrite64(fd, data, length, offset);
}

ssize_t write(int fd, const void *data, size_t length) {
    off_t offset = (off_t)syscall(SYS_lseek, fd, 0, SEEK_CUR);
    if (offset >= 0) note(fd, 'w', data, (int64_t)length, offset);
    return syscall(SYS_write, fd, data, length);
}

int ftruncate64(int fd, off64_t size) {
    note(fd, 't', NULL, 0, size);
    return (int)syscall(SYS_ftruncate, fd, size);
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int fsync(int fd) {
    int result = (int)syscall(SYS_fsync, fd);
    if (!result) note(fd, 's', NULL, 0, 0);
    return result;
}

int fdatasync(int fd) {
    int result = (int)syscall(SYS_fdatasync, fd);
    if (!result) note(fd, 's', NULL, 0, 0);
    return result;
}
