/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/file-whole.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/**
 * bureau_file_stamp_read:
 * @self: (out caller-allocates): the stamp
 * @path: a file
 *
 * Returns: %FALSE where there is no regular file; links are not followed
 */
gboolean
bureau_file_stamp_read (BureauFileStamp *self, const char *path)
{
  struct stat info;
  if (lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return FALSE;
  self->inode = info.st_ino;
  self->size = info.st_size;
  self->modified = info.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + info.st_mtim.tv_nsec;
  return TRUE;
}

/**
 * bureau_file_stamp_equal:
 *
 * Returns: whether both are of the same file with the same content, as far as its size and times
 *   tell
 */
gboolean
bureau_file_stamp_equal (const BureauFileStamp *one, const BureauFileStamp *other)
{
  return one->inode == other->inode && one->size == other->size && one->modified == other->modified;
}

/**
 * bureau_file_state:
 * @path: a file
 *
 * Asks the kernel for a read lease, which it grants only while nobody has the file open for writing
 * (fcntl(2), F_SETLEASE), and gives it back at once. Files of others and some file systems know no
 * lease.
 *
 * Returns: the state
 */
BureauFileState
bureau_file_state (const char *path)
{
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    return BUREAU_FILE_GONE;
  struct stat info;
  BureauFileState state = BUREAU_FILE_UNKNOWN;
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    state = BUREAU_FILE_GONE;
  else if (fcntl (fd, F_SETLEASE, F_RDLCK) == 0)
    {
      fcntl (fd, F_SETLEASE, F_UNLCK);
      state = BUREAU_FILE_WHOLE;
    }
  else if (errno == EAGAIN)
    state = BUREAU_FILE_WRITING;
  close (fd);
  return state;
}
