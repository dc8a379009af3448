// Loaded in front of the C library (LD_PRELOAD): keeps a copy of what a power failure would leave of the folder SYNCED_FROM.
//
// After each fsync or fdatasync of a file in there, SYNCED_TO/files/INODE is what the file held, and after each of a folder
// SYNCED_TO/folders/INODE lists its entries, each `TYPE INODE NAME` and a zero byte. A name that no sync of its folder followed,
// and bytes that no sync of their file followed, are not in the copy: a disk may have lost them.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void fail(const char *what) {
  perror(what);
  abort();
}

static int create(const char *kind, ino_t inode, char *draft, char *place) {
  const char *to = getenv("SYNCED_TO");
  snprintf(place, PATH_MAX, "%s/%s/%lu", to, kind, (unsigned long)inode);
  snprintf(draft, PATH_MAX, "%s/draft-%ld", to, syscall(SYS_gettid));
  int out = open(draft, O_CREAT | O_TRUNC | O_WRONLY, 0644);
  if (out < 0) fail(draft);
  return out;
}

static void write_all(int out, const char *bytes, size_t left) {
  while (left > 0) {
    ssize_t written = write(out, bytes, left);
    if (written < 0) fail("write");
    bytes += written;
    left -= (size_t)written;
  }
}

static void copy_file(const char *path, int out) {
  int in = open(path, O_RDONLY);
  if (in < 0) fail(path);
  static _Thread_local char buffer[1 << 16];
  ssize_t size;
  while ((size = read(in, buffer, sizeof buffer)) > 0) write_all(out, buffer, (size_t)size);
  if (size < 0) fail(path);
  close(in);
}

static void list_folder(const char *path, int out) {
  DIR *folder = opendir(path);
  if (folder == NULL) fail(path);
  struct dirent *entry;
  while ((entry = readdir(folder)) != NULL) {
    char line[NAME_MAX + 64];
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    int length = snprintf(line, sizeof line, "%c %lu %s", entry->d_type == DT_DIR ? 'd' : 'f',
                          (unsigned long)entry->d_ino, entry->d_name);
    write_all(out, line, (size_t)length + 1);
  }
  closedir(folder);
}

static void keep(int fd) {
  const char *from = getenv("SYNCED_FROM");
  if (from == NULL) return;
  char link[64], path[PATH_MAX], draft[PATH_MAX], place[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return;
  path[length] = 0;
  size_t prefix = strlen(from);
  if (strncmp(path, from, prefix) != 0 || (path[prefix] != 0 && path[prefix] != '/')) return;
  struct stat stats;
  if (fstat(fd, &stats) != 0) fail(path);
  // A file that was removed meanwhile has no name to be found by.
  if (stats.st_nlink == 0) return;
  int is_folder = S_ISDIR(stats.st_mode);
  int out = create(is_folder ? "folders" : "files", stats.st_ino, draft, place);
  if (is_folder) list_folder(path, out);
  else copy_file(link, out);
  close(out);
  if (rename(draft, place) != 0) fail(place);
}

static int sync_and_keep(const char *name, int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  int result = real(fd);
  int error = errno;
  if (result == 0) keep(fd);
  errno = error;
  return result;
}

int fsync(int fd) { return sync_and_keep("fsync", fd); }
int fdatasync(int fd) { return sync_and_keep("fdatasync", fd); }
